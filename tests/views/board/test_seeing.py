from dataclasses import replace

import pytest
from PySide6.QtCore import QRect

from fsmdesk.core.states import VisitState
from fsmdesk.planning.travel import Point, TravelModel
from fsmdesk.views.board.alarms import Alarm, alarm_of
from fsmdesk.views.board.board_rows import visit_from
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.legend import LegendPanel
from fsmdesk.views.board.marks import STATE_MARKS, legend_marks, marks_of
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.store import BoardChanges
from fsmdesk.views.board.visit_words import remarks
from fsmdesk.views.board.visits import Visit, minute_of
from fsmdesk.views.board.ways import WaysShown
from fsmdesk.views.theme.theme import tokens
from tests.views.board.test_grid_painting import picture, share_of
from tests.views.board.world import BoardWorld
from tests.views.desks import FORMATS

HERE, THERE, HOME = (
    Point(52_500_000, 13_400_000),
    Point(52_530_000, 13_400_000),
    Point(52_400_000, 13_400_000),
)


def change(grid: ScheduleGrid, world: BoardWorld, visit_id: int, **fields: object) -> Visit:
    """The visit with other values, as if it had been read."""
    before = grid.store.stored_visit(visit_id) or visit_from(world.visits[visit_id])
    made = replace(before, version=before.version + 1, **fields)  # type: ignore[arg-type]
    grid.store.apply(BoardChanges([made]))
    return made


@pytest.mark.parametrize(
    ("state", "now", "alarm"),
    [
        (VisitState.PLANNED, 100, None),
        (VisitState.PLANNED, 101, Alarm.LATE),
        (VisitState.EN_ROUTE, 150, Alarm.LATE),
        (VisitState.ON_SITE, 150, None),
        (VisitState.ON_SITE, 161, Alarm.OVER),
        (VisitState.DONE, 500, None),
    ],
)
def test_late_is_who_has_not_come_and_over_is_who_has_not_finished(
    state: VisitState, now: int, alarm: Alarm | None
) -> None:
    assert alarm_of(Visit(1, 1, 1, 100, 160, state=state), now) is alarm


def test_every_mark_has_an_icon_of_its_own_and_words_that_are_spoken_too() -> None:
    icons = [mark.icon for mark in legend_marks()]
    assert len(icons) == len(set(icons))
    visit = Visit(1, 1, 1, 0, 60, has_hazard=True, is_missing_parts=True, is_unpaid=True, is_time_pinned=True)
    assert remarks(visit) == [mark.words for mark in marks_of(visit)] and len(remarks(visit)) == 4


def test_a_visit_that_becomes_late_looks_different_and_says_so(grid: ScheduleGrid, world: BoardWorld) -> None:
    before = picture(grid)
    grid.show_alarms({1: Alarm.LATE})
    box = grid.visit_box(1)
    assert picture(grid).copy(box) != before.copy(box)
    visit = grid.store.visit(1)
    assert visit is not None and "Late" in grid.words.tip_text(visit, Alarm.LATE)


def test_what_really_happened_is_a_line_along_the_card(grid: ScheduleGrid, world: BoardWorld) -> None:
    arrived, finished = (minute_of(world.at(*time)) for time in ((8, 15), (9, 15)))
    change(grid, world, 1, arrived_minute=arrived, finished_minute=finished, state=VisitState.DONE)
    box, palette = grid.visit_box(1), board_palette(tokens())
    line = QRect(box.left() + 18, box.bottom() - 1, 54, 1)
    image = picture(grid)
    assert all(image.pixelColor(x, line.top()) == palette.actual for x in range(line.left(), line.right()))
    assert image.pixelColor(box.right() - 4, line.top()) != palette.actual


def test_the_way_is_from_the_visit_before_or_from_home(grid: ScheduleGrid, world: BoardWorld) -> None:
    first, second = (
        change(grid, world, visit_id, point=point) for visit_id, point in ((1, HERE), (2, THERE))
    )
    grid.store.technicians[1] = replace(grid.store.technicians[1], home=HOME)
    travel = TravelModel()
    ways = WaysShown(grid.store, travel, FORMATS.zone)
    assert ways(first) == travel.minutes(HOME, HERE, 480)
    assert ways(second) == travel.minutes(HERE, THERE, 540)
    assert ways(replace(second, travel_minutes=44)) == 44
    assert ways(replace(second, point=None)) == 0
    grid.places.travel_minutes = ways
    assert grid.places.painted_rect(first).left() < grid.places.visit_rect(first).left()


def test_the_promised_window_shows_while_a_visit_is_chosen(grid: ScheduleGrid, world: BoardWorld) -> None:
    window = (minute_of(world.at(11, 30)), minute_of(world.at(13, 30)))
    change(grid, world, 1, window_start_minute=window[0], window_end_minute=window[1])
    before, palette = picture(grid), board_palette(tokens())
    grid.select(1)
    left = round(grid.scale.x_of(window[0])) - grid.horizontalScrollBar().value()
    edge = QRect(left + 4, 1, 100, 2)
    assert share_of(picture(grid), edge, palette.promise) == 1
    grid.select(None)
    assert picture(grid) == before


def test_the_legend_names_everything_that_is_drawn(grid: ScheduleGrid) -> None:
    entries = LegendPanel(grid).entries()
    assert {mark.words for mark in legend_marks()} <= set(entries)
    shown = {state.label for state in STATE_MARKS} - {
        VisitState.CANCELLED.label,
        VisitState.PARTLY_DONE.label,
    }
    assert shown <= set(entries)
