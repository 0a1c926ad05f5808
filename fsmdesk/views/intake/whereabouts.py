"""Who calls, where it is and which machine: four fields that narrow each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.services.intake.messages import (
    CallerFacts,
    NewContact,
    NewCustomer,
    NewMachine,
    NewPlace,
    NewSite,
    SiteChoice,
    WhoIsCalling,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.caller_fields import MachineAt, caller_field, customer_field
from fsmdesk.views.intake.machine_choice import MachineChoice
from fsmdesk.views.intake.pick_or_make import PickOrMake
from fsmdesk.views.intake.spot_choice import SpotChoice
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class Whereabouts(QObject):
    """Owns the fields and what follows from them; the form lays them out.

    Signals:
        changed(): the person changed something.
        known(object): the CallerFacts that are known now, None for nobody.
        machine_known(object): the id of the machine that is picked, None for none.
        site_known(object): the SiteChoice that is picked, None for none.
        loaded(): the facts that were asked for are there, or could not be read.
    """

    changed = Signal()
    known = Signal(object)
    machine_known = Signal(object)
    site_known = Signal(object)
    loaded = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.facts: CallerFacts | None = None
        self._adopted: SiteChoice | None = None  # a site without customer that somebody called from
        self._asked = 0
        self._is_loading = False
        self.customer = customer_field(desk, self._find_customer, parent)
        self.contact = caller_field(desk, self._matching_contacts, parent)
        self.caller = self.contact.picker
        self._spots = SpotChoice(desk, parent)
        self._machines = MachineChoice(desk, self._sites_of_machines, parent)
        self.site = self._spots.field
        self.machine = self._machines.field
        self._wire()

    def _wire(self) -> None:
        self.customer.picker.picked.connect(self._customer_picked)
        self.customer.turned.connect(self._customer_turned)
        self._spots.site_known.connect(self.site_known)
        self._spots.left.connect(self._machines.let_go)
        self._machines.known.connect(self.machine_known)
        self._machines.found.connect(self._machine_found)
        for group in self.groups():
            group.changed.connect(self.changed)
            group.picker.changed.connect(self.changed)

    def groups(self) -> tuple[PickOrMake, ...]:
        """The fields in which a known one is picked or a new one made."""
        return self.customer, self.contact, self.site, self.machine

    @property
    def is_loading(self) -> bool:
        """True while the facts of who was picked are on their way."""
        return self._is_loading

    @property
    def customer_id(self) -> int | None:
        """The customer that is picked."""
        return self.facts.customer_id if self.facts is not None else None

    @property
    def site_id(self) -> int | None:
        """The site that is picked."""
        return self._spots.spot.site_id if self._spots.spot is not None else None

    @property
    def place_id(self) -> int | None:
        """The place inside the site that is picked."""
        return self._spots.spot.place_id if self._spots.spot is not None else None

    @property
    def machine_id(self) -> int | None:
        """The machine that is picked."""
        return self._machines.machine_id

    @property
    def contact_id(self) -> int | None:
        """The contact that is picked as the caller."""
        held = self.caller.read()
        return held.id if held is not None else None

    def caller_words(self) -> str:
        """Who called, in words, where it is no contact."""
        return "" if self.contact.is_new() else self.caller.typed()

    def parts(self) -> dict[str, Any]:
        """What the command of the call says of all this.

        Raises:
            RuleBroken: something that is described anew has no name, or can't be kept.
        """
        customer, contact, site, machine = self.groups()
        spot = self._spots.spot
        new_place = spot.new_place if spot is not None and not site.is_new() else ""
        return {
            "customer_id": None if customer.is_new() else self.customer_id,
            "new_customer": NewCustomer(**customer.new_values()) if customer.is_new() else None,
            "contact_id": None if contact.is_new() else self.contact_id,
            "new_contact": NewContact(**contact.new_values()) if contact.is_new() else None,
            "caller": self.caller_words(),
            "site_id": None if site.is_new() else self.site_id,
            "new_site": NewSite(**site.new_values()) if site.is_new() else None,
            "place_id": None if site.is_new() else self.place_id,
            "new_place": NewPlace(new_place) if new_place else None,
            "equipment_id": None if machine.is_new() else self.machine_id,
            "new_machine": NewMachine(**machine.new_values()) if machine.is_new() else None,
        }

    def is_empty(self) -> bool:
        """True if nothing is picked or typed."""
        return not any(group.is_new() or group.picker.edit.text() for group in self.groups())

    def clear(self) -> None:
        """Nobody is picked and nothing is typed."""
        self._asked += 1
        self._is_loading = False
        self._adopted = None
        for group in self.groups():
            group.turn(to_new=False)
        self._forget()

    def raw(self) -> dict[str, object]:
        """What was typed and picked, as it is kept in a draft."""
        return {
            "customer": self.customer.raw(),
            "customer_id": self.customer_id,
            "site": self.site.raw(),
            "spot": list(self._spots.spot) if self._spots.spot is not None else None,
            "machine": self.machine.raw(),
            "machine_id": self.machine_id,
            "contact": self.contact.raw(),
        }

    def set_raw(self, raw: Mapping[str, object]) -> None:
        """Show what `raw` gave earlier, and ask what is known about it now."""
        self.clear()
        for name, group in zip(("customer", "contact", "site", "machine"), self.groups(), strict=True):
            part = raw.get(name)
            if isinstance(part, dict):
                group.set_raw(part)
        self._spots.restore(raw.get("spot"))
        machine_id, customer_id = raw.get("machine_id"), raw.get("customer_id")
        if isinstance(customer_id, int):
            self._ask(WhoIsCalling(customer_id=customer_id))
        elif self.site_id is not None:
            self._ask(WhoIsCalling(site_id=self.site_id))
        if isinstance(machine_id, int):
            self._machines.choose(machine_id)

    def call_of(self, customer_id: int) -> None:
        """This customer calls."""
        self.clear()
        self._ask(WhoIsCalling(customer_id=customer_id))

    def _find_customer(self, text: str) -> Query[tuple[Found, ...]]:
        return FindRecords(text=text, kinds=("customer", "contact", "site"), limit=6)

    @Slot(object)
    def _customer_picked(self, option: Option | None) -> None:
        found = option.value if option is not None else None
        if not isinstance(found, Found):
            self._customer_left()
            return
        match found.kind:
            case "contact":
                self.contact.turn(to_new=False)
                self.caller.set_value(Picked(found.id, found.title))
                self._ask(WhoIsCalling(contact_id=found.id))
            case "site":
                self._ask(WhoIsCalling(site_id=found.id), site_id=found.id)
            case _:
                self._ask(WhoIsCalling(customer_id=found.id))

    @Slot(bool)
    def _customer_turned(self, to_new: bool) -> None:
        hint = tr("The customer's address, unless it is elsewhere") if to_new else ""
        self.site.picker.edit.setPlaceholderText(hint)
        self._customer_left()

    def _customer_left(self) -> None:
        """Another customer has other contacts, sites and machines; a name typed for the caller stays."""
        self._asked += 1
        self._is_loading = False
        if self.caller.read() is not None:
            self.caller.set_value(None)
        self._forget()

    def _forget(self) -> None:
        self.facts = None
        self._spots.offer(self._sites())
        self._spots.let_go()
        self.known.emit(None)

    def _ask(self, query: WhoIsCalling, site_id: int | None = None) -> None:
        self._asked += 1
        asked, self._is_loading = self._asked, True
        self._spots.offer(None)

        def show(facts: CallerFacts) -> None:
            if asked == self._asked:
                self._is_loading = False
                self._show(facts, site_id)
                self._end_loading()

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self._is_loading = False
                self._spots.offer(self._sites())
                self._desk.errors.show(error, self)
                self._end_loading()

        self._desk.ask(self, query, show, refuse)

    def _end_loading(self) -> None:
        for picker in (self.caller, self.site.picker, self.machine.picker):
            picker.ask_again()
        self.loaded.emit()

    def _show(self, facts: CallerFacts, site_id: int | None) -> None:
        self.facts = facts
        if facts.customer_id is None:
            self._adopted = facts.sites[0] if facts.sites else None
            self.customer.picker.set_value(None)
        elif not self.customer.is_new():
            self.customer.picker.set_value(Picked(facts.customer_id, facts.name))
        self._spots.offer(self._sites())
        self._spots.settle(site_id)
        self.known.emit(facts)

    def _sites(self) -> Sequence[SiteChoice]:
        """The sites to pick from."""
        own = self.facts.sites if self.facts is not None else ()
        if self._adopted is None or any(site.id == self._adopted.id for site in own):
            return own
        return (*own, self._adopted)

    def _sites_of_machines(self) -> Sequence[SiteChoice] | None:
        if self._is_loading:
            return None
        if self.site.is_new():
            return ()
        return [site for site in self._sites() if self.site_id in (None, site.id)]

    @Slot(object)
    def _machine_found(self, at: MachineAt) -> None:
        self._spots.choose_at(at.site, at.machine.place_id)

    def _matching_contacts(self, text: str) -> list[tuple[int, str, str]] | None:
        if self._is_loading:
            return None
        contacts = self.facts.contacts if self.facts is not None else ()
        return matching(contacts, text, _contact_words)


def _contact_words(contact: tuple[int, str, str]) -> str:
    return f"{contact[1]} {contact[2]}"
