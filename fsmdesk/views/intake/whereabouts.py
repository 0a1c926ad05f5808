"""Who calls, where it is and which machine: four fields that narrow each other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.services.intake.messages import CallerFacts, SiteChoice, WhoIsCalling
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.caller_fields import (
    MachineAt,
    Spot,
    caller_field,
    customer_field,
    holds,
    machine_field,
    site_field,
    spot_of,
    spots,
)
from fsmdesk.views.widgets.field_picker import Picked
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
        self._spot: Spot | None = None
        self._machine_id: int | None = None
        self._adopted: SiteChoice | None = None  # a site without customer that somebody called from
        self._asked = 0
        self._is_loading = False
        self.customer = customer_field(desk, self._find_customer, parent)
        self.caller = caller_field(desk, self._matching_contacts, parent)
        self.site = site_field(desk, self._matching_spots, parent)
        self.machine = machine_field(desk, self._matching_machines, parent)
        self._wire()

    def _wire(self) -> None:
        self.customer.picker.picked.connect(self._customer_picked)
        self.customer.turned.connect(self._customer_turned)
        self.site.picker.picked.connect(self._spot_picked)
        self.site.turned.connect(self._site_turned)
        self.machine.picker.picked.connect(self._machine_picked)
        self.machine.turned.connect(self._machine_turned)
        for group in (self.customer, self.site, self.machine):
            group.changed.connect(self.changed)
            group.picker.changed.connect(self.changed)
        self.caller.changed.connect(self.changed)

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
        return self._spot.site_id if self._spot is not None else None

    @property
    def place_id(self) -> int | None:
        """The place inside the site that is picked."""
        return self._spot.place_id if self._spot is not None else None

    @property
    def machine_id(self) -> int | None:
        """The machine that is picked."""
        return self._machine_id

    @property
    def contact_id(self) -> int | None:
        """The contact that is picked as the caller."""
        held = self.caller.read()
        return held.id if held is not None else None

    def sites(self) -> Sequence[SiteChoice]:
        """The sites to pick from."""
        own = self.facts.sites if self.facts is not None else ()
        if self._adopted is None or any(site.id == self._adopted.id for site in own):
            return own
        return (*own, self._adopted)

    def clear(self) -> None:
        """Nobody is picked and nothing is typed."""
        self._asked += 1
        self._is_loading = False
        self._adopted = None
        for group in (self.customer, self.site, self.machine):
            group.turn(to_new=False)
        self.caller.set_value(None)
        self._forget()

    def raw(self) -> dict[str, object]:
        """What was typed and picked, as it is kept in a draft."""
        return {
            "customer": self.customer.raw(),
            "customer_id": self.customer_id,
            "site": self.site.raw(),
            "spot": list(self._spot) if self._spot is not None else None,
            "machine": self.machine.raw(),
            "machine_id": self._machine_id,
            "caller": self.caller.raw(),
        }

    def set_raw(self, raw: Mapping[str, object]) -> None:
        """Show what `raw` gave earlier, and ask what is known about it now."""
        self.clear()
        for name, group in (("customer", self.customer), ("site", self.site), ("machine", self.machine)):
            part = raw.get(name)
            if isinstance(part, dict):
                group.set_raw(part)
        self.caller.set_raw(raw.get("caller", ""))
        spot = raw.get("spot")
        self._spot = Spot(*spot) if isinstance(spot, list) and len(spot) == len(Spot._fields) else None
        machine_id, customer_id = raw.get("machine_id"), raw.get("customer_id")
        if isinstance(customer_id, int):
            self._ask(WhoIsCalling(customer_id=customer_id))
        elif self._spot is not None:
            self._ask(WhoIsCalling(site_id=self._spot.site_id))
        if isinstance(machine_id, int):
            self._set_machine_id(machine_id)

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
        self._let_go_of_spot()
        self.known.emit(None)

    def _ask(self, query: WhoIsCalling, site_id: int | None = None) -> None:
        self._asked += 1
        asked, self._is_loading = self._asked, True

        def show(facts: CallerFacts) -> None:
            if asked == self._asked:
                self._is_loading = False
                self._show(facts, site_id)
                self._end_loading()

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self._is_loading = False
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
        self._settle_spot(site_id)
        self.known.emit(facts)

    def _settle_spot(self, site_id: int | None) -> None:
        """The only site is the one; else that which was picked, if it still is one of these."""
        sites = self.sites()
        if self.site.is_new():
            return
        wanted = site_id or (self._spot.site_id if self._spot is not None else None)
        if wanted is None and len(sites) == 1:
            wanted = sites[0].id
        site = next((site for site in sites if site.id == wanted), None)
        if site is None:
            self._let_go_of_spot()
        elif self._spot is None or self._spot.site_id != site.id:
            self._set_spot(spots(site)[0])
        else:
            self.site_known.emit(site)

    def _matching_spots(self, text: str) -> list[Spot] | None:
        if self._is_loading:
            return None
        offered = [spot for site in self.sites() for spot in spots(site)]
        return [spot for spot in offered if holds(f"{spot.words} {spot.remark}", text)]

    @Slot(object)
    def _spot_picked(self, option: Option | None) -> None:
        spot = option.value if option is not None else None
        if isinstance(spot, Spot):
            self._set_spot(spot)
        else:
            self._let_go_of_spot(keep_text=True)

    @Slot(bool)
    def _site_turned(self, to_new: bool) -> None:
        self._let_go_of_spot(keep_text=True)

    def _set_spot(self, spot: Spot) -> None:
        self._spot = spot
        self.site.picker.set_value(Picked(spot.site_id, spot.words))
        at = self._machine_at(self._machine_id)
        if at is not None and at.site.id != spot.site_id:
            self._let_go_of_machine()
        self.site_known.emit(next((site for site in self.sites() if site.id == spot.site_id), None))

    def _let_go_of_spot(self, keep_text: bool = False) -> None:
        self._spot = None
        if not keep_text and not self.site.is_new():
            self.site.picker.set_value(None)
        self._let_go_of_machine()
        self.site_known.emit(None)

    def _matching_machines(self, text: str) -> list[MachineAt] | None:
        if self._is_loading:
            return None
        if self.site.is_new():
            return []
        return [
            MachineAt(site, machine)
            for site in self.sites()
            if self._spot is None or site.id == self._spot.site_id
            for machine in site.machines
            if holds(f"{machine.words} {machine.serial} {machine.place}", text)
        ]

    @Slot(object)
    def _machine_picked(self, option: Option | None) -> None:
        at = option.value if option is not None else None
        if not isinstance(at, MachineAt):
            self._set_machine_id(None)
            return
        self._set_machine_id(at.machine.id)
        if self._spot is None or self._spot.site_id != at.site.id or self._spot.place_id is None:
            self._set_spot(spot_of(at.site, at.machine.place_id))

    @Slot(bool)
    def _machine_turned(self, to_new: bool) -> None:
        self._set_machine_id(None)

    def _let_go_of_machine(self) -> None:
        if not self.machine.is_new():
            self.machine.picker.set_value(None)
        self._set_machine_id(None)

    def _set_machine_id(self, machine_id: int | None) -> None:
        if machine_id != self._machine_id:
            self._machine_id = machine_id
            self.machine_known.emit(machine_id)

    def _machine_at(self, machine_id: int | None) -> MachineAt | None:
        return next(
            (
                MachineAt(site, machine)
                for site in self.sites()
                for machine in site.machines
                if machine.id == machine_id
            ),
            None,
        )

    def _matching_contacts(self, text: str) -> list[tuple[int, str, str]] | None:
        if self._is_loading:
            return None
        contacts = self.facts.contacts if self.facts is not None else ()
        return [contact for contact in contacts if holds(f"{contact[1]} {contact[2]}", text)]
