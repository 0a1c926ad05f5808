"""The screen on which a call is taken (Ctrl+N)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.intake.call_form import CallForm
from fsmdesk.views.intake.call_slot import CallSlot
from fsmdesk.views.intake.facts_panel import FactsPanel
from fsmdesk.views.intake.handing_in import HandingIn
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.surfaces import ScrollColumn, words

DRAFT = "intake-new"
_ADD_KEYS, _BACK_KEYS = "Alt+M", "Alt+B"


class IntakeScreen(Screen):
    """One call at a time: it is kept as a draft until it is saved, across other screens and a crash."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = now) -> None:
        super().__init__(desk, tr("New call"), has_command_field=False)
        self._clock = clock
        self._started_at = clock()
        self._was_read = False
        row = QHBoxLayout()
        row.setSpacing(0)
        self.body.addLayout(row, 1)
        self.main = ScrollColumn(self)
        row.addWidget(self.main, 1)  # empty: a scroll area that is moved measures all that is in it
        self.form = CallForm(desk, self.main.widget(), clock)
        self.main.body.addWidget(self.form)
        make(self._make_rest(row))

    def _make_rest(self, row: QHBoxLayout) -> Pieces:
        self.facts = FactsPanel(self.desk, (_ADD_KEYS, _BACK_KEYS), self, self._clock)
        row.addWidget(self.facts)
        yield
        self.slot = CallSlot(self.desk, self.form, self)
        self.main.body.insertWidget(0, self.slot.bar)
        row.addWidget(self.slot.finder)
        self.handing_in = HandingIn(self, self.form, self.facts, self.slot)
        self._state = words("", "muted", self)
        self._state.setAccessibleName(tr("Draft"))
        self.top_bar.add_right(self._state)
        self._add_actions()
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)
        self._ticker.timeout.connect(self._show_time)
        self._wire()
        yield

    def arrive(self, record_id: int | None) -> None:
        """The call that was left is there again; with a record an empty one is begun for that customer."""
        if not self._was_read:
            self._was_read = True
            self.form.read_choices()
            self._restore()
        if self.form.is_empty():
            self._begin()
            if record_id is not None:
                self.form.whereabouts.call_of(record_id)
        self._ticker.start()
        self._show_time()
        if self.form.whereabouts.customer.picker.edit.text():
            self.form.problem.setFocus()
        else:
            self.form.whereabouts.customer.setFocus()

    def depart(self) -> bool:
        """Leave; what is typed is kept."""
        self._ticker.stop()
        if not self.form.is_empty():
            self.desk.drafts.flush()
            self.desk.shell.say(tr("The call is kept as a draft."))
        return True

    def read_again(self) -> None:
        """Read what is known about the caller again; what is typed stays."""
        self.form.read_choices()
        self.form.whereabouts.set_raw(self.form.whereabouts.raw())

    def showEvent(self, event: QShowEvent) -> None:
        """The clock in the title goes on."""
        super().showEvent(event)
        self._show_time()

    def _add_actions(self) -> None:
        self.add_action(
            ActionSpec("intake.cancel", tr("Cancel"), self._cancel, words=tr("give up the call leave"))
        )
        self.save_action = self.add_action(
            ActionSpec("intake.save", tr("Save as request"), self._save, "Ctrl+S", words="call")
        )
        if self.desk.may(Permission.APPROVE_REQUESTS) and self.desk.may(Permission.SCHEDULE):
            find = ActionSpec(
                "intake.slot", tr("Find a slot"), self.slot.look, "Alt+S", "sparkles", "who when"
            )
            self.add_action(find)
        if self.desk.may(Permission.APPROVE_REQUESTS):
            approve = ActionSpec(
                "intake.approve", tr("Approve and schedule"), self._approve, "Ctrl+Return", words="board"
            )
            self.add_action(approve, primary=True)
        further = (
            ActionSpec("intake.back", tr("Leave the call"), self._back, "Esc", "arrow-left"),
            ActionSpec("intake.clear", tr("Give the call up"), self._give_up, icon="trash-2", words="empty"),
            ActionSpec(
                "intake.add", tr("Add to the job it is about"), self.handing_in.add_to_first, _ADD_KEYS
            ),
            ActionSpec("intake.call_back", tr("It is a call back"), self.facts.call_back.turn, _BACK_KEYS),
            ActionSpec("intake.urgent", tr("Urgent: jumps the queue"), self.form.turn_urgent, "Alt+U"),
            ActionSpec("intake.template", tr("Choose a template"), self._choose_template, "Alt+T"),
        )
        for spec in further:
            self.add_action(spec, in_bar=False)
        for priority in Priority:
            text = tr("Priority: {name}").format(name=priority.label)
            choose = partial(self.form.choose_priority, priority)
            spec = ActionSpec(f"intake.priority_{priority}", text, choose, f"Alt+{int(priority)}")
            self.add_action(spec, in_bar=False)
        for kind in JobKind:
            text = tr("Kind: {name}").format(name=kind.label)
            spec = ActionSpec(f"intake.kind_{kind}", text, partial(self.form.choose_kind, kind))
            self.add_action(spec, in_bar=False)

    def _wire(self) -> None:
        self.form.changed.connect(self._keep)
        where = self.form.whereabouts
        where.known.connect(self.facts.show_caller)
        where.site_known.connect(self.facts.show_site)
        where.machine_known.connect(self.facts.show_machine)
        self.slot.opened.connect(self.facts.setHidden)
        self.handing_in.taken.connect(self._taken)
        self.handing_in.added.connect(self._added)
        self.facts.open_wanted.connect(self._open_job)
        self.facts.call_back.answered.connect(self._keep)

    def _begin(self) -> None:
        self._started_at = self._clock()
        self._state.setText("")

    @Slot()
    def _keep(self) -> None:
        self.facts.heed(f"{self.form.title.raw()} {self.form.problem.raw()}")
        if self.form.is_empty():
            self._drop_draft()
            return
        values = {
            "started_at": self._started_at,
            "form": self.form.raw(),
            "calls_back_id": self.facts.call_back.linked_id,
        }
        self.desk.drafts.keep(DRAFT, values)
        self._state.setText(tr("draft kept"))

    def _restore(self) -> None:
        draft = self.desk.drafts.read(DRAFT)
        raw = draft.get("form") if draft is not None else None
        if draft is None or not isinstance(raw, dict):
            return
        started_at = draft.get("started_at")
        if isinstance(started_at, datetime):
            self._started_at = started_at
        self.facts.call_back.restore(draft.get("calls_back_id"))
        self.form.set_raw(raw)
        self.facts.heed(f"{self.form.title.raw()} {self.form.problem.raw()}")
        self._state.setText(tr("draft kept"))
        give_up = (tr("Give it up"), self._give_up)
        text = tr("This call from {when} was not saved yet.").format(
            when=self.desk.formats.instant(self._started_at)
        )
        self.show_notice(Notice(text, "info", (give_up,), key="draft"))

    def _drop_draft(self) -> None:
        self.desk.drafts.drop(DRAFT)
        self._state.setText("")

    def _give_up(self) -> None:
        """Empty the form; Ctrl+Z brings the call back."""
        raw, started_at = self.form.raw(), self._started_at
        was_empty = self.form.is_empty()
        self._start_over()
        self.form.whereabouts.customer.setFocus()
        if not was_empty:
            self.desk.shell.say(tr("The call is given up."), partial(self._bring_back, raw, started_at))

    def _bring_back(self, raw: dict[str, object], started_at: datetime) -> None:
        self._started_at = started_at
        self.form.set_raw(raw)
        self._keep()
        if not self.isVisible():
            self.desk.shell.go("new_call")

    def _start_over(self) -> None:
        self.slot.clear()
        self.form.clear()
        self._drop_draft()
        self._begin()
        self._show_time()
        for key in ("draft", "error"):
            self.banners.close_notice(key)

    def _save(self) -> None:
        self.handing_in.hand_in(approve=False)

    def _approve(self) -> None:
        self.handing_in.hand_in(approve=True)

    @Slot(bool, int)
    def _taken(self, is_approved: bool, work_order_id: int) -> None:
        self._start_over()
        self.desk.shell.go("board" if is_approved else "inbox", work_order_id)

    @Slot(int)
    def _added(self, work_order_id: int) -> None:
        self._start_over()
        self._open_job(work_order_id)

    def _back(self) -> None:
        self.desk.shell.back()

    def _cancel(self) -> None:
        """The call is given up, and what was shown before is shown again; Ctrl+Z brings the call back."""
        self._give_up()
        self.desk.shell.back()

    def _choose_template(self) -> None:
        self.form.fields.template.setFocus()

    @Slot(int)
    def _open_job(self, work_order_id: int) -> None:
        self.desk.shell.open_record("work_order", work_order_id)

    @Slot()
    def _show_time(self) -> None:
        started = self.desk.formats.time(self._started_at)
        passed = max(self._clock() - self._started_at, timedelta())
        parts = (started, self.desk.office.actor.name, _length(passed))
        self.top_bar.set_title(tr("New call"), " · ".join(part for part in parts if part))


def _length(passed: timedelta) -> str:
    """How long the call takes so far: `40 s`, `1 min 10`, and nothing once it is surely over."""
    seconds = int(passed.total_seconds())
    if seconds >= 3600:
        return ""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return tr("{n} s").format(n=rest)
    return tr("{minutes} min {seconds:02d}").format(minutes=minutes, seconds=rest)
