"""Answers requests: approved, declined, asked back, merged; what is under way is pale until it is settled."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import (
    AnswerQuestion,
    ApproveRequest,
    AskBack,
    DeclineRequest,
    QuestionRow,
    RequestRow,
)
from fsmdesk.services.mail.messages import ComposeMail
from fsmdesk.services.orders.messages import WorkOrder, WorkOrderCard
from fsmdesk.services.same_jobs.messages import MergeWorkOrders, SameJob
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.inbox.request_detail import RequestDetail
from fsmdesk.views.inbox.request_list import RequestList
from fsmdesk.views.mail.window import write_mail
from fsmdesk.views.screen import Screen


class RequestAnswers(QObject):
    """Carries out what the panels of the chosen request ask for, and says in them what was refused."""

    def __init__(self, screen: Screen, requests: RequestList, detail: RequestDetail) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._list = requests
        self._detail = detail
        detail.decline.given.connect(self._decline)
        detail.question.given.connect(self._send_question)
        detail.merge.given.connect(self._merge_into)
        detail.same.chosen.connect(self._merge_same)
        detail.questions.answered.connect(self._answer_question)

    def approve(self, request: RequestRow) -> None:
        """The request is approved."""
        command = ApproveRequest(work_order_id=request.id, seen_version=request.version)
        self._answer(request, command, tr("Approved #{number}"))

    @Slot(str)
    def _decline(self, reason: str) -> None:
        request = self._list.current()
        if request is not None and request.id == self._detail.shown_id():
            command = DeclineRequest(work_order_id=request.id, seen_version=request.version, reason=reason)
            self._answer(request, command, tr("Declined #{number}"))

    @Slot(str)
    def _send_question(self, question: str) -> None:
        request = self._list.current()
        if request is not None and request.id == self._detail.shown_id():
            command = AskBack(work_order_id=request.id, question=question)
            said = tr("Asked back about #{number}: it waits for the answer").format(number=request.number)
            asked = partial(self._asked, request.id)
            self._desk.do(self._screen, command, asked, self._refused_words, said=said)

    def _asked(self, work_order_id: int, done: Done[Any]) -> None:
        """The question is kept; who may can send it as a mail too."""
        self._settle(done)
        if self._desk.may(Permission.SEND_MAIL):
            write = partial(self._write_mail, work_order_id)
            words = tr("The question is kept. Should it go to the requester by mail?")
            self._screen.show_notice(Notice(words, "info", ((tr("Write the mail…"), write),), key="mail"))

    def _write_mail(self, work_order_id: int) -> None:
        self._screen.banners.close_notice("mail")
        about = ComposeMail(event=MessageEvent.QUESTION, work_order_id=work_order_id)
        write_mail(self._desk, self._screen, about)

    @Slot(object, str)
    def _answer_question(self, asked: QuestionRow, answer: str) -> None:
        command = AnswerQuestion(question_id=asked.id, seen_version=asked.version, answer=answer)
        self._desk.do(self._screen, command, self._settle, said=tr("The answer is kept"))

    @Slot(object)
    def _merge_same(self, job: SameJob) -> None:
        self._merge(job.id, job.version, job.number)

    @Slot(int)
    def _merge_into(self, work_order_id: int) -> None:
        """Which version of the picked job there is is read first, so that nothing is merged blindly."""

        def merge(card: WorkOrderCard) -> None:
            self._merge(card.id, card.version, card.number)

        self._desk.ask(self._screen, WorkOrder(work_order_id=work_order_id), merge)

    def _merge(self, survivor_id: int, version: int, number: int) -> None:
        request = self._list.current()
        if request is None or request.id != self._detail.shown_id():
            return
        command = MergeWorkOrders(
            survivor_id=survivor_id,
            survivor_version=version,
            merged_id=request.id,
            merged_version=request.version,
        )
        self._answer(
            request, command, tr("#{number} is merged into #{other}").replace("{other}", str(number))
        )

    def _answer(self, request: RequestRow, command: Command[None], said: str) -> None:
        if request.id in self._list.requests.pending:
            return
        self._mark_pending(request.id, True)
        self._desk.do(
            self._screen,
            command,
            self._settle,
            partial(self._refused, request.id),
            said=said.format(number=request.number),
        )

    def _settle(self, _done: Done[Any]) -> None:
        """The card stays pale until the requests are read again, which the hub's news brings about."""
        self._detail.leave_panels()
        self._list.setFocus()

    def _refused_words(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.field == "question":
            self._detail.question.refuse(error)
        else:
            self._desk.errors.show(error, self._screen, self._screen.read_again)

    def _refused(self, request_id: int, error: Exception) -> None:
        self._mark_pending(request_id, False)
        if isinstance(error, RuleBroken) and error.field == "reason":
            self._detail.decline.refuse(error)
        else:
            self._desk.errors.show(error, self._screen, self._screen.read_again)
            self._screen.read_again()

    def _mark_pending(self, request_id: int, is_pending: bool) -> None:
        self._list.requests.pending = (
            self._list.requests.pending | {request_id}
            if is_pending
            else self._list.requests.pending - {request_id}
        )
        self._list.viewport().update()
