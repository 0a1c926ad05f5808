"""Everything of a day, by state and technician, to another day at the same time by the clock."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTableWidgetItem, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import SeenVisit, ShapedVisit, VisitsOfDay
from fsmdesk.views.board.acts.act_dialog import ActDialog
from fsmdesk.views.board.acts.plain_table import plain_table
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_choice import FieldSelect
from fsmdesk.views.widgets.field_typed import FieldDate

_STATES = (VisitState.PLANNED, VisitState.DISPATCHED)
_EVERYBODY = 0


class DayDialog(ActDialog):
    """All that would move is listed, and so is what stays and why: nothing is skipped silently."""

    def __init__(
        self,
        day: date,
        people: list[tuple[int, str]],
        desk: Desk,
        on_yes: Callable[[tuple[SeenVisit, ...], int], object],
        parent: QWidget,
        technician_id: int | None = None,
    ) -> None:
        title = tr("Move everything of {day}").format(day=desk.formats.long_date(day))
        super().__init__(title, tr("Each visit keeps its time by the clock."), tr("Move"), parent)
        self._day = day
        self._desk = desk
        self._on_yes = on_yes
        self._visits: tuple[ShapedVisit, ...] = ()
        choices: list[tuple[int | str, str]] = [(_EVERYBODY, tr("Everybody")), *people]
        self.who = FieldSelect("technician_id", tr("Whose visits"), choices)
        self.who.set_value(technician_id or _EVERYBODY)
        self.to_day = FieldDate("to_day", tr("To"), desk.formats, self._start_day, is_required=True)
        self.to_day.set_value(day + timedelta(days=1))
        self.states = {state: QCheckBox(state.label, self) for state in _STATES}
        self.table = plain_table((tr("Visit"), tr("Technician"), tr("Time"), ""), tr("What would move"), self)
        self.beside(self.who, self.to_day)
        row = QHBoxLayout()
        row.setSpacing(14)
        for box in self.states.values():
            box.setChecked(True)
            box.clicked.connect(self._show_chosen)
            row.addWidget(box)
        row.addStretch(1)
        self.form.addLayout(row)
        self.form.addWidget(self.table)
        self.who.changed.connect(self._show_chosen)
        self.setMinimumWidth(620)
        self.yes_button.setEnabled(False)
        desk.ask(self, VisitsOfDay(day=day), self._show)
        self.to_day.setFocus()

    def act(self) -> None:
        """Tell what moves, and by how many days."""
        to_day = self.to_day.value()
        if to_day is None or to_day == self._day:
            raise RuleBroken(tr("Choose another day."))
        moving = tuple(SeenVisit(one.visit_id, one.version) for one in self._chosen() if not one.kept_by)
        self._on_yes(moving, (to_day - self._day).days)

    def _start_day(self) -> date:
        return self._day

    def _show(self, visits: tuple[ShapedVisit, ...]) -> None:
        self._visits = tuple(sorted(visits, key=lambda one: (bool(one.kept_by), one.start_at)))
        self._show_chosen()

    def _chosen(self) -> list[ShapedVisit]:
        """Those of the technician: of the chosen states, and those that can't be moved, to be told."""
        who = self.who.read()
        states = {state for state, box in self.states.items() if box.isChecked()}
        return [
            one
            for one in self._visits
            if who in (_EVERYBODY, None, one.technician_id)
            and (one.state in states or one.state not in _STATES)
        ]

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.table.setRowCount(len(chosen))
        for row, one in enumerate(chosen):
            stays = tr("stays: {why}").format(why=one.kept_by.lower()) if one.kept_by else one.state.label
            told = (one.customer, one.technician, self._desk.formats.time(one.start_at), stays)
            for column, text in enumerate(told):
                self.table.setItem(row, column, QTableWidgetItem(text))
        count = sum(1 for one in chosen if not one.kept_by)
        self.yes_button.setText(trn("Move 1 visit", "Move {count} visits", count).format(count=count))
        self.yes_button.updateGeometry()
        self.yes_button.setEnabled(count > 0)
