"""The window shows places when they are visited, finds the way back, and says what happened."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.command_box import Answer
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.person_settings import PersonSettings
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.option_list import Option
from tests.views.desks import PlainOffice, make_desk


class PlainScreen(Screen):
    """Remembers its visits."""

    made: list["PlainScreen"]

    def __init__(self, desk: Desk, title: str = "Plain") -> None:
        super().__init__(desk, title)
        self.visits: list[int | None] = []
        self.read = 0
        self.record: int | None = None
        self.may_leave = True
        self.field = QLineEdit()
        self.body.addWidget(self.field)

    def arrive(self, record_id: int | None) -> None:
        self.visits.append(record_id)

    def shown_record(self) -> int | None:
        return self.record

    def depart(self) -> bool:
        return self.may_leave

    def read_again(self) -> None:
        self.read += 1


PLACES = (
    Place("board", "Board", "calendar-range", PlainScreen),
    Place("customers", "Customers", "building-2", PlainScreen),
    Place("customer", "Customer", "", PlainScreen, in_rail=False, under="customers", opens=("customer",)),
    Place("settings", "Settings", "settings", PlainScreen, at_foot=True),
)


class Furnished:
    """A window with places."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        parent = QObject(self.window)
        desk = make_desk(folder, PlainOffice(), parent, self.window)
        self.desk = replace(desk, actions=self.window.actions_offered)
        self.built: dict[str, PlainScreen] = {}
        self.window.furnish(PLACES, self.build, self.desk.settings)
        self.window.show()
        qtbot.waitExposed(self.window)

    def build(self, place: Place) -> Screen:
        assert place.id not in self.built
        made = PlainScreen(self.desk, place.title)
        self.built[place.id] = made
        return made


@pytest.fixture
def furnished(qtbot: QtBot, tmp_path: Path) -> Iterator[Furnished]:
    made = Furnished(qtbot, tmp_path)
    yield made
    made.desk.tasks.drain()


def lit(window: MainWindow) -> list[str]:
    return [str(b.property("place")) for b in window.rail.findChildren(QToolButton) if b.isChecked()]


def test_a_screen_is_made_at_its_first_visit_and_kept(furnished: Furnished) -> None:
    window = furnished.window
    assert furnished.built == {}
    window.go("board")
    window.go("customers")
    window.go("board")
    assert set(furnished.built) == {"board", "customers"}
    assert window.current_screen() is furnished.built["board"]
    assert furnished.built["board"].visits == [None, None]


def test_a_record_opens_where_its_kind_belongs(furnished: Furnished) -> None:
    furnished.window.go("board")
    furnished.window.open_record("customer", 7)
    assert furnished.built["customer"].visits == [7]
    assert lit(furnished.window) == ["customers"]


def test_back_goes_the_way_one_came(furnished: Furnished) -> None:
    window = furnished.window
    window.go("customers")
    window.open_record("customer", 7)
    window.open_record("customer", 8)
    window.back()
    assert furnished.built["customer"].visits == [7, 8, 7]
    window.back()
    assert window.current_screen() is furnished.built["customers"]
    window.back()
    assert window.current_screen() is furnished.built["customers"]


def test_back_leads_to_what_was_made_not_to_another_new_one(furnished: Furnished) -> None:
    window = furnished.window
    window.go("customer")
    furnished.built["customer"].record = 9
    window.go("board")
    window.back()
    assert furnished.built["customer"].visits == [None, 9]


