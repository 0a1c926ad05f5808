"""The bar above the schedule in windows of any width."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.board_look import BoardLook, Grouping
from fsmdesk.views.board.colour_scheme import LEGEND_STATES
from fsmdesk.views.board.view_bar import ViewBar
from fsmdesk.views.widgets.buttons import Chip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[ViewBar]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(2000, 100)
    made = ViewBar(may_choose_fields=True, parent=window)
    made.add_filter(Chip("Filter", parent=made))
    window.show()
    qtbot.waitExposed(window)
    made.show_look(BoardLook())
    yield made
    window.close()


def wide(bar: ViewBar, width: int) -> None:
    bar.resize(width, bar.height())
    QApplication.processEvents()


def told(bar: ViewBar) -> list[str]:
    return [chip.text() for chip in (bar.colour_button, bar.group_button, bar.rows_button)]


def test_the_legend_gives_way_first_and_says_how_much_more_there_is(bar: ViewBar) -> None:
    wide(bar, 1900)
    shown, more = bar.legend.fitting()
    assert (len(shown), more) == (len(LEGEND_STATES), "")
    wide(bar, 1000)
    shown, more = bar.legend.fitting()
    assert 0 < len(shown) < len(LEGEND_STATES)
    assert more == f"+{len(LEGEND_STATES) - len(shown)}"
    assert told(bar) == ["Colour by status", "Not grouped", "Rows and nights"]


def test_where_there_is_little_room_choices_are_told_by_signs_and_in_tips(bar: ViewBar) -> None:
    wide(bar, 400)
    assert told(bar) == ["", "", ""]
    bar.show_look(BoardLook(grouping=Grouping.REGION))
    assert bar.group_button.toolTip() == bar.group_button.accessibleName() == "By region"
    assert not bar.group_button.icon().isNull()
    wide(bar, 1200)
    assert told(bar) == ["Colour by status", "By region", "Rows and nights"]
    assert bar.group_button.toolTip() == ""


def test_one_choice_after_the_other_becomes_a_sign(bar: ViewBar) -> None:
    kept = []
    for width in range(1000, 390, -10):
        wide(bar, width)
        kept.append(sum(bool(text) for text in told(bar)))
    assert kept == sorted(kept, reverse=True)
    assert set(kept) == {0, 1, 2, 3}


@pytest.mark.parametrize("width", range(420, 1300, 40))
def test_nothing_is_cut_and_nothing_lies_over_another(bar: ViewBar, width: int) -> None:
    wide(bar, width)
    parts = [
        part
        for part in bar.findChildren(QWidget)
        if part.parent() is bar and part.isVisibleTo(bar) and part.width()
    ]
    parts.sort(key=lambda part: part.x())
    for part, following in pairwise(parts):
        assert part.geometry().right() < following.x()
    assert parts[-1].geometry().right() < bar.width()
    for chip in (bar.colour_button, bar.group_button, bar.rows_button):
        assert chip.width() >= chip.sizeHint().width()


def test_a_click_on_the_legend_opens_all_of_it(bar: ViewBar) -> None:
    wide(bar, 1300)
    QTest.mouseClick(bar.legend, Qt.MouseButton.LeftButton)
    assert bar.legend_panel.isVisible()
    bar.legend_panel.close()
