from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.services.dispatch.messages import BoardDay, BoardFields, BoardView, ChooseBoardFields
from fsmdesk.views.board.board_look import Grouping, remembered_look
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.colour_scheme import ColourScheme
from fsmdesk.views.board.fields_popup import FieldsPopup
from fsmdesk.views.board.nights import Nights
from fsmdesk.views.board.period import Period, ViewKind
from fsmdesk.views.board.row_layout import COMPACT_HEIGHT
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.desk import Desk
from tests.views.board.world import DAY, BoardWorld, clock


def settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle() and not board.reader.is_waiting)


@pytest.fixture
def asked(world: BoardWorld) -> list[tuple[date, int]]:
    """The days that were read, one entry for each time."""
    found: list[tuple[date, int]] = []

    def view(query: BoardDay) -> BoardView:
        found.append((query.day, query.day_count))
        return world.view(query)

    world.office.answers[BoardDay] = view
    return found


@pytest.mark.parametrize(
    ("key", "period"),
    [
        (Qt.Key.Key_2, Period(DAY, 3)),
        (Qt.Key.Key_3, Period(date(2026, 11, 15), 7)),
        (Qt.Key.Key_4, Period(date(2026, 11, 1), 30)),
    ],
)
def test_views_are_chosen_by_keys_read_once_and_shown_whole(
    qtbot: QtBot, asked: list[tuple[date, int]], board: BoardScreen, key: Qt.Key, period: Period
) -> None:
    before = len(asked)
    QTest.keyClick(board.grid, key, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, board)
    assert board.views.period == period
    assert asked[before:] == [(period.first, period.count)]
    assert [mark.day for mark in board.grid.scale.days] == period.days
    assert board.grid.scale.width == pytest.approx(board.grid.viewport().width(), abs=1)
    assert board.controls.kinds.choice() == board.views.look.kind.value


def test_a_view_is_chosen_by_its_button_and_remembered(qtbot: QtBot, board: BoardScreen, desk: Desk) -> None:
    week = next(one for one in board.controls.kinds.findChildren(QPushButton) if one.text() in ("Week", "W"))
    QTest.mouseClick(week, Qt.MouseButton.LeftButton)
    settled(qtbot, board)
    assert remembered_look(desk.settings).kind is ViewKind.WEEK
    later = BoardScreen(desk, clock=clock)
    qtbot.addWidget(later)
    assert later.views.period.count == 7


def test_steps_are_as_long_as_the_view(qtbot: QtBot, board: BoardScreen) -> None:
    board.views.choose_view(ViewKind.WEEK)
    settled(qtbot, board)
    QTest.keyClick(board.grid, Qt.Key.Key_BracketRight)
    settled(qtbot, board)
    assert board.views.period.first == date(2026, 11, 22)
    QTest.keyClick(board.grid, Qt.Key.Key_T)
    settled(qtbot, board)
    assert board.views.period.holds(DAY)


def test_everything_about_the_look_is_remembered(qtbot: QtBot, board: BoardScreen, desk: Desk) -> None:
    look = replace(
        board.views.look.with_nights(Nights.NARROW),
        is_compact=True,
        grouping=Grouping.SKILL,
        scheme=ColourScheme.KIND,
        shows_travel=False,
    ).fold("HVAC")
    board.views.choose_look(look)
    assert remembered_look(desk.settings) == look
    assert board.grid.layout_of_rows.row_height == COMPACT_HEIGHT


def test_a_click_on_the_head_of_a_group_folds_it(qtbot: QtBot, board: BoardScreen) -> None:
    board.views.choose_look(replace(board.views.look, grouping=Grouping.SKILL))
    layout = board.grid.layout_of_rows
    assert [head.group.name for head in layout.heads] == ["HVAC", "Without skills"]
    head = QPoint(20, layout.heads[0].top + 10)
    QTest.mouseClick(board.grid.row_header, Qt.MouseButton.LeftButton, pos=head)
    assert board.grid.layout_of_rows.row_of(1) is None
    QTest.mouseClick(board.grid.row_header, Qt.MouseButton.LeftButton, pos=head)
    assert board.grid.layout_of_rows.row_of(1) == 0


