"""The waiting jobs as a list model that changes row by row, so that place and choice stay."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.views.board.due_words import due_words
from fsmdesk.views.board.visit_words import numbered
from fsmdesk.views.board.visits import Job

JOB_ROLE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class JobModel(QAbstractListModel):
    """Jobs in the order they are given."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.now_minute = 0
        self._jobs: list[Job] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many jobs wait."""
        return 0 if parent.isValid() else len(self._jobs)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The job for the delegate; a sentence about it for screen readers and tooltips."""
        if not index.isValid():
            return None
        job = self._jobs[index.row()]
        if role == JOB_ROLE:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{job.customer} {job.title} {job.number}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(job)
        return None

    def job_at(self, row: int) -> Job | None:
        """The job of a row."""
        return self._jobs[row] if 0 <= row < len(self._jobs) else None

    def row_of(self, key: tuple[int, int]) -> int:
        """The row of a job, -1 if it does not wait."""
        return next((at for at, job in enumerate(self._jobs) if job.key == key), -1)

    def show_now(self, minute: int) -> None:
        """Words about what is due are told from this minute."""
        self.now_minute = minute
        if self._jobs:
            self.dataChanged.emit(self.index(0), self.index(len(self._jobs) - 1))

    def replace_rows(self, fresh: Sequence[Job]) -> None:
        """Show these jobs, touching only rows that differ."""
        keep = {job.key for job in fresh}
        for at in reversed(range(len(self._jobs))):
            if self._jobs[at].key not in keep:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._jobs[at]
                self.endRemoveRows()
        for at, job in enumerate(fresh):
            self._put(at, job)

    def _put(self, at: int, job: Job) -> None:
        """Make row `at` show this job; all rows above it are right already."""
        old = self.row_of(job.key)
        if old < 0:
            self.beginInsertRows(_NOWHERE, at, at)
            self._jobs.insert(at, job)
            self.endInsertRows()
            return
        if old != at:
            self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, at)
            self._jobs.insert(at, self._jobs.pop(old))
            self.endMoveRows()
        if self._jobs[at] != job:
            self._jobs[at] = job
            self.dataChanged.emit(self.index(at), self.index(at))

    def _spoken(self, job: Job) -> str:
        due, _ = due_words(job, self.now_minute, self.formats)
        parts = [
            f"{numbered(job.number)} {job.customer}",
            job.title,
            job.site,
            job.priority.label,
            due,
            self.formats.duration(job.duration_minutes),
            ", ".join(job.skills),
        ]
        return "\n".join(part for part in parts if part.strip())
