"""Records, and places such as the board, in windows of their own: each with its status line and way to undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QByteArray, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionRegistry, ActionSpec
from fsmdesk.views.desk import Shell
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.status_line import StatusLine
from fsmdesk.views.main_window.undo_stack import Undoable, UndoStack
from fsmdesk.views.making import Making
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.screen import Screen

_USUAL: Final = QSize(1180, 820)
_LEAST: Final = QSize(960, 560)
_OPEN: Final = "beside.open"
_STEP: Final = 28  # from one window to the next, so that none hides another

BuildBeside = Callable[[Place, Shell, ActionRegistry, QWidget], Screen]  # the last is the nest


class Main(Protocol):
    """The main window, as one beside it sees it."""

    def go(self, place: str, record_id: int | None = None) -> None:
        """Show a place."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record."""

    def open_beside(self, kind: str, record_id: int) -> None:
        """Show a record in a window of its own."""

    def open_place_beside(self, place: str) -> None:
        """Show a place in a window of its own."""

    def open_commands(self) -> None:
        """Open the command box."""

    def activateWindow(self) -> None:
        """Come to the front."""


class SideWindow(QMainWindow):
    """One record, or a place that has none. Closing it asks nothing: what is typed is kept as a draft.

    Signals:
        closing(): it closes now.
        moved(): it is at another place, or of another size.
    """

    closing = Signal()
    moved = Signal()

    def __init__(self, main: Main, place: Place, build: BuildBeside) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.place = place
        self._main = main
        self.setMinimumSize(_LEAST)
        self.actions_offered = ActionRegistry(self)
        self.undo_stack = UndoStack(self)
        self.status_line = StatusLine(self)
        centre = QWidget(self)
        self._making = Making(lambda: build(place, self, self.actions_offered, centre), self)
        self._record_id: int | None = None
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._making.widget, 1)
        _keep_room(self._making.widget)
        self._making.widget.hide()  # until it is whole
        column.addWidget(self.status_line)
        self.setCentralWidget(centre)
        self.status_line.undo_wanted.connect(self._undo)
        self.undo_stack.changed.connect(self._show_undo)
        for spec in (
            ActionSpec("window.undo", tr("Undo"), self._undo, "Ctrl+Z", "undo-2"),
            ActionSpec("window.redo", tr("Do again"), self._redo, "Ctrl+Y", "redo-2"),
            ActionSpec("window.read_again", tr("Read again"), self._read_again, "F5"),
            ActionSpec("window.commands", tr("Search or command"), self.open_commands, "Ctrl+K"),
            ActionSpec("window.close", tr("Close this window"), self._close, "Ctrl+W"),
        ):
            self.actions_offered.add(self, spec)

    def arrive(self, record_id: int | None) -> None:
        """Show this record, or the place where it has none, once the screen is made."""
        self.setWindowTitle(f"{self.place.title} — fsmdesk")
        self._record_id = record_id
        self._making.hurry(self._come)

    @property
    def screen_shown(self) -> Screen:
        """The screen, whole: what is left of it is made now."""
        self._making.finish()
        return self._making.widget

    def record_shown(self) -> int | None:
        """The record that is here, or on its way."""
        return self._making.widget.shown_record() if self._making.is_done() else self._record_id

    def _come(self) -> None:
        screen = self._making.widget
        screen.show()
        if self._record_id is not None or self.place.own_beside:
            screen.arrive(self._record_id)

    def go(self, place: str, record_id: int | None = None) -> None:
        """Places are the main window's."""
        self._come_forward()
        self._main.go(place, record_id)

    def open_record(self, kind: str, record_id: int) -> None:
        """Another record of this kind has a window of its own; all others are shown in the main window."""
        if kind in self.place.opens:
            self._main.open_beside(kind, record_id)
            return
        self._come_forward()
        self._main.open_record(kind, record_id)

    def open_beside(self, kind: str, record_id: int) -> None:
        """One more window."""
        self._main.open_beside(kind, record_id)

    def open_place_beside(self, place: str) -> None:
        """A place has one window: this one stays in front if it is here."""
        self._main.open_place_beside(place)

    def back(self) -> None:
        """There is nothing behind it: the window closes."""
        self._close()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened here; `undo` takes it back."""
        if undo is not None:
            self.undo_stack.push(Undoable(text, undo))
        self.status_line.say(text, undo is not None)

    def say_undone(self, text: str, redo: Callable[[], object]) -> None:
        """Say that something was taken back; `redo` does it again."""
        self.undo_stack.push_undone(Undoable(text, redo))
        self.status_line.say(text, False)

    def say_again(self, text: str, undo: Callable[[], object]) -> None:
        """Say that something was done again; `undo` takes it back once more."""
        self.undo_stack.push(Undoable(text, undo), again=True)
        self.status_line.say(text, True)

    def open_commands(self) -> None:
        """The command box is the main window's."""
        self._come_forward()
        self._main.open_commands()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Where it is now is told."""
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How large it is now is told."""
        super().resizeEvent(event)
        self.moved.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept."""
        self._making.leave()
        if self._making.is_done():
            self._making.widget.depart()
        self.closing.emit()
        super().closeEvent(event)

    def _come_forward(self) -> None:
        self._main.activateWindow()

    def _read_again(self) -> None:
        self.screen_shown.read_again()

    def _close(self) -> None:
        self.close()

    def _redo(self) -> None:
        if not self.undo_stack.redo():
            self.status_line.say(tr("There is nothing to do again."), False)

    def _undo(self) -> None:
        if not self.undo_stack.undo():
            self.status_line.say(tr("There is nothing to undo."), False)

    def _show_undo(self) -> None:
        step = self.undo_stack.top()
        self.status_line.say(step.text if step is not None else "", step is not None)


@dataclass(frozen=True, slots=True)
class Stand:
    """A window that stands beside the main one: where it is, and what it shows. `geometry` is Qt's own, as text."""

    place: str
    record_id: int | None
    geometry: str


