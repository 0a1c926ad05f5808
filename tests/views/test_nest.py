"""A screen is made where it stays, and nothing in it is dressed before it is shown."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect
from tests.views.desks import PlainOffice, make_desk

_POLISHED = Qt.WidgetAttribute.WA_WState_Polished


class _Form(EditorForm[object, None]):
    kind = "plain"


def _nest(qtbot: QtBot) -> QStackedWidget:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.show()
    return stack


def test_a_screen_is_made_in_its_nest(qtbot: QtBot, tmp_path: Path) -> None:
    stack = _nest(qtbot)
    desk = make_desk(tmp_path, PlainOffice(), QObject(stack))
    screen = Screen(replace(desk, nest=stack), "Plain")
    assert screen.parentWidget() is stack
    assert not screen.isVisible()
    assert desk.tasks.drain()


def test_a_screen_without_a_nest_stands_alone(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    desk = make_desk(tmp_path, PlainOffice(), owner)
    screen = Screen(desk, "Plain")
    qtbot.addWidget(screen)
    assert screen.parentWidget() is None
    assert desk.tasks.drain()


def test_making_an_editor_dresses_nothing_of_its_form(qtbot: QtBot, tmp_path: Path) -> None:
    stack = _nest(qtbot)
    desk = replace(make_desk(tmp_path, PlainOffice(), QObject(stack)), nest=stack)
    form = _Form(desk)
    inside = [QLabel(str(number), form) for number in range(3)]
    for label in inside:
        form.body.addWidget(label)
    screen = EditorScreen(desk, "Plain", form)
    stack.addWidget(screen)
    assert not any(widget.testAttribute(_POLISHED) for widget in (form, *inside))
    stack.setCurrentWidget(screen)
    qtbot.waitUntil(lambda: all(widget.testAttribute(_POLISHED) for widget in (form, *inside)))
    assert desk.tasks.drain()


def test_hundreds_of_choices_are_measured_as_one(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    field = FieldSearchSelect("zone", "Zone", [(number, f"Zone {number}") for number in range(300)], room)
    view = field.box.view()
    assert view.property("uniformItemSizes") is True
    assert field.box.count() == 300
    assert field.box.isEditable()
    field.set_value(41)
    assert field.read() == 41
