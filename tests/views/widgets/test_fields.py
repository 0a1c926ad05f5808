"""Fields give back what they were given, read what people type, and say at the field what is wrong."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import clean_text
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice, FieldSelect
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import (
    FieldDate,
    FieldDateTime,
    FieldDuration,
    FieldMoney,
    FieldNumber,
    FieldPercent,
    FieldQuantity,
    FieldTime,
)
from tests.views.desks import FORMATS

TODAY = date(2026, 11, 20)


def today() -> date:
    return TODAY


def typed(field: Any, text: str) -> None:
    """Type the text in place of what is there, and leave the field."""
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    field.edit.editingFinished.emit()


READ: list[tuple[Callable[[], Any], str, object, str]] = [
    (lambda: FieldMoney("f", "F", FORMATS), "1,234.5", 123450, "1,234.50"),
    (lambda: FieldQuantity("f", "F", FORMATS), "1.08", 1080, "1.08"),
    (lambda: FieldPercent("f", "F", FORMATS), "19", 190000, "19%"),
    (lambda: FieldNumber("f", "F", FORMATS), "12", 12, "12"),
    (lambda: FieldNumber("f", "F", FORMATS), "8925", 8925, "8,925"),
    (lambda: FieldNumber("f", "F", FORMATS, grouped=False), "8925", 8925, "8925"),
    (lambda: FieldDuration("f", "F", FORMATS), "90", 90, "1 h 30"),
    (lambda: FieldTime("f", "F", FORMATS), "930", 570, FORMATS.minute(570)),
    (lambda: FieldDate("f", "F", FORMATS, today), "today", TODAY, "Nov 20, 2026"),
]


@pytest.mark.parametrize(("make", "text", "value", "shown"), READ)
def test_what_is_typed_is_read_and_written_properly(
    qtbot: QtBot, make: Callable[[], Any], text: str, value: object, shown: str
) -> None:
    field = make()
    qtbot.addWidget(field)
    typed(field, text)
    assert field.value() == value
    assert field.edit.text() == shown
    assert field.error() == ""
    field.set_value(None)
    assert field.value() is None
    field.set_value(value)
    assert field.value() == value


@pytest.mark.parametrize("make", [entry[0] for entry in READ])
def test_nonsense_is_said_at_the_field_and_kept(qtbot: QtBot, make: Callable[[], Any]) -> None:
    field = make()
    qtbot.addWidget(field)
    typed(field, "no such thing")
    assert field.edit.text() == "no such thing"
    assert field.error() != ""
    assert field.edit.property("mark") == "error"
    with pytest.raises(RuleBroken) as broken:
        field.value()
    assert broken.value.field == "f"
    raw = field.raw()
    field.set_value(None)
    field.set_raw(raw)
    assert field.edit.text() == "no such thing"


def test_typing_on_clears_the_message_and_a_pause_brings_it_back(qtbot: QtBot) -> None:
    field = FieldMoney("f", "F", FORMATS)
    qtbot.addWidget(field)
    typed(field, "x")
    assert field.error()
    QTest.keyClicks(field.edit, "y")
    assert field.error() == ""
    qtbot.waitUntil(lambda: field.error() != "")


def test_a_whole_number_stays_in_its_bounds(qtbot: QtBot) -> None:
    field = FieldNumber("days", "Days", FORMATS, least=1, most=90)
    qtbot.addWidget(field)
    for text in ("0", "91", "1.5", "soon", "0.0001"):
        typed(field, text)
        assert field.error() == "Days is a whole number from 1 to 90."


def test_day_and_time_make_an_instant(qtbot: QtBot) -> None:
    field = FieldDateTime("at", "At", FORMATS, today)
    qtbot.addWidget(field)
    field.day_edit.setText("20 Nov 2026")
    with pytest.raises(RuleBroken):
        field.value()
    field.time_edit.setText("15")
    assert field.value() == datetime(2026, 11, 20, 15, tzinfo=UTC)
    raw = field.raw()
    field.set_value(None)
    assert field.value() is None
    field.set_raw(raw)
    assert field.value() == datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert field.shown(field.value()) == f"Nov 20, 2026 {FORMATS.minute(15 * 60)}"


def test_an_instant_with_seconds_comes_back_as_it_was_until_another_minute_is_typed(qtbot: QtBot) -> None:
    field = FieldDateTime("at", "At", FORMATS, today)
    qtbot.addWidget(field)
    exact = datetime(2026, 11, 20, 15, 30, 26, tzinfo=UTC)
    field.set_value(exact)
    assert field.value() == exact
    field.set_raw(field.raw())
    assert field.value() == exact
    field.time_edit.setText("15:31")
    assert field.value() == datetime(2026, 11, 20, 15, 31, tzinfo=UTC)


def storable(text: str) -> bool:
    try:
        clean_text(text, "f", multiline=True)
    except RuleBroken:
        return False
    return True


@given(st.text(max_size=40).filter(storable))
def test_text_comes_back_as_it_was_given(qapp: QApplication, text: str) -> None:
    several = FieldMultiline("f", "F")
    several.set_value(text)
    assert several.value() == text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text and "\r" not in text:
        one = FieldText("f", "F")
        one.set_value(text)
        assert one.value() == text
        one.set_raw(one.raw())
        assert one.value() == text.strip()


@pytest.mark.parametrize("kind", [FieldText, FieldMultiline])
def test_control_characters_are_refused_with_their_place(
    qtbot: QtBot, kind: type[FieldText] | type[FieldMultiline]
) -> None:
    field: Any = kind("notes", "Notes")
    qtbot.addWidget(field)
    field.set_raw("ab\x07c")
    with pytest.raises(RuleBroken, match="character 3") as broken:
        field.value()
    assert broken.value.field == "notes"


def test_no_break_spaces_survive_editing(qtbot: QtBot) -> None:
    field = FieldMultiline("notes", "Notes")
    qtbot.addWidget(field)
    field.set_value("10\u00a0kg")
    QTest.keyClicks(field.edit, "x")
    assert field.value() == "x10\u00a0kg"


def test_something_needed_is_asked_for_by_its_name(qtbot: QtBot) -> None:
    field = FieldText("name", "Name", is_required=True)
    qtbot.addWidget(field)
    with pytest.raises(RuleBroken, match="Name is needed"):
        field.value()
    typed(field, "   ")
    with pytest.raises(RuleBroken, match="Name is needed"):
        field.value()


def test_enter_goes_on_to_the_next_field(qtbot: QtBot) -> None:
    holder = QPushButton()
    qtbot.addWidget(holder)
    first, second = FieldText("a", "A", parent=holder), FieldText("b", "B", parent=holder)
    holder.show()
    first.edit.setFocus()
    QTest.keyClick(first.edit, Qt.Key.Key_Return)
    assert holder.focusWidget() is second.edit


def test_chips_choose_one(qtbot: QtBot) -> None:
    field = FieldChoice("kind", "Kind", [("a", "Alpha"), ("b", "Beta")])
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(lambda: heard.append(field.value()))
    assert field.value() is None
    chips = {chip.text(): chip for chip in field.findChildren(QPushButton)}
    QTest.mouseClick(chips["Alpha"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips["Beta"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips["Beta"], Qt.MouseButton.LeftButton)  # a choice is never taken back by a click
    assert heard == ["a", "b", "b"]
    assert field.shown("a") == "Alpha"


def test_a_drop_down_keeps_its_choice_when_others_come(qtbot: QtBot) -> None:
    field = FieldSelect("tax", "Tax", [(1, "Five"), (2, "Seven")], empty="none")
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value(2)
    field.set_choices([(2, "Seven"), (3, "Nine")])
    assert field.value() == 2
    field.set_choices([(3, "Nine")])
    assert field.value() is None


def test_yes_or_no_needs_no_answer(qtbot: QtBot) -> None:
    field = FieldCheck("exempt", "Tax exempt")
    qtbot.addWidget(field)
    field.set_value(None)
    assert field.value() is False
    assert field.same(None, False)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton, pos=field.box.rect().center() * 0.1)
    field.set_raw(True)
    assert field.value() is True


def test_every_control_is_named(qtbot: QtBot) -> None:
    fields: list[Field[Any]] = [make() for make, *_rest in READ]
    fields.append(FieldDateTime("at", "At", FORMATS, today))
    for field in fields:
        qtbot.addWidget(field)
        for control in field.findChildren(QLineEdit):
            assert control.accessibleName()


@pytest.mark.parametrize(
    "make", [lambda: FieldMoney("f", "F", FORMATS), lambda: FieldDateTime("f", "F", FORMATS, today)]
)
def test_what_the_office_said_stands_until_it_is_mended(qtbot: QtBot, make: Callable[[], Any]) -> None:
    field = make()
    qtbot.addWidget(field)
    edit = field.findChildren(QLineEdit)[-1]
    field.set_value(datetime(2026, 11, 20, 9, tzinfo=UTC) if isinstance(field, FieldDateTime) else 500)
    field.show_error("The end must be after the start.")
    edit.editingFinished.emit()
    assert field.error() == "The end must be after the start."
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert field.error() == ""
