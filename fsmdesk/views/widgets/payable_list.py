"""The open invoices of a customer, and what a payment that is being typed settles of each."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.lists import MAX_PAGE, ListFilter, ListPage, ListRequest
from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import InvoiceList, InvoiceRow, InvoiceStanding
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.allotment import Allotment, OpenAmount, allot
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.widgets.table_columns import Column, Kind

OPEN_STANDINGS = (InvoiceStanding.OPEN, InvoiceStanding.PARTLY_PAID, InvoiceStanding.OVERDUE)


@dataclass(frozen=True, slots=True)
class Payable:
    """An open invoice as a row; `part_minor` is what the payment settles of it."""

    id: int
    number: str
    due_on: date | None
    overdue_days: int
    open_minor: int
    part_minor: int | None = None


def _part_colour(row: Payable) -> str:
    return "success_text" if row.part_minor == row.open_minor else "warn_text"


def _due_colour(row: Payable) -> str:
    return "danger_text" if row.overdue_days else ""


_COLUMNS = (
    Column("number", tr("Number"), stretch=True, is_strong=True),
    Column("due_on", tr("Due"), Kind.DATE, width=114, colour=_due_colour, is_sortable=False),
    Column("open_minor", tr("Open"), Kind.MONEY, width=92, is_sortable=False),
    Column(
        "part_minor", tr("Settles"), Kind.MONEY, 92, colour=_part_colour, is_strong=True, is_sortable=False
    ),
)


class PayableList(QWidget):
    """Those it is about first, then the oldest. Until the person ticks, the amount finds its invoices itself.

    Signals:
        read(): the invoices of the customer are here.
    """

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._customer_id: int | None = None
        self._payables: tuple[Payable, ...] = ()
        self._chosen: frozenset[int] | None = None
        self._about: frozenset[int] = frozenset()
        self._amount_minor = 0
        self._asked = 0
        self._is_ticking = False
        self.is_reading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(words(tr("Settles"), "label", self))
        self.table: FittingTable[Payable] = FittingTable(_COLUMNS, desk.formats, self, 8, has_ticks=True)
        self.table.setAccessibleName(tr("Open invoices that this payment settles"))
        self.table.ticks_changed.connect(self._choose)
        column.addWidget(self.table)
        self._remark = paragraph("", "muted", self)
        row = QHBoxLayout()
        row.addWidget(self._remark, 1)
        column.addLayout(row)
        desk.hub.saved.connect(self._hear)
        self._show()

    @property
    def open_minor(self) -> int:
        """What the customer owes in all."""
        return sum(payable.open_minor for payable in self._payables)

    def remark(self) -> str:
        """What is said below the invoices."""
        return self._remark.text()

    def invoice_ids(self) -> tuple[int, ...]:
        """The invoices that the amount settles, in the order in which it does."""
        return tuple(self._allotment().parts)

    def show_customer(self, customer_id: int | None, chosen: frozenset[int] | None = None) -> None:
        """Read this customer's open invoices; `chosen` are ticked from the start."""
        self._chosen = chosen
        self._about = chosen or frozenset()
        if customer_id != self._customer_id:
            self._payables = ()
        self._customer_id = customer_id
        self._ask()

    def show_amount(self, amount_minor: int) -> None:
        """Show what this amount settles."""
        self._amount_minor = amount_minor
        self._show()

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked
        self.is_reading = self._customer_id is not None
        self._show()
        if self._customer_id is None:
            return

        def show(page: ListPage[InvoiceRow]) -> None:
            if asked == self._asked:
                self._take(page)

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self.is_reading = False
                self._desk.errors.show(error, self, self._ask)

        filters = (
            ListFilter("customer_id", values=(self._customer_id,)),
            ListFilter("standing", values=OPEN_STANDINGS),
        )
        request = ListRequest(sort="due_on", filters=filters, limit=MAX_PAGE)
        self._desk.ask(self, InvoiceList(request=request), show, refuse)

    def _take(self, page: ListPage[InvoiceRow]) -> None:
        self.is_reading = False
        rows = sorted(page.rows, key=self._turn)
        self._payables = tuple(
            Payable(row.id, row.number, row.due_on, row.overdue_days, row.open_minor) for row in rows
        )
        self._show()
        self.read.emit()

    def _turn(self, row: InvoiceRow) -> tuple[bool, date, int]:
        return row.id not in self._about, row.due_on or date.max, row.id

    def _allotment(self) -> Allotment:
        amounts = [OpenAmount(payable.id, payable.open_minor) for payable in self._payables]
        return allot(self._amount_minor, amounts, self._chosen)

    def _show(self) -> None:
        found = self._allotment()
        rows = [replace(payable, part_minor=found.parts.get(payable.id)) for payable in self._payables]
        ticked = set(found.parts) if self._chosen is None else self._chosen
        self._is_ticking = True
        self.table.show_rows(rows)
        self.table.tick_none()
        for row in rows:
            if row.id in ticked:
                self.table.tick(row)
        self._is_ticking = False
        self.table.setVisible(bool(rows))
        self._remark.setText(self._words_for(found))

    def _words_for(self, found: Allotment) -> str:
        formats = self._desk.formats
        if self._customer_id is None:
            return tr("The open invoices of the customer will be here.")
        if self.is_reading and not self._payables:
            return tr("Reading…")
        if not self._payables:
            return tr("Nothing is open: the payment stays on account.")
        if found.on_account_minor:
            left = formats.money_with_code(found.on_account_minor)
            return tr("{amount} stays on account.").format(amount=left)
        rest = self.open_minor - sum(found.parts.values())
        return tr("{amount} stays open.").format(amount=formats.money_with_code(rest))

    @Slot()
    def _choose(self) -> None:
        if not self._is_ticking:
            self._chosen = frozenset(row.id for row in self.table.ticked())
            self._show()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if self._customer_id is not None and self.isVisible() and changes.touches("invoice", "allocation"):
            self._ask()
