"""To the minute and to anybody: where a visit or a waiting job shall stand, judged while one types."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.shaping.messages import WhatIsAgainst
from fsmdesk.views.board.acts.act_dialog import ActDialog
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Job, Visit, instant_of, minute_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_choice import FieldSelect
from fsmdesk.views.widgets.field_typed import FieldDate, FieldTime

_WAIT_MS = 90
_ONE_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """What is asked: about what, with which words, and where it begins to look.

    A copy or a job may go beside everything else; `visit_id` None is judged as one more visit of the job.
    """

    title: str
    verb: str
    subject: Visit | Job
    landing: Landing
    visit_id: int | None


class PlaceDialog(ActDialog):
    """Technician, day, from and to; below them what the rules of the office say about it."""

    def __init__(
        self,
        question: PlaceQuestion,
        desk: Desk,
        store: BoardStore,
        on_yes: Callable[[Landing], object],
        parent: QWidget,
    ) -> None:
        subject = question.subject
        remark = " · ".join(part for part in (subject.customer, subject.title, subject.site) if part)
        super().__init__(question.title, remark, question.verb, parent)
        self._question = question
        self._desk = desk
        self._zone = desk.formats.zone
        self._on_yes = on_yes
        self._asked: Landing | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        people = [(one.id, one.name) for one in store.technicians.values()]
        self.technician = FieldSelect("technician_id", tr("Technician"), people, is_required=True)
        self.day = FieldDate("day", tr("Day"), desk.formats, self._today, is_required=True)
        self.start = FieldTime("start_at", tr("From"), desk.formats, is_required=True)
        self.end = FieldTime("end_at", tr("To"), desk.formats, is_required=True)
        self.form.addWidget(self.technician)
        self.beside(self.day, self.start, self.end)
        self._fill(question.landing)
        for field in (self.technician, self.day, self.start, self.end):
            field.changed.connect(self._look)
        self.start.changed.connect(self._keep_length)
        self._ask()
        self.technician.setFocus()

    def act(self) -> None:
        """Tell where it shall stand."""
        self._on_yes(self.landing())

    def landing(self) -> Landing:
        """What the fields say. A time before the start is one of the next day.

        Raises:
            RuleBroken: a field can't be read.
        """
        technician_id, day = self.technician.value(), self.day.value()
        start, end = self.start.value(), self.end.value()
        if not isinstance(technician_id, int) or day is None or start is None or end is None:
            raise RuleBroken(tr("Say who, when, and how long."))
        begins = instant_at(day, start, self._zone)
        ends = instant_at(day, end if end > start else end + _ONE_DAY, self._zone)
        if ends - begins < timedelta(minutes=1):
            raise RuleBroken(tr("The end must be after the start."))
        days = max(0, (self._length - 1) // _ONE_DAY)
        return Landing(technician_id, minute_of(begins), minute_of(ends) + days * _ONE_DAY)

    def _fill(self, landing: Landing) -> None:
        self._length = landing.minutes
        self.technician.set_value(landing.technician_id)
        day, start = self._wall(landing.start_minute)
        self.day.set_value(day)
        self.start.set_value(start)
        self.end.set_value(self._wall(landing.end_minute)[1])
        self._start = start

    def _wall(self, minute: int) -> tuple[date, int]:
        return wall_minute(instant_of(minute), self._zone)

    def _today(self) -> date:
        return wall_minute(datetime.now(tz=self._zone), self._zone)[0]

    @Slot()
    def _keep_length(self) -> None:
        """Another start takes the end with it."""
        try:
            start, end = self.start.value(), self.end.value()
        except RuleBroken:
            return
        if start is not None and end is not None:
            self.end.set_value((end + start - self._start) % _ONE_DAY)
            self._start = start

    @Slot()
    def _look(self) -> None:
        self.say("")
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        """Ask the office what it says about the place as it is typed now."""
        try:
            landing = self.landing()
        except RuleBroken:
            self.show_findings(())
            return
        self._asked = landing
        query = WhatIsAgainst(
            work_order_id=self._question.subject.work_order_id,
            visit_id=self._question.visit_id,
            technician_id=landing.technician_id,
            start_at=instant_of(landing.start_minute),
            end_at=instant_of(landing.end_minute),
        )

        def show(findings: tuple[Finding, ...]) -> None:
            if self._asked == landing:
                self._show(findings)

        def fail(error: Exception) -> None:
            self.say(str(error))

        self._desk.ask(self, query, show, fail)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        fits = Finding(Rule.SHIFT, Severity.GOOD, tr("Nothing speaks against it"))
        self.show_findings(findings or (fits,))
        blocked = any(finding.severity is Severity.BLOCK for finding in findings)
        self.yes_button.setEnabled(not blocked)
