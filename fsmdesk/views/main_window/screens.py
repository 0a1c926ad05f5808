"""The screens of the window's places: begun once, shown when they are whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.making import Making
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.top_bar import TopBar

BuildScreen = Callable[[Place], Screen]


class Blank(QWidget):
    """Stands where a screen will be, for the moment in which that is made: its title, and nothing below."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = TopBar(title, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addStretch(1)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Somebody waits for a screen; `arrive` follows once it is shown."""

    making: Making[Screen]
    arrive: Callable[[Screen], object]


class Screens(QObject):
    """Kept until the window is cleared away.

    A large screen is made in pieces while `Blank` is shown. Who presses keys meanwhile means the screen, which gets
    them once it is there: its fields, or else one of the `actions` that are offered then.

    Signals:
        made(): one more screen is whole, and stays until the window is cleared away.
    """

    made = Signal()

    def __init__(self, stack: QStackedWidget, actions: ActionRegistry) -> None:
        super().__init__(stack)
        self._actions = actions
        self._stack = stack
        self._blank: Blank | None = None
        self._places: dict[str, Place] = {}
        self._build: BuildScreen | None = None
        self._makings: dict[str, Making[Screen]] = {}
        self._visit: _Visit | None = None
        self._keys: list[QKeyEvent] = []
        self._entrance = QTimer(self)
        self._entrance.setSingleShot(True)
        self._entrance.timeout.connect(self._enter)

    def furnish(self, places: Sequence[Place], build: BuildScreen) -> None:
        """These are the places; `build` makes the screen of one."""
        self._places = {place.id: place for place in places}
        self._build = build

    def begin(self, place_id: str) -> Making[Screen] | None:
        """The making of the place's screen, begun if it was not yet. None for a place that is not here."""
        place, build = self._places.get(place_id), self._build
        if place is None or build is None:
            return None
        if place_id in self._makings and self._makings[place_id].is_broken:
            self._drop(self._makings.pop(place_id))
        if place_id not in self._makings:
            making = self._makings[place_id] = Making(lambda: build(place), self)
            making.made.connect(self.made)
            making.failed.connect(self._leave_failed)
        return self._makings[place_id]

    def whole(self, place_id: str) -> Screen | None:
        """The screen of the place, once it is made."""
        making = self._makings.get(place_id)
        return making.widget if making is not None and making.is_done() and not making.is_broken else None

    def place_of(self, screen: QWidget | None) -> Place | None:
        """The place whose screen this is."""
        return next(
            (self._places[key] for key, making in self._makings.items() if making.widget is screen), None
        )

    def show(self, place_id: str, arrive: Callable[[Screen], object]) -> None:
        """Show the screen of the place; `arrive` follows, at once where it is whole or small."""
        making = self.begin(place_id)
        assert making is not None  # the place is known
        self._leave()
        self._visit = _Visit(making, arrive)
        if making.is_in_pieces and not making.is_done():
            self._show_blank(self._places[place_id].title)
            self._watch_keys(True)
        making.hurry(self._come)

    def settle(self) -> None:
        """What somebody waits for is made now, and shown; also where keys that were kept lead on to."""
        while self._visit is not None:
            self._visit.making.finish()
            if self._entrance.isActive():
                self._enter()

    def clear(self) -> None:
        """None is left."""
        self._leave()
        for making in self._makings.values():
            self._drop(making)
        self._makings.clear()
        self._places.clear()

    def _drop(self, making: Making[Screen]) -> None:
        self._stack.removeWidget(making.widget)
        making.widget.deleteLater()
        making.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """No key is lost."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not self._is_of_window(watched):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._keys.append(_copy(event, event.type()))
        return True

    def _is_of_window(self, receiver: QObject) -> bool:
        """True for what is in this window; windows beside and menus keep their keys."""
        window = self._stack.window()
        if isinstance(receiver, QWidget):
            return receiver.window() is window
        return receiver is window.windowHandle()

    def _come(self) -> None:
        """It is whole; a large one is shown in another event than that in which it comes into the stack."""
        making = self._visit.making if self._visit is not None else None
        is_blank = self._stack.currentWidget() is self._blank is not None
        if making is not None and making.is_in_pieces and is_blank:
            self._watch_keys(True)
            self._put(making.widget)
            self._entrance.start(0)
        else:
            self._enter()

    @Slot()
    def _enter(self) -> None:
        self._entrance.stop()
        visit, self._visit = self._visit, None
        self._watch_keys(False)
        if visit is not None:
            self._put(visit.making.widget)
            self._stack.setCurrentWidget(visit.making.widget)
            visit.arrive(visit.making.widget)
            self._hand_on_keys()

    def _hand_on_keys(self) -> None:
        """What was pressed meanwhile goes where the keys are now, or to an action, as Qt would have it."""
        keys, self._keys = self._keys, []
        for key in keys:
            target = QApplication.focusWidget() or self._stack
            asked = _copy(key, QEvent.Type.ShortcutOverride)
            asked.ignore()
            QApplication.sendEvent(target, asked)
            action = None if asked.isAccepted() else self._action_of(key)
            if action is not None:
                action.trigger()
            else:
                QApplication.sendEvent(target, key)

    def _action_of(self, key: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(key.keyCombination())
        of_window = Qt.ShortcutContext.WindowShortcut
        for _spec, action in self._actions.offered():
            if pressed in action.shortcuts() and action.shortcutContext() == of_window:
                return action
        return None

    def _put(self, screen: Screen) -> None:
        """The screen is in the stack; only now that it is whole, since an empty one shows it."""
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)

    def _leave(self) -> None:
        """Nobody waits any more; what was begun is gone on with at the next visit."""
        self._entrance.stop()
        if self._visit is not None:
            self._visit.making.leave()
            self._visit = None
            self._keys.clear()
            self._watch_keys(False)

    @Slot()
    def _leave_failed(self) -> None:
        if self._visit is not None and self._visit.making.is_broken:
            self._leave()

    def _show_blank(self, title: str) -> None:
        if self._blank is None:
            self._blank = Blank(title, self._stack)
            self._stack.addWidget(self._blank)
        self._blank.bar.set_title(title)
        self._stack.setCurrentWidget(self._blank)

    def _watch_keys(self, is_on: bool) -> None:
        application = QApplication.instance()
        if application is not None and is_on:
            application.installEventFilter(self)
        elif application is not None:
            application.removeEventFilter(self)


def _copy(key: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, key.key(), key.modifiers(), key.text(), key.isAutoRepeat(), key.count())