class SideWindows(QObject):
    """All windows beside the main one. A record is shown in one of them only, and so is a place without one.

    Which are open, and where, is remembered for the person at each moment, whatever ends the program.
    """

    def __init__(self, main: Main, parent: QObject) -> None:
        super().__init__(parent)
        self._main = main
        self._windows: list[SideWindow] = []
        self._build: BuildBeside | None = None
        self._settings: PersonSettings | None = None
        self._is_leaving = False

    def furnish(self, build: BuildBeside, settings: PersonSettings) -> None:
        """Windows can be opened, with screens that `build` makes."""
        self._build, self._settings = build, settings

    def windows(self) -> Sequence[SideWindow]:
        """Those that are open."""
        return tuple(self._windows)

    def open(self, place: Place, record_id: int | None) -> None:
        """The record, or the place where it has none, is in a window of its own, in front."""
        if self.raise_one(place.id, record_id) or self._build is None:
            return
        window = SideWindow(self._main, place, self._build)
        self._place(window)
        self._show(window, record_id)
        window.activateWindow()

    def kept(self) -> Sequence[Stand]:
        """The windows that were open when this person was here last."""
        raw = self._settings.mapping(_OPEN).get("windows") if self._settings is not None else None
        found = [_stand(each) for each in raw] if isinstance(raw, list) else []
        return tuple(stand for stand in found if stand is not None)

    def open_again(self, place: Place, stand: Stand) -> None:
        """The window is where it was; it does not come to the front."""
        taken = any(each.record_shown() == stand.record_id for each in self._windows if each.place is place)
        if taken or self._build is None:
            return
        window = SideWindow(self._main, place, self._build)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if not window.restoreGeometry(_bytes(stand.geometry)):
            self._place(window)
        self._show(window, stand.record_id)

    def _show(self, window: SideWindow, record_id: int | None) -> None:
        self._windows.append(window)
        window.show()
        window.arrive(record_id)
        window.closing.connect(self._forget)
        window.moved.connect(self._note)
        self._note()

    def raise_one(self, place_id: str, record_id: int | None) -> bool:
        """The window with this record, or place without one, comes to the front; False if there is none."""
        for window in self._windows:
            if window.place.id == place_id and window.record_shown() == record_id:
                if window.isMinimized():
                    window.showNormal()
                window.activateWindow()
                return True
        return False

    def close_all(self) -> None:
        """None is open; those that were are known when the person comes again."""
        self._note()
        self._is_leaving = True
        for window in tuple(self._windows):
            window.close()
        self._is_leaving = False
        self._build = self._settings = None

    @Slot()
    def _note(self) -> None:
        """Remember which are open, and where."""
        if self._settings is None or self._is_leaving:
            return
        stands = [
            {"place": window.place.id, "record": window.record_shown(), "geometry": _geometry(window)}
            for window in self._windows
        ]
        self._settings.keep(_OPEN, {"windows": stands})

    def _place(self, window: SideWindow) -> None:
        """Where the last one of its sort was, a step further for each that is open."""
        saved = self._settings.text(_key(window)) if self._settings is not None else ""
        if not (saved and window.restoreGeometry(_bytes(saved))):
            window.resize(_USUAL.boundedTo(window.screen().availableSize()))
        if self._windows:
            step = len(self._windows) * _STEP
            corner = window.pos() + QPoint(step, step)
            room = window.screen().availableGeometry()
            if room.contains(corner + QPoint(_LEAST.width() // 2, _LEAST.height() // 2)):
                window.move(corner)

    def _forget(self) -> None:
        window = self.sender()
        if not isinstance(window, SideWindow):
            return
        if self._settings is not None:
            self._settings.keep(_key(window), _geometry(window))
        self._windows = [each for each in self._windows if each is not window]
        self._note()
        window.deleteLater()


def _key(window: SideWindow) -> str:
    return f"beside.{window.place.id}"


def _geometry(window: SideWindow) -> str:
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def _bytes(geometry: str) -> QByteArray:
    return QByteArray.fromBase64(geometry.encode("ascii", "replace"))


def _stand(raw: object) -> Stand | None:
    """What was kept about one window; None if it can't be read."""
    match raw:
        case {"place": str(place), "record": int(record_id), "geometry": str(geometry)}:
            return Stand(place, record_id, geometry)
        case {"place": str(place), "record": None, "geometry": str(geometry)}:
            return Stand(place, None, geometry)
    return None


def _keep_room(screen: Screen) -> None:
    """What stands below it stays there while the screen is hidden."""
    policy = screen.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    screen.setSizePolicy(policy)
