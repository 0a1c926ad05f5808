from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import ConflictError, EnvironmentProblem, RuleBroken
from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Role
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, SetVisitState
from fsmdesk.services.shaping.messages import UnplaceVisits
from fsmdesk.views.board.board_look import remembered_look
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.visits import minute_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from tests.views.board.hand import drag, move, press, release, row_y, spot
from tests.views.board.world import DAY, BoardWorld, clock
from tests.views.desks import PlainShell

VISIT_CHANGED = ChangeSet.of([RecordRef("visit", 1)])


def put(
    board: BoardScreen, world: BoardWorld, visit_id: int, technician_id: int, hour: int, minute: int = 0
) -> None:
    """Drag a visit by its start to a place and let go."""
    grid = board.grid
    box = grid.visit_box(visit_id)
    start = QPoint(box.left() + 10, box.center().y())
    end = spot(grid, world, technician_id, hour, minute) + QPoint(10, 0)
    drag(grid.viewport(), start, end)
    release(grid.viewport(), end)


def settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(
        lambda: not board.writer.is_busy and board.desk.tasks.is_idle() and not board.reader.is_waiting
    )


def done(world: BoardWorld, kind: type) -> list[Any]:
    return [command for command in world.office.done if type(command) is kind]


def shell(desk: Desk) -> PlainShell:
    assert isinstance(desk.shell, PlainShell)
    return desk.shell


def test_a_dropped_visit_is_pending_at_once_and_settles(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
) -> None:
    put(board, world, 1, 3, 9)
    assert board.store.is_pending(1)
    assert board.grid.visit_box(1).center().y() == pytest.approx(row_y(board.grid, 3), abs=2)
    settled(qtbot, board)
    assert not board.store.is_pending(1)
    assert world.visits[1].technician_id == 3 and world.visits[1].start_at == world.at(9)
    assert "Cleo Tan" in shell(desk).said[-1][0] and shell(desk).said[-1][1] is not None
    assert board.grid.state.selected_id == 1


