"""Pushing what follows: nothing moves before the person has seen exactly what would."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import PushPlan, WhatFollows
from fsmdesk.views.board.acts.act_dialog import ActDialog
from fsmdesk.views.board.acts.plain_table import plain_table
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_typed import FieldDuration
from fsmdesk.views.widgets.surfaces import paragraph

_WAIT_MS = 120


class PushDialog(ActDialog):
    """How much longer the visit takes, and below it every visit that moves, from when to when."""

    def __init__(
        self,
        visit: Visit,
        desk: Desk,
        on_yes: Callable[[PushPlan, int | None], object],
        parent: QWidget,
        minutes: int = 30,
    ) -> None:
        title = tr("Push what follows {customer}").format(customer=visit.customer or visit.title)
        remark = tr("Gaps are used up first. Pinned visits and those that have begun stay where they are.")
        super().__init__(title, remark, tr("Push"), parent)
        self._visit = visit
        self._desk = desk
        self._formats: Formats = desk.formats
        self._on_yes = on_yes
        self._plan: PushPlan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.longer = FieldDuration("minutes", tr("It takes longer by"), desk.formats, is_required=True)
        self.longer.set_value(minutes)
        self.keeps_end = FieldCheck("is_longer", tr("Make the visit itself longer, too"))
        self.keeps_end.set_value(visit.is_movable)
        self.keeps_end.setVisible(visit.is_movable)
        self.table: QTableWidget = plain_table(
            (tr("Visit"), tr("Now"), tr("Then")), tr("What would move"), self
        )
        self.remarks = paragraph("", "warn", self)
        self.form.addWidget(self.longer)
        self.form.addWidget(self.keeps_end)
        self.form.addWidget(self.table)
        self.form.addWidget(self.remarks)
        self.longer.changed.connect(self._look)
        self.setMinimumWidth(560)
        self._ask()
        self.longer.setFocus()

    def act(self) -> None:
        """Tell the plan, and by how much the visit itself grows, if it shall."""
        if self._plan is None:
            raise RuleBroken(tr("Wait until you see what would move."))
        grown = self._minutes() if self.keeps_end.read() and self._visit.is_movable else None
        self._on_yes(self._plan, grown)

    def _minutes(self) -> int:
        return self.longer.value() or 0

    @Slot()
    def _look(self) -> None:
        self._plan = None
        self.yes_button.setEnabled(False)
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        try:
            minutes = self._minutes()
        except RuleBroken as error:
            self.say(str(error))
            return
        query = WhatFollows(visit_id=self._visit.id, end_at=instant_of(self._visit.end_minute + minutes))

        def show(plan: PushPlan) -> None:
            self._show(plan)

        def fail(error: Exception) -> None:
            self.say(str(error))

        self._desk.ask(self, query, show, fail)

    def _show(self, plan: PushPlan) -> None:
        self.say("")
        self._plan = plan
        formats = self._formats
        self.table.setRowCount(len(plan.pushed))
        for row, push in enumerate(plan.pushed):
            visit = push.visit
            then = formats.time if _same_day(visit.start_at, push.start_at, formats) else formats.instant
            told = (visit.customer, formats.time(visit.start_at), then(push.start_at))
            for column, text in enumerate(told):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.remarks.setText("\n".join(plan.remarks))
        self.remarks.setVisible(bool(plan.remarks))
        count = len(plan.pushed)
        self.yes_button.setText(trn("Push 1 visit", "Push {count} visits", count).format(count=count))
        if not count:
            self.yes_button.setText(tr("Nothing is in the way"))
        self.yes_button.updateGeometry()
        self.yes_button.setEnabled(bool(count))


def _same_day(one: datetime, other: datetime, formats: Formats) -> bool:
    return wall_minute(one, formats.zone)[0] == wall_minute(other, formats.zone)[0]
