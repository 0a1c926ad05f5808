"""The visits of a job: who goes when, what really happened, and the next step of each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import DERIVED, VISIT_MOVES, VisitState
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import VisitRow, WorkOrderCard
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.badges import state_look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.fitting_table import FittingTable
from fsmdesk.views.widgets.surfaces import clear_layout, paragraph
from fsmdesk.views.widgets.table_columns import Column, Kind

_OFFERED: Final = (
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.WAITING,
    VisitState.DONE,
    VisitState.PARTLY_DONE,
    VisitState.UNPLACED,
)
_VERBS: Final = {
    VisitState.DISPATCHED: tr("Dispatch"),
    VisitState.EN_ROUTE: tr("En route"),
    VisitState.ON_SITE: tr("On site"),
    VisitState.WAITING: tr("Waiting"),
    VisitState.DONE: tr("Done"),
    VisitState.PARTLY_DONE: tr("Partly done"),
    VisitState.UNPLACED: tr("Back to the list"),
}


class VisitsPart(QWidget):
    """The table, and buttons for the visit that is current in it.

    Signals:
        move_wanted(object, object): this VisitRow shall make the move to this VisitState.
        visit_wanted(): one more visit is asked for.
        board_wanted(): the board shall be shown.
    """

    move_wanted = Signal(object, object)
    visit_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.table: FittingTable[VisitRow] = FittingTable(_columns(desk.formats), desk.formats, self)
        self.table.setAccessibleName(tr("Visits"))
        self.table.current_changed.connect(self._offer)
        self._empty = paragraph(tr("Nobody is expected there yet."), "muted", self)
        self._empty.setContentsMargins(10, 10, 10, 2)
        column.addWidget(self._empty)
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(8)
        self._moves = QHBoxLayout()
        self._moves.setSpacing(8)
        row.addLayout(self._moves)
        row.addStretch(1)
        self.add_button = KeyButton(tr("Add visit"), "link", "plus", parent=self)
        self.add_button.clicked.connect(self.visit_wanted)
        self.board_button = KeyButton(tr("Show on board"), "link", "calendar-range", parent=self)
        self.board_button.clicked.connect(self.board_wanted)
        row.addWidget(self.add_button)
        row.addWidget(self.board_button)
        column.addLayout(row)
        self.setFocusProxy(self.table)

    def show_card(self, card: WorkOrderCard) -> None:
        """Show the visits of this job; the one that is under way or next is current."""
        self._is_open = card.state in DERIVED
        was = self.table.current_row()
        self.table.show_rows(card.visits)
        self.table.setVisible(bool(card.visits))
        self._empty.setVisible(not card.visits)
        self.add_button.setVisible(self._is_open)
        limit(self.add_button, why_not(self._desk, Permission.SCHEDULE))
        if was is None or all(visit.id != was.id for visit in card.visits):
            chosen = next_visit(card.visits)
            if chosen is not None:
                self.table.make_current(chosen.id)
        self._offer()

    def buttons(self) -> list[KeyButton]:
        """What is offered for the current visit."""
        items = (self._moves.itemAt(at) for at in range(self._moves.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, KeyButton)]

    @Slot()
    def _offer(self) -> None:
        clear_layout(self._moves)
        visit = self.table.current_row()
        if visit is None or not self._is_open:
            return
        for after in _OFFERED:
            if (visit.state, after) not in VISIT_MOVES:
                continue
            button = KeyButton(_VERBS[after], "", state_look(after).icon, parent=self)
            button.setProperty("after", after.value)
            needs = Permission.SCHEDULE if after in _OFFICE_DECIDES else Permission.REPORT_WORK
            limit(button, why_not(self._desk, needs))
            button.clicked.connect(self._tell)
            self._moves.addWidget(button)

    @Slot()
    def _tell(self) -> None:
        button, visit = self.sender(), self.table.current_row()
        if isinstance(button, KeyButton) and visit is not None:
            self.move_wanted.emit(visit, VisitState(str(button.property("after"))))


def visit_count(card: WorkOrderCard, formats: Formats) -> str:
    """How many visits there are, behind the title of the tab."""
    return formats.count(len(card.visits)) if card.visits else ""


_OFFICE_DECIDES: Final = frozenset({VisitState.DISPATCHED, VisitState.UNPLACED})
_UNDER_WAY: Final = (
    VisitState.ON_SITE,
    VisitState.WAITING,
    VisitState.EN_ROUTE,
    VisitState.DISPATCHED,
    VisitState.PLANNED,
    VisitState.UNPLACED,
)


def next_visit(visits: Sequence[VisitRow]) -> VisitRow | None:
    """The visit that something is to be said about: the one furthest under way, else the last one."""
    for state in _UNDER_WAY:
        found = next((visit for visit in visits if visit.state is state), None)
        if found is not None:
            return found
    return visits[-1] if visits else None


def _columns(formats: Formats) -> tuple[Column, ...]:
    def planned(visit: VisitRow) -> str:
        if visit.start_at is None or visit.end_at is None:
            return tr("to be scheduled · {length}").format(length=formats.duration(visit.duration_minutes))
        return visit_span(visit, formats)

    def remark(visit: VisitRow) -> str:
        twice = visit.double_booking_reason or tr("booked twice") if visit.double_booked else ""
        return " · ".join(filter(None, (twice, " ".join(visit.notes.split()))))

    def column(key: str, title: str, kind: Kind = Kind.TEXT, width: int = 100, **more: object) -> Column:
        return Column(key, title, kind, width=width, is_sortable=False, **more)  # type: ignore[arg-type]

    return (
        column("technician", tr("Technician"), width=150, get=_technician, is_strong=True),
        column("state", tr("State"), Kind.STATE, 124),
        column("start_at", tr("Planned"), width=210, get=planned),
        column("en_route_at", tr("Set out"), width=92, get=_clock("en_route_at", formats)),
        column("arrived_at", tr("Arrived"), width=92, get=_clock("arrived_at", formats)),
        column("finished_at", tr("Finished"), width=92, get=_clock("finished_at", formats)),
        column("notes", tr("Notes"), width=120, get=remark, colour=_remark_colour, stretch=True),
    )


def visit_span(visit: VisitRow, formats: Formats) -> str:
    """Day and times of a visit that is on the board."""
    if visit.start_at is None or visit.end_at is None:
        return ""
    text = formats.span(Span(visit.start_at, visit.end_at))
    day = formats.date(visit.start_at.astimezone(formats.zone).date())
    return text if text.startswith(day) else f"{day} {text}"


def _clock(key: str, formats: Formats) -> object:
    """The wall time; with its day where that is not the day of the plan."""

    def text(visit: VisitRow) -> str:
        instant = getattr(visit, key)
        if instant is None:
            return ""
        day = instant.astimezone(formats.zone).date()
        planned = visit.start_at.astimezone(formats.zone).date() if visit.start_at is not None else day
        return formats.time(instant) if day == planned else formats.instant(instant)

    return text


def _technician(visit: VisitRow) -> str:
    return visit.technician or tr("nobody yet")


def _remark_colour(visit: VisitRow) -> str:
    return "warn_text" if visit.double_booked else "muted"
