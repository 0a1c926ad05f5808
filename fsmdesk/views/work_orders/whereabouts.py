"""For whom and where: customer, site and what belongs to them, each offered from what was picked before."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.services.parties.messages import (
    AgreementRow,
    ContactRow,
    Customer,
    CustomerCard,
    EquipmentRow,
    PlaceRow,
    Site,
    SiteCard,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from fsmdesk.views.widgets.inset_remark import InsetRemark, Part
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option

_READ_AFTER_MS = 250


class Whereabouts(QObject):
    """Owns the six fields; the form adds them and lays them out.

    What belongs to the customer and the site is read a moment after they are known, so that opening a
    job does not wait for it.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._of_customer: CustomerCard | None = None
        self._of_site: SiteCard | None = None
        self.customer = FieldPicker("customer_id", tr("Customer"), desk, _find_customer)
        self.site = FieldPicker("site_id", tr("Site"), desk, _find_site)
        self.place = FieldPicker("place_id", tr("Place"), desk, self._places, _place_option)
        self.machine = FieldPicker("equipment_id", tr("Equipment"), desk, self._machines, _machine_option)
        self.contact = FieldPicker("contact_id", tr("Contact"), desk, self._contacts, _contact_option)
        self.agreement = FieldPicker(
            "agreement_id", tr("Agreement"), desk, self._agreements, _agreement_option
        )
        self._remarks = {field.key: InsetRemark(field.edit) for field in self.fields()}
        self.customer.picked.connect(self._customer_picked)
        self.site.picked.connect(self._site_picked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self._read)

    def fields(self) -> tuple[FieldPicker, ...]:
        """All six."""
        return self.customer, self.site, self.place, self.machine, self.contact, self.agreement

    def show_job(self, card: WorkOrderCard) -> None:
        """The card was read: say behind each field what else is known, and read what belongs to it."""
        formats = self._desk.formats
        known: dict[str, list[Part]] = {
            "customer_id": _customer_parts(card),
            "site_id": [(_address(card), "muted")],
            "equipment_id": _machine_parts(card, formats),
            "agreement_id": [(_dotted(card.agreement_covers), "success_text")],
        }
        for key, remark in self._remarks.items():
            remark.show_parts(known.get(key, ()))
        self._timer.start()

    def remark(self, key: str) -> str:
        """The words behind what this field holds."""
        return self._remarks[key].words()

    @Slot(object)
    def _customer_picked(self, _option: object) -> None:
        self._of_customer = None
        for field in (self.contact, self.agreement):
            field.set_value(None)
        self._timer.start()

    @Slot(object)
    def _site_picked(self, _option: object) -> None:
        self._of_site = None
        for field in (self.place, self.machine):
            field.set_value(None)
        self._timer.start()

    @Slot()
    def _read(self) -> None:
        customer, site = _id_of(self.customer), _id_of(self.site)
        if customer is not None:
            self._desk.ask(self, Customer(customer_id=customer), self._learn_customer)
        if site is not None:
            self._desk.ask(self, Site(site_id=site), self._learn_site)

    def _learn_customer(self, card: CustomerCard) -> None:
        if card.id == _id_of(self.customer):
            self._of_customer = card

    def _learn_site(self, card: SiteCard) -> None:
        if card.id == _id_of(self.site):
            self._of_site = card

    def _places(self, text: str) -> Sequence[PlaceRow]:
        return _matching(self._of_site.places if self._of_site else (), text, _place_option)

    def _machines(self, text: str) -> Sequence[EquipmentRow]:
        rows = [row for row in self._of_site.equipment if not row.is_archived] if self._of_site else []
        return _matching(rows, text, _machine_option)

    def _contacts(self, text: str) -> Sequence[ContactRow]:
        return _matching(self._of_customer.contacts if self._of_customer else (), text, _contact_option)

    def _agreements(self, text: str) -> Sequence[AgreementRow]:
        rows = (
            [row for row in self._of_customer.agreements if not row.is_archived] if self._of_customer else []
        )
        return _matching(rows, text, _agreement_option)


def _find_customer(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("customer",))


def _find_site(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("site",))


def _id_of(field: FieldPicker) -> int | None:
    held = field.read() if not field.typed() else None
    return held.id if held is not None else None


def _matching(rows: Sequence[Any], text: str, option: Callable[[Any], Option]) -> list[Any]:
    return matching(rows, text, lambda row: f"{option(row).text} {option(row).secondary}")


def _place_option(row: PlaceRow) -> Option:
    return Option(row.id, row.path, value=row)


def _machine_option(row: EquipmentRow) -> Option:
    makers = " ".join(part for part in (row.make, row.model) if part)
    return Option(
        row.id, f"{row.name} · {makers}" if makers else row.name, row.serial or row.place, value=row
    )


def _contact_option(row: ContactRow) -> Option:
    return Option(row.id, f"{row.name} · {row.phone}" if row.phone else row.name, row.title, value=row)


def _agreement_option(row: AgreementRow) -> Option:
    covered = (
        (row.covers_labour, tr("labour")),
        (row.covers_parts, tr("parts")),
        (row.covers_fees, tr("fees")),
    )
    return Option(row.id, row.name, ", ".join(word for is_covered, word in covered if is_covered), value=row)


def picked(record_id: int | None, text: str) -> Picked | None:
    """The value of a picker; None where there is no record."""
    return Picked(record_id, text) if record_id is not None else None


def _customer_parts(card: WorkOrderCard) -> list[Part]:
    parts = [(_dotted(card.customer_terms), "muted")]
    if card.price_level:
        parts.append((_dotted(card.price_level), "muted"))
    if card.credit_hold:
        parts.append((_dotted(tr("credit hold")), "danger_text"))
    return parts


def _address(card: WorkOrderCard) -> str:
    return "" if card.site_address == card.site else _dotted(card.site_address)


def _machine_parts(card: WorkOrderCard, formats: Formats) -> list[Part]:
    serial = tr("SN {serial}").format(serial=card.equipment_serial) if card.equipment_serial else ""
    parts = [(_dotted(serial), "muted")]
    until = card.warranty_until
    if until is not None and until >= today(formats):
        parts.append((tr("warranty to {day}").format(day=formats.date(until)), "success_text"))
    elif until is not None:
        parts.append((tr("warranty over since {day}").format(day=formats.date(until)), "warn_text"))
    return parts


def _dotted(words: str) -> str:
    return f"· {words}" if words else ""
