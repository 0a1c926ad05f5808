"""The last steps of a job and its visits: who did what, and when."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import MoveRow
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.today import today
from fsmdesk.views.widgets.surfaces import paragraph, words
from fsmdesk.views.work_orders.side.rows_card import ROW_SPACE, RowsCard, short_words

_MOST_MOVES: Final = 7


class _MoveRow(QWidget):
    """One step: when, and who did what."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, ROW_SPACE, 0, ROW_SPACE)
        line.setSpacing(10)
        self.when = words("", "muted", self)
        self.when.setFont(number_font())
        self.what = paragraph("", parent=self)
        line.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.what, 1)


class MovesCard(RowsCard[_MoveRow]):
    """The last steps of the job and its visits.

    Signals:
        all_wanted(): the whole history is asked for.
    """

    all_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("History"), parent)
        self._formats = formats

    def make_row(self) -> _MoveRow:
        """One more step."""
        return _MoveRow(self)

    def show_moves(self, moves: Sequence[MoveRow]) -> None:
        """Show the latest of these, newest first; those of the job that only follow a visit's are left out."""
        told = [move for at, move in enumerate(moves) if not _follows(moves, at)]
        latest = told[-_MOST_MOVES:][::-1]
        for row, move in zip(self.shown_rows(len(latest)), latest, strict=True):
            row.when.setText(self._when(move))
            row.what.setText(move_words(move))

    def _when(self, move: MoveRow) -> str:
        day, minute = wall_minute(move.at, self._formats.zone)
        return self._formats.minute(minute) if day == today(self._formats) else self._formats.short_date(day)


def move_words(move: MoveRow) -> str:
    """Who did what, such as `Rosa: Ana Ruiz on site`."""
    is_own = bool(move.technician) and move.person == move.technician
    if move.visit_id is not None:
        what = tr("{technician}: {state}").format(
            technician=move.technician or tr("Visit"), state=_visit_word(move.after)
        )
    else:
        what = _job_word(move.after)
        if move.merged_number is not None:
            what = f"#{move.merged_number}: {what}"
    told = tr("{what} · {who}").format(what=what, who=move.person) if move.person and not is_own else what
    return f"{told} — {short_words(move.reason)}" if move.reason else told


def _follows(moves: Sequence[MoveRow], at: int) -> bool:
    """True for a step of the job that only says what the visit's step before it said."""
    move = moves[at]
    if move.visit_id is not None or move.before not in {state.value for state in WorkOrderState}:
        return False
    near = [other for other in moves[max(at - 2, 0) : at] if other.visit_id is not None]
    same = {WorkOrderState.SCHEDULED.value: VisitState.PLANNED.value}
    return any(other.at == move.at and other.after == same.get(move.after, move.after) for other in near)


def _visit_word(state: str) -> str:
    return VisitState(state).label.lower() if state in set(VisitState) else state


def _job_word(state: str) -> str:
    return WorkOrderState(state).label if state in set(WorkOrderState) else state
