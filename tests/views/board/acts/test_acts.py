"""What is done by keys and menus is in the database afterwards, in one step that can be taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from fsmdesk.core.states import VisitState
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.views.board.gesture import GroupDrop, Landing, VisitDrop
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.confirm import ConfirmDialog
from tests.services.shop import BEN, FAY, SCHOOL, Shop, at
from tests.views.board.acts.conftest import Board, Plan
from tests.views.board.hand import LEFT, minute_x, row_y
from tests.views.desks import PlainShell

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def where(shop: Shop, visit: int) -> tuple[object, object, object]:
    found = shop.get(Visit, visit)
    return found.technician_id, found.start_at, found.end_at


def undo(board: Board) -> str:
    shell = board.screen.desk.shell
    assert isinstance(shell, PlainShell)
    said, take_back = shell.said[-1]
    assert take_back is not None
    take_back()
    board.settle()
    return said


def texts(menu: QMenu) -> dict[str, bool]:
    return {action.text().split("\t")[0]: action.isEnabled() for action in menu.actions() if action.text()}


def pick(menu: QMenu, *path: str) -> None:
    """Choose an entry by its words, through the menus inside of menus."""
    top = menu
    *inside, last = path
    for name in inside:
        menu = next(
            sub
            for action in menu.actions()
            if action.text().startswith(name) and isinstance(sub := action.menu(), QMenu)
        )
    next(action for action in menu.actions() if action.text().split("\t")[0] == last).trigger()
    top.close()


def visit_menu(board: Board) -> QMenu:
    board.grid.keys.offer_menu()
    menu = board.screen.offering.menu
    assert menu is not None
    return menu


def test_several_are_moved_by_one_drop_and_taken_back_by_one_undo(
    board: Board, shop: Shop, plan: Plan
) -> None:
    first, second = plan(9), plan(10)
    board.show(first, second)
    start = QPoint(minute_x(board.grid, minute_of(at(9, 30))), row_y(board.grid, FAY))
    end = QPoint(minute_x(board.grid, minute_of(at(12, 30))), row_y(board.grid, BEN))
    view = board.grid.viewport()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, start + (end - start) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, end)
    shown = board.screen.store.visit(second)
    assert shown is not None and shown.technician_id == BEN
    board.settle()
    assert where(shop, first) == (BEN, at(12), at(13)) and where(shop, second) == (BEN, at(13), at(14))
    undo(board)
    assert where(shop, first) == (FAY, at(9), at(10)) and where(shop, second) == (FAY, at(10), at(11))


def test_what_is_against_several_is_asked_about_in_one_question(board: Board, shop: Shop, plan: Plan) -> None:
    plan(12, technician=BEN)
    first, second = plan(9), plan(10, customer=SCHOOL)
    board.show(first, second)
    moved = [board.screen.store.visit(visit) for visit in (first, second)]
    drops = [
        VisitDrop(visit, Landing(BEN, visit.start_minute + 180, visit.end_minute + 180))
        for visit in moved
        if visit is not None
    ]
    board.acts.take_group(GroupDrop(tuple(drops)))
    board.qtbot.waitUntil(board.screen.reason.isVisible)
    QTest.keyClicks(board.screen.reason.reason, "Two hands")
    QTest.keyClick(board.screen.reason.reason, Qt.Key.Key_Return)
    board.settle()
    assert where(shop, first) == (BEN, at(12), at(13))
    assert shop.get(Visit, first).double_booked and not shop.get(Visit, second).double_booked


def test_putting_it_back_leaves_several_where_they_were(board: Board, shop: Shop, plan: Plan) -> None:
    plan(13, technician=BEN)
    first, second = plan(9), plan(13)
    board.show(first)
    board.screen.store.visit(second)
    visit = board.screen.store.visit(first)
    assert visit is not None
    board.acts.wishes.move([VisitDrop(visit, Landing(BEN, minute_of(at(13)), minute_of(at(14))))])
    board.qtbot.waitUntil(board.screen.reason.isVisible)
    QTest.keyClick(board.screen.reason.reason, Qt.Key.Key_Escape)
    board.settle()
    assert where(shop, first) == (FAY, at(9), at(10))
    shown = board.screen.store.visit(first)
    assert shown is not None and shown.technician_id == FAY


def test_delete_unassigns_and_shift_delete_cancels_after_a_question(
    board: Board, shop: Shop, plan: Plan
) -> None:
    first, second = plan(9), plan(10)
    board.show(first)
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_Delete)
    board.settle()
    assert shop.get(Visit, first).state is VisitState.UNPLACED
    board.grid.select(second)
    QTest.keyClick(board.grid, Qt.Key.Key_Delete, SHIFT)
    dialog = board.screen.window().findChild(ConfirmDialog)
    assert dialog is not None and shop.get(Visit, second).state is VisitState.PLANNED
    dialog.yes_button.click()
    board.settle()
    assert shop.get(Visit, second).state is VisitState.CANCELLED
    assert "cancelled" in undo(board)
    assert where(shop, second) == (FAY, at(10), at(11))


def test_slash_splits_and_the_menu_merges(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9, 2)
    board.show(visit)
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_Slash)
    board.settle()
    parts = shop.all(Visit)
    assert [(part.start_at, part.end_at) for part in parts] == [(at(9), at(10)), (at(10), at(11))]
    board.show(visit)
    menu = visit_menu(board)
    merge = next(action.menu() for action in menu.actions() if action.text() == "Merge with")
    assert isinstance(merge, QMenu)
    merge.actions()[0].trigger()
    menu.close()
    board.settle()
    assert where(shop, visit) == (FAY, at(9), at(11))


def test_cut_and_paste_at_the_clicked_time(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_X, CTRL)
    spot = QPoint(minute_x(board.grid, minute_of(at(13))) + 1, row_y(board.grid, BEN))
    QTest.mouseClick(board.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    QTest.keyClick(board.grid, Qt.Key.Key_V, CTRL)
    board.settle()
    assert where(shop, visit) == (BEN, at(13), at(14))
    QTest.keyClick(board.grid, Qt.Key.Key_V, CTRL)
    board.settle()
    assert len(shop.all(Visit)) == 1


def test_copy_and_paste_makes_further_visits(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_C, CTRL)
    spot = QPoint(minute_x(board.grid, minute_of(at(13))) + 1, row_y(board.grid, BEN))
    for _ in range(2):
        QTest.mouseClick(board.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
        QTest.keyClick(board.grid, Qt.Key.Key_V, CTRL)
        board.settle()
        spot += QPoint(board.grid.visit_box(visit).width() + 6, 0)
    copies = [one for one in shop.all(Visit) if one.id != visit]
    assert [(one.technician_id, one.start_at) for one in copies] == [(BEN, at(13)), (BEN, at(14))]


def test_the_menu_postpones_pins_confirms_and_marks(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    for path in (
        ("Pin", "Time"),
        ("Confirmed by the customer",),
        ("Parts are missing",),
        ("Colour", "Green"),
    ):
        board.show(visit)
        pick(visit_menu(board), *path)
        board.settle()
    stored = shop.get(Visit, visit)
    assert stored.is_time_pinned and not stored.is_technician_pinned and stored.confirmed_at is not None
    order = shop.get(WorkOrder, stored.work_order_id)
    assert order.is_missing_parts and order.colour == "#2f9e5b"
    board.show(visit)
    pick(visit_menu(board), "Pin", "Nothing")
    board.settle()
    board.show(visit)
    pick(visit_menu(board), "Postpone", "By a week")
    board.settle()
    assert shop.get(Visit, visit).start_at == at(9) + timedelta(days=7)


def test_two_chosen_visits_are_swapped(board: Board, shop: Shop, plan: Plan) -> None:
    first, second = plan(9), plan(13, 2, BEN)
    board.show(first, second)
    pick(visit_menu(board), "Swap the two")
    board.settle()
    assert where(shop, first) == (BEN, at(13), at(14)) and where(shop, second) == (FAY, at(9), at(11))


def test_what_can_not_be_moved_is_greyed_and_said(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    shop.change(Visit, visit, state=VisitState.ON_SITE)
    board.show(visit)
    menu = visit_menu(board)
    offered = texts(menu)
    menu.close()
    assert offered["Open the job"] and not offered["Move to…"] and not offered["Cancel visit…"]
    board.acts.postpone(1)
    shell = board.screen.desk.shell
    assert isinstance(shell, PlainShell) and "on site" in shell.said[-1][0]
    assert shop.get(Visit, visit).start_at == at(9)


@pytest.mark.parametrize(("key", "hours"), [(Qt.Key.Key_Return, (13, 13)), (Qt.Key.Key_O, (13, 9))])
def test_a_crew_is_asked_about_before_one_of_it_moves(
    board: Board, shop: Shop, plan: Plan, key: Qt.Key, hours: tuple[int, int]
) -> None:
    lead, helper = plan(9), plan(9, technician=BEN)
    for visit in (lead, helper):
        shop.change(Visit, visit, crew_key="crew-1")
    board.show(lead)
    board.grid.select(lead)
    shown = board.screen.store.visit(lead)
    assert shown is not None
    board.grid.visit_dropped.emit(VisitDrop(shown, Landing(FAY, minute_of(at(13)), minute_of(at(14)))))
    assert board.acts.crew.isVisible() and shop.get(Visit, lead).start_at == at(9)
    QTest.keyClick(board.acts.crew, key)
    board.settle()
    assert [shop.get(Visit, visit).start_at for visit in (lead, helper)] == [at(hour) for hour in hours]


def test_a_crew_that_is_put_back_stays(board: Board, shop: Shop, plan: Plan) -> None:
    lead, helper = plan(9), plan(9, technician=BEN)
    for visit in (lead, helper):
        shop.change(Visit, visit, crew_key="crew-1")
    board.show(lead, helper)
    board.grid.select(lead)
    board.grid.setFocus()
    QTest.keyPress(board.grid, Qt.Key.Key_Alt)
    QTest.keyClick(board.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(board.grid, Qt.Key.Key_Alt)
    assert board.acts.crew.isVisible()
    QTest.keyClick(board.acts.crew, Qt.Key.Key_Escape)
    board.settle()
    shown = board.screen.store.visit(lead)
    assert shown is not None and shown.start_minute == minute_of(at(9))
    assert shop.get(Visit, lead).version == shop.get(Visit, helper).version == 2


def test_crews_of_several_are_asked_about_once(board: Board, shop: Shop, plan: Plan) -> None:
    lead, helper, other = plan(9), plan(9, technician=BEN), plan(10)
    for visit in (lead, helper):
        shop.change(Visit, visit, crew_key="crew-1")
    board.show(lead, other)
    moved = [visit for visit in map(board.screen.store.visit, (lead, other)) if visit is not None]
    drops = tuple(
        VisitDrop(visit, Landing(FAY, visit.start_minute + 180, visit.end_minute + 180)) for visit in moved
    )
    board.acts.take_group(GroupDrop(drops))
    assert board.acts.crew.all_button.text() == "Move all 3"
    QTest.keyClick(board.acts.crew, Qt.Key.Key_Return)
    board.settle()
    starts = [shop.get(Visit, visit).start_at for visit in (lead, helper, other)]
    assert starts == [at(12), at(12), at(13)]


def test_the_row_menu_chooses_the_whole_row(board: Board, plan: Plan) -> None:
    visits = [plan(9), plan(10)]
    plan(9, technician=BEN)
    board.show(*visits)
    board.grid.select(None)
    header = board.grid.row_header
    header.customContextMenuRequested.emit(QPoint(20, row_y(board.grid, FAY)))
    menu = board.screen.offering.menu
    assert menu is not None
    pick(menu, "Choose the whole row")
    assert board.grid.state.chosen_ids == set(visits)
