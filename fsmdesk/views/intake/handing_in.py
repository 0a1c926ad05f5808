"""Hands the call in: as a request, approved at once, or added to the job that it is about."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.messages import Done
from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.same_jobs.messages import AddToJob, SameJob
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.intake.call_form import CallForm
from fsmdesk.views.intake.call_slot import CallSlot
from fsmdesk.views.intake.facts_panel import FactsPanel
from fsmdesk.views.screen import Screen


class HandingIn(QObject):
    """Once at a time; what is refused is said at its field.

    Signals:
        taken(bool, int): the call is a job with this id, approved or not.
        added(int): the call's words are at this job.
    """

    taken = Signal(bool, int)
    added = Signal(int)

    def __init__(self, screen: Screen, form: CallForm, facts: FactsPanel, slot: CallSlot) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._form = form
        self._facts = facts
        self._slot = slot
        self._is_saving = False
        self._waits_to_approve: bool | None = None  # a save that waits for who is calling
        form.whereabouts.loaded.connect(self._go_on)
        facts.add_wanted.connect(self.add_to)

    def hand_in(self, *, approve: bool) -> None:
        """Hand the call in, as soon as it is known who calls."""
        if self._is_saving:
            return
        if self._form.whereabouts.is_loading:
            self._waits_to_approve = approve
            return
        self._screen.banners.close_notice("error")
        try:
            back = self._facts.call_back.linked_id
            slot = self._slot.booked if approve else None
            command = self._form.command(approve=approve, calls_back_id=back, slot=slot)
        except RuleBroken as broken:
            self._show_rule(broken)
            return
        self._send(command)

    def add_to_first(self) -> None:
        """The call is about the likeliest job."""
        job = self._facts.same_job.first()
        if job is not None:
            self.add_to(job)

    @Slot(object)
    def add_to(self, job: SameJob) -> None:
        """The call is about this job: its words go there, and no second one is made."""
        fields = self._form.fields
        text = str(fields.problem.raw()).strip() or str(fields.title.raw()).strip()
        if not text:
            fields.problem.show_error(tr("Say what is wrong: it is added to #{n}.").format(n=job.number))
            fields.problem.setFocus()
            return
        if self._is_saving:
            return
        self._is_saving = True
        has_chosen = self._form.habits.has_chosen_priority
        command = AddToJob(
            work_order_id=job.id,
            text=text,
            caller=self._form.whereabouts.caller.edit.text().strip(),
            priority=Priority(int(fields.priority.read() or Priority.MEDIUM)) if has_chosen else None,
            is_urgent=fields.urgent.read(),
        )
        said = tr("Added to #{number}").format(number=job.number)
        self._desk.do(self._screen, command, partial(self._added, job.id), self._not_added, said=said)

    def _send(self, command: TakeCall) -> None:
        """Hand the call in; tried again, the same command makes no second job."""
        self._is_saving = True
        said = tr("Approved: {title}") if command.approve else tr("In the Inbox: {title}")
        if self._slot.booked is not None and not command.approve:
            said = tr("In the Inbox: {title}. The slot is not booked: only approved jobs are.")
        self._desk.do(
            self._screen,
            command,
            partial(self._saved, command),
            partial(self._refused, command),
            said=said.format(title=command.title),
        )

    @Slot()
    def _go_on(self) -> None:
        approve, self._waits_to_approve = self._waits_to_approve, None
        if approve is not None:
            self.hand_in(approve=approve)

    def _saved(self, command: TakeCall, done: Done[int]) -> None:
        self._is_saving = False
        self.taken.emit(command.approve, done.value)

    def _refused(self, command: TakeCall, error: Exception) -> None:
        self._is_saving = False
        if command.slot is not None and isinstance(error, RuleBroken | NeedsConfirmation):
            self._show_slot_trouble(error)
        elif isinstance(error, RuleBroken):
            self._show_rule(error)
        else:
            self._desk.errors.show(error, self._screen, partial(self._send, command))

    def _show_slot_trouble(self, error: RuleBroken | NeedsConfirmation) -> None:
        """What stands against the slot, or against the call; the call is not lost by it."""
        if isinstance(error, RuleBroken) and self._form.show_error(error):
            return
        actions = (
            (tr("Another slot"), self._slot.look),
            (tr("Schedule it on the board"), self._hand_in_without),
        )
        self._screen.show_notice(Notice(str(error), "warn", actions, key="error"))

    def _hand_in_without(self) -> None:
        """The call is approved, and waits on the board for its place."""
        self._slot.clear()
        self.hand_in(approve=True)

    def _added(self, work_order_id: int, _done: Done[None]) -> None:
        self._is_saving = False
        self.added.emit(work_order_id)

    def _not_added(self, error: Exception) -> None:
        self._is_saving = False
        self._desk.errors.show(error, self._screen)

    def _show_rule(self, broken: RuleBroken) -> None:
        if not self._form.show_error(broken):
            self._screen.show_notice(Notice(str(broken), "warn", key="error"))
