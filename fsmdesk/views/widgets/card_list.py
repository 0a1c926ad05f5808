"""A list of cards: a model that changes row by row, so that place, choice and scroll stay, and its view."""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QWidget

from fsmdesk.views.whole_errors import whole_errors

CARD_ROLE = Qt.ItemDataRole.UserRole
RowT = TypeVar("RowT")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CardModel(QAbstractListModel, Generic[RowT]):
    """Rows in the order they are given, each known by a key; a delegate reads the row from `CARD_ROLE`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowT] = []

    def key_of(self, row: RowT) -> Hashable:
        """What the row is known by; no two rows have the same."""
        raise NotImplementedError

    def spoken(self, row: RowT) -> str:
        """The row in words, for screen readers."""
        raise NotImplementedError

    def rows(self) -> Sequence[RowT]:
        """All rows."""
        return self._rows

    def row_at(self, place: int) -> RowT | None:
        """The row at this place, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: Hashable) -> int:
        """The place of the row with this key, -1 if it is not here."""
        return next((at for at, row in enumerate(self._rows) if self.key_of(row) == key), -1)

    def replace_rows(self, fresh: Sequence[RowT]) -> None:
        """Show these rows, touching only those that differ."""
        keep = {self.key_of(row) for row in fresh}
        for at in reversed(range(len(self._rows))):
            if self.key_of(self._rows[at]) not in keep:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()
        here = {self.key_of(row) for row in self._rows}
        for at, row in enumerate(fresh):
            if self.key_of(row) in here:
                self._settle(at, row)
            else:
                self.beginInsertRows(_NOWHERE, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()

    def tell_all_changed(self) -> None:
        """Every card is drawn again."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    @whole_errors
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, and its words."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == CARD_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row)
        return None

    def _settle(self, at: int, row: RowT) -> None:
        """Bring a row that is here to its place; all places above it are right already."""
        if self.key_of(self._rows[at]) != self.key_of(row):
            old = self.place_of(self.key_of(row))
            self.beginMoveRows(_NOWHERE, old, old, _NOWHERE, at)
            self._rows.insert(at, self._rows.pop(old))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))


class CardList(QListView):
    """Cards below each other on the ground of the panel; one of them is current."""

    def __init__(self, name: str, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("surface", "clear")