def test_it_fits_on_a_small_screen_and_has_its_mark(furnished: Furnished, qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.height() < room.height() or window.height() == window.minimumHeight()
    assert window.width() < room.width() or window.width() == window.minimumWidth()
    qtbot.waitUntil(lambda: not QGuiApplication.windowIcon().isNull())


def test_a_screen_may_ask_to_stay(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    furnished.built["board"].may_leave = False
    button = next(b for b in window.rail.findChildren(QToolButton) if b.property("place") == "customers")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.current_screen() is furnished.built["board"]
    assert lit(window) == ["board"]


def test_places_have_keys_and_f5_reads_again(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_screen() is furnished.built["customers"]
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert furnished.built["customers"].read == 1
    assert furnished.built["board"].read == 0


def test_it_opens_where_it_was_left(furnished: Furnished, qtbot: QtBot, tmp_path: Path) -> None:
    window = furnished.window
    window.go("customers")
    window.open_record("customer", 7)
    window.resize(1200, 700)
    window.close()
    furnished.desk.settings.flush()
    later = MainWindow()
    qtbot.addWidget(later)
    settings = PersonSettings(tmp_path / "settings.json", later)
    later.restore_geometry(settings)
    assert later.height() == 700  # the width is cut to the screen of the test
    shown: list[str] = []

    def build(place: Place) -> Screen:
        shown.append(place.id)
        return PlainScreen(furnished.desk)

    later.furnish(PLACES, build, settings)
    later.open_first()
    assert shown == ["customers"]


def test_each_person_finds_the_window_as_they_left_it(
    furnished: Furnished, qtbot: QtBot, tmp_path: Path
) -> None:
    window = furnished.window
    rosas = PersonSettings(tmp_path / "rosa.json", window)
    window.resize(1030, 660)
    window.clear_away()
    window.furnish(PLACES, furnished.build, rosas)
    window.resize(1100, 700)
    window.clear_away()
    window.furnish(PLACES, furnished.build, furnished.desk.settings)
    assert window.height() == 660
    window.clear_away()
    window.furnish(PLACES, furnished.build, rosas)
    assert window.height() == 700


def test_a_window_of_a_screen_that_is_gone_comes_back_on_one_that_is_there(
    furnished: Furnished, qtbot: QtBot
) -> None:
    window, settings = furnished.window, furnished.desk.settings
    window.move(9000, 5000)
    assert not any(screen.geometry().intersects(window.geometry()) for screen in QGuiApplication.screens())
    window.keep_geometry(settings)
    later = MainWindow()
    qtbot.addWidget(later)
    later.restore_geometry(settings)
    later.show()
    assert any(
        screen.availableGeometry().contains(later.geometry().topLeft())
        for screen in QGuiApplication.screens()
    )


def test_closing_tells_before_the_window_goes(furnished: Furnished, qtbot: QtBot) -> None:
    with qtbot.waitSignal(furnished.window.closing):
        furnished.window.close()


def test_undo_takes_back_the_latest_first(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    undone: list[str] = []
    window.say("One", lambda: undone.append("one"))
    window.say("Two", lambda: undone.append("two"))
    window.say("Only told")
    window.setFocus()
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["two", "one"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.status_line.said() == "There is nothing to undo."


def test_undo_in_a_field_is_the_fields_own(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    undone: list[str] = []
    window.say("One", lambda: undone.append("one"))
    field = furnished.built["board"].field
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert field.text() == ""


def find_boilers(text: str, answer: Answer) -> None:
    answer([Option(7, "Boiler 1", "Plant room"), Option(8, "Boiler 2", "Attic")] if "boil" in text else [])


def test_the_command_box_finds_actions_and_runs_them(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.command_box
    assert box.isVisible()
    QTest.keyClicks(box.field, "cust")
    assert [option.text for option in box.list.options()] == ["Actions", "Go to Customers"]
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    assert window.current_screen() is furnished.built["customers"]


def test_the_command_box_forgets_actions_that_went_while_it_was_open(furnished: Furnished) -> None:
    window = furnished.window
    box = window.command_box
    box.open_box()
    _spec, gone = next(entry for entry in box._offered if entry[1].text())
    words = gone.text()
    delete(gone)
    QTest.keyClicks(box.field, words[:4])
    assert box.isVisible()
    assert all(option.text != words for option in box.list.options())


def test_the_command_box_finds_records(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    box = window.command_box
    box.find_with(find_boilers)
    chosen: list[Option] = []
    box.record_chosen.connect(chosen.append)
    box.open_box()
    QTest.keyClicks(box.field, "boil")
    qtbot.waitUntil(lambda: len(box.list.options()) == 3)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert [option.id for option in chosen] == [8]


def test_an_action_called_so_comes_before_records_that_only_mention_it(
    furnished: Furnished, qtbot: QtBot
) -> None:
    window = furnished.window
    window.go("board")
    box = window.command_box
    found = {
        "settings": [Option(7, "City Library", "3 Settings Lane")],
        "cust": [Option(8, "Custom Kitchens", "")],
    }
    box.find_with(lambda text, answer: answer(found.get(text, [])))

    def titles() -> list[str]:
        return [option.text for option in box.list.options() if not option.is_heading]

    box.open_box()
    QTest.keyClicks(box.field, "settings")
    qtbot.waitUntil(lambda: titles() == ["Go to Settings", "City Library"])
    box.field.clear()
    QTest.keyClicks(box.field, "cust")
    qtbot.waitUntil(lambda: titles() == ["Custom Kitchens", "Go to Customers"])


def test_enter_waits_for_what_is_found_for_all_that_was_typed(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    box = window.command_box
    answers: dict[str, Answer] = {}
    box.find_with(answers.__setitem__)
    chosen: list[Option] = []
    box.record_chosen.connect(chosen.append)
    box.open_box()
    QTest.keyClicks(box.field, "20")
    qtbot.waitUntil(lambda: "20" in answers)
    answers["20"]([Option(20, "#20 · Door")])
    QTest.keyClicks(box.field, "164")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert chosen == []
    qtbot.waitUntil(lambda: "20164" in answers)
    answers["20164"]([Option(20164, "#20164 · Ice machine")])
    assert [option.id for option in chosen] == [20164]
    assert not box.isVisible()


def test_an_old_answer_does_not_replace_a_newer_one(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    box = window.command_box
    answers: list[Answer] = []
    box.find_with(lambda _text, answer: answers.append(answer))
    box.open_box()
    for count, letters in enumerate(("boi", "ler"), 1):
        QTest.keyClicks(box.field, letters)
        qtbot.waitUntil(lambda count=count: len(answers) == count)  # type: ignore[misc]
    answers[1]([Option(2, "new")])
    answers[0]([Option(1, "old")])
    assert "new" in [option.text for option in box.list.options()]
    assert "old" not in [option.text for option in box.list.options()]


def test_esc_gives_the_focus_back(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    field = furnished.built["board"].field
    field.setFocus()
    window.open_commands()
    QTest.keyClick(window.command_box.field, Qt.Key.Key_Escape)
    assert not window.command_box.isVisible()
    assert field.hasFocus()


def test_actions_of_a_hidden_screen_are_neither_listed_nor_run(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    ran: list[str] = []
    for place in ("board", "customers"):
        window.go(place)
        spec = ActionSpec(f"{place}.do", f"Do {place}", lambda place=place: ran.append(place), "Ctrl+J")  # type: ignore[misc]
        furnished.built[place].add_action(spec)
    offered = [spec.id for spec, _action in window.actions_offered.offered()]
    assert "customers.do" in offered
    assert "board.do" not in offered
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["customers"]


def test_somebody_else_finds_an_empty_window(furnished: Furnished, qtbot: QtBot) -> None:
    window = furnished.window
    window.go("board")
    with qtbot.waitSignal(furnished.built["board"].destroyed):
        window.clear_away()
    assert window.current_screen() is None
    assert window.rail.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly) == []
    furnished.built.clear()
    window.furnish(PLACES[:1], furnished.build, furnished.desk.settings)
    window.open_first()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert set(furnished.built) == {"board"}


def test_every_control_has_a_name(furnished: Furnished) -> None:
    window = furnished.window
    window.go("board")
    window.open_commands()
    nameless = [
        type(control).__name__
        for kind in (QToolButton, QLineEdit)
        for control in window.findChildren(kind)
        if control.isVisible()
        and not control.accessibleName()
        and control is not furnished.built["board"].field
    ]
    assert nameless == []


def test_what_stands_over_the_window_goes_with_the_office(furnished: Furnished, qtbot: QtBot) -> None:
    furnished.window.show()
    preview = QWidget(furnished.window, Qt.WindowType.Window)
    preview.show()
    qtbot.waitUntil(preview.isVisible)
    furnished.window.clear_away()
    assert not preview.isVisible()
