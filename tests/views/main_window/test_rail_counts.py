"""The rail says how much waits, and keeps saying it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.services.counts.messages import RailCounts, Waiting
from fsmdesk.views.main_window.place_button import PlaceButton
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.rail import Rail
from fsmdesk.views.main_window.rail_counter import RailCounter
from tests.views.desks import PlainOffice, make_desk

PLACES = [
    Place(name, name.title(), "inbox", "fsmdesk.views.screen:Screen") for name in ("board", "inbox", "review")
]


class Counted:
    """A rail at an office where something waits."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.holder = QWidget()
        qtbot.addWidget(self.holder)
        self.rail = Rail(self.holder)
        self.rail.show_places(PLACES)
        self.waiting = Waiting(3, 0)
        self.asked = 0
        office = PlainOffice()
        office.answers = {RailCounts: self._answer}
        self.desk = make_desk(folder, office, self.holder)
        self.counter = RailCounter(self.desk, self.rail, self.holder)

    def _answer(self, _query: RailCounts) -> Waiting:
        self.asked += 1
        if self.waiting.requests < 0:
            raise EnvironmentProblem("The server does not answer.")
        return self.waiting

    def shown(self) -> dict[str, str]:
        buttons = self.rail.findChildren(PlaceButton)
        return {str(button.property("place")): button.count() for button in buttons}

    def change(self, kind: str = "work_order") -> None:
        self.desk.hub.tell(ChangeSet.of([RecordRef(kind, 1)]), None)


@pytest.fixture
def counted(qtbot: QtBot, tmp_path: Path) -> Iterator[Counted]:
    made = Counted(qtbot, tmp_path)
    made.counter.begin()
    qtbot.waitUntil(lambda: made.shown()["inbox"] == "3")
    yield made
    made.desk.tasks.drain()


def test_what_waits_is_counted_and_said(counted: Counted) -> None:
    assert counted.shown() == {"board": "", "inbox": "3", "review": ""}
    (inbox,) = (b for b in counted.rail.findChildren(PlaceButton) if b.property("place") == "inbox")
    assert inbox.accessibleName() == "Inbox, 3 waiting"


def test_many_changes_are_one_look(counted: Counted) -> None:
    counted.waiting = Waiting(1200, 1)
    for _change in range(5):
        counted.change()
    counted.qtbot.waitUntil(lambda: counted.shown() == {"board": "", "inbox": "1,200", "review": "1"})
    assert counted.asked == 2
    counted.change("customer")
    assert not counted.counter._soon.isActive()


def test_the_number_goes_when_nothing_waits_and_stays_when_nobody_answers(counted: Counted) -> None:
    counted.waiting = Waiting(-1, 0)
    counted.change()
    counted.qtbot.waitUntil(lambda: counted.asked == 2 and counted.desk.tasks.is_idle())
    assert counted.shown()["inbox"] == "3"
    counted.waiting = Waiting(0, 0)
    counted.change()
    counted.qtbot.waitUntil(lambda: counted.shown()["inbox"] == "")


def test_the_number_is_painted_beside_the_icon(counted: Counted) -> None:
    (inbox,) = (b for b in counted.rail.findChildren(PlaceButton) if b.property("place") == "inbox")
    inbox.resize(68, 54)
    with_count = inbox.grab().toImage()
    inbox.show_count("")
    assert inbox.grab().toImage() != with_count
