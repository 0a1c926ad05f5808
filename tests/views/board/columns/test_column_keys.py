"""A turned schedule by keyboard: arrows mean what they point at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.views.board.columns.turnable_grid import TurnableGrid
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.gesture import VisitDrop
from tests.views.board.columns.places import landing
from tests.views.board.world import BoardWorld

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dropped(columns: TurnableGrid) -> list[VisitDrop]:
    found: list[VisitDrop] = []
    columns.visit_dropped.connect(found.append)
    columns.visit_resized.connect(found.append)
    return found


def test_down_walks_along_the_day_and_right_to_the_next_technician(columns: TurnableGrid) -> None:
    columns.select(1)
    walked = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
    ):
        QTest.keyClick(columns, key)
        walked.append(columns.state.selected_id)
    assert walked == [2, 3, 2, 4, 4, 1]


def test_shift_and_arrows_choose_in_addition(columns: TurnableGrid) -> None:
    columns.select(1)
    QTest.keyClick(columns, Qt.Key.Key_Down, SHIFT)
    assert columns.state.chosen_ids == {1, 2}


def test_return_opens(qtbot: QtBot, columns: TurnableGrid) -> None:
    columns.select(2)
    with qtbot.waitSignal(columns.visit_opened) as opened:
        QTest.keyClick(columns, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_alt_and_arrows_move_by_a_snap_and_by_a_technician(
    columns: TurnableGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    columns.select(1)
    QTest.keyClick(columns, Qt.Key.Key_Up, ALT)
    QTest.keyRelease(columns, Qt.Key.Key_Alt)
    QTest.keyClick(columns, Qt.Key.Key_Right, ALT)
    QTest.keyRelease(columns, Qt.Key.Key_Alt)
    assert [drop.landing for drop in dropped] == [
        landing(world, 1, (7, 45), (9, 15)),
        landing(world, 2, (8, 0), (9, 30)),
    ]


def test_shift_alt_and_down_make_it_longer(
    columns: TurnableGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    columns.select(1)
    QTest.keyClick(columns, Qt.Key.Key_Down, ALT | SHIFT)
    QTest.keyRelease(columns, Qt.Key.Key_Alt)
    assert [drop.landing for drop in dropped] == [landing(world, 1, (8, 0), (9, 45))]


def test_space_lifts_arrows_carry_and_space_drops(
    columns: TurnableGrid, world: BoardWorld, dropped: list[VisitDrop]
) -> None:
    columns.select(2)
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert columns.session.phase is Phase.LIFTED
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(columns, key)
    assert columns.state.ghost is not None
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert [drop.landing for drop in dropped] == [landing(world, 3, (10, 30), (11, 30))]


def test_escape_puts_back(columns: TurnableGrid, dropped: list[VisitDrop]) -> None:
    columns.select(2)
    QTest.keyClick(columns, Qt.Key.Key_Space)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Escape)
    assert columns.session.phase is Phase.IDLE
    assert columns.state.ghost is None
    assert not dropped


def test_walking_brings_the_visit_into_sight(columns: TurnableGrid) -> None:
    columns.time_bar.setValue(0)
    columns.resize(672, 300)
    columns.select(2)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    assert columns.viewport().rect().contains(columns.visit_box(3))


def test_the_menu_by_key_stands_below_the_visit(columns: TurnableGrid) -> None:
    places = []
    columns.menu_wanted.connect(lambda _hit, at: places.append(at))
    columns.select(4)
    columns.keys.offer_menu()
    box = columns.visit_box(4)
    assert places == [columns.viewport().mapToGlobal(box.bottomLeft())]
    columns.select(None)
    columns.keys.offer_menu()
    assert columns.viewport().rect().contains(columns.viewport().mapFromGlobal(places[1]))
