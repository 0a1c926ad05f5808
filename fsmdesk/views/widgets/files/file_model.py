"""The files of a record as cards."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import FileMark
from fsmdesk.services.files.messages import FileRow
from fsmdesk.views.widgets.card_list import CardModel
from fsmdesk.views.widgets.files.file_words import about_file, size_words, when_words

_NOWHERE = QModelIndex()


class FileModel(CardModel[FileRow]):
    """In the order they were added."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats

    def key_of(self, row: FileRow) -> int:
        """The id of the file."""
        return row.id

    def spoken(self, row: FileRow) -> str:
        """What the card shows."""
        mark = row.mark.label if row.mark is not FileMark.NONE else ""
        size = size_words(row.size_bytes, self.formats)
        return ", ".join(filter(None, (row.name, mark, row.note, when_words(row, self.formats), size)))

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """As every card, and everything that is known for the tooltip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.row_at(index.row())
            return about_file(row, self.formats) if row is not None else None
        return super().data(index, role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A file can be dragged out."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
