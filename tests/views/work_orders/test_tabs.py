"""Tabs make and read their parts when these are first looked at."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.formats import Formats
from fsmdesk.services.orders.messages import WorkOrderCard
from fsmdesk.views.work_orders.tabs import TabCard
from tests.views.work_orders.cards import plain_card


class _Part(QLabel):
    """Notes what it hears."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heard: list[int] = []

    def show_card(self, card: WorkOrderCard) -> None:
        """One more."""
        self.heard.append(card.version)


def _card(version: int) -> WorkOrderCard:
    return replace(plain_card(), version=version)


def _count(card: WorkOrderCard, _formats: Formats) -> str:
    return f"{card.version}/9"


def _tabs(qtbot: QtBot, made: list[_Part]) -> TabCard:
    def make(parent: QWidget) -> _Part:
        made.append(_Part(parent))
        return made[-1]

    tabs = TabCard("Tabs", Formats("en_GB", "GBP", ZoneInfo("Europe/London")))
    qtbot.addWidget(tabs)
    tabs.add_part("first", "First", QLabel("here"))
    tabs.add_part("late", "Late", make, _count)
    tabs.show()
    return tabs


def test_a_part_is_made_when_it_is_first_shown(qtbot: QtBot) -> None:
    made: list[_Part] = []
    tabs = _tabs(qtbot, made)
    tabs.show_card(_card(3))
    assert made == []
    assert tabs.bar.tabText(1) == "Late 3/9"
    tabs.turn_to("late")
    assert [part.heard for part in made] == [[3]]
    assert made[0].isVisible()


def test_a_part_hears_of_the_job_only_while_it_is_in_view(qtbot: QtBot) -> None:
    made: list[_Part] = []
    tabs = _tabs(qtbot, made)
    tabs.show_card(_card(3))
    tabs.turn_to("late")
    tabs.turn_to("first")
    assert not made[0].isVisible()
    tabs.show_card(_card(4))
    tabs.show_card(_card(5))
    tabs.turn_to("late")
    tabs.show_card(_card(6))
    tabs.turn_to("first")
    tabs.turn_to("late")
    assert made[0].heard == [3, 5, 6]