def test_nights_are_hidden_without_moving_what_is_in_sight(qtbot: QtBot, board: BoardScreen) -> None:
    nine = minute_of(clock()) - 103
    board.views.choose_look(board.views.look.with_nights(Nights.HIDDEN))
    grid = board.grid
    assert grid.scale.width < 24 * grid.scale.hour_width
    assert grid.scale.minute_at(grid.scale.x_of(nine)) == pytest.approx(nine)


def test_the_slider_zooms_and_the_zoom_is_kept_for_each_view(qtbot: QtBot, board: BoardScreen) -> None:
    before = board.grid.scale.hour_width
    board.controls.bar.slider.setValue(90)
    wide = board.grid.scale.hour_width
    assert wide > before
    board.views.choose_view(ViewKind.THREE_DAYS)
    settled(qtbot, board)
    assert board.grid.scale.hour_width < wide
    board.views.choose_view(ViewKind.DAY)
    settled(qtbot, board)
    assert board.grid.scale.hour_width == pytest.approx(wide, abs=0.01)


def test_the_wheel_with_ctrl_zooms_around_the_pointer(board: BoardScreen) -> None:
    grid, at = board.grid, QPointF(333, 120)
    minute = grid.scale.minute_at(333 + grid.horizontalScrollBar().value())
    _wheel(board, at, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert grid.scale.x_of(minute) - grid.horizontalScrollBar().value() == pytest.approx(333, abs=1)


def test_0_fits_the_period_into_the_window(board: BoardScreen) -> None:
    board.grid.zoom(3)
    QTest.keyClick(board.grid, Qt.Key.Key_0)
    assert board.grid.scale.width == pytest.approx(board.grid.viewport().width(), abs=1)


def test_scrolling_on_at_the_end_reads_more_days_once_and_leaves_the_place(
    qtbot: QtBot, asked: list[tuple[date, int]], board: BoardScreen
) -> None:
    grid = board.grid
    grid.select(3)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    left = grid.scale.minute_at(grid.horizontalScrollBar().value())
    before = len(asked)
    for _ in range(5):
        _wheel(board, QPointF(300, 100), QPoint(-120, 0))
    qtbot.waitUntil(lambda: board.views.loaded.count > 1)
    settled(qtbot, board)
    assert asked[before:] == [(DAY, 4)]
    assert grid.scale.minute_at(grid.horizontalScrollBar().value()) == pytest.approx(left, abs=2)
    assert grid.state.selected_id == 3
    grid.horizontalScrollBar().setValue(grid.scale.x_at(grid.scale.days[2].start_minute))
    assert board.views.period == Period(DAY + timedelta(days=2))
    assert "22" in board.top_bar.title()


def test_the_office_chooses_what_cards_and_tips_say(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    world.office.answers[ChooseBoardFields] = lambda command: None
    board.controls.bar.fields_wanted.emit()
    popup = board.window().findChild(FieldsPopup)
    assert popup is not None
    popup.label_list.show_names(("number", "site"))
    QTest.mouseClick(popup.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(isinstance(one, ChooseBoardFields) for one in world.office.done))
    command = next(one for one in world.office.done if isinstance(one, ChooseBoardFields))
    assert command.label == ("number", "site") and command.tooltip[0] == "number"


def test_cards_and_tips_say_what_the_office_chose(board: BoardScreen) -> None:
    visit = board.store.visit(1)
    assert visit is not None
    assert board.grid.words.first(visit) == "Harbour Dental"
    fields = BoardFields(label="number,site", tooltip="site,nonsense")
    words = type(board.grid.words)(board.desk.formats, fields.label, fields.tooltip)
    assert (words.first(visit), words.second(visit), words.rest(visit)) == ("#4411", "12 Quay Street", [])
    assert words.tip(visit) == ["12 Quay Street"]


def _wheel(
    board: BoardScreen,
    at: QPointF,
    angle: QPoint,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    view = board.grid.viewport()
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
