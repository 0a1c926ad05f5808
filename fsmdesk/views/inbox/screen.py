"""The Inbox: requests that wait for an answer, and the answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.promises import Standing
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Clock, now
from fsmdesk.core.words import tr, trn
from fsmdesk.services.intake.messages import Inbox, RequestRow
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.inbox.answering import RequestAnswers
from fsmdesk.views.inbox.request_detail import RequestDetail
from fsmdesk.views.inbox.request_list import RequestList
from fsmdesk.views.inbox.request_model import RequestModel
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.empty_state import EmptyState

_KINDS = ("work_order", "customer", "site", "contact", "request_question")
_NEW_CALL = "new_call"


class InboxScreen(Screen):
    """Requests at the left, urgent ones first, then by priority and age; the chosen one at the right."""

    def __init__(self, desk: Desk, clock: Clock = now) -> None:
        super().__init__(desk, tr("Inbox"))
        self._wanted: int | None = None  # to be chosen once it is read
        self.model = RequestModel(desk.formats, clock, self)
        self._both = QWidget(self)
        self.list = RequestList(self.model, self._both)
        self.detail = RequestDetail(desk, clock, self._both)
        self._empty = EmptyState(
            "inbox", tr("No request waits"), tr("Calls that were not approved at once wait here."), self
        )
        self.answers = RequestAnswers(self, self.list, self.detail)
        self._lay_out()
        self._add_actions()
        self._wire()
        self._ticker = QTimer(self)
        self._ticker.setInterval(10_000)
        self._ticker.timeout.connect(self._show_ages)
        self._ticker.start()

    def arrive(self, record_id: int | None) -> None:
        """Read the requests; with a record that one is chosen."""
        self._wanted = record_id
        self.read_again()
        self.list.setFocus()

    def read_again(self) -> None:
        """Read the requests again; choice and place stay."""
        self.desk.ask(self, Inbox(), self._show)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(20, 16, 4, 8)
        left.addWidget(self.list)
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 9)
        row.addWidget(self.detail, 10)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._both)
        self._pages.addWidget(self._empty)
        self.body.addWidget(pages, 1)

    def _add_actions(self) -> None:
        if self.desk.may(Permission.TAKE_CALLS):
            new = KeyButton(tr("New call"), "primary", "plus", "Ctrl+N", self)
            new.clicked.connect(self._new_call)
            self.top_bar.add_right(new)
            self._empty.offer(tr("New call"), self._new_call, "plus")
        self.approve_action = self._offer("approve", tr("Approve"), self._approve, "Ctrl+Return", "check")
        self.decline_action = self._offer("decline", tr("Decline…"), self._ask_reason, "D", "ban")
        self.ask_action = self._offer("ask", tr("Ask back…"), self._ask_back, "Q", "circle-help")
        self.merge_action = self._offer("merge", tr("Merge…"), self._ask_job, "M", "layers")
        self.open_action = self._offer("open", tr("Open"), self._open, "O", "external-link")
        may_approve = why_not(self.desk, Permission.APPROVE_REQUESTS)
        for action, kind, keys, why in (
            (self.approve_action, "primary", "Ctrl+Return", may_approve),
            (self.decline_action, "", "D", may_approve),
            (self.ask_action, "", "Q", why_not(self.desk, Permission.TAKE_CALLS)),
            (self.merge_action, "", "M", why_not(self.desk, Permission.EDIT_WORK_ORDERS)),
            (self.open_action, "", "O", ""),
        ):
            self.detail.add_button(action, kind, keys)
            limit(action, why)
        quick = ActionSpec("inbox.approve_quickly", tr("Approve"), self._approve, "A")
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        limit(self.desk.actions.add(self.list, quick, context), may_approve)

    def _offer(
        self, verb: str, text: str, handler: Callable[[], object], keys: str, icon_name: str
    ) -> QAction:
        spec = ActionSpec(f"inbox.{verb}", text, handler, keys, icon_name, tr("request"))
        return self.desk.actions.add(self._both, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _wire(self) -> None:
        self.list.chosen.connect(self.detail.show_request)
        self.list.entered_on.connect(self._approve_row)
        self.list.opened.connect(self._open_row)
        self.detail.same.open_wanted.connect(self._open_job)
        for panel in (self.detail.decline, self.detail.question, self.detail.merge):
            panel.left.connect(self._focus_list)
        self.desk.hub.saved.connect(self._hear)

    def _show(self, rows: Sequence[RequestRow]) -> None:
        self.model.pending &= {row.id for row in rows}
        self._pages.setCurrentWidget(self._both if rows else self._empty)
        self.list.show_rows(rows)
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        self._show_count(rows)

    def _show_count(self, rows: Sequence[RequestRow]) -> None:
        count = self.desk.formats.count
        parts = [trn("{n} request", "{n} requests", len(rows)).format(n=count(len(rows)))] if rows else []
        critical = sum(row.priority is Priority.CRITICAL for row in rows)
        if critical:
            parts.append(tr("{n} critical").format(n=count(critical)))
        late = sum(self.model.countdown(row)[1] is Standing.LATE for row in rows)
        if late:
            parts.append(trn("{n} promise broken", "{n} promises broken", late).format(n=count(late)))
        self.top_bar.set_title(tr("Inbox"), " · ".join(parts))

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if changes.touches(*_KINDS):
            self.read_again()

    @Slot()
    def _show_ages(self) -> None:
        self.list.viewport().update()
        self.detail.show_age()
        self._show_count(self.model.rows())

    def _approve(self) -> None:
        request = self.list.current()
        if request is not None:
            self._approve_row(request)

    @Slot(object)
    def _approve_row(self, request: RequestRow) -> None:
        if self.approve_action.isEnabled():
            self.answers.approve(request)

    def _ask_reason(self) -> None:
        if self.list.current() is not None:
            self.detail.decline.ask()
            self.detail.ask_in(self.detail.decline)

    def _ask_back(self) -> None:
        if self.list.current() is not None:
            self.detail.question.ask()
            self.detail.ask_in(self.detail.question)

    def _ask_job(self) -> None:
        if self.list.current() is not None:
            self.detail.merge.ask()
            self.detail.ask_in(self.detail.merge)

    def _new_call(self) -> None:
        self.desk.shell.go(_NEW_CALL)

    @Slot(int)
    def _open_job(self, work_order_id: int) -> None:
        self.desk.shell.open_record("work_order", work_order_id)

    def _open(self) -> None:
        request = self.list.current()
        if request is not None:
            self._open_row(request)

    @Slot(object)
    def _open_row(self, request: RequestRow) -> None:
        self.desk.shell.open_record("work_order", request.id)

    @Slot()
    def _focus_list(self) -> None:
        self.list.setFocus()
