"""The model behind every table: frozen rows with an `id`, read in pages, changed row by row."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import ListGroup
from fsmdesk.core.words import tr
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.list_outline import ListOutline
from fsmdesk.views.widgets.table_columns import Column

_Index = QModelIndex | QPersistentModelIndex
RESET_ABOVE = 500


class HasId(Protocol):
    """A row that a table can show."""

    @property
    def id(self) -> int:
        """What the record is known by."""


RowT = TypeVar("RowT", bound=HasId)


class RowTableModel(QAbstractTableModel, Generic[RowT]):
    """Rows in order. A row that is not read yet is a placeholder (None) and is drawn as one.

    `replace_rows` shows a whole list that is already here; `expect` and `fill` show a long one by pages.
    With an outline, titles of groups stand between the rows; a title is no row.
    """

    def __init__(self, columns: Sequence[Column], formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._formats = formats
        self._rows: list[RowT | None] = []
        self._places: dict[int, int] | None = {}
        self._outline: ListOutline | None = None
        self.write_title: Callable[[ListGroup], str] = attrgetter("label")

    def columns(self) -> Sequence[Column]:
        """The columns that are shown, in order."""
        return self._columns

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns from now on."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def row_at(self, place: int) -> RowT | None:
        """The row at this place, None while it is not read or out of range."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, row_id: int) -> int | None:
        """Where the row with this id is, None if it is not here or not read."""
        return self._known_places().get(row_id)

    def _known_places(self) -> dict[int, int]:
        # Looking through half a million rows takes longer than a frame, so it is kept up while pages come in.
        if self._places is None:
            self._places = {row.id: at for at, row in enumerate(self._rows) if row is not None}
        return self._places

    def rows_here(self) -> list[RowT]:
        """All rows that have been read, in order."""
        return [row for row in self._rows if row is not None]

    def is_read(self, first: int, last: int) -> bool:
        """True if no row from `first` to `last` is a placeholder."""
        return self.first_unread(first, last) is None

    def first_unread(self, first: int, last: int) -> int | None:
        """The first place of a placeholder from `first` to `last`."""
        for place in range(max(first, 0), min(last + 1, len(self._rows))):
            if self._rows[place] is None and self.title_at(place) is None:
                return place
        return None

    def first_row(self, first: int, last: int) -> int | None:
        """The first place from `first` to `last` that is no title."""
        places = range(max(first, 0), min(last + 1, len(self._rows)))
        return next((place for place in places if self.title_at(place) is None), None)

    def outline(self) -> ListOutline | None:
        """The groups, None where rows are not grouped."""
        return self._outline

    def title_at(self, place: int) -> ListGroup | None:
        """The group whose title stands at this place."""
        if self._outline is None or not 0 <= place < len(self._rows):
            return None
        spot = self._outline.spot(place)
        return self._outline.groups[spot.group] if spot.row is None else None

    def show_outline(self, outline: ListOutline) -> None:
        """Show these groups; rows of unfolded ones are placeholders. What stays where it was keeps its rows."""
        if self._outline is not None and self._outline.same_places(outline):
            self._outline = outline
            self._tell_changed(0, len(self._rows) - 1)
            return
        self.beginResetModel()
        self._outline = outline
        self._rows = [None] * len(outline)
        self._places = {}
        self.endResetModel()

    def set_unfolded(self, group: int, is_open: bool) -> None:
        """Show or hide the rows of a group."""
        outline = self._outline
        if outline is None or outline.is_unfolded(group) == is_open or not outline.groups[group].count:
            return
        first = outline.start_of(group) + 1
        count = outline.groups[group].count
        if is_open:
            self.beginInsertRows(QModelIndex(), first, first + count - 1)
            self._rows[first:first] = [None] * count
            outline.set_unfolded(group, True)
            self._places = None
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, first + count - 1)
            del self._rows[first : first + count]
            outline.set_unfolded(group, False)
            self._places = None
            self.endRemoveRows()
        self._tell_changed(first - 1, first - 1)

    def set_all_unfolded(self, is_open: bool) -> None:
        """Show or hide the rows of all groups."""
        if self._outline is not None:
            self.beginResetModel()
            self._outline.set_all_unfolded(is_open)
            self._rows = [None] * len(self._outline)
            self._places = {}
            self.endResetModel()

    def fill_groups(self, rows: Sequence[RowT], values: Sequence[object], first: int) -> bool:
        """Show these rows of groups, from the row `first` of the first one on; False if they don't fit."""
        outline = self._outline
        if outline is None:
            return False
        places = self._known_places()
        offsets: dict[object, int] = {values[0]: first} if values else {}
        for row, value in zip(rows, values, strict=True):
            group = outline.number_of(value)
            at = offsets.get(value, 0)
            if group is None or at >= outline.groups[group].count:
                return False
            offsets[value] = at + 1
            if outline.is_unfolded(group):
                self._put(outline.start_of(group) + 1 + at, row, places)
        self._tell_changed(0, len(self._rows) - 1)
        return True

    def stretch(self, total: int) -> None:
        """There are `total` rows; what is not here yet is a placeholder."""
        if self._outline is None and total != len(self._rows):
            is_shorter = total < len(self._rows)
            self._fit_length(total)
            self._places = None if is_shorter else self._places

    def expect(self, total: int) -> None:
        """Show `total` placeholders, without groups."""
        self.beginResetModel()
        self._outline = None
        self._rows = [None] * total
        self._places = {}
        self.endResetModel()

    def replace_rows(self, fresh: Sequence[RowT]) -> None:
        """Show exactly these rows, touching only those that differ."""
        self._merge(0, len(self._rows), fresh, len(fresh))

    def fill(self, offset: int, fresh: Sequence[RowT], total: int) -> bool:
        """Show this page at its place in a list of `total`; True if other pages moved.

        A page that moved others turns their rows into placeholders, since what they hold is old.
        """
        end = min(offset + len(fresh), len(self._rows))
        here = self._rows[offset:end]
        is_same_place = all(old is None or old.id == new.id for old, new in zip(here, fresh, strict=False))
        is_same_list = total == len(self._rows) and len(here) == len(fresh) and is_same_place
        if is_same_list and not (None in here and self._are_elsewhere(fresh, offset, end)):
            self._overwrite(offset, fresh)
            return False
        self._merge(offset, end, fresh, total)
        self._forget_outside(offset, offset + len(fresh))
        return True

    def forget_outside(self, first: int, last: int) -> None:
        """Rows before `first` and after `last` are placeholders again, to be read when they are seen."""
        self._forget_outside(first, last + 1)

    def _overwrite(self, offset: int, fresh: Sequence[RowT]) -> None:
        changed = [at for at, row in enumerate(fresh, offset) if self._rows[at] != row]
        if not changed:
            return
        places = self._known_places()
        for at, row in enumerate(fresh, offset):
            self._put(at, row, places)
        self._tell_changed(changed[0], changed[-1])

    def _put(self, place: int, row: RowT, places: dict[int, int]) -> None:
        old = self._rows[place]
        if old is not None and places.get(old.id) == place:
            del places[old.id]
        self._rows[place] = row
        places[row.id] = place

    def _merge(self, offset: int, end: int, fresh: Sequence[RowT], total: int) -> None:
        old = [row.id if row is not None else None for row in self._rows[offset:end]]
        new = [row.id for row in fresh]
        if _changes_needed(old, new) > RESET_ABOVE or abs(total - len(self._rows)) > RESET_ABOVE:
            self.beginResetModel()
            self._rows[offset:end] = fresh
            del self._rows[total:]
            self._rows += [None] * (total - len(self._rows))
            self._places = None
            self.endResetModel()
            return
        self._blank_elsewhere(set(new), offset, end)
        end = self._remove_missing(offset, end, set(new))
        for at, row in enumerate(fresh, offset):
            end = self._settle(at, end, row)
        self._fit_length(total)
        self._places = None

    def _are_elsewhere(self, fresh: Sequence[RowT], offset: int, end: int) -> bool:
        """True if any of these rows is shown at another place, which therefore is old."""
        places = self._known_places()
        return any(not offset <= places.get(row.id, offset) < end for row in fresh)

    def _blank_elsewhere(self, ids: set[int], offset: int, end: int) -> None:
        places = self._known_places()
        for at in sorted(places[row_id] for row_id in ids if row_id in places):
            if not offset <= at < end:
                self._rows[at] = None
                self._tell_changed(at, at)

    def _remove_missing(self, offset: int, end: int, keep: set[int]) -> int:
        for at in reversed(range(offset, end)):
            row = self._rows[at]
            if row is None or row.id not in keep:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
                end -= 1
        return end

    def _settle(self, at: int, end: int, row: RowT) -> int:
        """Bring the row to its place; answers where the page ends now."""
        here = self._rows[at] if at < end else None
        if here is None or here.id != row.id:
            old = next((i for i in range(at + 1, end) if _has_id(self._rows[i], row.id)), None)
            if old is None:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
                return end + 1
            self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), at)
            self._rows.insert(at, self._rows.pop(old))
            self.endMoveRows()
        if self._rows[at] != row:
            self._rows[at] = row
            self._tell_changed(at, at)
        return end

    def _fit_length(self, total: int) -> None:
        here = len(self._rows)
        if here > total:
            self.beginRemoveRows(QModelIndex(), total, here - 1)
            del self._rows[total:]
            self.endRemoveRows()
        elif here < total:
            self.beginInsertRows(QModelIndex(), here, total - 1)
            self._rows += [None] * (total - here)
            self.endInsertRows()

    def _forget_outside(self, first: int, end: int) -> None:
        count = len(self._rows)
        first, end = max(first, 0), min(end, count)
        self._rows[:first] = [None] * first
        self._rows[end:] = [None] * (count - end)
        self._places = None
        if first > 0:
            self._tell_changed(0, first - 1)
        if end < count:
            self._tell_changed(end, count - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are, read or not."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """How many columns are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @whole_errors
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The written value; the delegate draws from the row itself."""
        row = self.row_at(index.row())
        title = self.title_at(index.row()) if row is None else None
        if title is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.title_words(title) if index.column() == 0 else None
        if row is None or not 0 <= index.column() < len(self._columns):
            return None
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row, self._formats)
        if role == Qt.ItemDataRole.ToolTipRole and not column.is_right and column.badge(row) is None:
            return column.text(row, self._formats) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def title_words(self, group: ListGroup) -> str:
        """The title of a group: what its rows have in common, and how many they are."""
        words = self.write_title(group) or tr("Nothing entered")
        return f"{words} ({self._formats.count(group.count)})"

    @whole_errors
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The title of the column, over its values."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _changes_needed(old: Sequence[int | None], new: Sequence[int]) -> int:
    """About how many rows have to come, go or move to make `new` of `old`."""
    before, after = set(old), set(new)
    staying = [row_id for row_id in old if row_id in after]
    wanted = [row_id for row_id in new if row_id in before]
    moved = sum(mine != other for mine, other in zip(staying, wanted, strict=True))
    return len(before ^ after) + moved


def _has_id(row: HasId | None, row_id: int) -> bool:
    return row is not None and row.id == row_id
