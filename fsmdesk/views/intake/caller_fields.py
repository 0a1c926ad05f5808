"""The fields for customer, caller, site and machine, and what they offer to pick from."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import Found
from fsmdesk.services.intake.messages import MachineChoice, SiteChoice
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.pick_or_make import NewDetails, PickOrMake
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.option_list import Option

_ICONS = {"customer": "building-2", "contact": "user", "site": "map-pin"}
_ARROW = " › "


class Spot(NamedTuple):
    """A site, or a place inside it, in words; `new_place` is the name of one to be made there."""

    site_id: int
    place_id: int | None
    words: str
    remark: str
    new_place: str = ""


class MachineAt(NamedTuple):
    """A machine with the site where it stands."""

    site: SiteChoice
    machine: MachineChoice


def customer_field(
    desk: Desk, find: Callable[[str], Query[tuple[Found, ...]]], parent: QWidget
) -> PickOrMake:
    """Finds customers by themselves, their contacts and their sites; takes the name of a new one."""
    picker = FieldPicker(
        "customer_id",
        tr("Customer"),
        desk,
        find,
        _customer_option,
        new_words=tr("New customer “{text}”…"),
        placeholder=tr("Name, contact, site, phone, address…"),
        parent=parent,
    )
    return PickOrMake(picker, tr("New customer"), _customer_details(parent), parent)


def caller_field(
    desk: Desk, find: Callable[[str], Sequence[tuple[int, str, str]] | None], parent: QWidget
) -> PickOrMake:
    """Offers the contacts of the customer; takes any words, or a new contact."""
    picker = FieldPicker(
        "contact_id",
        tr("Caller"),
        desk,
        find,
        _contact_option,
        new_words=tr("New contact “{text}”…"),
        free_text=True,
        placeholder=tr("Name, number"),
        parent=parent,
    )
    return PickOrMake(picker, tr("New contact"), _contact_details(parent), parent)


def site_field(desk: Desk, find: Callable[[str], Sequence[Spot] | None], parent: QWidget) -> PickOrMake:
    """Offers the sites of the customer and the places in them; takes the name of a new site."""
    picker = FieldPicker(
        "site_id",
        tr("Site and place"),
        desk,
        find,
        _spot_option,
        new_words=tr("New site “{text}”…"),
        parent=parent,
    )
    return PickOrMake(picker, tr("New site"), _address_details(parent), parent)


def machine_field(
    desk: Desk, find: Callable[[str], Sequence[MachineAt] | None], parent: QWidget
) -> PickOrMake:
    """Offers the machines at the site; takes the name of a new one."""
    picker = FieldPicker(
        "equipment_id",
        tr("Machine"),
        desk,
        find,
        _machine_option,
        new_words=tr("New machine “{text}”…"),
        parent=parent,
    )
    return PickOrMake(picker, tr("New machine"), _machine_details(parent), parent)


def spots(site: SiteChoice) -> list[Spot]:
    """The site itself, then its places."""
    where = ", ".join(part for part in (site.address.replace("\n", ", "), site.city) if part)
    inside = [Spot(site.id, place_id, f"{site.name}{_ARROW}{path}", "") for place_id, path in site.places]
    return [Spot(site.id, None, site.name, where), *inside]


def new_place_words(site: SiteChoice, name: str) -> str:
    """The way to a place that is to be made there."""
    return f"{site.name}{_ARROW}{name}"


def spot_of(site: SiteChoice, place_id: int | None) -> Spot:
    """The place with this id, the site itself where it has none such."""
    offered = spots(site)
    return next((spot for spot in offered if spot.place_id == place_id), offered[0])


def _customer_option(found: Found) -> Option:
    return Option(found.id, found.title, found.subtitle, _ICONS.get(found.kind, ""), found)


def _spot_option(spot: Spot) -> Option:
    return Option(spot.site_id, spot.words, spot.remark, "plus" if spot.new_place else "", spot)


def _machine_option(at: MachineAt) -> Option:
    where = at.machine.place or at.site.name
    remark = f"{where} · {at.machine.serial}" if at.machine.serial else where
    return Option(at.machine.id, at.machine.words, remark, value=at)


def _contact_option(contact: tuple[int, str, str]) -> Option:
    return Option(contact[0], contact[1], contact[2], "user", contact)


def _customer_details(parent: QWidget) -> NewDetails:
    fields = (
        (FieldText("phone", tr("Phone"), parent=parent), 2),
        (FieldText("email", tr("E-mail"), parent=parent), 3),
        (FieldText("address", tr("Address"), parent=parent), 4),
        (FieldText("postcode", tr("Postcode"), parent=parent), 2),
        (FieldText("city", tr("City"), parent=parent), 3),
    )
    return NewDetails(fields, 14, parent)


def _contact_details(parent: QWidget) -> NewDetails:
    fields = (
        (FieldText("phone", tr("Phone"), parent=parent), 1),
        (FieldText("email", tr("E-mail"), parent=parent), 1),
    )
    return NewDetails(fields, 2, parent)


def _address_details(parent: QWidget) -> NewDetails:
    fields = (
        (FieldText("address", tr("Address"), parent=parent), 4),
        (FieldText("postcode", tr("Postcode"), parent=parent), 2),
        (FieldText("city", tr("City"), parent=parent), 3),
    )
    return NewDetails(fields, 9, parent)


def _machine_details(parent: QWidget) -> NewDetails:
    fields = (
        (FieldText("make", tr("Make"), parent=parent), 1),
        (FieldText("model", tr("Model"), parent=parent), 1),
        (FieldText("serial", tr("Serial number"), parent=parent), 1),
    )
    return NewDetails(fields, 3, parent)
