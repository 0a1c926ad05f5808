"""The form for money that came in."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import PaymentMethod
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import Invoice, InvoiceCard, RecordPayment
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldMoney
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.payable_list import PayableList

_METHOD_KEY = "payment.method"
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _option(found: Found) -> Option:
    icon = "receipt" if found.kind == "invoice" else "building-2"
    return Option(found.id, found.title, found.subtitle, icon, found)


class PaymentForm(EditorForm[None, int]):
    """Always a new payment: one that stands is never edited. Enter in a line saves."""

    kind = "payment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._about: tuple[int, ...] = ()
        self._saves_once_read = False
        grid = FieldGrid(self, columns=2)
        self.customer = FieldPicker(
            *("customer_id", tr("Customer or invoice"), desk, self._find, _option),
            is_required=True,
            placeholder=tr("Name or invoice number"),
        )
        self.amount = FieldMoney("amount_minor", tr("Amount"), desk.formats, is_required=True)
        self.received = FieldDate(
            "received_on", tr("Received on"), desk.formats, partial(today, desk.formats), is_required=True
        )
        methods = [(str(method), method.label) for method in PaymentMethod]
        self.method = FieldChoice("method", tr("How"), methods, is_required=True)
        self.reference = FieldText("reference", tr("Reference"), placeholder=tr("From the bank statement"))
        grid.add(self.add_field(self.customer), span=2)
        grid.add(self.add_field(self.amount))
        grid.add(self.add_field(self.received))
        grid.add(self.add_field(self.method), span=2)
        grid.add(self.add_field(self.reference), span=2)
        self.body.addWidget(grid)
        self.payables = PayableList(desk, self)
        self.body.addWidget(self.payables)
        self._wire()

    def _wire(self) -> None:
        self.customer.picked.connect(self._picked)
        self.amount.changed.connect(self._show_amount)
        self.payables.read.connect(self._take_up_save)
        for edit in (self.amount.edit, self.received.edit, self.reference.edit):
            edit.installEventFilter(self)

    def begin(
        self,
        customer: Picked | None = None,
        invoice_ids: Collection[int] = (),
        amount_minor: int | None = None,
    ) -> None:
        """A new payment of this customer for these invoices, over what is open of them."""
        self._about = tuple(sorted(invoice_ids))
        values: dict[str, object] = {
            "customer_id": customer,
            "amount_minor": amount_minor,
            "received_on": today(self.desk.formats),
            "method": self.desk.settings.text(_METHOD_KEY, PaymentMethod.TRANSFER),
        }
        self.open_new(values)
        self._follow_customer(frozenset(self._about) or None)
        (self.customer if self.customer.read() is None else self.amount).setFocus()
        self.amount.edit.selectAll()

    def query(self, record_id: int) -> Query[None]:
        """A payment that stands is not opened here."""
        raise NotImplementedError

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """It settles the invoices that the list shows."""
        if values["amount_minor"] <= 0:
            raise RuleBroken(tr("A payment is more than nothing."), "amount_minor")
        self.desk.settings.keep(_METHOD_KEY, values["method"])
        return RecordPayment(
            customer_id=values["customer_id"].id,
            received_on=values["received_on"],
            amount_minor=values["amount_minor"],
            method=PaymentMethod(values["method"]),
            reference=values["reference"],
            invoice_ids=self.payables.invoice_ids(),
        )

    def said(self) -> str:
        """How much, and of whom."""
        amount, customer = self.amount.read(), self.customer.read()
        says = tr("{amount} of {customer} is recorded.")
        return says.format(
            amount=self.desk.formats.money_with_code(amount or 0), customer=customer.text if customer else ""
        )

    def draft_name(self) -> str:
        """What was typed for some invoices is not put back for others."""
        return "-".join(["payment", *(str(invoice_id) for invoice_id in self._about)]) + "-new"

    def save(self, then: Callable[[], object] | None = None) -> bool:
        """Save, as soon as it is known what the payment settles."""
        if self.payables.is_reading:
            self._saves_once_read = True
            return False
        return super().save(then)

    def _find(self, text: str) -> Query[Any]:
        # Invoices bear the name of their customer: by a name, who it is is meant.
        has_digit = any(letter.isdigit() for letter in text)
        return FindRecords(text=text, kinds=("invoice", "customer") if has_digit else ("customer",))

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        found = option.value if option is not None else None
        if isinstance(found, Found) and found.kind == "invoice":
            self.customer.set_typed(found.title)  # until it is known whose it is, nothing can be saved
            self.desk.ask(self, Invoice(invoice_id=found.id), self._take_invoice)
            return
        self._follow_customer(None)

    def _take_invoice(self, card: InvoiceCard) -> None:
        self.customer.set_value(Picked(card.row.customer_id, card.row.customer))
        is_open = card.row.open_minor > 0
        if is_open:
            self.amount.set_value(card.row.open_minor)
        self._follow_customer(frozenset({card.row.id}) if is_open else None)
        if self.amount.edit.hasFocus():
            self.amount.edit.selectAll()

    def _follow_customer(self, chosen: frozenset[int] | None) -> None:
        self._show_amount()
        picked = self.customer.read() if not self.customer.typed() else None
        self.payables.show_customer(picked.id if picked is not None else None, chosen)

    @Slot()
    def _show_amount(self) -> None:
        try:
            self.payables.show_amount(self.amount.read() or 0)
        except RuleBroken:
            self.payables.show_amount(0)

    @Slot()
    def _take_up_save(self) -> None:
        if self._saves_once_read:
            self._saves_once_read = False
            self.save()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a line saves, as in a cash book."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in _ENTER and event.modifiers() in _PLAIN:
            if isinstance(watched, QLineEdit):
                watched.editingFinished.emit()
            self.save()
            return True
        return super().eventFilter(watched, event)
