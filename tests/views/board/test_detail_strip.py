"""The strip below the board: what its buttons do, and that long words end in dots."""

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.detail_strip import DetailStrip
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.widgets.passing_menu import PassingMenu
from tests.views.desks import FORMATS


def test_move_to_asks_for_another_place(qtbot: QtBot, board: BoardScreen) -> None:
    board.grid.select(1)
    board.strip.move_button.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in board.window().findChildren(QDialog)))
    for dialog in board.window().findChildren(QDialog):
        dialog.reject()


def test_more_offers_what_the_right_button_offers(
    board: BoardScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PassingMenu, "show_at", lambda *_: None)  # no display can show a menu here
    board.grid.select(1)
    board.strip.more_button.click()
    menu = board.offering.menu
    assert menu is not None
    offered = [action.text() for action in menu.actions() if action.text()]
    assert any(text.startswith("Move to") for text in offered)
    assert any(text.startswith("Postpone") for text in offered)


@pytest.mark.parametrize("name", ["move_button", "slot_button", "unschedule_button"])
def test_what_has_begun_keeps_its_place(qtbot: QtBot, name: str) -> None:
    strip = DetailStrip(FORMATS)
    qtbot.addWidget(strip)
    visit = Visit(7, 1, 1, 0, 60, customer="Zoo")
    strip.show_visit(visit, "Fay", 0)
    enabled = [getattr(strip, name).isEnabled()]
    strip.show_visit(Visit(-7, 1, 1, 0, 60, customer="Zoo"), "Fay", 0)
    enabled.append(getattr(strip, name).isEnabled())
    assert enabled == [True, False]


def test_long_words_end_in_dots_and_are_whole_in_the_tip(qtbot: QtBot) -> None:
    strip = DetailStrip(FORMATS)
    qtbot.addWidget(strip)
    strip.resize(500, 140)
    strip.show()
    name = "Wohnungseigentümergemeinschaft Lindenstraße 12 bis 14a und Gartenhaus hinten links"
    strip.show_visit(Visit(7, 1, 1, 0, 60, customer=name), "Fay", 0)
    assert strip.minimumSizeHint().width() <= 900
    assert strip.heading.width() <= 500
    assert name in strip.heading.toolTip()


@pytest.mark.parametrize("width", [700, 1500])
def test_a_warning_is_not_cut_for_the_facts(qtbot: QtBot, width: int) -> None:
    strip = DetailStrip(FORMATS)
    qtbot.addWidget(strip)
    strip.resize(width, strip.height())
    strip.show()
    qtbot.waitExposed(strip)
    site = "Wohnungseigentümergemeinschaft Lindenstraße 14, Conference wing, Parking, level 1, Charger 12"
    strip.show_visit(Visit(7, 1, 1, 0, 60, customer="Zoo", site=site, is_unpaid=True), "Fay", 0)
    qtbot.waitUntil(lambda: strip.hazard.geometry().right() < strip.width() - 10)
    assert strip.hazard.width() >= strip.hazard.sizeHint().width() > 0
