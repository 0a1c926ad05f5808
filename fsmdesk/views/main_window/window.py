"""The main window: rail, banners, the screens, status line, command box."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import OFFERED, ActionRegistry, ActionSpec
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.rail import Rail
from fsmdesk.views.main_window.screens import BuildScreen, Screens
from fsmdesk.views.main_window.side_windows import BuildBeside, SideWindows
from fsmdesk.views.main_window.status_line import StatusLine
from fsmdesk.views.main_window.undo_stack import Undoable, UndoStack
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.mark import mark_icon

if TYPE_CHECKING:  # loaded when it is first opened: the window is painted before
    from fsmdesk.views.main_window.command_box import CommandBox
    from fsmdesk.views.main_window.help_panel import HelpPanel

_KEPT_STEPS = 50
_FRAME = QSize(8, 40)  # what the system draws around a window, so that a small screen shows all of it


class MainWindow(QMainWindow):
    """The window. It is shown empty at once; `furnish` puts the places in when the office is open.

    Signals:
        closing(): the person closes the window; everything typed must be kept now.
        painted(): the window was painted for the first time.
        arrived(Place): this place is shown.
    """

    closing = Signal()
    painted = Signal()
    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("fsmdesk")
        self.setMinimumSize(1024, 640)
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize() - _FRAME))
        self.actions_offered = ActionRegistry(self)
        self.undo_stack = UndoStack(self)
        self.rail = Rail(self)
        self.banners = BannerArea(self, (20, 10, 20, 10))
        self.stack = QStackedWidget(self)
        self.screens = Screens(self.stack, self.actions_offered)
        self.beside = SideWindows(self, self)
        self.status_line = StatusLine(self)
        self._command_box: CommandBox | None = None
        self._help: HelpPanel | None = None
        self._lay_out()
        self._places: dict[str, Place] = {}
        self._settings: PersonSettings | None = None
        self._own_actions: list[QAction] = []
        self._was_painted = False
        self._trail: list[tuple[str, int | None]] = []
        self.rail.place_chosen.connect(self.go)
        self.status_line.undo_wanted.connect(self._undo)
        self.undo_stack.changed.connect(self._show_undo)
        self.painted.connect(self._show_mark)

    def _lay_out(self) -> None:
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banners)
        self._over_places = QVBoxLayout()
        column.addLayout(self._over_places)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status_line)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)

    def restore_geometry(self, settings: PersonSettings) -> None:
        """The window is where it was left; it stays on a screen that exists."""
        saved = settings.text("window")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "replace")))

    def keep_geometry(self, settings: PersonSettings) -> None:
        """Remember where the window is."""
        settings.keep("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))

    def furnish(
        self,
        places: Sequence[Place],
        build: BuildScreen,
        settings: PersonSettings,
        build_beside: BuildBeside | None = None,
    ) -> None:
        """The rail shows these places, which this person may see; `build` makes a screen when visited.

        `build_beside` makes one for a window beside this one.
        """
        if build_beside is not None:
            self.beside.furnish(build_beside, settings)
        self._settings = settings
        self._places = {place.id: place for place in places}
        self.screens.furnish(places, build)
        self.restore_geometry(settings)
        self.rail.show_places(places)
        self._add_own_actions(places)

    def clear_away(self) -> None:
        """The window is as empty as before `furnish`; how it stood is remembered for who leaves."""
        self.beside.close_all()
        self._close_what_stands_over()
        if self._settings is not None:
            self.keep_geometry(self._settings)
        self.screens.clear()
        for action in self._own_actions:
            self.removeAction(action)
            action.deleteLater()
        self._own_actions.clear()
        self._places.clear()
        self._trail.clear()
        self.undo_stack.clear()
        self.rail.show_places(())
        if self._help is not None:
            self._help.close_help()
        self._settings = None

    def _close_what_stands_over(self) -> None:
        """Previews and dialogs show the office that is left."""
        for one in self.findChildren(QWidget):
            if one.isWindow() and one.isVisible():
                one.close()

    def open_first(self) -> None:
        """Show the place where the window was left, else the first one."""
        wanted = self._settings.text("place") if self._settings is not None else ""
        place = self._places.get(wanted)
        if place is None or not (place.in_rail or place.comes_back):
            place = next(iter(self._places.values()), None)
        if place is not None:
            self.go(place.id)

    def stand_over_places(self, widget: QWidget) -> None:
        """Put something between the banners and the screens; it goes when it is deleted."""
        self._over_places.addWidget(widget)

    def place_shown(self) -> Place | None:
        """The place whose screen is shown; None while that is being made."""
        return self.screens.place_of(self.stack.currentWidget())

    def show_alone(self, widget: QWidget) -> None:
        """Show something that is not a place, such as the welcome; the rail is hidden meanwhile."""
        self.rail.hide()
        self.status_line.hide()
        self.setWindowTitle("fsmdesk")
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)

    def end_alone(self, widget: QWidget) -> None:
        """What was shown alone is gone; the rail is back."""
        self.stack.removeWidget(widget)
        widget.deleteLater()
        self.rail.show()
        self.status_line.show()

    @Slot(str)
    def go(self, place: str, record_id: int | None = None) -> None:
        """Show a place; it becomes the start of the way back unless it is the same.

        A record that has a window of its own is shown there.
        """
        if record_id is not None and self.beside.raise_one(place, record_id):
            return
        shown = self.stack.currentWidget()
        if isinstance(shown, Screen) and not shown.depart():
            self._light()
            return
        self._name_step(shown)
        step = (place, record_id)
        if not self._trail or self._trail[-1] != step:
            self._trail = [*self._trail[-_KEPT_STEPS:], step]
        self._arrive(place, record_id)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show the place that opens records of this kind; a kind nobody opens is a bug."""
        place = next(place for place in self._places.values() if kind in place.opens)
        self.go(place.id, record_id)

    def open_beside(self, kind: str, record_id: int) -> None:
        """Show the record in a window of its own; where it was shown here, what was before is shown again."""
        place = next(place for place in self._places.values() if kind in place.opens)
        screen = self.screens.whole(place.id)
        if screen is not None and screen.shown_record() == record_id:
            if screen is self.current_screen():
                self.back()
            if screen is self.current_screen():
                self.go(place.under or place.id)
            screen.let_go()
        self.beside.open(place, record_id)

    def open_place_beside(self, place: str) -> None:
        """Show a place in a window of its own as well; the one that it has comes to the front."""
        self.beside.open(self._places[place], None)

    def back(self) -> None:
        """Show what was shown before, if anything was."""
        if len(self._trail) < 2:
            return
        shown = self.stack.currentWidget()
        if isinstance(shown, Screen) and not shown.depart():
            return
        self._trail.pop()
        place, record_id = self._trail[-1]
        self._arrive(place, record_id)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what happened; `undo` takes it back."""
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

    @property
    def command_box(self) -> "CommandBox":
        """The command box, made when it is first asked for."""
        if self._command_box is None:
            from fsmdesk.views.main_window.command_box import CommandBox

            self._command_box = CommandBox(self.actions_offered, self)
        return self._command_box

    def open_commands(self) -> None:
        """Open the command box."""
        self.command_box.open_box()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over whatever screen is shown."""
        self.banners.show_notice(notice)

    def current_screen(self) -> Screen | None:
        """The screen that is shown; one that is still being made is made now."""
        self.screens.settle()
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def _name_step(self, shown: QWidget | None) -> None:
        """The way back leads to what was made here, not to another new one."""
        if self._trail and isinstance(shown, Screen) and shown is self.screens.whole(self._trail[-1][0]):
            place, record_id = self._trail[-1]
            self._trail[-1] = (place, shown.shown_record() if record_id is None else record_id)

    def _arrive(self, place_id: str, record_id: int | None) -> None:
        place = self._places[place_id]
        self.rail.light(place.id if place.in_rail else place.under)
        if self._settings is not None and (place.in_rail or place.comes_back):
            self._settings.keep("place", place_id)
        self.setWindowTitle(f"{place.title} — fsmdesk")
        self.screens.show(place_id, partial(self._come, place, record_id))

    def _come(self, place: Place, record_id: int | None, screen: Screen) -> None:
        """The screen of the place is shown."""
        screen.arrive(record_id)
        self.arrived.emit(place)
        if self._help is not None and self._help.isVisible():
            self._help.show_place(place)

    def _light(self) -> None:
        trodden = self._places.get(self._trail[-1][0]) if self._trail else None
        place = self.place_shown() or trodden
        if place is not None:
            self.rail.light(place.id if place.in_rail else place.under)

    def _add_own_actions(self, places: Sequence[Place]) -> None:
        def add(spec: ActionSpec) -> None:
            self._own_actions.append(self.actions_offered.add(self, spec))

        for at, place in enumerate((place for place in places if place.in_rail), 1):
            keys = f"Ctrl+{at}" if at <= 9 else ""
            text = tr("Go to {place}").format(place=place.title)
            add(ActionSpec(f"go.{place.id}", text, partial(self.go, place.id), keys, place.icon))
        for place in places:
            if place.keys:
                go = partial(self.go, place.id)
                add(ActionSpec(f"go.{place.id}", place.title, go, place.keys, place.icon))
            elif not (place.in_rail or place.opens):
                text = tr("Go to {place}").format(place=place.title)
                add(ActionSpec(f"go.{place.id}", text, partial(self.go, place.id), icon=place.icon))
            for offer in place.offers:
                begin = partial(self._begin_at, place.id, offer.action)
                add(ActionSpec(f"{OFFERED}{offer.action}", offer.text, begin, "", place.icon, offer.words))
        add(ActionSpec("window.undo", tr("Undo"), self._undo, "Ctrl+Z", "undo-2"))
        add(ActionSpec("window.redo", tr("Do again"), self._redo, "Ctrl+Y", "redo-2"))
        add(ActionSpec("window.read_again", tr("Read again"), self._read_again, "F5", "refresh-cw"))
        add(ActionSpec("window.back", tr("Back"), self.back, "Alt+Backspace", "arrow-left"))
        box = ActionSpec("window.commands", tr("Search or command"), self.open_commands, "Ctrl+K", "search")
        add(box)
        add(ActionSpec("window.help", tr("Help on this screen"), self._turn_help, "F1", "circle-help"))

    def _begin_at(self, place: str, action_id: str) -> None:
        """Go to a place and do there what its screen calls so."""
        self.go(place)
        self.screens.settle()
        for spec, action in self.actions_offered.offered():
            if spec.id == action_id:
                action.trigger()
                return

    def _turn_help(self) -> None:
        """Open or close the help on the place that is shown."""
        if not self._trail:
            return
        if self._help is None:
            from fsmdesk.views.main_window.help_panel import HelpPanel

            self._help = HelpPanel(self.actions_offered, self.stack)
        self._help.turn(self._places[self._trail[-1][0]])

    @Slot()
    def _show_mark(self) -> None:
        QGuiApplication.setWindowIcon(mark_icon())

    def _undo(self) -> None:
        if not self.undo_stack.undo():
            self.status_line.say(tr("There is nothing to undo."), False)

    def _redo(self) -> None:
        if not self.undo_stack.redo():
            self.status_line.say(tr("There is nothing to do again."), False)

    @Slot()
    def _show_undo(self) -> None:
        step = self.undo_stack.top()
        if step is not None:
            self.status_line.say(step.text, True)
        else:
            self.status_line.say("", False)

    def _read_again(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            screen.read_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the command box over the middle."""
        super().resizeEvent(event)
        if self._command_box is not None:
            self._command_box.place_over(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody else wants closes the help."""
        if event.key() == Qt.Key.Key_Escape and self._help is not None and self._help.isVisible():
            self._help.close_help()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the geometry, let everybody keep what was typed, close."""
        self.beside.close_all()
        if self._settings is not None:
            self.keep_geometry(self._settings)
        self.closing.emit()
        super().closeEvent(event)
