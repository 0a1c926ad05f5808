"""The strip below the board: all about the chosen visit, and what can be done with it."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VISIT_MOVES, VisitState
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import VisitDetail
from fsmdesk.views.board.due_words import window_words
from fsmdesk.views.board.visit_words import numbered, remarks, span_text
from fsmdesk.views.board.visits import Visit, instant_of, minute_of
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.badges import state_look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.laid_out_once import laid_out_once
from fsmdesk.views.widgets.surfaces import Surface

STRIP_HEIGHT = 138
_ROOM_FOR_HAZARD = 320
_ROOM_FOR_KEYS = 960
_OFFERED = (
    VisitState.PLANNED,
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.WAITING,
    VisitState.DONE,
    VisitState.PARTLY_DONE,
)
_NOT_BEGUN = frozenset({VisitState.PLANNED, VisitState.DISPATCHED})


class DetailStrip(Surface):
    """Always as high, so that choosing a visit moves nothing.

    Signals:
        opened(int), unscheduled(int): buttons for this visit id were pressed.
        slot_wanted(), move_wanted(): a better slot, or any other place, shall be found for it.
        more_wanted(QPoint): everything else that can be done with it is wanted, above this global point.
        state_wanted(int, VisitState): the visit shall make this move.
    """

    opened = Signal(int)
    unscheduled = Signal(int)
    slot_wanted = Signal()
    move_wanted = Signal()
    more_wanted = Signal(QPoint)
    state_wanted = Signal(int, object)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setFixedHeight(STRIP_HEIGHT)
        self._formats = formats
        self._visit: Visit | None = None
        self._detail: VisitDetail | None = None
        self.heading = _line("section", self)
        self.facts = _line("", self)
        self.hazard = _line("warn", self)
        self._hazard_sign = QLabel(self)
        self.story = _line("muted", self)
        self.open_button = KeyButton(tr("Open"), "", "external-link", "Return", self)
        self.state_button = KeyButton(tr("Status"), "", "circle-dot", "", self)
        self.slot_button = KeyButton(tr("Find a slot"), "", "sparkles", "S", self)
        self.move_button = KeyButton(tr("Move to…"), "", "move-horizontal", "R", self)
        self.unschedule_button = KeyButton(tr("Back to the list"), "", "undo-2", "U", self)
        self.more_button = KeyButton(tr("More"), "", "ellipsis", "Shift+F10", self)
        self._buttons = (
            *(self.open_button, self.state_button, self.move_button, self.slot_button),
            *(self.unschedule_button, self.more_button),
        )
        self._menu = QMenu(self)
        self._lay_out()
        self.open_button.clicked.connect(self._open)
        self.slot_button.clicked.connect(self.slot_wanted)
        self.move_button.clicked.connect(self.move_wanted)
        self.more_button.clicked.connect(self._offer_more)
        self.unschedule_button.clicked.connect(self._unschedule)
        self.state_button.clicked.connect(self._offer_states)
        self._menu.triggered.connect(self._choose_state)
        self.show_visit(None, "", 0)

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(self.facts)
        facts.addWidget(self._hazard_sign)
        facts.addWidget(self.hazard)
        facts.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 16, 12)
        column.setSpacing(5)
        column.addWidget(self.heading)
        column.addLayout(facts)
        column.addWidget(self.story)
        column.addStretch(1)
        column.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, keys stand in the tips only."""
        super().resizeEvent(event)
        for button in self._buttons:
            button.show_keys(self.width() >= _ROOM_FOR_KEYS)

    def show_visit(self, visit: Visit | None, technician: str, now_minute: int) -> None:
        """Show this visit, with what was already read about it; without one a word on how to go on."""
        if visit is None or self._detail is None or self._detail.visit_id != visit.id:
            self._detail = None
        self._visit = visit
        with laid_out_once(self):
            self._show_parts(visit, technician, now_minute)

    def _show_parts(self, visit: Visit | None, technician: str, now_minute: int) -> None:
        for part in self._buttons:
            part.setVisible(visit is not None)
        if visit is None:
            self.heading.setText(tr("No visit is chosen"))
            self.facts.setText(
                tr("Click one, or walk with the arrow keys. Drag to move it, pull an end to change it.")
            )
            self._show_hazard("")
            self.story.setText("")
            return
        for button in (self.unschedule_button, self.slot_button, self.move_button):
            button.setEnabled(visit.is_movable)
        self.state_button.setEnabled(any((visit.state, after) in VISIT_MOVES for after in _OFFERED))
        self.heading.setText(f"{numbered(visit.number)} · {visit.customer} — {visit.title}")
        detail = self._detail
        facts = [visit.kind.label, f"P{visit.priority:d}"]
        facts += [detail.equipment, detail.place] if detail else []
        self.facts.setText(" · ".join(fact for fact in [*facts, visit.site] if fact))
        hazard = [detail.safety_notes if detail else "", *remarks(visit)]
        self._show_hazard(", ".join(text for text in hazard if text))
        self.story.setText(self._story(visit, technician, now_minute))

    def show_detail(self, detail: VisitDetail, technician: str, now_minute: int) -> None:
        """More about the visit has been read; ignored if another one is chosen by now."""
        if self._visit is not None and detail.visit_id == self._visit.id:
            self._detail = detail
            self.show_visit(self._visit, technician, now_minute)

    def _story(self, visit: Visit, technician: str, now_minute: int) -> str:
        """Who is where since when, what was done to the machine before, and who pays."""
        detail = self._detail
        since = detail.since_at if detail else None
        if since is not None and visit.state not in _NOT_BEGUN:
            words = tr("{technician} {state} since {time} ({length})").format(
                technician=technician,
                state=visit.state.label.lower(),
                time=self._formats.time(since),
                length=self._formats.duration(max(0, now_minute - minute_of(since))),
            )
        else:
            times = f"{span_text(visit, self._formats)} ({self._formats.duration(visit.minutes)})"
            words = f"{technician} · {visit.state.label} · {times}"
        why = [tr("agreed: {reason}").format(reason=text) for text in detail.reasons] if detail else []
        more = [*why, detail.machine_history, detail.agreement, detail.access_notes] if detail else []
        if visit.due_minute is not None:
            more.insert(0, tr("due {time}").format(time=self._formats.instant(instant_of(visit.due_minute))))
        suits = window_words(visit, now_minute, self._formats)
        if suits:
            more.insert(0, tr("suits {when}").format(when=suits))
        return " · ".join(part for part in [words, *more] if part)

    def _show_hazard(self, text: str) -> None:
        self.hazard.setText(text)
        self.hazard.setMinimumWidth(min(self.hazard.sizeHint().width(), _ROOM_FOR_HAZARD))  # before the facts
        self._hazard_sign.setVisible(bool(text))
        if text:
            self._hazard_sign.setPixmap(icon("triangle-alert", "en_route_text").pixmap(14, 14))

    @Slot()
    def _open(self) -> None:
        if self._visit is not None:
            self.opened.emit(self._visit.id)

    @Slot()
    def _unschedule(self) -> None:
        if self._visit is not None:
            self.unscheduled.emit(self._visit.id)

    @Slot()
    def _offer_more(self) -> None:
        self.more_wanted.emit(self.more_button.mapToGlobal(QPoint(0, 0)))

    @Slot()
    def _offer_states(self) -> None:
        """A menu of the moves that are allowed from here, above the button."""
        if self._visit is None:
            return
        self._menu.clear()
        for after in _OFFERED:
            if (self._visit.state, after) in VISIT_MOVES:
                action = self._menu.addAction(icon(state_look(after).icon or "circle"), after.label)
                action.setData(after.value)
        place = self.state_button.mapToGlobal(self.state_button.rect().topLeft())
        place.setY(place.y() - self._menu.sizeHint().height() - 4)
        self._menu.popup(place)

    @Slot(QAction)
    def _choose_state(self, action: QAction) -> None:
        if self._visit is not None:
            self.state_wanted.emit(self._visit.id, VisitState(action.data()))


def _line(role: str, parent: QWidget) -> ElidedWords:
    """One line that ends in dots where there is no room, instead of widening the board."""
    return ElidedWords("", role, parent)
