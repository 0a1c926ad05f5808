"""Raising many prices by percent: every price is shown before and after, then all change in one piece."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr, trn
from fsmdesk.services.prices.messages import (
    ItemCategories,
    Raise,
    RaisedPrice,
    RaisePreview,
    RaisePrices,
)
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_typed import FieldPercent
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import Card, SidePanel, paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind

_WIDTH: Final = 520
_WAIT_MS: Final = 200
_ALL, _TICKED, _CATEGORY = "all", "ticked", "category:"


class RaisePanel(SidePanel):
    """Hidden until `open`.

    Signals:
        closed(): the prices were raised, or the panel was left.
    """

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH)
        self._desk = desk
        self._ticked: tuple[int, ...] = ()
        self._shown: tuple[Raise, Sequence[RaisedPrice]] | None = None
        self._asked = 0
        card = Card(tr("Raise prices"), parent=self)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=card)
        leave.clicked.connect(self.leave)
        card.heading.add_right(leave)
        self.which = FieldSelect("which", tr("Which prices"))
        self.percent = FieldPercent("change_ppm", tr("By how much"), desk.formats)
        self.percent.edit.setPlaceholderText(desk.formats.percent(35_000))
        self.step = FieldSelect("step_minor", tr("Rounded to"), _steps(desk.formats))
        self.step.set_value(1)
        self.levels = FieldCheck("with_levels", tr("Own prices of levels as well"))
        grid = FieldGrid(card, columns=2)
        grid.add(self.which, 2)
        for field in (self.percent, self.step):
            grid.add(field)
        grid.add(self.levels, 2)
        card.body.addWidget(grid)
        self.about = paragraph("", "muted", card)
        card.body.addWidget(self.about)
        self.table: FittingTable[RaisedPrice] = FittingTable(_COLUMNS, desk.formats, card, 12)
        self.table.setAccessibleName(tr("Prices before and after"))
        card.body.addWidget(self.table)
        self.raise_button = KeyButton(tr("Raise"), "primary", keys="Ctrl+Return", parent=card)
        self.raise_button.clicked.connect(self._raise)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.raise_button)
        card.body.addLayout(row)
        self.body.addWidget(card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._look)
        for each in (self.which, self.percent, self.step, self.levels):
            each.changed.connect(self._look_soon)
        self.hide()

    def open(self, ticked: Sequence[int]) -> None:
        """Ask by how much; the ticked items are offered first, where there are any."""
        self._ticked = tuple(ticked)
        self._offer(())
        self._desk.ask(self, ItemCategories(), self._offer)
        self.which.set_value(_TICKED if ticked else _ALL)
        self.percent.set_value(None)
        self._forget()
        self.show()
        self.percent.setFocus()

    @Slot()
    def leave(self) -> None:
        """Nothing is raised."""
        self._forget()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+Enter raises."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif is_enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._raise()
        else:
            super().keyPressEvent(event)

    def _offer(self, categories: Sequence[str]) -> None:
        count = len(self._ticked)
        ticked = trn("The {n} ticked item", "The {n} ticked items", count).format(n=count)
        choices = [(_TICKED, ticked)] if count else []
        choices.append((_ALL, tr("All items")))
        choices += [(_CATEGORY + each, tr("Category {name}").format(name=each)) for each in categories]
        self.which.set_choices(choices)

    def _how(self) -> Raise | None:
        """What is asked for; None while it can't be read or is nothing."""
        try:
            change = self.percent.read()
        except RuleBroken:
            return None
        if not change:
            return None
        which = str(self.which.read() or _ALL)
        category = which.removeprefix(_CATEGORY) if which.startswith(_CATEGORY) else None
        item_ids = self._ticked if which == _TICKED else ()
        step = self.step.read()
        return Raise(change, step if isinstance(step, int) else 1, item_ids, category, self.levels.read())

    @Slot()
    def _look_soon(self) -> None:
        self._forget()
        self._timer.start()

    def _forget(self) -> None:
        """What was shown is no longer what would be done."""
        self._asked += 1
        self._shown = None
        self.about.setText(tr("Say by how much; you see every price before anything changes."))
        self.table.show_rows(())
        self.table.hide()
        self.raise_button.setEnabled(False)

    @Slot()
    def _look(self) -> None:
        how = self._how()
        if how is None:
            return
        asked = self._asked

        def show(rows: Sequence[RaisedPrice]) -> None:
            if asked == self._asked:
                self._show(how, rows)

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self.percent.show_error(str(error))

        self._desk.ask(self, RaisePreview(how=how), show, refuse)

    def _show(self, how: Raise, rows: Sequence[RaisedPrice]) -> None:
        self._shown = (how, rows)
        count = len(rows)
        words = trn("{n} price changes:", "{n} prices change:", count).format(
            n=self._desk.formats.count(count)
        )
        self.about.setText(words if rows else tr("No price changes."))
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.raise_button.setEnabled(bool(rows))
        if rows:
            limit(self.raise_button, why_not(self._desk, Permission.EDIT_PRICES))

    @Slot()
    def _raise(self) -> None:
        if self._shown is None or not self.raise_button.isEnabled():
            return
        how, rows = self._shown
        seen = tuple((row.before_minor, row.after_minor) for row in rows)
        said = trn("Changed {n} price", "Changed {n} prices", len(rows)).format(n=len(rows))
        self.raise_button.setEnabled(False)
        self._desk.do(self, RaisePrices(how=how, seen=seen), self._raised, self._refused, said=said)

    def _raised(self, _done: Done[int]) -> None:
        self.leave()

    def _refused(self, error: Exception) -> None:
        self._forget()
        self._look()
        self._desk.errors.show(error, self)


def _name(row: RaisedPrice) -> str:
    return f"{row.name} · {row.level}" if row.level else row.name


def _change(row: RaisedPrice) -> int | None:
    if not row.before_minor:
        return None
    return round((row.after_minor - row.before_minor) * 1000 / row.before_minor) * 1000


_COLUMNS: Final = (
    Column("name", tr("Item"), stretch=True, get=_name, is_sortable=False),
    Column("before_minor", tr("Now"), Kind.MONEY, 92, is_sortable=False, is_muted=True),
    Column("after_minor", tr("Then"), Kind.MONEY, 92, is_sortable=False, is_strong=True),
    Column("change", tr("Change"), Kind.PERCENT, 78, get=_change, is_sortable=False, is_muted=True),
)


def _steps(formats: Formats) -> list[tuple[int | str, str]]:
    """What prices are rounded to: the minor unit, a twentieth, a tenth, a half, one, five and ten."""
    one = 10**formats.digits
    wanted = sorted({1, one // 20, one // 10, one // 2, one, 5 * one, 10 * one} - {0})
    return [(step, formats.money(step)) for step in wanted]
