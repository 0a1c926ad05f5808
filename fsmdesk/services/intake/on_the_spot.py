"""What a call brings that nobody knew yet: customer, contact, site, place and machine, made with it."""

from dataclasses import dataclass

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Contact, Customer, Equipment, Place, Site
from fsmdesk.services.intake.job_checks import hold_in_use
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.records import cleaned, find, require
from fsmdesk.services.site_positions.guessing import guess_position


@dataclass(frozen=True, slots=True)
class MadeOnTheSpot:
    """Whom and what the call is about, known before or made with it."""

    customer_id: int | None
    contact_id: int | None
    site_id: int | None
    place_id: int | None
    equipment_id: int | None

    def links(self) -> dict[str, int | None]:
        """The columns of the work order that name them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def make_on_the_spot(work: Writing, command: TakeCall) -> MadeOnTheSpot:
    """Whatever the command describes anew stands, and belongs together.

    Raises:
        RuleBroken: something has no name, or nothing to belong to, with its field.
    """
    customer_id = _customer(work, command)
    contact_id = _contact(work, command, customer_id)
    site_id = _site(work, command, customer_id)
    place_id = _place(work, command, site_id)
    equipment_id = _machine(work, command, site_id, place_id)
    return MadeOnTheSpot(customer_id, contact_id, site_id, place_id, equipment_id)


def _customer(work: Writing, command: TakeCall) -> int | None:
    if command.customer_id is not None:
        hold_in_use(work, Customer, command.customer_id, "customer_id")
        return command.customer_id
    if command.new_customer is None:
        return None
    texts = cleaned(command.new_customer, ("name", "phone", "email", "city", "postcode"), ("address",))
    require(texts["name"], "customer_id", tr("The customer's name"))
    customer = Customer(**texts)
    work.session.add(customer)
    work.session.flush()
    return customer.id


def _contact(work: Writing, command: TakeCall, customer_id: int | None) -> int | None:
    if command.contact_id is not None or command.new_contact is None:
        return command.contact_id
    if customer_id is None:
        raise RuleBroken(tr("A new contact needs a customer."), field="customer_id")
    texts = cleaned(command.new_contact, ("name", "phone", "email"))
    require(texts["name"], "contact_id", tr("The contact's name"))
    contact = Contact(customer_id=customer_id, **texts)
    work.session.add(contact)
    work.session.flush()
    return contact.id


def _site(work: Writing, command: TakeCall, customer_id: int | None) -> int | None:
    if command.site_id is not None:
        hold_in_use(work, Site, command.site_id, "site_id")
        site = find(work, Site, command.site_id)
        if site.customer_id is None and customer_id is not None:
            site.customer_id = customer_id
        return site.id
    if command.new_site is not None:
        texts = cleaned(command.new_site, ("name", "city", "postcode"), ("address",))
        texts["name"] = texts["name"] or texts["address"].split("\n")[0]
        require(texts["name"], "site_id", tr("The site's name or address"))
    elif command.new_customer is not None and command.new_customer.address:
        # Somebody new who calls from home: where the bill goes is where the work is.
        new = command.new_customer
        texts = {"name": new.name, "address": new.address, "city": new.city, "postcode": new.postcode}
    else:
        return None
    site = Site(customer_id=customer_id, **texts)
    guess_position(work, site)
    work.session.add(site)
    work.session.flush()
    return site.id


def _place(work: Writing, command: TakeCall, site_id: int | None) -> int | None:
    if command.new_place is None:
        return command.place_id
    if site_id is None:
        raise RuleBroken(tr("A new place needs a site."), field="site_id")
    texts = cleaned(command.new_place, ("name",))
    require(texts["name"], "site_id", tr("The place's name"))
    # A known place that is picked with it is what the new one is inside of.
    place = Place(site_id=site_id, parent_id=command.place_id, name=texts["name"])
    if command.place_id is not None and find(work, Place, command.place_id).site_id != site_id:
        raise RuleBroken(tr("This place is at another site."), field="place_id")
    work.session.add(place)
    work.session.flush()
    return place.id


def _machine(work: Writing, command: TakeCall, site_id: int | None, place_id: int | None) -> int | None:
    if command.equipment_id is not None:
        hold_in_use(work, Equipment, command.equipment_id, "equipment_id")
    if command.equipment_id is not None or command.new_machine is None:
        return command.equipment_id
    if site_id is None:
        raise RuleBroken(tr("A new machine needs a site."), field="site_id")
    texts = cleaned(command.new_machine, ("name", "make", "model", "serial"))
    require(texts["name"], "equipment_id", tr("The machine's name"))
    machine = Equipment(site_id=site_id, place_id=place_id, **texts)
    work.session.add(machine)
    work.session.flush()
    return machine.id
