"""What an invoice bills, job by job, with taxes and totals below."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import BillTo, InvoiceKind, InvoiceState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.billing.messages import InvoiceCard, InvoiceLineRow
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import Card, words
from fsmdesk.views.widgets.table_columns import Column, Kind

_ALL = 2000


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line as a row; only the first of a job names the job."""

    id: int
    job: str
    work_order_id: int | None
    description: str
    note: str
    quantity_milli: int
    unit: str
    price_minor: int
    discount_ppm: int | None
    tax_code: str
    net_minor: int


def billed_lines(lines: tuple[InvoiceLineRow, ...]) -> list[BilledLine]:
    """The lines in their order, each job named once."""
    rows: list[BilledLine] = []
    before: int | None = None
    for at, line in enumerate(lines):
        number = line.work_order_number
        payer = "" if line.bill_to is BillTo.CUSTOMER else line.bill_to.label
        rows.append(
            BilledLine(
                at,
                f"#{number}" if number is not None and number != before else "",
                line.work_order_id,
                line.description,
                line.note or payer,
                line.quantity_milli,
                line.unit,
                line.price_minor,
                line.discount_ppm or None,
                line.tax_code,
                line.net_minor,
            )
        )
        before = number
    return rows


def _note(row: BilledLine) -> str:
    return row.note


def _link(_row: BilledLine) -> str:
    return "link"


_COLUMNS = (
    Column("job", tr("Job"), width=74, is_strong=True, colour=_link, is_sortable=False),
    Column("description", tr("Description"), stretch=True, secondary=_note, is_sortable=False),
    Column("quantity_milli", tr("Quantity"), Kind.QUANTITY, width=72, is_sortable=False),
    Column("unit", tr("Unit"), width=48, is_muted=True, is_sortable=False),
    Column("price_minor", tr("Price"), Kind.MONEY, width=86, is_sortable=False),
    Column("discount_ppm", tr("Less"), Kind.PERCENT, width=58, is_sortable=False),
    Column("tax_code", tr("Tax"), width=42, is_muted=True, is_sortable=False),
    Column("net_minor", tr("Net"), Kind.MONEY, width=94, is_strong=True, is_sortable=False),
)


class LinesCard(Card):
    """Signals:
    job_wanted(int): the work order of the row that the person opened.
    """

    job_wanted = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("Lines"), parent=parent)
        self._formats = formats
        self.table: FittingTable[BilledLine] = FittingTable(_COLUMNS, formats, self, _ALL)
        self.table.setAccessibleName(tr("Lines"))
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table)
        row = QHBoxLayout()
        row.addStretch(1)
        self._totals = QWidget(self)
        self._totals.setMinimumWidth(330)
        row.addWidget(self._totals)
        self.body.addLayout(row)
        self._grid = QGridLayout(self._totals)
        self._grid.setContentsMargins(0, 6, 10, 2)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_invoice(self, card: InvoiceCard) -> None:
        """Show the lines and sums of this invoice."""
        self.table.show_rows(billed_lines(card.lines))
        jobs = len({line.work_order_id for line in card.lines if line.work_order_id is not None})
        remark = trn("{n} job", "{n} jobs", jobs).format(n=self._formats.count(jobs))
        self.heading.set_text(tr("Lines"), remark)
        self._show_totals(card)

    def shown_totals(self) -> list[tuple[str, str]]:
        """The sums as they are written, from top to bottom."""
        return list(self._shown)

    def _show_totals(self, card: InvoiceCard) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        # The amounts of a credit note are negative in lists, and stand on its paper as they are taken back.
        sign = -1 if card.row.kind is InvoiceKind.CREDIT_NOTE else 1
        formats = self._formats
        self._shown: list[tuple[str, str]] = []
        self._add(tr("Net"), formats.money(sign * card.row.net_minor))
        for tax in card.taxes:
            says = tr("{name} {rate} on {base}")
            name = says.format(
                name=tax.name, rate=formats.percent(tax.rate_ppm), base=formats.money(tax.base_minor)
            )
            self._add(name, formats.money(tax.tax_minor))
        if card.rounding_minor:
            self._add(tr("Rounding"), formats.money(card.rounding_minor))
        total = tr("Credited") if sign < 0 else tr("Total")
        self._add(total, formats.money_with_code(sign * card.row.total_minor), "section")
        if card.row.kind is InvoiceKind.INVOICE and card.row.state is InvoiceState.ISSUED:
            paid = card.row.total_minor - card.row.open_minor
            if paid:
                self._add(tr("Settled"), formats.money(-paid))
            self._add(tr("Open"), formats.money_with_code(card.row.open_minor), "section")

    def _add(self, name: str, amount: str, role: str = "") -> None:
        self._shown.append((name, amount))
        at = len(self._shown)
        self._grid.addWidget(words(name, role or "muted", self._totals), at, 0)
        label = words(amount, role, self._totals)
        if not role:
            label.setFont(number_font())
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(label, at, 1, Qt.AlignmentFlag.AlignRight)

    @Slot(object)
    def _open(self, row: BilledLine) -> None:
        if row.work_order_id is not None:
            self.job_wanted.emit(row.work_order_id)
