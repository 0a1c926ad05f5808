"""What was typed at records and not saved is told of at the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.services.finding.messages import Found, NamesOf
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.kept_records import KeptRecords
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.window import MainWindow
from fsmdesk.views.screen import Screen
from tests.views.desks import PlainOffice, PlainShell, make_desk

THERE = {
    ("work_order", 7): Found("work_order", 7, "#7 · No heat", "City Library"),
    ("customer", 3): Found("customer", 3, "Corner Bakery", ""),
}


class _Shown(Screen):
    """Shows the record that it is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Customer")
        self.record: int | None = None

    def arrive(self, record_id: int | None) -> None:
        self.record = record_id

    def shown_record(self) -> int | None:
        return self.record


class Kept:
    """A window at an office, before it is told what waits."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        office = PlainOffice()
        office.answers = {NamesOf: lambda query: tuple(THERE[one] for one in query.records if one in THERE)}
        self.desk: Desk = make_desk(folder, office, self.holder)
        self.records = KeptRecords(self.desk, self.window, ("work_order", "customer"), self.holder)

    def look(self, *drafts: str) -> list[str]:
        for name in drafts:
            self.desk.drafts.keep(name, {"version": 1, "raw": {"cause": "dry"}})
        self.records.look()
        self.qtbot.waitUntil(self.desk.tasks.is_idle)
        return self.texts()

    def texts(self) -> list[str]:
        return [notice.text for notice in self.window.banners.notices()]


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: Path) -> Iterator[Kept]:
    made = Kept(qtbot, tmp_path)
    yield made
    made.desk.tasks.drain()


def test_nothing_is_said_where_nothing_waits(kept: Kept) -> None:
    assert kept.look("documents", "intake-new", "site-new-of-3", "person-4", "work_order-99") == []


def test_a_record_that_waits_is_named_and_opened(kept: Kept) -> None:
    (text,) = kept.look("work_order-7")
    assert text == "What was typed at #7 · No heat is kept, and not saved yet."
    (notice,) = kept.window.banners.notices()
    notice.actions[0][1]()
    assert kept.texts() == []
    shell = kept.desk.shell
    assert isinstance(shell, PlainShell)
    assert shell.opened == [("work_order", 7)]


def test_several_are_named_until_each_was_opened(kept: Kept) -> None:
    (text,) = kept.look("work_order-7", "customer-3")
    assert text.startswith("What was typed at 2 records is kept")
    (notice,) = kept.window.banners.notices()
    assert [words for words, _act in notice.actions] == ["Open Corner Bakery", "Open #7 · No heat"]
    notice.actions[0][1]()
    (left,) = kept.texts()
    assert "Corner Bakery" not in left


def test_one_that_was_found_by_itself_is_named_no_longer(kept: Kept) -> None:
    place = Place("customer", "Customer", "", _Shown, in_rail=False, opens=("customer",))
    kept.window.furnish((place,), lambda one: one.build(kept.desk), kept.desk.settings)
    kept.look("work_order-7", "customer-3")
    kept.window.open_record("customer", 7)
    assert len(kept.texts()) == 1 and "Corner Bakery" in kept.texts()[0]
    kept.window.open_record("customer", 3)
    assert kept.texts() == ["What was typed at #7 · No heat is kept, and not saved yet."]


def test_what_was_saved_or_given_up_is_named_no_longer(kept: Kept) -> None:
    kept.look("work_order-7", "customer-3")
    saved = ChangeSet.of([RecordRef("work_order", 7)])
    kept.desk.hub.tell(saved, None)
    assert len(kept.texts()) == 1 and "#7" in kept.texts()[0]
    kept.desk.drafts.drop("work_order-7")
    kept.desk.hub.tell(saved, None)
    assert kept.texts() == ["What was typed at Corner Bakery is kept, and not saved yet."]
    kept.desk.drafts.drop("customer-3")
    kept.window.arrived.emit(None)
    assert kept.texts() == []
