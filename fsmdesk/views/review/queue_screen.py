"""The base of the two queues between done and billed."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Done, Query
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import ReviewList, ReviewRow
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.review.segments import ReviewBar
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.table_columns import Column

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueScreen(ListScreen[ReviewRow]):
    """The oldest first, without any age limit. Enter does what the queue is for, a double click opens the job."""

    kinds = ("work_order", "work_order_line", "visit", "customer", "invoice")
    first_sort = ("completed_at", False)
    state: ClassVar[WorkOrderState]
    place: ClassVar[str]
    export_kind: ClassVar[str]

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title, tr("Number, job, customer…"))
        self.bar = ReviewBar(desk, self.place, self)
        self.add_above(self.bar)
        self._excel = ExcelExport(self, self.export_kind)
        self.offer_excel()
        self.open_action = self.add_action(
            ActionSpec(f"{self.place}.open", tr("Open"), self._open, "Ctrl+O", "external-link")
        )
        self._place = 0
        self.table.installEventFilter(self)
        self.reader.came.connect(self._keep_current)
        self.reader.counted.connect(self._keep_current)
        self.table.current_changed.connect(self._look)
        self.table.ticks_changed.connect(self._look)

    def go_on(self) -> None:
        """Do what the queue is for with what is chosen."""
        raise NotImplementedError

    def steps(self) -> Sequence[QAction]:
        """What can be done with a job here beside opening it."""
        raise NotImplementedError

    def query(self, request: ListRequest) -> Query[ListPage[ReviewRow]]:
        """A page of this queue."""
        return ReviewList(state=self.state, request=request)

    def open_row(self, row: ReviewRow) -> None:
        """Open the job."""
        self.desk.shell.open_record("work_order", row.id)

    def row_menu(self, menu: QMenu, row: ReviewRow) -> None:
        """Open it, or take the next step."""
        menu.addAction(tr("Open")).triggered.connect(partial(self.open_row, row))
        menu.addActions(list(self.steps()))

    def export_excel(self, request: ListRequest, columns: Sequence[Column]) -> None:
        """The same rows and columns as a spreadsheet."""
        self._excel.ask_where(request, columns)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the table goes on instead of opening."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.modifiers() in plain and self.table.current_row() is not None:
                self.go_on()
                return True
        return super().eventFilter(watched, event)

    def allow(self, action: QAction, is_possible: bool, refusal: str) -> None:
        """The action is on where it is possible and permitted; its tooltip says why it is not permitted."""
        action.setEnabled(is_possible and not refusal)
        if refusal:
            action.setToolTip(refusal)

    def settle(self, _done: Done[Any]) -> None:
        """A step was taken: what was said before is old."""
        self.banners.close_notice("error")

    def refuse(self, row: ReviewRow, error: Exception) -> None:
        """Say what keeps this job from its step, and offer to open it."""
        if isinstance(error, RuleBroken):
            opens = (tr("Open"), partial(self.open_row, row))
            self.show_notice(Notice(f"#{row.number}: {error}", "warn", (opens,), key="error"))
        else:
            self.desk.errors.show(error, self, self.read_again)
            self.read_again()

    @Slot()
    def _keep_current(self) -> None:
        """There is always a current job: the first one, and after the current one has gone the next."""
        model = self.table.rows()
        if self.table.current_row() is None:
            place = min(self._place, model.rowCount() - 1)
            while place > 0 and model.row_at(place) is None:
                place -= 1  # how many there are is counted later than they are read
            if place >= 0:
                self.table.setCurrentIndex(model.index(place, 0))
        self._look()

    @Slot()
    def _look(self) -> None:
        """What is chosen decides what can be done."""
        if self.table.current_row() is not None:
            self._place = self.table.currentIndex().row()
        self.allow(self.open_action, bool(self.table.chosen()), "")

    def _open(self) -> None:
        chosen = self.table.chosen()
        if chosen:
            self.open_row(chosen[0])
