"""A picker finds while one types, by mouse and by keys, and knows what was picked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Query
from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker, Picked
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.option_list import Option, split_matches
from tests.views.desks import PlainOffice, make_desk

MACHINES = (Found("equipment", 1, "Boiler 1", "Plant room"), Found("equipment", 2, "Boiler 2", "Attic"))


def find(query: FindRecords) -> tuple[Found, ...]:
    return tuple(machine for machine in MACHINES if query.text.lower() in machine.title.lower())


def ask(text: str) -> Query[tuple[Found, ...]]:
    return FindRecords(text=text)


class Form:
    """A picker with a field after it, in a window."""

    def __init__(self, qtbot: QtBot, desk: Desk, *, new_words: str = "", free_text: bool = False) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 500)
        column = QVBoxLayout(self.window)
        self.picker = FieldPicker("machine", "Machine", desk, ask, new_words=new_words, free_text=free_text)
        self.after = FieldText("after", "After")
        column.addWidget(self.picker)
        column.addWidget(self.after)
        column.addStretch(1)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.picker.edit.setFocus()
        self.qtbot = qtbot

    def type(self, text: str) -> None:
        QTest.keyClicks(self.picker.edit, text)
        self.qtbot.waitUntil(self.picker.is_open)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.picker.edit, key)

    def words(self) -> list[str]:
        return [option.text for option in self.picker.options()]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    holder = QWidget()
    qtbot.addWidget(holder)
    office = PlainOffice()
    office.answers[FindRecords] = find
    made = make_desk(tmp_path, office, holder)
    yield made
    made.tasks.drain()


def test_arrows_and_enter_pick_and_go_on(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    picked: list[Option | None] = []
    form.picker.picked.connect(picked.append)
    form.type("boil")
    assert form.words() == ["Boiler 1", "Boiler 2"]
    form.press(Qt.Key.Key_Down)
    form.press(Qt.Key.Key_Return)
    assert form.picker.value() == Picked(2, "Boiler 2")
    assert [option.value for option in picked if option is not None] == [MACHINES[1]]
    assert form.window.focusWidget() is form.after.edit
    assert not form.picker.is_open()


def test_a_click_picks(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    form.type("boil")
    assert form.picker._popup is not None
    shown = form.picker._popup.list
    where = shown.visualRect(shown.model().index(1, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert form.picker.value() == Picked(2, "Boiler 2")


def test_esc_closes_the_list_and_keeps_the_words(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    form.type("boil")
    form.press(Qt.Key.Key_Escape)
    assert not form.picker.is_open()
    assert form.picker.edit.text() == "boil"


def test_words_that_are_no_record_are_asked_about(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    form.type("boil")
    form.after.edit.setFocus()
    assert form.picker.error() != ""
    with pytest.raises(RuleBroken):
        form.picker.value()


def test_free_words_are_kept_apart(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk, free_text=True)
    form.type("boil")
    form.after.edit.setFocus()
    assert form.picker.value() is None
    assert form.picker.typed() == "boil"
    assert form.picker.error() == ""


def test_something_new_is_offered_last(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk, new_words="New machine “{text}”…")
    wanted: list[str] = []
    form.picker.new_wanted.connect(wanted.append)
    form.type("boil")
    assert form.words() == ["Boiler 1", "Boiler 2", "New machine “boil”…"]
    for _ in range(5):
        form.press(Qt.Key.Key_Down)
    form.press(Qt.Key.Key_Return)
    assert wanted == ["boil"]


def test_emptying_takes_the_record_back(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    picked: list[object] = []
    form.picker.picked.connect(picked.append)
    form.picker.set_value(Picked(1, "Boiler 1"))
    form.picker.edit.selectAll()
    form.press(Qt.Key.Key_Delete)
    assert form.picker.value() is None
    assert picked == [None]


def test_a_draft_keeps_the_record_or_the_words(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    form.picker.set_value(Picked(1, "Boiler 1"))
    kept = form.picker.raw()
    form.picker.set_raw("half")
    assert form.picker.typed() == "half"
    form.picker.set_raw(kept)
    assert form.picker.value() == Picked(1, "Boiler 1")
    assert form.picker.same(Picked(1, "Boiler 1"), Picked(1, "renamed"))


def test_the_list_stays_inside_the_window(qtbot: QtBot, desk: Desk) -> None:
    form = Form(qtbot, desk)
    form.window.resize(600, 110)
    form.type("boil")
    popup = form.picker._popup
    assert popup is not None
    assert popup.geometry().top() >= 0
    assert popup.geometry().right() <= form.window.width()


@pytest.mark.parametrize(
    ("text", "typed", "pieces"),
    [
        ("Boiler 1", "boil", [("Boil", True), ("er 1", False)]),
        ("St. Mary's School", "mary st", [("St", True), (". ", False), ("Mary", True), ("'s School", False)]),
        ("Boiler", "", [("Boiler", False)]),
        ("İstanbul", "bul", [("İstanbul", False)]),  # lower() of the first letter is two letters
    ],
)
def test_matches_are_bold_and_nothing_is_lost(text: str, typed: str, pieces: list[tuple[str, bool]]) -> None:
    assert split_matches(text, typed) == pieces
    assert "".join(piece for piece, _mark in split_matches(text, typed)) == text
