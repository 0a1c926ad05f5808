"""The board on a real office in a SQLite file: what the mouse does is in the database afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.messages import MoveVisit
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.desk import Desk
from tests.services.shop import BEN, FAY, MORNING, Shop, at
from tests.views.board.hand import drag, minute_x, release, row_y
from tests.views.desks import PlainOffice, PlainShell, make_desk


@pytest.fixture
def desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = replace(make_desk(tmp_path, PlainOffice(), parent), office=shop.dispatcher)
    yield made
    made.tasks.drain()


@pytest.fixture
def waiting_job(shop: Shop) -> int:
    return shop.job(title="No heat")


@pytest.fixture
def planned(shop: Shop) -> int:
    """Fay's visit from nine to ten."""
    return shop.visit(shop.job(WorkOrderState.SCHEDULED, title="Yearly service"), at(9))


@pytest.fixture
def board(qtbot: QtBot, desk: Desk, waiting_job: int, planned: int) -> BoardScreen:
    screen = BoardScreen(desk, clock=lambda: MORNING)
    qtbot.addWidget(screen)
    screen.resize(1600, 700)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(None)
    qtbot.waitUntil(lambda: planned in screen.store.stored_ids())
    return screen


def settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(
        lambda: not board.writer.is_busy and board.desk.tasks.is_idle() and not board.reader.is_waiting
    )


def place_of(board: BoardScreen, technician_id: int, hour: int) -> QPoint:
    return QPoint(minute_x(board.grid, minute_of(at(hour))), row_y(board.grid, technician_id))


def drag_visit(board: BoardScreen, visit_id: int, technician_id: int, hour: int) -> None:
    box = board.grid.visit_box(visit_id)
    end = place_of(board, technician_id, hour) + QPoint(10, 0)
    drag(board.grid.viewport(), QPoint(box.left() + 10, box.center().y()), end)
    release(board.grid.viewport(), end)


def test_a_job_is_planned_by_dragging_it_onto_a_row(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    view = board.jobs.view
    start = view.visualRect(board.jobs.model.index(0)).center()
    target = board.grid.viewport().mapToGlobal(place_of(board, BEN, 11))
    drag(view.viewport(), start, view.viewport().mapFromGlobal(target))
    release(view.viewport(), view.viewport().mapFromGlobal(target))
    settled(qtbot, board)
    (visit,) = shop.all(Visit, work_order_id=waiting_job)
    assert (visit.technician_id, visit.start_at, visit.end_at) == (BEN, at(11), at(12, 30))
    assert shop.get(WorkOrder, waiting_job).state is WorkOrderState.SCHEDULED
    assert board.grid.state.selected_id == visit.id
    assert board.jobs.model.rowCount() == 0
    assert not board.banners.notices()


def test_a_visit_goes_to_another_technician_and_back_by_undo(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    drag_visit(board, planned, BEN, 13)
    settled(qtbot, board)
    moved = shop.get(Visit, planned)
    assert (moved.technician_id, moved.start_at) == (BEN, at(13))
    window = board.desk.shell
    assert isinstance(window, PlainShell)
    said, undo = window.said[-1]
    assert "Ben" in said and undo is not None
    undo()
    qtbot.waitUntil(lambda: [visit.id for visit in board.store.row(FAY).all()] == [planned])
    assert shop.get(Visit, planned).start_at == at(9)


def test_a_second_visit_at_the_same_time_needs_a_reason(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    shop.visit(
        shop.job(WorkOrderState.SCHEDULED), at(13), technician_id=BEN
    )  # another seat, not heard of yet
    drag_visit(board, planned, BEN, 13)
    qtbot.waitUntil(board.reason.isVisible)
    QTest.keyClicks(board.reason.reason, "They go together")
    QTest.keyClick(board.reason.reason, Qt.Key.Key_Return)
    settled(qtbot, board)
    stored = shop.get(Visit, planned)
    assert stored.double_booked and stored.double_booking_reason == "They go together"
    shown = board.store.visit(planned)
    assert shown is not None and shown.is_double_booked


def test_what_another_seat_moved_meanwhile_is_shown_and_said(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    move = MoveVisit(visit_id=planned, seen_version=1, technician_id=FAY, start_at=at(15), end_at=at(16))
    shop.owner.do(move)
    drag_visit(board, planned, BEN, 13)
    settled(qtbot, board)
    shown = board.store.visit(planned)
    assert shown is not None and shown.start_minute == minute_of(at(15))
    assert board.banners.notices()


def test_u_and_the_states_reach_the_office(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    board.strip.state_wanted.emit(planned, VisitState.DISPATCHED)
    settled(qtbot, board)
    assert shop.get(Visit, planned).state is VisitState.DISPATCHED
    board.grid.select(planned)
    QTest.keyClick(board.grid, Qt.Key.Key_U)
    settled(qtbot, board)
    assert shop.get(Visit, planned).state is VisitState.UNPLACED
    assert board.jobs.model.rowCount() == 2


def test_the_strip_knows_the_machine(qtbot: QtBot, board: BoardScreen, planned: int) -> None:
    board.grid.select(planned)
    qtbot.waitUntil(lambda: board.strip.facts.text().count("·") >= 2)
    assert not board.banners.notices()


def test_a_job_of_another_day_is_gone_to_and_chosen(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(6, day=1), state=VisitState.DONE)
    later = shop.visit(job, at(17, day=5), technician_id=BEN)
    board.arrive(job)
    qtbot.waitUntil(lambda: board.grid.state.selected_id == later)
    settled(qtbot, board)
    assert board.day == at(17, day=5).date()
    assert board.grid.viewport().rect().contains(board.grid.visit_box(later))
    board.go_to_day(MORNING.date())
    settled(qtbot, board)
    assert board.grid.state.selected_id is None


def test_a_job_of_the_day_that_is_shown_is_chosen(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    board.arrive(shop.get(Visit, planned).work_order_id)
    qtbot.waitUntil(lambda: board.grid.state.selected_id == planned)
    settled(qtbot, board)
    assert board.day == MORNING.date()
    assert board.grid.hasFocus()


def test_a_job_that_waits_is_chosen_in_the_list(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    second = shop.job(title="Drip under the sink")
    board.arrive(second)
    qtbot.waitUntil(lambda: board.jobs.view.chosen_job is not None)
    settled(qtbot, board)
    chosen = board.jobs.view.chosen_job
    assert chosen is not None
    assert chosen.work_order_id == second
    assert board.jobs.view.hasFocus()


def test_a_job_that_is_nowhere_on_the_board_is_said_so(
    qtbot: QtBot, board: BoardScreen, shop: Shop, desk: Desk
) -> None:
    board.arrive(shop.job(WorkOrderState.REQUESTED))
    settled(qtbot, board)
    assert isinstance(desk.shell, PlainShell)
    assert "not on the board" in desk.shell.said[-1][0]
    assert board.grid.state.selected_id is None
