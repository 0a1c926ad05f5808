"""The lines of a work order as one field of its form: read, marked, merged and saved with the others."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.core.words import tr, trn
from fsmdesk.services.orders.messages import LineFromItem, LineRow, LineValue
from fsmdesk.services.setup.messages import Taxes, TaxRowView
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.surfaces import hairline
from fsmdesk.views.work_orders.lines.draft_line import (
    checked_values,
    line_words,
    packed,
    same_lines,
    totals_of,
)
from fsmdesk.views.work_orders.lines.item_entry import ItemEntry
from fsmdesk.views.work_orders.lines.line_columns import QUANTITY_COLUMNS
from fsmdesk.views.work_orders.lines.line_delegate import Choices
from fsmdesk.views.work_orders.lines.lines_foot import LinesFoot
from fsmdesk.views.work_orders.lines.lines_model import LinesModel
from fsmdesk.views.work_orders.lines.lines_table import LinesTable

_ONE = 1000
# From here on a new line says what was done, not what is planned.
_WORK_HAS_BEGUN = frozenset(
    {WorkOrderState.ON_SITE, WorkOrderState.WAITING, WorkOrderState.COMPLETE, WorkOrderState.REVIEWED}
)


class LinesField(Field[tuple[LineValue, ...]]):
    """The table, the row in which one adds, and what everything comes to.

    Signals:
        counted(int): there are that many lines.
    """

    counted = Signal(int)

    def __init__(self, key: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent=parent)
        self.label = tr("Lines")
        self._desk = desk
        self._record_id = 0
        self._quantity_key = QUANTITY_COLUMNS[0]
        self._taxes: Sequence[TaxRowView] = ()
        self._knows_taxes = False
        self._sees_costs = desk.may(Permission.SEE_COSTS)
        self.model = LinesModel(desk.formats)
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.table = LinesTable(self.model, desk.formats, self._choices, box)
        self.table.setAccessibleName(self.label)
        self.entry = ItemEntry(desk, box)
        self.foot = LinesFoot(desk.formats, box)
        self._below_entry = hairline(box)
        for widget in (self.table, self.entry, self._below_entry, self.foot):
            column.addWidget(widget)
        self.hold(box, self.table)
        desk.hub.saved.connect(self._hear)
        self.model.edited.connect(self._edited)
        self.model.refused.connect(self.show_error)
        self.table.left_below.connect(self._go_below)
        self.entry.left_above.connect(self._go_above)
        self.entry.picked.connect(self._picked)
        self.entry.new_wanted.connect(self._add_own)

    def show_job(self, record_id: int, state: WorkOrderState, rows: Sequence[LineRow]) -> None:
        """These are the stored lines of this job; what is typed stays."""
        if not self._knows_taxes:
            self._desk.ask(self, Taxes(), self._learn_taxes)
        self._record_id = record_id
        self._quantity_key = QUANTITY_COLUMNS[state in _WORK_HAS_BEGUN]
        # An archived tax is not among those that can be chosen; the line knows its code.
        codes = {row.value.tax_id: row.tax_code for row in rows if row.value.tax_id is not None}
        self.model.learn_taxes(codes | self._short_taxes())
        self.model.adopt([row.value for row in rows])

    def read(self) -> tuple[LineValue, ...]:
        """The lines in order.

        Raises:
            RuleBroken: something that was typed can't be read.
        """
        return checked_values(self.model.lines(), self.key)

    def set_value(self, value: Sequence[LineValue] | None) -> None:
        """Show these lines."""
        self.model.show_values(value or ())
        self.entry.clear()
        self.clear_error()
        self._count()

    def raw(self) -> object:
        """The lines with what can't be read."""
        return [packed(line) for line in self.model.lines()]

    def set_raw(self, raw: object) -> None:
        """Show them again."""
        if isinstance(raw, list):
            self.model.show_packed(raw)
            self._count()

    def same(self, one: Sequence[LineValue] | None, other: Sequence[LineValue] | None) -> bool:
        """The same lines in the same order; ids and costs that are not known yet do not matter."""
        return same_lines(one or (), other or ())

    def shown(self, value: Sequence[LineValue] | None) -> str:
        """The lines in a few words each."""
        lines = [line_words(line, self._desk.formats) for line in value or ()]
        count = trn("{n} line", "{n} lines", len(lines)).format(n=len(lines))
        return "; ".join([count, *lines[:6]]) + ("; …" if len(lines) > 6 else "")

    def set_read_only(self, is_read_only: bool) -> None:
        """The lines can be walked through."""
        self.model.is_read_only = is_read_only
        self.entry.setVisible(not is_read_only)
        self._below_entry.setVisible(not is_read_only)

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        if option is None or not isinstance(option.id, int):
            return
        line_id = self._add(option.text, option.id)
        query = LineFromItem(work_order_id=self._record_id, item_id=option.id, quantity_milli=_ONE)
        self._desk.ask(self, query, partial(self._settle, line_id), partial(self._give_up, line_id))

    @Slot(str)
    def _add_own(self, text: str) -> None:
        self._add(text, None)

    def _add(self, text: str, item_id: int | None) -> int:
        usual = next((tax.id for tax in self._taxes if tax.is_default), None)
        quantity = {key: _ONE if key == self._quantity_key else 0 for key in QUANTITY_COLUMNS}
        value = LineValue(
            id=None,
            item_id=item_id,
            kind=LineKind.PART,
            description=text,
            unit="",
            planned_milli=quantity["planned_milli"],
            done_milli=quantity["done_milli"],
            price_minor=0,
            discount_ppm=0,
            tax_id=None if item_id is not None else usual,
            bill_to=BillTo.CUSTOMER,
        )
        line_id = self.model.add(value, is_pending=item_id is not None)
        self.entry.clear()
        self.table.edit_cell(line_id, self._quantity_key, is_new=True)
        return line_id

    def _settle(self, line_id: int, value: LineValue) -> None:
        self.model.settle(line_id, value, QUANTITY_COLUMNS)

    def _give_up(self, line_id: int, error: Exception) -> None:
        self.model.remove(line_id)
        self._desk.errors.show(error, self)

    def _choices(self, key: str) -> Choices:
        match key:
            case "kind":
                return [(kind.value, kind.label) for kind in LineKind]
            case "bill_to":
                return [(payer.value, payer.label) for payer in BillTo]
        return [(None, tr("no tax")), *((tax.id, _tax_words(tax, self._desk)) for tax in self._taxes)]

    def _learn_taxes(self, taxes: Sequence[TaxRowView]) -> None:
        self._taxes, self._knows_taxes = taxes, True
        self.model.learn_taxes(self._short_taxes())

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("tax", "tax_component"):
            self._desk.ask(self, Taxes(), self._learn_taxes)

    def _short_taxes(self) -> dict[int, str]:
        percent = self._desk.formats.percent
        return {tax.id: tax.name if tax.is_exemption else percent(tax.rate_ppm) for tax in self._taxes}

    @Slot()
    def _edited(self) -> None:
        self._count()
        self._tell_changed()

    def _count(self) -> None:
        lines = self.model.lines()
        self.foot.show_totals(totals_of(lines, self._sees_costs))
        self.counted.emit(len(lines))

    @Slot()
    def _go_below(self) -> None:
        self.entry.setFocus()

    @Slot()
    def _go_above(self) -> None:
        count = self.model.rowCount()
        if count:
            self.table.setFocus()
            column = max(self.table.currentIndex().column(), 0)
            self.table.setCurrentIndex(self.model.index(count - 1, column))


def _tax_words(tax: TaxRowView, desk: Desk) -> str:
    return tax.name if tax.is_exemption else f"{tax.name} {desk.formats.percent(tax.rate_ppm)}"
