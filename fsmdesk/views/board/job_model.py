"""The waiting jobs as cards."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.due_words import due_words, window_words
from fsmdesk.views.board.visit_words import numbered
from fsmdesk.views.board.visits import Job, instant_of
from fsmdesk.views.widgets.card_list import CardModel


class JobModel(CardModel[Job]):
    """Jobs in the order they are given."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.now_minute = 0

    def key_of(self, row: Job) -> tuple[int, int]:
        """Work order and visit."""
        return row.key

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Typed letters look for the customer first; the tooltip tells all that a card has no room for."""
        job = self.row_at(index.row())
        if job is not None and role == Qt.ItemDataRole.DisplayRole:
            return f"{job.customer} {job.title} {job.number}"
        if job is not None and role == Qt.ItemDataRole.ToolTipRole:
            return self.spoken(job)
        return super().data(index, role)

    def show_now(self, minute: int) -> None:
        """Words about what is due are told from this minute."""
        self.now_minute = minute
        self.tell_all_changed()

    def placed_words(self, job: Job) -> str:
        """Where a job stands that keeps its place while it is listed; empty for others."""
        if job.placed_minute is None:
            return ""
        return tr("on {when}").format(when=self.formats.instant(instant_of(job.placed_minute)))

    def spoken(self, row: Job) -> str:
        """Everything about the job, line by line."""
        due, _ = due_words(row, self.now_minute, self.formats)
        suits = window_words(row, self.now_minute, self.formats)
        parts = [
            f"{numbered(row.number)} {row.customer}",
            row.title,
            row.site,
            row.priority.label,
            due,
            tr("suits {when}").format(when=suits) if suits and suits != due else "",
            self.placed_words(row),
            tr("Parts missing") if row.is_missing_parts else "",
            self.formats.duration(row.duration_minutes),
            ", ".join(row.skills),
        ]
        return "\n".join(part for part in parts if part.strip())
