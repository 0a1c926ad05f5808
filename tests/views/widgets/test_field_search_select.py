"""A choice among very many is made by typing a part of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect

COUNTRIES = ("Germany", "Niger", "Nigeria", "United Kingdom", "United States")


@pytest.fixture
def field(qtbot: QtBot) -> FieldSearchSelect:
    made = FieldSearchSelect("country", "Country", [(name, name) for name in COUNTRIES])
    qtbot.addWidget(made)
    made.set_value(None)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("germ", "Germany"),
        ("KINGDOM", "United Kingdom"),
        ("niger", "Niger"),
        ("nigeri", "Nigeria"),
        ("united", "united"),
        ("Narnia", "Narnia"),
    ],
)
def test_what_is_clear_is_chosen_by_enter(field: FieldSearchSelect, typed: str, shown: str) -> None:
    line = field.box.lineEdit()
    assert line is not None
    told: list[str] = []
    field.changed.connect(lambda *_: told.append(field.box.currentText()))
    line.setText(typed)  # the list below is a window, which needs a real display
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert field.box.currentText() == shown
    if shown in COUNTRIES:
        assert told[-1] == field.read() == shown
    else:
        assert told == []
        with pytest.raises(RuleBroken, match="is not on the list"):
            field.read()


def test_what_is_typed_stays_when_other_choices_come(field: FieldSearchSelect) -> None:
    field.box.setEditText("Narnia")
    field.set_choices([(name, name) for name in (*COUNTRIES, "Narnia")])
    assert field.read() == "Narnia"
    field.box.setEditText("12,5")
    field.set_choices([(name, name) for name in COUNTRIES])
    assert field.raw() == "12,5"
    with pytest.raises(RuleBroken, match="is not on the list"):
        field.read()
