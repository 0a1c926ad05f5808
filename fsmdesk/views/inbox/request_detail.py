"""The chosen request: what was said, who took it, what was asked back, and what is known about the customer."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.times import Clock
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import CallerFacts, QuestionRow, Questions, RequestRow, WhoIsCalling
from fsmdesk.services.orders.messages import WorkOrder, WorkOrderCard
from fsmdesk.services.same_jobs.messages import LikelySame, SameJob
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.inbox.age_words import ago_words
from fsmdesk.views.inbox.merge_panel import MergePanel
from fsmdesk.views.inbox.questions_card import QuestionsCard
from fsmdesk.views.inbox.request_facts import RequestFacts
from fsmdesk.views.inbox.words_panel import decline_panel, question_panel
from fsmdesk.views.widgets.badges import Badge, Look, PriorityChip
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.countdown import CountdownBadge, Promise
from fsmdesk.views.widgets.customer_facts import CustomerFactsCard
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.same_jobs import SameJobsCard
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, clear_layout, paragraph, words

_READ_AFTER_MS = 60  # so that walking through the list with the arrows reads only where it ends


class RequestDetail(ScrollColumn):
    """`show_request` shows one at once as far as its row tells, and reads the rest."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(8, 16, 20, 16))
        self._desk = desk
        self._clock = clock
        self._request: RequestRow | None = None
        self.setAccessibleName(tr("The request"))
        self.main = Card(" ", parent=self)
        self._marks = QHBoxLayout()
        self._marks.setSpacing(6)
        self.countdown = CountdownBadge(desk.formats, self.main, clock)
        self._asked = words("", "muted", self.main)
        self._problem = paragraph("", parent=self.main)
        self._buttons = QWidget(self.main)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._flow = FlowLayout(self._buttons, gap=8)
        self.decline = decline_panel(self.main)
        self.question = question_panel(self.main)
        self.merge = MergePanel(desk, self.main)
        self._panels = (self.decline, self.question, self.merge)
        self.questions = QuestionsCard(desk.formats, clock, self)
        self.same = SameJobsCard(desk.formats, tr("Merge into it"), "", self)
        self.same.refuse(why_not(desk, Permission.EDIT_WORK_ORDERS))
        self.job = RequestFacts(desk, self)
        self.customer = CustomerFactsCard(desk.formats, self)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self._read)

    def _lay_out(self) -> None:
        inside = self.main.body
        inside.addLayout(self._marks)
        inside.addWidget(self._asked)
        inside.addWidget(self._problem)
        inside.addSpacing(4)
        inside.addWidget(self._buttons)
        for panel in self._panels:
            inside.addWidget(panel)
        for card in (self.main, self.questions, self.same, self.job, self.customer):
            self.body.addWidget(card)

    def add_button(self, action: QAction, kind: str, keys: str) -> KeyButton:
        """A button for an action on the request."""
        made = KeyButton(action.text(), kind, keys=keys, parent=self._buttons)
        made.follow(action)
        made.take_double_as_one()
        self._flow.addWidget(made)
        return made

    def shown_id(self) -> int | None:
        """The request that is shown."""
        return self._request.id if self._request is not None else None

    def ask_in(self, panel: QWidget) -> None:
        """Show this panel and no other one, and come to it."""
        for other in self._panels:
            if other is not panel:
                other.hide()
        self.ensureWidgetVisible(panel)

    def leave_panels(self) -> None:
        """Nothing is asked of the person any more."""
        for panel in self._panels:
            panel.hide()

    @Slot(object)
    def show_request(self, request: RequestRow | None) -> None:
        """Show this one; the same one again is read anew without a flicker."""
        is_other = request is None or request.id != self.shown_id()
        self._request = request
        self.setVisible(request is not None)
        if request is None:
            self._timer.stop()
            return
        if is_other:
            self._forget()
        self.main.heading.set_text(request.title, f"#{request.number}")
        self._show_marks(request)
        self._problem.setText(request.problem)
        self._problem.setVisible(bool(request.problem) and request.problem != request.title)
        self.show_age()
        self._timer.start()

    def _forget(self) -> None:
        self.leave_panels()
        self.questions.leave()
        self.same.show_jobs(())
        for card in (self.job, self.customer):
            card.hide()
        self.verticalScrollBar().setValue(0)

    def show_age(self) -> None:
        """How long it waits by now."""
        request = self._request
        if request is None:
            return
        now, formats = self._clock(), self._desk.formats
        parts = [
            ago_words(request.requested_at, now, formats),
            formats.instant(request.requested_at),
            tr("taken by {name}").format(name=request.requested_by) if request.requested_by else "",
            request.source.label.lower(),
        ]
        self._asked.setText(" · ".join(part for part in parts if part))
        self.countdown.tick()

    def _show_marks(self, request: RequestRow) -> None:
        self._marks.removeWidget(self.countdown)
        clear_layout(self._marks)
        marks: list[QWidget] = [PriorityChip(request.priority, self.main), Badge(request.kind.label)]
        if request.is_urgent:
            marks.insert(0, Badge(tr("Urgent"), Look("danger", "triangle-alert")))
        if request.credit_hold:
            marks.append(Badge(tr("Credit hold"), Look("danger", "ban")))
        for mark in (*marks, self.countdown):
            self._marks.addWidget(mark)
        self._marks.addStretch(1)
        self.countdown.show_promise(
            Promise(WorkOrderState.REQUESTED, request.requested_at, request.respond_by_at, request.due_at)
        )

    @Slot()
    def _read(self) -> None:
        request = self._request
        if request is None:
            return
        wanted, ask = request.id, self._desk.ask

        def show_job(card: WorkOrderCard) -> None:
            if self.shown_id() == wanted:
                self.job.show_card(card)

        def show_customer(facts: CallerFacts) -> None:
            if self.shown_id() == wanted:
                self.customer.show_facts(facts)
                self.customer.show()

        def show_same(jobs: Sequence[SameJob]) -> None:
            if self.shown_id() == wanted:
                self.same.show_jobs(jobs)

        def show_questions(rows: Sequence[QuestionRow]) -> None:
            if self.shown_id() == wanted:
                self.questions.show_questions(rows)

        ask(self, WorkOrder(work_order_id=wanted), show_job)
        ask(self, _like(request), show_same)
        if request.question:
            ask(self, Questions(work_order_id=wanted), show_questions)
        else:
            self.questions.show_questions(())
        if request.customer_id is not None:
            ask(self, WhoIsCalling(customer_id=request.customer_id), show_customer)


def _like(request: RequestRow) -> LikelySame:
    return LikelySame(
        customer_id=request.customer_id,
        site_id=request.site_id,
        equipment_id=request.equipment_id,
        words=f"{request.title} {request.problem}",
        but_id=request.id,
    )
