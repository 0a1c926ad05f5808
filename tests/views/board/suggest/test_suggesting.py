"""Who should go, on the board of a real office: keys and mouse, the ghost, and what stands afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.messages import Query
from fsmdesk.core.placement import Rule, Severity
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Absence, Skill, Visit, WorkOrderSkill
from fsmdesk.services.dispatch.messages import PlaceVisit
from fsmdesk.services.suggesting.messages import SlotRow, SuggestSlots
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.passing_menu import PassingMenu
from tests.services.shop import BEN, FAY, MORNING, Shop, at
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
    screen.resize(1600, 900)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    screen.arrive(None)
    qtbot.waitUntil(lambda: planned in screen.store.stored_ids())
    return screen


def settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(
        lambda: not board.writer.is_busy and board.desk.tasks.is_idle() and not board.reader.is_waiting
    )


def opened(qtbot: QtBot, board: BoardScreen) -> list[SlotRow]:
    """The slots once they are read."""
    rows = board.suggesting.finder.list.rows
    qtbot.waitUntil(lambda: rows.rowCount() > 0)
    return [row for row in rows.rows() if isinstance(row, SlotRow)]


def choose_job(board: BoardScreen) -> None:
    board.jobs.view.setFocus()
    board.jobs.view.setCurrentIndex(board.jobs.model.index(0))


def test_s_finds_slots_for_the_waiting_job_and_enter_books_the_best(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    choose_job(board)
    QTest.keyClick(board.jobs.view, Qt.Key.Key_S)
    slots = opened(qtbot, board)
    finder = board.suggesting.finder
    assert finder.isVisible() and finder.list.hasFocus()
    assert finder.list.current_slot == slots[0]
    ghost = board.grid.state.ghost
    assert ghost is not None
    assert (ghost.landing.technician_id, ghost.landing.start_minute) == (
        slots[0].technician_id,
        minute_of(slots[0].start_at),
    )
    QTest.keyClick(finder.list, Qt.Key.Key_Return)
    settled(qtbot, board)
    (visit,) = shop.all(Visit, work_order_id=waiting_job)
    assert (visit.technician_id, visit.start_at, visit.end_at) == (
        slots[0].technician_id,
        slots[0].start_at,
        slots[0].end_at,
    )
    assert not finder.isVisible()
    assert board.grid.state.ghost is None
    assert board.grid.state.selected_id == visit.id
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    _said, undo = shell.said[-1]
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: board.jobs.model.rowCount() == 1)


def test_menus_over_a_visit_and_over_a_waiting_job_find_slots(
    qtbot: QtBot, board: BoardScreen, planned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a display Qt warns of menus over a window that has the keys.
    monkeypatch.setattr(PassingMenu, "show_at", lambda _menu, _where: None)
    choose_job(board)
    view = board.jobs.view
    board.jobs.view.menu_wanted.emit(view.mapToGlobal(QPoint(20, 20)))
    _pick(board, "Find a slot")
    assert opened(qtbot, board)
    assert board.suggesting.finder.is_open
    board.suggesting.finder.close_finder()
    box = board.grid.visit_box(planned)
    at_ = box.center()
    QApplication.sendEvent(
        board.grid.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at_, board.grid.viewport().mapToGlobal(at_)),
    )
    _pick(board, "Find a slot")
    assert opened(qtbot, board)


def _pick(board: BoardScreen, text: str) -> None:
    """The line of the open menu that begins with these words."""
    menu = board.offering.menu
    assert menu is not None
    (action,) = [each for each in menu.actions() if each.text().startswith(text)]
    action.trigger()


def test_arrows_walk_and_the_ghost_follows(qtbot: QtBot, board: BoardScreen) -> None:
    choose_job(board)
    board.suggesting.suggest()
    slots = opened(qtbot, board)
    today = [slot for slot in slots if slot.start_at < at(0, day=3)]
    assert len(today) >= 2
    QTest.keyClick(board.suggesting.finder.list, Qt.Key.Key_Down)
    chosen = board.suggesting.finder.list.current_slot
    assert chosen == slots[1]
    ghost = board.grid.state.ghost
    assert (ghost is not None) == (chosen in today)
    if ghost is not None:
        assert ghost.landing.start_minute == minute_of(chosen.start_at)


def test_the_pointer_points_and_leaving_means_the_current_one_again(qtbot: QtBot, board: BoardScreen) -> None:
    choose_job(board)
    board.suggesting.suggest()
    slots = opened(qtbot, board)
    view = board.suggesting.finder.list
    seen: list[object] = []
    view.pointed.connect(seen.append)
    QTest.mouseMove(view.viewport(), view.visualRect(view.rows.index(1)).center())
    qtbot.waitUntil(lambda: seen[-1:] == [slots[1]])
    assert view.current_slot == slots[0]
    QTest.mouseMove(board.grid.viewport(), QPoint(5, 5))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert seen[-1] == slots[0]


def test_a_double_click_books(qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int) -> None:
    choose_job(board)
    board.suggesting.suggest()
    slots = opened(qtbot, board)
    view = board.suggesting.finder.list
    center = view.visualRect(view.rows.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    qtbot.waitUntil(lambda: bool(shop.all(Visit, work_order_id=waiting_job)))
    settled(qtbot, board)
    (visit,) = shop.all(Visit, work_order_id=waiting_job)
    assert (visit.technician_id, visit.start_at) == (slots[1].technician_id, slots[1].start_at)


def test_esc_closes_and_the_keys_are_where_they_were(qtbot: QtBot, board: BoardScreen) -> None:
    choose_job(board)
    board.suggesting.suggest()
    opened(qtbot, board)
    QTest.keyClick(board.suggesting.finder.list, Qt.Key.Key_Escape)
    assert not board.suggesting.finder.isVisible()
    assert board.grid.state.ghost is None
    assert board.jobs.view.hasFocus()


def test_in_a_low_window_the_slots_stand_in_place_of_the_waiting_jobs(
    qtbot: QtBot, board: BoardScreen
) -> None:
    choose_job(board)
    board.suggesting.suggest()
    opened(qtbot, board)
    assert board.jobs.isVisible()
    board.suggesting.finder.close_finder()
    board.resize(1366, 700)
    board.suggesting.suggest()
    opened(qtbot, board)
    assert not board.jobs.isVisible()
    assert board.suggesting.finder.list.hasFocus()
    QTest.keyClick(board.suggesting.finder.list, Qt.Key.Key_Escape)
    assert board.jobs.isVisible()
    assert board.jobs.view.hasFocus()


def test_a_visit_on_the_board_finds_a_better_slot(
    qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int
) -> None:
    board.grid.setFocus()
    board.grid.select(planned)
    QTest.keyClick(board.grid, Qt.Key.Key_S)
    slots = opened(qtbot, board)
    wanted = next(slot for slot in slots if slot.technician_id == BEN)
    view = board.suggesting.finder.list
    view.setCurrentIndex(view.rows.index(slots.index(wanted)))
    QTest.mouseClick(board.suggesting.finder.take_button, Qt.MouseButton.LeftButton)
    settled(qtbot, board)
    moved = shop.get(Visit, planned)
    assert (moved.technician_id, moved.start_at) == (BEN, wanted.start_at)


def test_a_slot_of_another_day_shows_that_day(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    shop.add(*(Absence(technician_id=who, start_at=at(0), end_at=at(23)) for who in (FAY, BEN)))
    choose_job(board)
    board.suggesting.suggest()
    slots = opened(qtbot, board)
    assert slots[0].start_at >= at(0, day=3)
    assert board.grid.state.ghost is None
    QTest.keyClick(board.suggesting.finder.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shop.all(Visit, work_order_id=waiting_job)))
    settled(qtbot, board)
    (visit,) = shop.all(Visit, work_order_id=waiting_job)
    assert visit.start_at == slots[0].start_at
    assert board.day == slots[0].start_at.date()
    assert board.store.visit(visit.id) is not None


def test_a_slot_that_the_board_knows_to_be_blocked_is_not_taken(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    choose_job(board)
    board.suggesting.suggest()
    opened(qtbot, board)
    board.rules.severities = dict.fromkeys(Rule, Severity.BLOCK)
    view = board.suggesting.finder.list
    late = replace(opened(qtbot, board)[0], start_at=at(22), end_at=at(23))
    view.taken.emit(late)
    settled(qtbot, board)
    assert shop.all(Visit, work_order_id=waiting_job) == []
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    assert "does not work then" in shell.said[-1][0]


def test_why_not_the_others_unfolds_by_key_and_by_mouse(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    [gas] = shop.add(Skill(name="Gas"))
    shop.add(WorkOrderSkill(work_order_id=waiting_job, skill_id=gas))
    choose_job(board)
    board.suggesting.suggest()
    assert opened(qtbot, board) == []
    finder = board.suggesting.finder
    rows = finder.list.rows
    # Nobody is left, so the reasons are open at once.
    texts = [rows.spoken(row) for row in rows.rows()]
    assert texts == [
        "Why not 2 others",
        "Fay Brooks: Fay does not have the skill Gas.",
        "Ben Ito: Ben does not have the skill Gas.",
    ]
    assert finder.further_button.isVisible()
    assert not finder.take_button.isEnabled()
    QTest.keyClick(finder.list, Qt.Key.Key_Return)
    assert rows.rowCount() == 1
    QTest.mouseClick(
        finder.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=finder.list.visualRect(rows.index(0)).center(),
    )
    assert rows.rowCount() == 3
    QTest.mouseClick(finder.further_button, Qt.MouseButton.LeftButton)
    assert finder.days.choice() == "14"
    qtbot.waitUntil(lambda: not finder.further_button.isVisible())


def test_what_another_seat_does_is_read_anew(
    qtbot: QtBot, board: BoardScreen, shop: Shop, waiting_job: int
) -> None:
    choose_job(board)
    board.suggesting.suggest()
    opened(qtbot, board)
    place = PlaceVisit(
        work_order_id=waiting_job,
        visit_id=None,
        seen_version=1,
        technician_id=BEN,
        start_at=at(15),
        end_at=at(16),
    )
    done = shop.owner.do(place)
    board.desk.hub.hear(done.changes)
    qtbot.waitUntil(lambda: not board.suggesting.finder.isVisible())
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    assert shell.said[-1][0] == "City Library does not wait any more"


def test_who_is_under_way_needs_no_slot(qtbot: QtBot, board: BoardScreen, shop: Shop, planned: int) -> None:
    shop.change(Visit, planned, state=VisitState.EN_ROUTE)
    board.read_again()
    qtbot.waitUntil(lambda: (visit := board.store.visit(planned)) is not None and not visit.is_movable)
    board.grid.select(planned)
    board.suggesting.suggest_for_visit()
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    assert shell.said[-1][0] == "City Library is en route and can't be moved"
    assert not board.suggesting.finder.isVisible()


def test_without_anything_chosen_it_says_so(board: BoardScreen) -> None:
    board.grid.setFocus()
    board.jobs.view.clearSelection()
    board.jobs.view.setCurrentIndex(board.jobs.model.index(-1))
    board.suggesting.suggest()
    shell = board.desk.shell
    assert isinstance(shell, PlainShell)
    assert shell.said[-1][0] == "Choose a visit or a waiting job first."


def test_trouble_is_told_in_the_panel_and_tried_again(
    qtbot: QtBot, board: BoardScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = board.desk.office
    calls: list[SuggestSlots] = []
    ask = office.ask

    def failing(query: Query[object]) -> object:
        if isinstance(query, SuggestSlots) and not calls:
            calls.append(query)
            raise EnvironmentProblem("The server does not answer.")
        return ask(query)

    monkeypatch.setattr(office, "ask", failing)
    choose_job(board)
    board.suggesting.suggest()
    finder = board.suggesting.finder
    qtbot.waitUntil(finder.trouble.isVisible)
    (again,) = finder.trouble.findChildren(KeyButton)
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert opened(qtbot, board)
    assert finder.list.isVisible()


def test_every_row_and_control_has_words(qtbot: QtBot, board: BoardScreen) -> None:
    choose_job(board)
    board.suggesting.suggest()
    slots = opened(qtbot, board)
    finder = board.suggesting.finder
    spoken = finder.list.rows.spoken(slots[0])
    assert spoken.startswith(slots[0].technician)
    assert "Mark " in spoken
    for control in (finder, finder.list, finder.days, finder.take_button, finder.close_button):
        assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def test_the_days_ahead_are_remembered(qtbot: QtBot, board: BoardScreen, shop: Shop) -> None:
    shop.add(*(Absence(technician_id=who, start_at=at(0), end_at=at(23, day=3)) for who in (FAY, BEN)))
    choose_job(board)
    board.suggesting.suggest()
    assert opened(qtbot, board)
    finder = board.suggesting.finder
    (one_day,) = [each for each in finder.days.findChildren(QPushButton) if each.text() == "1 day"]
    QTest.mouseClick(one_day, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(finder.further_button.isVisible)
    assert board.desk.settings.number("slots.days") == 1
    assert opened(qtbot, board) == []
