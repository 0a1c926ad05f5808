"""Screens on a real office in a SQLite file: fixtures for the folders that import them in their conftest."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import Role
from fsmdesk.services.office import Office
from fsmdesk.services.setup.messages import SavePerson, SetUpOffice
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_record import FieldRecord
from tests.views.desks import PlainOffice, PlainShell, make_desk

R = TypeVar("R")
FieldT = TypeVar("FieldT", bound=Field[Any])
ScreenT = TypeVar("ScreenT", bound=Screen)
SitDown = Callable[[Role], Desk]

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class RealOffice:
    """The shop as its tests see it: past every screen."""

    def __init__(self, location: str) -> None:
        program = open_office(location).as_program()
        program.do(
            SetUpOffice(
                company_name="Whitcombe Heating", owner_name="Mara", tax_name="Sales tax", tax_rate_ppm=82_500
            )
        )
        for role in (Role.DISPATCHER, Role.BOOKKEEPER):
            program.do(SavePerson(name=role.label, role=role))
        program.database.close()
        self.opened: OpenOffice = open_office(location)
        self.other_seat: Office = self.opened.as_program()

    def do(self, command: Command[R]) -> R:
        """What another seat does."""
        return self.other_seat.do(command).value

    def ask(self, query: Query[R]) -> R:
        """What is stored."""
        return self.other_seat.ask(query)

    def seat_of(self, role: Role) -> Office:
        """The office as somebody in this role sees it."""
        return self.opened.sit(next(person.id for person in self.opened.people if person.role is role))


@pytest.fixture
def office(sqlite_office_url: str) -> Iterator[RealOffice]:
    made = RealOffice(sqlite_office_url)
    yield made
    made.opened.database.close()


@pytest.fixture
def sit_down(qtbot: QtBot, office: RealOffice, tmp_path: Path) -> Iterator[SitDown]:
    """Makes a desk for somebody in this role."""
    desks: list[Desk] = []
    parent = QWidget()
    qtbot.addWidget(parent)

    def sit(role: Role) -> Desk:
        desks.append(replace(make_desk(tmp_path, PlainOffice(), parent), office=office.seat_of(role)))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.tasks.drain()


@pytest.fixture
def desk(sit_down: SitDown) -> Desk:
    """The owner's desk."""
    return sit_down(Role.OWNER)


def shell_of(desk: Desk) -> PlainShell:
    """The window that remembers what it was asked for."""
    assert isinstance(desk.shell, PlainShell)
    return desk.shell


def shown(qtbot: QtBot, screen: ScreenT, record_id: int | None = None) -> ScreenT:
    """The screen in a window, with the record read."""
    qtbot.addWidget(screen)
    screen.resize(1500, 900)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.arrive(record_id)
    settle(qtbot, screen.desk)
    return screen


def field_of(form: EditorForm[Any, Any], key: str, kind: type[FieldT]) -> FieldT:
    """The field with this key, known to be of this kind."""
    found = form.fields[key]
    assert isinstance(found, kind)
    return found


def choose(form: EditorForm[Any, Any], key: str, record_id: int) -> None:
    """Choose a record in a drop-down."""
    box = field_of(form, key, FieldRecord).box
    box.setCurrentIndex(box.findData(record_id))
    box.activated.emit(box.currentIndex())


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Everything that was asked has been answered, and what that led to as well."""
    qtbot.waitUntil(desk.tasks.is_idle)


def type_into(field: Field[Any], text: str) -> None:
    """Replace what is in the field by typing."""
    control = field.focusProxy()
    assert control is not None
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(control, text)
    else:  # as an input method does; there are no keys for these letters
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(control, event)


def press_space(field: Field[Any]) -> None:
    """Tick the field, or choose it, by key."""
    control = field.focusProxy()
    assert control is not None
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Space)


def fill(form: EditorForm[Any, Any], **typed: str) -> None:
    """Type into these fields."""
    for key, text in typed.items():
        type_into(form.fields[key], text)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in whatever of the widget's window has the focus."""
    target = widget.window().focusWidget() or widget
    QTest.keyClick(target, key, modifiers)


def click(widget: QWidget) -> None:
    """Click in the middle of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def notices(screen: Screen) -> list[str]:
    """What the banners of the screen say."""
    return [notice.text for notice in screen.banners.notices()]
