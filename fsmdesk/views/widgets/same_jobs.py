"""Open jobs that a call or a request may be about already, with what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.same_jobs.messages import SameJob
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.stripe_card import StripeCard
from fsmdesk.views.widgets.surfaces import clear_layout, paragraph

_SHOWN = 3


class SameJobsCard(StripeCard):
    """The first few jobs, each with a button; the first one's has the keys. Hidden without jobs.

    A link below them shows the rest.

    Signals:
        chosen(object): the button of this SameJob was pressed.
        open_wanted(int): the person wants to see that work order.
    """

    chosen = Signal(object)
    open_wanted = Signal(int)

    def __init__(self, formats: Formats, verb: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__("priority_4", " ", parent)
        self._formats = formats
        self._verb = verb
        self._keys = keys
        self._refusal = ""
        self._jobs: Sequence[SameJob] = ()
        self._shows_all = False
        self.hide()

    def refuse(self, why: str) -> None:
        """The buttons are off, and say why."""
        self._refusal = why

    def show_jobs(self, jobs: Sequence[SameJob]) -> None:
        """Show the first few of these; what is likely the same asks, the rest is only told."""
        if jobs == self._jobs:
            return
        self._shows_all &= {job.id for job in jobs} == {job.id for job in self._jobs}
        self._jobs = jobs
        self._fill()

    def _fill(self) -> None:
        jobs = self._jobs
        shown = len(jobs) if self._shows_all else _SHOWN
        clear_layout(self.body, keep_first=1)
        likely = [job for job in jobs if job.is_likely]
        self.set_colour("priority_2" if likely else "priority_4")
        title = tr("Is it this one?") if likely else tr("Open there already")
        self.heading.set_text(title)
        self.setAccessibleName(title)
        for at, job in enumerate(jobs[:shown]):
            self.body.addWidget(self._row(job, self._keys if at == 0 else ""))
        if len(jobs) > shown:
            words = tr("and {n} more").format(n=self._formats.count(len(jobs) - shown))
            more = KeyButton(words, "link", parent=self)
            more.setToolTip(tr("Show all of them"))
            more.clicked.connect(self._show_all)
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(jobs))

    def first(self) -> SameJob | None:
        """The likeliest job."""
        return self._jobs[0] if self._jobs else None

    def _row(self, job: SameJob, keys: str) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(1)
        link = KeyButton(f"#{job.number}", "link", parent=row)
        link.setAccessibleName(tr("Open #{number}").format(number=job.number))
        link.setProperty("record", job.id)
        link.clicked.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(paragraph(job.title, "strong", row), 1)
        column.addLayout(head)
        column.addWidget(paragraph(same_job_words(job, self._formats), "muted", row))
        across.addLayout(column, 1)
        button = KeyButton(self._verb, "" if job.is_likely else "link", keys=keys, parent=row)
        button.setAccessibleName(f"{self._verb}: #{job.number} {job.title}")
        button.setProperty("record", job.id)
        button.clicked.connect(self._choose)
        button.setEnabled(not self._refusal)
        if self._refusal:
            button.setToolTip(self._refusal)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    @Slot()
    def _show_all(self) -> None:
        """The rest stands below the first; the keys go to the first of the rest."""
        self._shows_all = True
        self._fill()
        item = self.body.itemAt(1 + _SHOWN)  # after the heading and the first few
        row = item.widget() if item is not None else None
        link = row.findChild(KeyButton) if row is not None else None
        if link is not None:
            link.setFocus()

    @Slot()
    def _choose(self) -> None:
        wanted = self._record_of_sender()
        job = next((job for job in self._jobs if job.id == wanted), None)
        if job is not None:
            self.chosen.emit(job)

    @Slot()
    def _open(self) -> None:
        self.open_wanted.emit(self._record_of_sender())

    def _record_of_sender(self) -> int:
        button = self.sender()
        return int(button.property("record")) if isinstance(button, KeyButton) else 0


def same_job_words(job: SameJob, formats: Formats) -> str:
    """`requested 07:58 today by P. Doyle · not scheduled`."""
    day, minute = wall_minute(job.requested_at, formats.zone)
    if day == today(formats):
        asked = tr("requested {time} today").format(time=formats.minute(minute))
    else:
        asked = tr("requested {day}").format(day=formats.date(day))
    if job.caller:
        asked = tr("{asked} by {caller}").format(asked=asked, caller=job.caller)
    waiting = {WorkOrderState.REQUESTED: tr("in the Inbox"), WorkOrderState.APPROVED: tr("not scheduled")}
    parts = [asked, waiting.get(job.state, job.state.label.lower()), job.technicians]
    return " · ".join(part for part in parts if part)
