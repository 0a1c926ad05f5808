"""A person who does anything: goes everywhere, clicks what can be clicked, types where one can type."""

import random
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from fsmdesk.app import App
from fsmdesk.places import places
from fsmdesk.tour.hand import click
from fsmdesk.views.screen import Screen
from fsmdesk.views.welcome.lit_button import LitButton
from fsmdesk.views.welcome.person_picker import PersonPicker
from fsmdesk.views.welcome.welcome import Welcome
from tests.walks.gestures import context_menu, drag, paste, random_point

WidgetT = TypeVar("WidgetT", bound=QWidget)
_PLAIN = Qt.KeyboardModifier.NoModifier
_WORDS = (
    "boiler",
    "mül",
    "12,5",
    "64.50",
    "no heat",
    "x",
    "2026",
    "9:30",
    "اختبار",
    "tomorrow",
    "#10",
    "ab c",
)
_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_Delete,
)
_CONTROL_KEYS = (Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_Z, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_Return)
_NOTCH = 120


class Walker:
    """Does one random thing after another in the windows of the program, the same ones for the same seed."""

    def __init__(self, app: App, office: str, seed: int) -> None:
        self._app = app
        self._office = office
        self._chance = random.Random(seed)
        self._window: QWidget = app.window
        self.doing = "arriving"
        self._moves: tuple[tuple[Callable[[], None], int], ...] = (
            (self._go, 8),
            (self._press_button, 18),
            (self._pick_row, 18),
            (self._type, 16),
            (self._press_key, 18),
            (self._press_control, 8),
            (self._scroll, 14),
            (self._turn_tab, 6),
            (self._resize, 2),
            (self._open_menu, 6),
            (self._drag, 6),
            (self._paste, 4),
            (self._open_beside, 1),
            (self._leave_beside, 2),
        )

    def step(self) -> None:
        """One thing is done, if there is something to do it with; who left the office sits down again."""
        if self._app.desk is None and QApplication.activeModalWidget() is None:
            self._sit_down()
            return
        moves, weights = zip(*self._moves, strict=True)
        self._window = self._pick_window()
        self._chance.choices(moves, weights)[0]()

    def _sit_down(self) -> None:
        """As the first of those who can, in the same office."""
        pickers = self._app.window.findChildren(PersonPicker)
        welcomes = self._app.window.findChildren(Welcome)
        if pickers:
            self.doing = "sit down"
            click(pickers[0].findChildren(LitButton)[0])
        elif welcomes and self._app.tasks.is_idle():
            self.doing = "come back to the office"
            welcomes[0].join_wanted.emit(self._office)

    def _go(self) -> None:
        desk = self._app.desk
        if desk is None:
            return
        actor = desk.office.actor
        known = [
            place.id
            for place in places()
            if desk.may(place.needs) and place.is_for(actor) and (place.in_rail or not place.opens)
        ]
        name = self._chance.choice(known)
        self.doing = f"go {name}"
        self._app.window.go(name)

    def _press_button(self) -> None:
        buttons = [one for one in self._visible(QAbstractButton) if one.isEnabled()]
        if buttons:
            button = self._chance.choice(buttons)
            self.doing = f"click {button.accessibleName() or button.text()}"
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _pick_row(self) -> None:
        views = [
            view for view in self._visible(QAbstractItemView) if view.model() and view.model().rowCount()
        ]
        if not views:
            return
        view = self._chance.choice(views)
        port = view.viewport()
        at = random_point(port, self._chance)
        self.doing = f"click a row of {view.accessibleName() or type(view).__name__}"
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, _PLAIN, at)
        if self._chance.random() < 0.4:
            QTest.mouseDClick(port, Qt.MouseButton.LeftButton, _PLAIN, at)

    def _fields(self) -> list[QWidget]:
        lines = [one for one in self._visible(QLineEdit) if one.isEnabled() and not one.isReadOnly()]
        texts = [one for one in self._visible(QPlainTextEdit) if one.isEnabled() and not one.isReadOnly()]
        return [*lines, *texts]

    def _paste(self) -> None:
        fields = self._fields()
        if fields:
            field = self._chance.choice(fields)
            self.doing = f"paste into {field.accessibleName()}"
            paste(field, self._chance)

    def _open_menu(self) -> None:
        areas = self._visible(QAbstractScrollArea)
        if areas:
            port = self._chance.choice(areas).viewport()
            self.doing = f"right click on {type(port.parent()).__name__}"
            context_menu(port, random_point(port, self._chance))

    def _drag(self) -> None:
        """On the board, or whatever else has room for it; files are never dragged out of the window."""
        areas = [
            one for one in self._visible(QAbstractScrollArea) if "file" not in type(one).__name__.lower()
        ]
        if areas:
            port = self._chance.choice(areas).viewport()
            self.doing = f"drag on {type(port.parent()).__name__}"
            drag(port, random_point(port, self._chance), random_point(port, self._chance))

    def _open_beside(self) -> None:
        screen, place = self._app.window.stack.currentWidget(), self._app.window.place_shown()
        record = screen.shown_record() if isinstance(screen, Screen) else None
        if record is not None and place is not None and place.opens:
            self.doing = f"open a {place.opens[0]} beside"
            self._app.window.open_beside(place.opens[0], record)

    def _leave_beside(self) -> None:
        windows = self._app.window.beside.windows()
        if windows:
            self.doing = "close a window beside"
            self._chance.choice(windows).close()

    def _type(self) -> None:
        fields = self._fields()
        if fields:
            field = self._chance.choice(fields)
            field.setFocus()
            self.doing = f"type in {field.accessibleName()}"
            for letter in self._chance.choice(_WORDS):
                _type_letter(field, letter)

    def _press_key(self) -> None:
        key = self._chance.choice(_KEYS)
        self.doing = f"press {key.name}"
        QTest.keyClick(self._target(), key)

    def _press_control(self) -> None:
        key = self._chance.choice(_CONTROL_KEYS)
        self.doing = f"press Ctrl and {key.name}"
        QTest.keyClick(self._target(), key, Qt.KeyboardModifier.ControlModifier)

    def _scroll(self) -> None:
        areas = self._visible(QAbstractScrollArea)
        if not areas:
            return
        area = self._chance.choice(areas).viewport()
        self.doing = f"scroll {type(area.parent()).__name__}"
        notches = self._chance.choice((-5, -2, -1, 1, 3))
        center = QPointF(area.rect().center())
        modifier = self._chance.choice((_PLAIN, Qt.KeyboardModifier.ControlModifier))
        event = QWheelEvent(
            center,
            area.mapToGlobal(center),
            QPoint(),
            QPoint(0, notches * _NOTCH),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(area, event)

    def _turn_tab(self) -> None:
        bars = [bar for bar in self._visible(QTabBar) if bar.count()]
        if bars:
            bar = self._chance.choice(bars)
            at = self._chance.randrange(bar.count())
            self.doing = f"turn to the tab {bar.tabText(at)}"
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, _PLAIN, bar.tabRect(at).center())

    def _resize(self) -> None:
        self.doing = "resize"
        self._app.window.resize(self._chance.randrange(1000, 1900), self._chance.randrange(640, 1200))

    def _visible(self, kind: type[WidgetT]) -> list[WidgetT]:
        return [
            one
            for one in self._window.findChildren(kind)
            if one.isVisible() and one.window() is self._window and not isinstance(one, QComboBox)
        ]

    def _pick_window(self) -> QWidget:
        """What is in front: a menu, a dialog, a window beside, or the main one."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is not None:
            return front
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and _takes_keys(one)]
        beside = [one for one in windows if one is not self._app.window]
        return self._chance.choice(beside) if beside and self._chance.random() < 0.5 else self._app.window

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or QApplication.activeWindow() or self._app.window


def _takes_keys(window: QWidget) -> bool:
    """True for windows and dialogs; false for what only floats over one, such as a tip."""
    return window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)


def _type_letter(field: QWidget, letter: str) -> None:
    """A key of any keyboard; Qt's own test keys know ASCII only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, _PLAIN, letter))
