"""Asks whether the call comes from a job that was done lately."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Clock, wall_minute
from fsmdesk.core.times import now as present
from fsmdesk.core.words import tr, trn
from fsmdesk.services.callbacks.messages import EarlierJob
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.stripe_card import StripeCard
from fsmdesk.views.widgets.surfaces import clear_layout, paragraph


class CallBackCard(StripeCard):
    """Hidden while there is no such job; the answer stays while the same job is shown.

    Signals:
        answered(): the person said that the call comes from it, or that it does not.
        open_wanted(int): the person wants to see that work order.
    """

    answered = Signal()
    open_wanted = Signal(int)

    def __init__(
        self, formats: Formats, keys: str, parent: QWidget | None = None, clock: Clock = present
    ) -> None:
        super().__init__("priority_3", tr("Is it a call back?"), parent)
        self._formats = formats
        self._keys = keys
        self._clock = clock
        self._job: EarlierJob | None = None
        self.linked_id: int | None = None
        self.hide()

    def show_job(self, job: EarlierJob | None) -> None:
        """This job was done lately, or None."""
        if job == self._job:
            return
        if job is None or job.id != self.linked_id:
            self.linked_id = None
        self._job = job
        self._show()

    def restore(self, linked_id: object) -> None:
        """The answer of a draft; it counts once that job is shown."""
        self.linked_id = linked_id if isinstance(linked_id, int) else None
        self._show()

    @Slot()
    def turn(self) -> None:
        """The call comes from the job, or does not any more."""
        if self._job is None:
            return
        self.linked_id = None if self.linked_id == self._job.id else self._job.id
        self._show()
        self.answered.emit()

    def _show(self) -> None:
        clear_layout(self.body, keep_first=1)
        job = self._job
        self.setVisible(job is not None)
        if job is None:
            return
        is_linked = self.linked_id == job.id
        self.heading.set_text(tr("Call back about") if is_linked else tr("Is it a call back?"))
        self.set_colour("accent" if is_linked else "priority_3")
        done = " — ".join(part for part in (job.fix or job.title, job.technicians) if part)
        self.body.addWidget(paragraph(done, "strong", self))
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        link = KeyButton(f"#{job.number}", "link", parent=row)
        link.setAccessibleName(tr("Open #{number}").format(number=job.number))
        link.clicked.connect(self._open)
        across.addWidget(link)
        across.addWidget(paragraph(self._when(job.completed_at), "muted", row), 1)
        verb = tr("Not about it") if is_linked else tr("It is about this")
        button = KeyButton(verb, keys=self._keys, parent=row)
        button.setAccessibleName(f"{verb}: #{job.number} {job.title}")
        button.clicked.connect(self.turn)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(row)

    def _when(self, at: datetime) -> str:
        zone = self._formats.zone
        days = (wall_minute(self._clock(), zone)[0] - wall_minute(at, zone)[0]).days
        if days < 1:
            return tr("done today")
        return trn("done {n} day ago", "done {n} days ago", days).format(n=self._formats.count(days))

    @Slot()
    def _open(self) -> None:
        if self._job is not None:
            self.open_wanted.emit(self._job.id)
