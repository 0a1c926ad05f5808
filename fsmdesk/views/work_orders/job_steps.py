"""Runs what the buttons of a work order's screen ask for, after what is typed is saved."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.states import VISIT_MOVES, VisitState, WorkOrderState, find_move
from fsmdesk.core.words import tr
from fsmdesk.services.closeout.messages import CompleteWorkOrder, ReviewWorkOrder, SendBack
from fsmdesk.services.dispatch.messages import AddVisit, SetVisitState
from fsmdesk.services.orders.messages import DecideChange, LineValue, MoveWorkOrder, VisitRow, WorkOrderCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.work_orders.form import WorkOrderForm
from fsmdesk.views.work_orders.lines.draft_line import worth_minor
from fsmdesk.views.work_orders.next_step import MainStep, main_button, reopened
from fsmdesk.views.work_orders.visits_part import next_visit

_NEEDED: Final = {"cause": tr("Say what the cause was."), "fix": tr("Say what fixed it.")}


class JobSteps(QObject):
    """Signals:
    reason_wanted(str, str, str, object): a text, a placeholder and a verb; the reason goes to the callable.
    """

    reason_wanted = Signal(str, str, str, object)

    def __init__(self, desk: Desk, form: WorkOrderForm, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form

    def run_main(self) -> None:
        """Do what brings the job further."""
        card = self._form.card
        if card is None or self._form.is_busy():
            return
        step = main_button(card.state).step
        if step is MainStep.COMPLETE and self._lacks_words():
            return
        if step is MainStep.SHOW_INVOICE or not self._form.is_dirty():
            self._run(step)
        else:
            self._form.save(then=partial(self._run_if_saved, step))

    def _run_if_saved(self, step: MainStep) -> None:
        """Not while there is more typed than was saved."""
        if not self._form.is_dirty():
            self._run(step)

    def _run(self, step: MainStep) -> None:
        card = self._form.card
        if card is None:
            return
        match step:
            case MainStep.APPROVE:
                self._move(WorkOrderState.APPROVED, tr("Approved #{number}"))
            case MainStep.SCHEDULE:
                self._desk.shell.go("board", card.id)
            case MainStep.START:
                self._start(card)
            case MainStep.COMPLETE:
                self._complete(card)
            case MainStep.REVIEW:
                command = ReviewWorkOrder(work_order_id=card.id, seen_version=self._form.seen_version)
                self._do(command, tr("Reviewed #{number}"))
            case MainStep.INVOICE:
                # The queue shows the invoice as the customer gets it, with the button that issues it.
                self._desk.shell.go("to_invoice", card.id)
            case MainStep.SHOW_INVOICE:
                self._show_invoice(card)
            case MainStep.REOPEN:
                self.reopen()

    def _lacks_words(self) -> bool:
        """Say at cause and fix what is missing, where the kind of work asks for them; True if something is."""
        card = self._form.card
        if card is None or not any(row.field in _NEEDED for row in card.requirements):
            return False
        missing = self._form.missing(list(_NEEDED))
        for key in reversed(missing):
            self._form.show_error(RuleBroken(_NEEDED[key], key))
        return bool(missing)

    def _start(self, card: WorkOrderCard) -> None:
        visit = next_visit(card.visits)
        if visit is None or (visit.state, VisitState.ON_SITE) not in VISIT_MOVES:
            self._form.show_error(RuleBroken(tr("No visit of this job can be started."), "visits"))
            return
        self.move_visit(visit, VisitState.ON_SITE)

    def _complete(self, card: WorkOrderCard) -> None:
        texts = {key: str(self._form.fields[key].read()) for key in _NEEDED}
        command = CompleteWorkOrder(work_order_id=card.id, seen_version=self._form.seen_version, **texts)
        self._do(command, tr("Completed #{number}"))

    def _show_invoice(self, card: WorkOrderCard) -> None:
        if card.invoice_ids:
            self._desk.shell.open_record("invoice", card.invoice_ids[-1])
        else:
            self._form.show_error(RuleBroken(tr("No invoice bills this job.")))

    def cancel(self) -> None:
        """Ask why, then call the job off."""
        self.reason_wanted.emit(
            tr("Nobody goes there any more: visits that have not begun are cancelled with the job."),
            tr("Why is it cancelled?"),
            tr("Cancel the job"),
            partial(self._move, WorkOrderState.CANCELLED, tr("Cancelled #{number}")),
        )

    def reopen(self) -> None:
        """Ask why where that is needed, then open the job again."""
        card = self._form.card
        after = reopened(card.state) if card is not None else None
        if card is None or after is None:
            return
        move = find_move(card.state, after)
        said = tr("#{number} is {state} again").replace("{state}", after.label.lower())
        if move is None or not move.requires:
            self._move(after, said)
            return
        words = tr("The job becomes {state} again.").format(state=after.label.lower())
        again = partial(self._move, after, said)
        self.reason_wanted.emit(words, tr("Why is it opened again?"), tr("Reopen"), again)

    def send_back(self) -> None:
        """Ask what is left to do, then send the job back to the field."""
        self.reason_wanted.emit(
            tr("The job is to be scheduled again, with one more visit."),
            tr("What is left to do?"),
            tr("Send back"),
            self._send_back,
        )

    def decide_change(self, line: LineValue, is_approved: bool) -> None:
        """Ask who said so, then approve or decline the change of the scope."""
        words = tr("“{what}” came up during the job: {amount}.").format(
            what=" ".join(line.description.split()), amount=self._desk.formats.money(worth_minor(line))
        )
        placeholder = tr("Who approved it, such as the customer’s name?")
        verb = tr("Approve it")
        if not is_approved:
            placeholder, verb = tr("Who declined it?"), tr("Decline it")
        self.reason_wanted.emit(words, placeholder, verb, partial(self._decide, line, is_approved))

    def _decide(self, line: LineValue, is_approved: bool, who: str) -> None:
        if self._form.is_dirty():
            self._form.save(then=partial(self._send_decision, line, is_approved, who))
        else:
            self._send_decision(line, is_approved, who)

    def _send_decision(self, line: LineValue, is_approved: bool, who: str) -> None:
        card = self._form.card
        if card is None or line.id is None or self._form.is_dirty():
            return
        command = DecideChange(
            work_order_id=card.id,
            seen_version=self._form.seen_version,
            line_id=line.id,
            is_approved=is_approved,
            decided_by=who,
        )
        said = tr("Approved a change of #{number}") if is_approved else tr("Declined a change of #{number}")
        self._do(command, said)

    def add_visit(self) -> None:
        """The job has one more visit, to be placed on the board."""
        card = self._form.card
        if card is None:
            return
        command = AddVisit(
            work_order_id=card.id,
            seen_version=self._form.seen_version,
            duration_minutes=card.duration_minutes,
        )
        self._do(command, tr("#{number} has one more visit"))

    def move_visit(self, visit: VisitRow, after: VisitState) -> None:
        """The visit makes this step now."""
        command = SetVisitState(visit_id=visit.id, seen_version=visit.version, after=after)
        who = visit.technician or tr("The visit")
        said = tr("{who}: {state}").format(who=who, state=after.label.lower())
        self._do(command, said)

    def _send_back(self, reason: str) -> None:
        card = self._form.card
        if card is not None:
            command = SendBack(work_order_id=card.id, seen_version=self._form.seen_version, reason=reason)
            self._do(command, tr("Sent #{number} back"))

    def _move(self, after: WorkOrderState, said: str, reason: str = "") -> None:
        card = self._form.card
        if card is not None:
            version = self._form.seen_version
            command = MoveWorkOrder(work_order_id=card.id, seen_version=version, after=after, reason=reason)
            self._do(command, said)

    def _do(self, command: Command[Any], said: str) -> None:
        card = self._form.card
        text = said.format(number=card.number) if card is not None else said
        settle: Callable[[Done[Any]], None] = self._settle
        self._desk.do(self, command, settle, self._refuse, said=text)

    def _settle(self, _done: Done[Any]) -> None:
        self._form.banners.close_notice("error")

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._form.show_error(error)
        else:
            self._desk.errors.show(error, self._form)
            self._form.read_again()
