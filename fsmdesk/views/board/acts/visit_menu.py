"""The menu over a visit: all that can be done with what is chosen."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from fsmdesk.core.states import VISIT_MOVES, VisitState
from fsmdesk.core.words import tr
from fsmdesk.views.actions import shown_keys
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.badges import state_look

_STATES: Final = (
    *(VisitState.PLANNED, VisitState.DISPATCHED, VisitState.EN_ROUTE, VisitState.ON_SITE),
    *(VisitState.WAITING, VisitState.DONE, VisitState.PARTLY_DONE),
)
_MOST_TO_SWAP: Final = 12
_LONGEST_NAME: Final = 36
COLOURS: Final = (
    ("", "No colour"),
    ("#d64545", "Red"),
    ("#dd7a1b", "Orange"),
    ("#b58900", "Yellow"),
    ("#2f9e5b", "Green"),
    ("#1f8fa8", "Teal"),
    ("#3b6fe0", "Blue"),
    ("#8455d6", "Violet"),
    ("#c0438f", "Pink"),
)


class VisitMenu:
    """Fills a menu; what can't be done with what is chosen is greyed or left out."""

    def __init__(self, acts: BoardActs, menu: QMenu) -> None:
        self._acts = acts
        self._menu = menu
        self._visits = acts.chosen
        self._movable = bool(self._visits) and all(visit.is_movable for visit in self._visits)

    def fill(self, visit: Visit, minute: int) -> None:
        """Everything for this visit and the others that are chosen; `minute` is where it was clicked."""
        acts, menu = self._acts, self._menu
        is_one = len(self._visits) == 1
        self._add(menu, tr("Open the job"), acts.open_job, "external-link", "Return", is_one)
        self._add_states()
        menu.addSeparator()
        self._add_places(visit, is_one)
        menu.addSeparator()
        self._add_shapes(visit, minute, is_one)
        menu.addSeparator()
        self._add_marks(visit, is_one)
        menu.addSeparator()
        self._add(menu, tr("Cut"), acts.cut, "", "Ctrl+X", self._movable)
        self._add(menu, tr("Copy"), acts.copy, "copy", "Ctrl+C")
        menu.addSeparator()
        self._add_lists()
        self._add(menu, tr("Cancel visit…"), acts.cancel, "circle-x", "Shift+Delete", self._movable)

    def _add_states(self) -> None:
        offered = [
            after for after in _STATES if any((visit.state, after) in VISIT_MOVES for visit in self._visits)
        ]
        states = self._menu.addMenu(icon("circle-dot"), tr("Status"))
        states.setEnabled(bool(offered))
        for after in offered:
            name = state_look(after).icon or "circle"
            self._add(states, after.label, partial(self._acts.set_state, after), name)

    def _add_places(self, visit: Visit, is_one: bool) -> None:
        acts, menu = self._acts, self._menu
        self._add(menu, tr("Move to…"), acts.move_to, "move-horizontal", "R", self._movable)
        later = menu.addMenu(icon("calendar-range"), tr("Postpone"))
        later.setEnabled(self._movable)
        self._add(later, tr("By a day"), partial(acts.postpone, 1))
        self._add(later, tr("By a week"), partial(acts.postpone, 7))
        self._add(later, tr("By a month"), partial(acts.postpone, 0, 1))
        later.addSeparator()
        self._add(later, tr("A day earlier"), partial(acts.postpone, -1))
        self._add(later, tr("A week earlier"), partial(acts.postpone, -7))
        self._add(menu, tr("Push what follows…"), acts.push, "chevron-right", "", is_one)
        if len(self._visits) == 2:
            self._add(menu, tr("Swap the two"), acts.swap_chosen, "refresh-cw", "", self._movable)
        elif is_one:
            self._add_swaps(visit)

    def _add_swaps(self, visit: Visit) -> None:
        swaps = self._menu.addMenu(icon("refresh-cw"), tr("Swap with"))
        others = [one for one in self._acts.grid.visits_in_sight() if one.id != visit.id and one.is_movable]
        others.sort(key=lambda one: (abs(one.start_minute - visit.start_minute), one.id))
        swaps.setEnabled(self._movable and bool(others))
        for other in others[:_MOST_TO_SWAP]:
            when = span_text(other, self._acts.desk.formats)
            text = f"{when} · {shortened(other.customer or other.title)} · {self._name(other)}"
            self._add(swaps, text, partial(self._acts.swap, visit, other))

    def _add_shapes(self, visit: Visit, minute: int, is_one: bool) -> None:
        acts, menu = self._acts, self._menu
        at = acts.grid.scale.snapped(minute, acts.grid.snap_minutes)
        if visit.start_minute < at < visit.end_minute and is_one:
            time = acts.desk.formats.time(instant_of(at))
            text = tr("Split at {time}").format(time=time)
            self._add(menu, text, partial(acts.split, at), "columns-3", "", self._movable)
        else:
            self._add(menu, tr("Split in two"), acts.split_chosen, "columns-3", "/", self._movable and is_one)
        others = acts.mergeable(visit) if is_one and self._movable else []
        if others:
            merge = menu.addMenu(icon("layers"), tr("Merge with"))
            for other in others[:_MOST_TO_SWAP]:
                text = span_text(other, acts.desk.formats)
                self._add(merge, text, partial(acts.merge, visit, other))
        self._add(menu, tr("Over several days…"), acts.spread, "calendar", "", self._movable and is_one)
        self._add(menu, tr("Copy to…"), acts.copy_to, "copy", "", is_one)
        self._add(menu, tr("Add helper…"), acts.add_helper, "users", "", is_one)
        if is_one and visit.crew_key is not None:
            self._add(menu, tr("Take out of the crew"), acts.leave_crew, "user", "", self._movable)

    def _add_marks(self, visit: Visit, is_one: bool) -> None:
        acts, menu = self._acts, self._menu
        pins = menu.addMenu(icon("lock"), tr("Pin"))
        pins.setEnabled(self._movable)
        time, person = visit.is_time_pinned, visit.is_technician_pinned
        for text, pinned in (
            (tr("Time and technician"), (True, True)),
            (tr("Time"), (True, False)),
            (tr("Technician"), (False, True)),
            (tr("Nothing"), (False, False)),
        ):
            pin = partial(acts.pin, time=pinned[0], technician=pinned[1])
            self._check(self._add(pins, text, pin), (time, person) == pinned)
        confirm = partial(acts.confirm, is_confirmed=not visit.is_confirmed)
        self._check(
            self._add(menu, tr("Confirmed by the customer"), confirm, enabled=self._movable),
            visit.is_confirmed,
        )
        missing = partial(acts.mark, visit, visit.colour, is_missing_parts=not visit.is_missing_parts)
        self._check(self._add(menu, tr("Parts are missing"), missing, enabled=is_one), visit.is_missing_parts)
        colours = menu.addMenu(icon("tag"), tr("Colour"))
        colours.setEnabled(is_one)
        for colour, name in COLOURS:
            mark = partial(acts.mark, visit, colour, is_missing_parts=visit.is_missing_parts)
            action = self._add(colours, tr(name), mark)
            if colour:
                action.setIcon(_patch(colour))
            self._check(action, colour == visit.colour)

    def _add_lists(self) -> None:
        acts, menu = self._acts, self._menu
        back = menu.addMenu(icon("undo-2"), tr("Back to the list"))
        back.setEnabled(self._movable)
        self._add(back, tr("To schedule"), acts.unplace)
        for row in acts.lists:
            if not row.keeps_place:
                self._add(back, row.name, partial(acts.unplace, row))
        for row in acts.lists:
            if row.keeps_place:
                text = tr("{list}: stays here and is listed").format(list=row.name)
                self._add(menu, text, partial(acts.keep_in_list, row), "list", "", self._movable)

    def _name(self, visit: Visit) -> str:
        technician = self._acts.store.technicians.get(visit.technician_id)
        return technician.name if technician is not None else ""

    @staticmethod
    def _check(action: QAction, is_checked: bool) -> None:
        action.setCheckable(True)
        action.setChecked(is_checked)

    @staticmethod
    def _add(
        menu: QMenu,
        text: str,
        call: Callable[[], object],
        icon_name: str = "",
        keys: str = "",
        enabled: bool = True,
    ) -> QAction:
        return add_act(menu, text, call, icon_name, keys, enabled)


def shortened(name: str) -> str:
    """The name as far as it fits in a menu."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def add_act(
    menu: QMenu,
    text: str,
    call: Callable[[], object],
    icon_name: str = "",
    keys: str = "",
    enabled: bool = True,
) -> QAction:
    """One line of a menu, with its key written at the end."""

    def run() -> None:
        call()

    shown = text.replace("&", "&&")
    action = menu.addAction(f"{shown}\t{shown_keys(keys)}" if keys else shown)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.setEnabled(enabled)
    action.triggered.connect(run)
    return action


def _patch(colour: str) -> QIcon:
    pixmap = QPixmap(14, 14)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
