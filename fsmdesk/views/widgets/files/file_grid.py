"""The grid of files: chosen with mouse or arrows, with a key for everything that can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileRow
from fsmdesk.views.widgets.files.file_delegate import CELL, FileDelegate
from fsmdesk.views.widgets.files.file_model import FileModel
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore

_KEYS = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_B: "before",
    Qt.Key.Key_A: "after",
    Qt.Key.Key_N: "unmark",
}


class FileGrid(QListView):
    """As high as its rows, up to `most_rows`; beyond that it scrolls.

    Signals:
        chosen_changed(): other files are chosen.
        wanted(str): what is to be done with the chosen files: open, remove, edit, copy, before, after, unmark.
        menu_wanted(object): a menu is asked for at this point of the screen.
        drag_wanted(): the chosen files are being dragged away.
    """

    chosen_changed = Signal()
    wanted = Signal(str)
    menu_wanted = Signal(object)
    drag_wanted = Signal()

    def __init__(
        self, store: ThumbnailStore, formats: Formats, most_rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.files = FileModel(formats, self)
        self._most_rows = most_rows
        self.setModel(self.files)
        self.setItemDelegate(FileDelegate(store, formats, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Photos and files"))
        self.setProperty("surface", "clear")
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._open)
        store.arrived.connect(self.viewport().update)

    def chosen(self) -> list[FileRow]:
        """The files that are chosen, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [file for row in rows if (file := self.files.row_at(row)) is not None]

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Show exactly these; what was chosen stays chosen."""
        self.files.replace_rows(rows)
        self._fit()
        self.chosen_changed.emit()

    def choose(self, file_id: int) -> None:
        """This file is chosen and in view."""
        at = self.files.place_of(file_id)
        if at >= 0:
            self.setCurrentIndex(self.files.index(at))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that others are chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns may need another height."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What can be done with the chosen files has a key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.wanted.emit("copy")
        elif event.matches(QKeySequence.StandardKey.Paste):
            event.ignore()  # the part around the grid pastes
        elif event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.chosen():
                self.wanted.emit(_KEYS[Qt.Key(event.key())])
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are for marks, not for looking up names."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is about what is chosen, or what is under the pointer."""
        index = self.indexAt(event.pos())
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(event.globalPos() if index.isValid() else None)
            return
        box = self.visualRect(self.currentIndex())
        self.menu_wanted.emit(self.viewport().mapToGlobal(box.center() if box.isValid() else QPoint(8, 8)))

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Files are read first; the drag begins when they are here."""
        self.drag_wanted.emit()

    def _fit(self) -> None:
        columns = max((self.viewport().width()) // CELL.width(), 1)
        rows = -(-self.files.rowCount() // columns)
        height = min(max(rows, 1) * CELL.height(), round((self._most_rows + 0.4) * CELL.height()))
        if self.height() != height:
            self.setFixedHeight(height)

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.wanted.emit("open")
