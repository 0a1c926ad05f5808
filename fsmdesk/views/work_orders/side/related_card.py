"""The jobs that a job is linked to: where it comes from, what came of it, what was merged into it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import RelatedJob
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.work_orders.side.rows_card import PressableRow, RowsCard


class _RelatedRow(PressableRow):
    """One job, and how it is linked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.job_id = 0
        self.row.addWidget(Sign("external-link", "muted", 14, self), 0, Qt.AlignmentFlag.AlignTop)
        self._head, self._text = words("", "strong", self), paragraph("", parent=self)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self._text)
        self.row.addLayout(column, 1)

    def show_job(self, job: RelatedJob) -> None:
        """Tell about this job."""
        self.job_id = job.id
        head = f"{job.relation} #{job.number}"
        self._head.setText(head)
        self._text.setText(f"{job.title} · {job.state.label}")
        self.setAccessibleName(f"{head} {job.title}")


class RelatedCard(RowsCard[_RelatedRow]):
    """Signals:
    opened(int): the job with this id was pressed.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Linked jobs"), parent)

    def make_row(self) -> _RelatedRow:
        """One more job."""
        row = _RelatedRow(self)
        row.clicked.connect(self._tell)
        return row

    def show_jobs(self, jobs: Sequence[RelatedJob]) -> None:
        """Show these."""
        for row, job in zip(self.shown_rows(len(jobs)), jobs, strict=True):
            row.show_job(job)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, _RelatedRow):
            self.opened.emit(row.job_id)
