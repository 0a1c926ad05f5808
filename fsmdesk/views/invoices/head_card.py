"""Who is billed, for what place, how much and until when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import InvoiceCard
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.surfaces import Card, paragraph, words

_MOST_LINES = 5


class HeadCard(Card):
    """Three columns: the customer, the place of work, the money.

    Signals:
        customer_wanted(): the customer should be opened.
    """

    customer_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._formats = formats
        row = QHBoxLayout()
        row.setSpacing(28)
        self._name = ElidedWords("", "strong", self)
        self.open_button = IconButton("external-link", tr("Open the customer"), parent=self)
        self.open_button.clicked.connect(self.customer_wanted)
        name = QHBoxLayout()
        name.setSpacing(4)
        name.addWidget(self._name)
        name.addWidget(self.open_button)
        name.addStretch(1)
        self._address = paragraph("", "muted", self)
        self._place = paragraph("", parent=self)
        self._facts = paragraph("", "muted", self)
        customer, place = _column(tr("Bill to")), _column(tr("Work at"))
        customer.addLayout(name)
        customer.addWidget(self._address)
        for label in (self._place, self._facts):
            place.addWidget(label)
        for column in (customer, place):
            column.addStretch(1)
            row.addLayout(column, 3)
        self._label = words("", "label", self)
        self._amount = words("", "hero", self)
        self._due = words("", "muted", self)
        money = QVBoxLayout()
        money.setSpacing(3)
        for label in (self._label, self._amount, self._due):
            money.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        money.addStretch(1)
        row.addLayout(money, 2)
        self.body.addLayout(row)

    def show_invoice(self, card: InvoiceCard) -> None:
        """Show this invoice."""
        self._name.setText(card.bill_to_name or card.row.customer)
        self._name.setToolTip(self._name.text())
        self._address.setText(card.bill_to_address)
        self._place.setText(_beginning(card.service_at))
        self._place.setToolTip(card.service_at)
        self._show_facts(card)
        name, amount = _main_amount(card)
        self._label.setText(name)
        self._amount.setText(self._formats.money_with_code(amount))
        text, role = self._due_words(card)
        self._due.setText(text)
        _set_role(self._due, role)

    def shown_due(self) -> str:
        """What is said below the amount."""
        return self._due.text()

    def _show_facts(self, card: InvoiceCard) -> None:
        facts = []
        if card.row.state is InvoiceState.ISSUED:
            if card.row.issued_on is not None:
                facts.append(tr("Issued {day}").format(day=self._formats.date(card.row.issued_on)))
            if card.purchase_order:
                facts.append(tr("Their order {number}").format(number=card.purchase_order))
            if card.credits_number:
                facts.append(tr("Takes back {number}").format(number=card.credits_number))
        self._facts.setText("\n".join(facts))
        self._facts.setVisible(bool(facts))

    def _due_words(self, card: InvoiceCard) -> tuple[str, str]:
        row = card.row
        if row.kind is InvoiceKind.CREDIT_NOTE:
            return "", "muted"
        if row.state is InvoiceState.DRAFT or row.due_on is None:
            days = card.payment_days
            if not days:
                return tr("due on the day of issue"), "muted"
            return trn("due {n} day after issue", "due {n} days after issue", days).format(n=days), "muted"
        if row.open_minor <= 0:
            return tr("settled"), "success"
        due = self._formats.date(row.due_on)
        if row.overdue_days:
            late = trn("{n} day late", "{n} days late", row.overdue_days)
            return tr("due {day}, {late}").format(day=due, late=late.format(n=row.overdue_days)), "danger"
        return tr("due {day}").format(day=due), "muted"


def _main_amount(card: InvoiceCard) -> tuple[str, int]:
    row = card.row
    if row.kind is InvoiceKind.CREDIT_NOTE:
        return tr("Credited"), -row.total_minor
    if row.open_minor > 0:
        return tr("Open"), row.open_minor
    return tr("Total"), row.total_minor


def _beginning(text: str) -> str:
    """The first lines of it; the paper beside has all."""
    lines = text.splitlines()
    return text if len(lines) <= _MOST_LINES else "\n".join([*lines[: _MOST_LINES - 1], "…"])


def _column(title: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(words(title, "label"))
    return column


def _set_role(label: QLabel, role: str) -> None:
    label.setProperty("role", role)
    label.style().unpolish(label)
    label.style().polish(label)
