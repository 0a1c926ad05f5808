"""What was done to the machine of a job before."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.work_orders.side.rows_card import PressableRow, RowsCard, short_words

_MOST_JOBS: Final = 4


class _JobRow(PressableRow):
    """One earlier job: when, what and by whom, and what helped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.job_id = 0
        self._sign = Sign("circle-dot", "muted", 14, self)
        self._head, self._text = words("", "strong", self), paragraph("", parent=self)
        self._fix = paragraph("", "small", self)
        self.row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self._head, self._text, self._fix):
            column.addWidget(label)
        self.row.addLayout(column, 1)

    def show_job(self, job: JobSummary, formats: Formats) -> None:
        """Tell about this job."""
        self.job_id = job.id
        day, _minute = wall_minute(job.completed_at or job.requested_at, formats.zone)
        head = f"{formats.date(day)} · #{job.number}"
        self.setAccessibleName(f"{head} {job.title}")
        is_done = job.completed_at is not None
        icon_name, colour = ("circle-check", "success_text") if is_done else ("circle-dot", "muted")
        self._sign.show_icon(icon_name, colour)
        self._head.setText(head)
        self._text.setText(" — ".join(filter(None, (job.title, job.technicians))))
        self._fix.setText(f"“{short_words(job.fix)}”")
        self._fix.setVisible(bool(job.fix))


class MachineCard(RowsCard[_JobRow]):
    """What was done to the machine before.

    Signals:
        opened(int): the job with this id was pressed.
    """

    opened = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("This machine before"), parent)
        self._formats = formats

    def make_row(self) -> _JobRow:
        """One more job."""
        row = _JobRow(self)
        row.clicked.connect(self._tell)
        return row

    def show_jobs(self, jobs: Sequence[JobSummary]) -> None:
        """Show the latest of these."""
        latest = jobs[:_MOST_JOBS]
        for row, job in zip(self.shown_rows(len(latest)), latest, strict=True):
            row.show_job(job, self._formats)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _JobRow):
            self.opened.emit(row.job_id)
