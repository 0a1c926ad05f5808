"""The lines of a work order as one field of its form: read, marked, merged and saved with the others."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.core.words import tr, trn
from fsmdesk.services.orders.messages import LinesFromItem, LineValue, NewLine, WorkOrderCard
from fsmdesk.services.setup.messages import Taxes, TaxRowView
from fsmdesk.services.technicians.messages import TechnicianCard, Technicians
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.surfaces import hairline
from fsmdesk.views.work_orders.lines.draft_line import (
    DraftLine,
    Scope,
    checked_values,
    line_words,
    packed,
    same_lines,
    totals_of,
    unpacked_all,
)
from fsmdesk.views.work_orders.lines.item_entry import ItemEntry
from fsmdesk.views.work_orders.lines.line_bar import LineBar
from fsmdesk.views.work_orders.lines.line_columns import QUANTITY_COLUMNS
from fsmdesk.views.work_orders.lines.line_delegate import Choices
from fsmdesk.views.work_orders.lines.line_merge import merged_lines
from fsmdesk.views.work_orders.lines.line_more import LineMore
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
        decision_wanted(object, bool): this LineValue shall be approved (True) or declined.
    """

    counted = Signal(int)
    decision_wanted = Signal(object, bool)

    def __init__(self, key: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent=parent)
        self.label = tr("Lines")
        self._desk = desk
        self._record_id = 0
        self._quantity_key = QUANTITY_COLUMNS[0]
        self._stored: Sequence[LineValue] = ()
        self._taxes: Sequence[TaxRowView] = ()
        self._knows_taxes = False
        self._knows_technicians = False
        self._sees_costs = desk.may(Permission.SEE_COSTS)
        self.model = LinesModel(desk.formats)
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.table = LinesTable(self.model, desk.formats, self._choices, box)
        self.table.setAccessibleName(self.label)
        self.entry = ItemEntry(desk, box)
        self.bar = LineBar(desk.formats, self._sees_costs, box)
        self.more = LineMore(desk.formats, self._sees_costs, box)
        self.foot = LinesFoot(desk.formats, box)
        self._below_entry = hairline(box)
        for widget in (self.table, self.entry, self._below_entry, self.bar, self.more, self.foot):
            column.addWidget(widget)
        self.hold(box, self.table)
        desk.hub.saved.connect(self._hear)
        self.model.edited.connect(self._edited)
        self.model.refused.connect(self.show_error)
        self.table.typing_changed.connect(self.changed)
        self.table.left_below.connect(self._go_below)
        self.entry.left_above.connect(self._go_above)
        self.entry.picked.connect(self._picked)
        self.entry.new_wanted.connect(self._add_own)
        self.table.current_changed.connect(self._show_current)
        self.table.removed.connect(self._offer_back)
        self.table.more_wanted.connect(self._open_more)
        self.bar.more_wanted.connect(self._open_more)
        self.bar.decided.connect(self._decide)
        self.more.typed.connect(self._change_current)
        self.more.left.connect(self.table.setFocus)

    def show_job(self, card: WorkOrderCard) -> None:
        """These are the stored lines of this job; what is typed stays."""
        rows = card.lines
        if not self._knows_taxes:
            self._desk.ask(self, Taxes(), self._learn_taxes)
        self._record_id = card.id
        self._stored = tuple(row.value for row in rows)
        self._quantity_key = QUANTITY_COLUMNS[card.state in _WORK_HAS_BEGUN]
        self.model.learn_scope(Scope(card.work_has_begun, card.change_limit_minor))
        self.model.learn_technicians(_technicians(card))
        # An archived tax is not among those that can be chosen; the line knows its code.
        codes = {row.value.tax_id: row.tax_code for row in rows if row.value.tax_id is not None}
        self.model.learn_taxes(codes | self._short_taxes())
        self.model.adopt([row.value for row in rows])
        self.model.learn_origins({row.value.id: row.origin for row in rows if row.value.id is not None})
        self._count()
        self._show_current()

    def read(self) -> tuple[LineValue, ...]:
        """The lines in order, with what is being typed in a cell.

        Raises:
            RuleBroken: something that was typed can't be read.
        """
        return checked_values(self._typed_lines(), self.key)

    def value(self) -> tuple[LineValue, ...] | None:
        """The lines, checked; they have taken what was being typed.

        Raises:
            RuleBroken: something that was typed can't be read.
        """
        self.table.take_typed()
        return super().value()

    def set_value(self, value: Sequence[LineValue] | None) -> None:
        """Show these lines."""
        self.model.show_values(value or ())
        self.entry.clear()
        self.clear_error()
        self._count()

    def raw(self) -> object:
        """The lines with what can't be read, and the stored ones that they were made of."""
        stored = [packed(DraftLine(0, value)) for value in self._stored]
        return {"lines": [packed(line) for line in self._typed_lines()], "stored": stored}

    def set_raw(self, raw: object) -> None:
        """Show them again, with what others did to the lines meanwhile where nobody touched the same one."""
        if not isinstance(raw, dict):
            return
        lines, stored = unpacked_all(raw.get("lines")), unpacked_all(raw.get("stored"))
        now = [line.value for line in self.model.lines()]
        merged = merged_lines([line.value for line in stored], [line.value for line in lines], now)
        if merged is not None and not any(line.typed for line in lines):
            self.model.show_values(merged)
        else:
            self.model.show_lines(lines)
        self._count()

    def same(self, one: Sequence[LineValue] | None, other: Sequence[LineValue] | None) -> bool:
        """The same lines in the same order; ids and costs that are not known yet do not matter."""
        return same_lines(one or (), other or ())

    def merged(
        self,
        before: Sequence[LineValue] | None,
        mine: Sequence[LineValue] | None,
        theirs: Sequence[LineValue] | None,
    ) -> tuple[LineValue, ...] | None:
        """The lines of both seats, unless both touched the same one."""
        return None if mine is None else merged_lines(before or (), mine, theirs or ())

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
        self.bar.more_button.setVisible(not is_read_only)
        self._show_current()

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        if option is None or not isinstance(option.id, int):
            return
        line_id = self._add(option.text, option.id)
        query = LinesFromItem(work_order_id=self._record_id, item_id=option.id, quantity_milli=_ONE)
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

    def _settle(self, line_id: int, found: Sequence[NewLine]) -> None:
        self.model.settle(line_id, found, QUANTITY_COLUMNS)
        if len(found) > 1 and not self.table.is_typing_in(line_id):
            self.model.expand(line_id, QUANTITY_COLUMNS)

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

    def _typed_lines(self) -> list[DraftLine]:
        """The lines with what stands in the cell that is typed in: it is not lost if the program ends now."""
        cell = self.table.open_cell()
        if cell is None:
            return self.model.lines()
        return self.model.with_typed(cell.line_id, cell.key, cell.text)

    @Slot()
    def _edited(self) -> None:
        self._count()
        self._show_current()
        self._tell_changed()

    def _count(self) -> None:
        lines = self.model.lines()
        self.foot.show_totals(totals_of(lines, self._sees_costs))
        self.counted.emit(len(lines))

    @Slot()
    def _show_current(self) -> None:
        line = self.table.current_row()
        is_stored = line is not None and line.value.id is not None
        refusal = why_not(self._desk, Permission.APPROVE_CHANGES)
        origin = self.model.origin_of(line) if line is not None else None
        self.bar.show_line(line, origin, refusal if is_stored else tr("Save first, then decide."))
        self.more.show_line(line.value if line is not None else None)

    @Slot()
    def _open_more(self) -> None:
        if self.table.current_row() is None or self.model.is_read_only:
            return
        if not self._knows_technicians:
            self._desk.ask(self, Technicians(), self._learn_technicians)
        self.more.setVisible(True)
        self.more.note.setFocus()

    def _learn_technicians(self, cards: Sequence[TechnicianCard]) -> None:
        self._knows_technicians = True
        names = {card.id: card.name for card in cards}
        self.model.learn_technicians(self.model.technicians() | names)
        self.more.offer(tuple(names.items()))

    @Slot(object)
    def _change_current(self, parts: dict[str, Any]) -> None:
        line = self.table.current_row()
        if line is not None:
            self.model.change(line.id, **parts)

    @Slot(bool)
    def _decide(self, is_approved: bool) -> None:
        line = self.table.current_row()
        if line is not None and line.value.id is not None:
            self.decision_wanted.emit(line.value, is_approved)

    @Slot(object, int)
    def _offer_back(self, line: DraftLine, at: int) -> None:
        words = tr("Removed “{what}”").format(what=" ".join(line.value.description.split()))
        self._desk.shell.say(words, undo=partial(self.model.put_back, line, at))

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


def _technicians(card: WorkOrderCard) -> dict[int, str]:
    """Those who are on lines or visits of the job, by id."""
    named = {visit.technician_id: visit.technician for visit in card.visits}
    on_lines = {row.value.technician_id: row.technician for row in card.lines if row.technician}
    return {key: name for key, name in (named | on_lines).items() if key is not None and name}


def _tax_words(tax: TaxRowView, desk: Desk) -> str:
    return tax.name if tax.is_exemption else f"{tax.name} {desk.formats.percent(tax.rate_ppm)}"