def test_a_pulled_end_is_sent_with_the_version_that_was_seen(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    box = board.grid.visit_box(3)
    edge = QPoint(box.right() - 2, box.center().y())
    shorter = edge - QPoint(round(board.grid.scale.hour_width), 0)
    drag(board.grid.viewport(), edge, shorter)
    release(board.grid.viewport(), shorter)
    settled(qtbot, board)
    assert world.visits[3].end_at == world.at(15)
    assert done(world, MoveVisit)[0].seen_version == 1


def test_a_job_is_dragged_from_the_list_onto_a_row(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    view = board.jobs.view
    at = view.visualRect(board.jobs.model.index(0)).center()
    target = board.grid.viewport().mapToGlobal(spot(board.grid, world, 1, 11))
    drag(view.viewport(), at, view.viewport().mapFromGlobal(target))
    assert "Ana Ruiz" in board.offers.label.text() and "HVAC, certified to" in board.offers.label.text()
    assert board.offers.label.isVisible()
    release(view.viewport(), view.viewport().mapFromGlobal(target))
    assert not board.offers.label.isVisible()
    assert board.jobs.model.rowCount() == 1
    settled(qtbot, board)
    placed = done(world, PlaceVisit)[0]
    assert (placed.work_order_id, placed.visit_id, placed.seen_version) == (4431, None, 3)
    assert (placed.start_at, placed.end_at) == (world.at(11), world.at(13))
    assert board.store.stored_ids() == {1, 2, 3, 4, 5}
    assert board.grid.state.selected_id == 5
    assert [visit.id for visit in board.store.row(1).all()] == [1, 2, 5, 3]


def test_a_visit_is_dragged_back_to_the_list(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    viewport = board.grid.viewport()
    box = board.grid.visit_box(1)
    target = viewport.mapFromGlobal(board.jobs.mapToGlobal(QPoint(150, 250)))
    drag(viewport, box.center(), target)
    assert "Back to the list" in board.offers.label.text()
    release(viewport, target)
    assert board.store.visit(1) is None
    settled(qtbot, board)
    assert [seen.visit_id for seen in done(world, UnplaceVisits)[0].visits] == [1]
    assert board.jobs.model.rowCount() == 3


def test_u_takes_the_chosen_visit_back_to_the_list(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    board.grid.select(4)
    QTest.keyClick(board.grid, Qt.Key.Key_U)
    settled(qtbot, board)
    assert 4 not in world.visits
    board.grid.select(1)
    world.change(1, state=VisitState.ON_SITE)
    board.read_again()
    settled(qtbot, board)
    QTest.keyClick(board.grid, Qt.Key.Key_U)
    assert 1 in world.visits


class TestBookingTwice:
    def test_asks_for_the_reason_and_sends_it(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        put(board, world, 4, 1, 10)
        assert board.reason.isVisible() and board.store.is_pending(4)
        assert not world.office.done
        assert not board.reason.accept_button.isEnabled()
        QTest.keyClicks(board.reason.reason, "Both are one visit")
        QTest.keyClick(board.reason.reason, Qt.Key.Key_Return)
        settled(qtbot, board)
        assert done(world, MoveVisit)[0].reason == "Both are one visit"
        assert world.visits[4].technician_id == 1
        assert not board.reason.isVisible()

    def test_declined_puts_it_back(self, qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
        put(board, world, 4, 1, 10)
        QTest.keyClick(board.reason.reason, Qt.Key.Key_Escape)
        assert not board.store.is_pending(4)
        assert [visit.id for visit in board.store.row(2).all()] == [4]
        assert not world.office.done

    def test_is_asked_also_when_only_the_office_knows(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        world.visit(3, (8, 0), (12, 0), "Just placed by another seat")
        put(board, world, 4, 3, 9)
        qtbot.waitUntil(board.reason.isVisible)
        board.reason.given.emit("It is next door")
        settled(qtbot, board)
        assert world.visits[4].technician_id == 3 and world.visits[4].double_booked

    def test_who_may_not_is_told_before_the_release(
        self, qtbot: QtBot, desk: Desk, world: BoardWorld
    ) -> None:
        world.office.actor.role = Role.TECHNICIAN
        board = BoardScreen(desk, clock=clock)
        qtbot.addWidget(board)
        board.resize(1600, 700)
        board.show()
        board.arrive(None)
        qtbot.waitUntil(lambda: len(board.store.stored_ids()) == 4)
        put(board, world, 4, 1, 10)
        assert not board.store.is_pending(4) and not board.reason.isVisible()
        assert not world.office.done


class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        "error", [RuleBroken("Ana has left the company."), EnvironmentProblem("The server is gone.")]
    )
    def test_a_refused_move_is_taken_back_with_the_sentence(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, error: Exception
    ) -> None:
        def refuse(command: MoveVisit) -> None:
            raise error

        world.office.answers[MoveVisit] = refuse
        put(board, world, 1, 3, 9)
        settled(qtbot, board)
        assert not board.store.is_pending(1)
        assert [visit.id for visit in board.store.row(1).all()] == [1, 2, 3]
        assert [notice.text for notice in board.banners.notices()] == [str(error)]

    def test_a_conflict_shows_what_the_other_seat_did(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        world.change(1, technician_id=2, start_at=world.at(15), end_at=world.at(16))
        put(board, world, 1, 3, 9)
        settled(qtbot, board)
        assert [visit.id for visit in board.store.row(2).all()] == [4, 1]
        [notice] = board.banners.notices()
        assert notice.text.replace("\N{NO-BREAK SPACE}", " ") == (
            "Somebody else changed Harbour Dental in the meantime: Ben Okafor, 3:00–4:00 PM."
        )
        [(words, again)] = notice.actions
        assert words == "Move it all the same"
        again()
        settled(qtbot, board)
        assert not board.banners.notices()
        assert [visit.id for visit in board.store.row(3).all()] == [1]

    def test_a_visit_that_another_seat_took_away_is_told(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        world.change(1, start_at=world.at(8), end_at=world.at(9))

        def refuse(command: MoveVisit) -> None:
            del world.visits[1]
            raise ConflictError("Changed.", who="Theo Brooks", seen_version=command.seen_version)

        world.office.answers[MoveVisit] = refuse
        put(board, world, 1, 3, 9)
        settled(qtbot, board)
        [notice] = board.banners.notices()
        assert notice.text == "Theo Brooks took Harbour Dental off these days in the meantime."
        assert not notice.actions

    def test_a_refused_job_waits_again(self, qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
        def refuse(command: PlaceVisit) -> int:
            raise RuleBroken("This work order was cancelled.")

        world.office.answers[PlaceVisit] = refuse
        board.grid.keys.lift_job(board.store.waiting_jobs()[1])
        QTest.keyClick(board.grid, Qt.Key.Key_Down)
        QTest.keyClick(board.grid, Qt.Key.Key_Down)
        QTest.keyClick(board.grid, Qt.Key.Key_Return)
        settled(qtbot, board)
        assert board.jobs.model.rowCount() == 2
        assert board.store.row(3).all() == []


def test_moves_that_follow_each_other_fast_arrive_as_the_first_and_the_last(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    for hour in (9, 10, 11):
        put(board, world, 4, 3, hour)
        assert board.store.visit(4) is not None
    settled(qtbot, board)
    sent = done(world, MoveVisit)
    assert [command.start_at for command in sent] == [world.at(9), world.at(11)]
    assert [command.seen_version for command in sent] == [1, 2]
    assert world.visits[4].start_at == world.at(11)
    assert not board.banners.notices()


class TestOtherSeats:
    def test_a_change_appears_without_touching_place_and_choice(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        board.grid.select(2)
        scroll = board.grid.horizontalScrollBar().value()
        world.change(1, technician_id=3)
        desk.hub.hear(VISIT_CHANGED)
        qtbot.waitUntil(lambda: [visit.id for visit in board.store.row(3).all()] == [1])
        assert board.grid.state.selected_id == 2
        assert board.grid.horizontalScrollBar().value() == scroll

    def hold(self, board: BoardScreen, world: BoardWorld) -> None:
        drag(board.grid.viewport(), board.grid.visit_box(1).center(), spot(board.grid, world, 3, 10))
        assert board.session.phase is Phase.DRAGGING

    @pytest.mark.parametrize("what", ["moved", "deleted"])
    def test_what_is_in_the_hand_is_let_go_when_it_changed(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk, what: str
    ) -> None:
        self.hold(board, world)
        if what == "moved":
            world.change(1, technician_id=2)
        else:
            del world.visits[1]
        desk.hub.hear(VISIT_CHANGED)
        qtbot.waitUntil(lambda: board.session.phase is Phase.IDLE)
        assert "Harbour Dental" in shell(desk).said[-1][0]
        release(board.grid.viewport(), spot(board.grid, world, 3, 10))
        assert not world.office.done

    def test_it_stays_in_the_hand_when_another_changed(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        self.hold(board, world)
        world.change(4, technician_id=3)
        desk.hub.hear(VISIT_CHANGED)
        qtbot.waitUntil(lambda: [visit.id for visit in board.store.row(3).all()] == [4])
        assert board.session.phase is Phase.DRAGGING
        board.session.cancel()
        release(board.grid.viewport(), QPoint(1, 1))


def test_the_strip_tells_about_the_chosen_visit(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    press(board.grid.viewport(), board.grid.visit_box(2).center())
    release(board.grid.viewport(), board.grid.visit_box(2).center())
    assert board.strip.heading.text() == "#4421 · City Library — Tune-up"
    qtbot.waitUntil(lambda: "Weil-McLain" in board.strip.facts.text())
    assert "Ana Ruiz" in board.strip.story.text()
    board.grid.select(None)
    assert not board.strip.open_button.isVisible()


def test_a_state_is_shown_at_once_and_sent(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    board.strip.state_wanted.emit(2, VisitState.DISPATCHED)
    shown = board.store.visit(2)
    assert shown is not None and shown.state is VisitState.DISPATCHED
    settled(qtbot, board)
    assert done(world, SetVisitState)[0].after is VisitState.DISPATCHED
    assert not board.store.is_pending(2)


@pytest.mark.parametrize("way", ["double click", "enter", "button"])
def test_opening_shows_the_work_order(board: BoardScreen, desk: Desk, way: str) -> None:
    board.grid.select(2)
    ways: dict[str, Callable[[], object]] = {
        "double click": lambda: QTest.mouseDClick(
            board.grid.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            board.grid.visit_box(2).center(),
        ),
        "enter": lambda: QTest.keyClick(board.grid, Qt.Key.Key_Return),
        "button": board.strip.open_button.click,
    }
    ways[way]()
    assert shell(desk).opened == [("work_order", 4421)]


def test_days_are_turned_by_keys(qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
    tomorrow = DAY + timedelta(days=1)
    world.visits[2] = world.visit(1, (9, 0), (10, 0), id=2, version=4)
    world.change(2, start_at=world.at(9, day=tomorrow), end_at=world.at(10, day=tomorrow))
    QTest.keyClick(board.grid, Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: board.store.stored_ids() == {2})
    assert board.grid.scale.start_minute == minute_of(world.at(0, day=tomorrow))
    assert "21" in board.top_bar.title()
    QTest.keyClick(board.grid, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: board.store.stored_ids() == {1, 3, 4})
    QTest.keyClick(board.grid, Qt.Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: board.store.stored_ids() == set())


def test_zoom_by_keys_is_remembered(board: BoardScreen, desk: Desk) -> None:
    width = board.grid.scale.hour_width
    QTest.keyClick(board.grid, Qt.Key.Key_Plus)
    assert board.grid.scale.hour_width > width
    kept = remembered_look(desk.settings)
    assert kept.hour_width == pytest.approx(board.grid.scale.hour_width, abs=0.01)
    QTest.keyClick(board.grid, Qt.Key.Key_Minus)
    assert board.grid.scale.hour_width == pytest.approx(width)


def test_the_label_explains_where_nothing_can_be_dropped(board: BoardScreen, world: BoardWorld) -> None:
    viewport = board.grid.viewport()
    drag(viewport, board.grid.visit_box(1).center(), QPoint(300, viewport.height() - 3))
    assert "Harbour Dental" in board.offers.label.text()
    assert "more" not in board.offers.label.heading
    move(viewport, spot(board.grid, world, 2, 10))
    assert "Corner Bakery" in board.offers.label.text() and "reason" in board.offers.label.text()
    assert board.window().rect().contains(board.offers.label.geometry())
    board.session.cancel()
    release(viewport, QPoint(1, 1))


def test_leaving_the_board_lets_go(board: BoardScreen, world: BoardWorld) -> None:
    drag(board.grid.viewport(), board.grid.visit_box(1).center(), spot(board.grid, world, 3, 10))
    assert board.depart()
    assert board.session.phase is Phase.IDLE
    release(board.grid.viewport(), QPoint(1, 1))


def test_a_board_without_technicians_names_the_first_step(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    assert board.grid.isVisible()
    world.technicians.clear()
    world.visits.clear()
    board.read_again()
    settled(qtbot, board)
    assert not board.grid.isVisible()
    offered = [button for button in board.findChildren(KeyButton) if button.isVisible()]
    assert "New technician" in [button.text() for button in offered]


def test_the_label_says_how_many_are_in_the_hand(board: BoardScreen, world: BoardWorld) -> None:
    viewport = board.grid.viewport()
    board.grid.select(1, (2, 3))
    drag(viewport, board.grid.visit_box(1).center(), QPoint(300, viewport.height() - 3))
    assert board.offers.label.heading == "Harbour Dental and 2 more"
    board.session.cancel()
    release(viewport, QPoint(1, 1))


def test_a_job_that_is_being_placed_is_not_missing_in_the_list(board: BoardScreen, world: BoardWorld) -> None:
    board.store.hide_job(board.store.waiting_jobs()[0].key)
    board.jobs.show_jobs()
    assert board.jobs.model.rowCount() == 1
    hints = [label.text() for label in board.jobs.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("By priority") for text in hints)
