"""What the list of slots holds: the slots, a line that unfolds the others, and why these are not proposed."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.services.suggesting.messages import DeclinedRow, Ground, Reason, SlotRow, Slots
from fsmdesk.views.today import today
from fsmdesk.views.widgets.card_list import CardModel

_CLEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class FoldRow:
    """The line above those who are not proposed."""

    count: int
    is_open: bool


SlotListRow = SlotRow | DeclinedRow | FoldRow


class SlotModel(CardModel[SlotListRow]):
    """Slots first, best first; then the others, once they are unfolded."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.formats = formats
        self.is_open = False
        self._found: Slots | None = None

    def show_found(self, found: Slots | None) -> None:
        """These are the rows now; None for no rows."""
        self._found = found
        self._fill()

    def unfold(self, is_open: bool) -> None:
        """Show or hide why the others are not proposed."""
        self.is_open = is_open
        self._fill()

    def key_of(self, row: SlotListRow) -> Hashable:
        """A technician at a time; or a technician; or the fold."""
        if isinstance(row, SlotRow):
            return ("slot", row.technician_id, row.start_at)
        return ("declined", row.technician_id) if isinstance(row, DeclinedRow) else "fold"

    def spoken(self, row: SlotListRow) -> str:
        """Everything about the row, in words."""
        if isinstance(row, SlotRow):
            reasons = (reason.text for reason in row.reasons)
            mark = tr("Mark {mark} of 100").format(mark=row.mark)
            return ", ".join(chain((row.technician, slot_time(row, self.formats), mark), reasons))
        return f"{row.technician}: {row.text}" if isinstance(row, DeclinedRow) else fold_words(row)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The tooltip tells all reasons, one in each line."""
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.row_at(index.row())
            if isinstance(row, SlotRow):
                return "\n".join((slot_time(row, self.formats), *(reason.text for reason in row.reasons)))
            return row.text if isinstance(row, DeclinedRow) else None
        return super().data(index, role)

    def _fill(self) -> None:
        found = self._found
        if found is None:
            self.replace_rows(())
            return
        rows: list[SlotListRow] = [*found.slots]
        if found.declined:
            rows.append(FoldRow(len(found.declined), self.is_open))
            rows += found.declined if self.is_open else ()
        self.replace_rows(rows)


def slot_time(row: SlotRow, formats: Formats) -> str:
    """`Fri 20 Nov 2026, 11:30–13:00`."""
    day, _ = wall_minute(row.start_at, formats.zone)
    date_words = f"{formats.weekday(day.weekday(), short=True)} {formats.date(day)}"
    return f"{date_words}, {_times(row, formats)}"


def short_slot_time(row: SlotRow, formats: Formats) -> str:
    """`Fri 20, 11:30–13:00` where the week is clear, `today, 11:30–13:00`, else with the whole date."""
    day, _ = wall_minute(row.start_at, formats.zone)
    ahead = (day - today(formats)).days
    if not 0 <= ahead < _CLEAR_DAYS:
        return slot_time(row, formats)
    name = tr("today") if ahead == 0 else f"{formats.weekday(day.weekday(), short=True)} {day.day}"
    return f"{name}, {_times(row, formats)}"


def fold_words(row: FoldRow) -> str:
    """What the line above the others says."""
    return trn("Why not {n} other", "Why not {n} others", row.count).format(n=row.count)


def way_words(row: SlotRow) -> str:
    """The ways there and on, in one line."""
    return " · ".join(reason.text for reason in row.reasons if reason.ground is Ground.TRAVEL)


def other_reasons(row: SlotRow) -> tuple[Reason, ...]:
    """What else is to be said about it."""
    return tuple(reason for reason in row.reasons if reason.ground is not Ground.TRAVEL)


def _times(row: SlotRow, formats: Formats) -> str:
    return formats.span(Span(row.start_at, row.end_at))
