"""The lists beside the board: shown, searched, filtered, filled by dragging, and managed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.models import Visit, WaitingList, WorkOrder
from fsmdesk.services.waiting.messages import SaveWaitingList
from fsmdesk.views.board.acts.lists_dialog import ListsDialog
from fsmdesk.views.board.acts.place_dialog import PlaceDialog
from fsmdesk.views.board.visits import minute_of
from tests.services.shop import BEN, FAY, SCHOOL, Shop, at
from tests.views.board.acts.conftest import Board, Plan
from tests.views.board.hand import LEFT, drag, minute_x, release, row_y

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lists(shop: Shop) -> dict[str, int]:
    names = (("Waiting for parts", False), ("Call back", False), ("Wants earlier", True))
    return {
        name: shop.dispatcher.do(SaveWaitingList(name=name, keeps_place=keeps)).value for name, keeps in names
    }


def shown(board: Board) -> list[int]:
    return [job.work_order_id for job in board.jobs.model.rows()]


def tabs(board: Board) -> list[str]:
    return [tab.text() for tab in board.jobs.bar.tabs.values()]


def read(board: Board) -> None:
    board.acts.read_lists()
    board.show()


def grid_spot(board: Board, technician: int, hour: int) -> QPoint:
    spot = QPoint(minute_x(board.grid, minute_of(at(hour))) + 1, row_y(board.grid, technician))
    return board.grid.viewport().mapToGlobal(spot)


def test_each_list_shows_its_own_by_priority_then_due(
    board: Board, shop: Shop, lists: dict[str, int]
) -> None:
    late = shop.job(due_at=at(18, day=5))
    soon = shop.job(due_at=at(18))
    urgent = shop.job(priority=Priority.CRITICAL)
    parts = shop.job(waiting_list_id=lists["Waiting for parts"])
    read(board)
    assert shown(board) == [urgent, soon, late]
    assert tabs(board) == ["To schedule  3", "Waiting for parts  1", "Call back  0", "Wants earlier  0"]
    board.jobs.bar.tabs[lists["Waiting for parts"]].click()
    assert shown(board) == [parts]
    board.jobs.bar.tabs[lists["Call back"]].click()
    assert shown(board) == [] and board.jobs.empty_words.isVisible()


def test_a_list_is_searched_and_filtered(board: Board, shop: Shop) -> None:
    heat = shop.job(title="No heat", priority=Priority.HIGH)
    leak = shop.job(title="Leak in the kitchen", customer_id=SCHOOL)
    read(board)
    QTest.keyClicks(board.jobs.search, "hill kitch")
    board.qtbot.waitUntil(lambda: shown(board) == [leak])
    QTest.keyClick(board.jobs.search, Qt.Key.Key_Escape)
    board.qtbot.waitUntil(lambda: len(shown(board)) == 2)
    board.jobs.filter.priorities.add(Priority.HIGH)
    board.jobs.filter.changed.emit()
    assert shown(board) == [heat]
    board.jobs.filter.clear()
    assert set(shown(board)) == {heat, leak}


def test_several_jobs_are_dragged_to_the_board_one_after_the_other(board: Board, shop: Shop) -> None:
    first, second, third = (shop.job(due_at=at(12 + n)) for n in range(3))
    read(board)
    view, model = board.jobs.view, board.jobs.model
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(model.index(0)).center())
    QTest.mouseClick(view.viewport(), LEFT, CTRL, view.visualRect(model.index(1)).center())
    assert [job.work_order_id for job in view.chosen_jobs] == [first, second]
    end = view.viewport().mapFromGlobal(grid_spot(board, BEN, 9))
    drag(view.viewport(), view.visualRect(model.index(0)).center(), end)
    assert len(board.grid.state.companions) == 1
    release(view.viewport(), end)
    board.settle()
    placed = [visit for job in (first, second) for visit in shop.all(Visit, work_order_id=job)]
    assert [(one.technician_id, one.start_at, one.end_at) for one in placed] == [
        (BEN, at(9), at(10, 30)),
        (BEN, at(10, 30), at(12)),
    ]
    assert shown(board) == [third]


def test_several_visits_are_dragged_back_to_the_name_of_a_list(
    board: Board, shop: Shop, plan: Plan, lists: dict[str, int]
) -> None:
    first, second = plan(9), plan(10)
    read(board)
    board.show(first, second)
    view = board.grid.viewport()
    tab = board.jobs.bar.tabs[lists["Waiting for parts"]]
    end = view.mapFromGlobal(tab.mapToGlobal(tab.rect().center()))
    drag(view, view.mapFromGlobal(grid_spot(board, FAY, 9)) + QPoint(30, 0), end)
    assert "Back to the list: Waiting for parts" in board.screen.offers.label.text()
    release(view, end)
    board.settle()
    rows = [shop.get(Visit, visit) for visit in (first, second)]
    assert {row.state for row in rows} == {VisitState.UNPLACED}
    listed = {shop.get(WorkOrder, row.work_order_id).waiting_list_id for row in rows}
    assert listed == {lists["Waiting for parts"]}
    assert tabs(board)[1] == "Waiting for parts  2"


def test_a_visit_that_wants_earlier_keeps_its_place_and_is_moved_from_its_list(
    board: Board, shop: Shop, plan: Plan, lists: dict[str, int]
) -> None:
    visit = plan(14)
    read(board)
    board.show(visit)
    board.acts.drop_on_list((visit,), lists["Wants earlier"])
    board.settle()
    assert shop.get(Visit, visit).start_at == at(14) and tabs(board)[3] == "Wants earlier  1"
    board.jobs.bar.tabs[lists["Wants earlier"]].click()
    job = board.jobs.model.row_at(0)
    assert job is not None and job.placed_minute == minute_of(at(14))
    view = board.jobs.view
    end = view.viewport().mapFromGlobal(grid_spot(board, BEN, 9))
    drag(view.viewport(), view.visualRect(board.jobs.model.index(0)).center(), end)
    release(view.viewport(), end)
    board.settle()
    stored = shop.get(Visit, visit)
    assert (stored.technician_id, stored.start_at) == (BEN, at(9)) and len(shop.all(Visit)) == 1


def test_a_job_is_dropped_on_the_name_of_another_list(
    board: Board, shop: Shop, lists: dict[str, int]
) -> None:
    job = shop.job()
    read(board)
    view = board.jobs.view
    tab = board.jobs.bar.tabs[lists["Call back"]]
    end = view.viewport().mapFromGlobal(tab.mapToGlobal(tab.rect().center()))
    drag(view.viewport(), view.visualRect(board.jobs.model.index(0)).center(), end)
    release(view.viewport(), end)
    board.settle()
    assert shop.get(WorkOrder, job).waiting_list_id == lists["Call back"] and shown(board) == []


def test_b_books_to_the_minute(board: Board, shop: Shop) -> None:
    job = shop.job()
    read(board)
    board.jobs.choose((job, 0))
    QTest.keyClick(board.jobs.view, Qt.Key.Key_B)
    dialog = board.screen.window().findChild(PlaceDialog)
    assert dialog is not None
    dialog.technician.set_value(BEN)
    dialog.start.set_value(9 * 60 + 10)
    dialog.start.changed.emit()
    dialog.yes_button.click()
    board.settle()
    (visit,) = shop.all(Visit)
    assert (visit.technician_id, visit.start_at, visit.end_at) == (BEN, at(9, 10), at(10, 40))


def test_lists_are_made_named_ordered_and_removed(board: Board, shop: Shop, lists: dict[str, int]) -> None:
    read(board)
    board.jobs.bar.manage_button.click()
    dialog = board.screen.window().findChild(ListsDialog)
    assert dialog is not None
    board.settle()
    QTest.keyClicks(dialog.new_name, "Call back")
    QTest.keyClick(dialog.new_name, Qt.Key.Key_Return)
    board.settle()
    assert dialog._error.isVisible() and len(shop.all(WaitingList)) == 3
    QTest.keyClicks(dialog.new_name, "Roof work")
    QTest.keyClick(dialog.new_name, Qt.Key.Key_Return)
    board.qtbot.waitUntil(lambda: len(dialog.lines) == 4)
    dialog.lines[3].up_button.click()
    board.qtbot.waitUntil(lambda: dialog.lines[2].row.name == "Roof work")
    dialog.lines[0].name.setText("Parts on order")
    dialog.lines[0].name.editingFinished.emit()
    board.qtbot.waitUntil(lambda: dialog.lines[0].row.name == "Parts on order")
    dialog.lines[1].remove_button.click()
    board.qtbot.waitUntil(lambda: len(dialog.lines) == 3)
    dialog.close_button.click()
    board.settle()
    assert tabs(board) == ["To schedule  0", "Parts on order  0", "Roof work  0", "Wants earlier  0"]
