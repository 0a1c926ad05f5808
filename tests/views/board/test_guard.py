"""What guards a drop: the rules before the release, the reason after it, and how the board lets go of what is gone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.links import Link, Links
from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.planning.travel import Point
from fsmdesk.services.dispatch.messages import BoardRules, MoveVisit, PlaceVisit
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.last_reasons import MOST_REASONS, LastReasons
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from tests.views.board.hand import drag, release, spot
from tests.views.board.test_board_screen import done, put, settled, shell
from tests.views.board.world import BoardWorld

# A hundredth of a degree of latitude is 1.11 km, which the usual roads take 2.2 minutes for.
HOME, HARBOUR, LIBRARY, FOUNDRY = (Point(50_000_000 + 100_000 * at, 8_000_000) for at in range(4))


def read(qtbot: QtBot, board: BoardScreen) -> None:
    """The board has read what the office has now."""
    board.read_again()
    settled(qtbot, board)


def hold_job(board: BoardScreen, world: BoardWorld, technician_id: int, hour: int, minute: int = 0) -> QPoint:
    """The first job of the list is in the hand over a place; where that is in the list's own pixels."""
    view = board.jobs.view
    at = view.visualRect(board.jobs.model.index(0)).center()
    target = board.grid.viewport().mapToGlobal(spot(board.grid, world, technician_id, hour, minute))
    drag(view.viewport(), at, view.viewport().mapFromGlobal(target))
    return view.viewport().mapFromGlobal(target)


def hold_visit(board: BoardScreen, world: BoardWorld, visit_id: int, technician_id: int, hour: int) -> QPoint:
    """The visit is in the hand over a place, which is returned."""
    box = board.grid.visit_box(visit_id)
    end = spot(board.grid, world, technician_id, hour) + QPoint(10, 0)
    drag(board.grid.viewport(), QPoint(box.left() + 10, box.center().y()), end)
    return end


def weigh(world: BoardWorld, rule: Rule, severity: Severity) -> None:
    world.rules = BoardRules(severities={**USUAL_SEVERITIES, rule: severity})


def on_the_map(world: BoardWorld) -> None:
    """Ana's home, her first two visits and the first job stand in a line."""
    world.technicians[1] = replace(world.technicians[1], home=HOME)
    world.visits[1] = replace(world.visits[1], point=HARBOUR)
    world.visits[2] = replace(world.visits[2], point=LIBRARY)
    world.jobs[0] = replace(world.jobs[0], point=FOUNDRY, duration_minutes=60, due_at=None)


class TestBeforeTheRelease:
    def test_the_ways_before_and_after_are_told(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        on_the_map(world)
        read(qtbot, board)
        at = hold_job(board, world, 1, 12)
        assert "On the way: 22 min from City Library" in board.offers.label.text()
        assert (
            "home" not in board.offers.label.text()
        )  # Oakfield Estates follows, and nobody knows where that is
        release(board.jobs.view.viewport(), at)

    def test_ways_that_do_not_fit_name_the_neighbour(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        on_the_map(world)
        read(qtbot, board)
        at = hold_job(board, world, 1, 11)
        assert (
            "The way from City Library takes 22 min: Ana is there until 11:00\xa0AM."
            in board.offers.label.text()
        )
        release(board.jobs.view.viewport(), at)
        settled(qtbot, board)
        assert len(done(world, PlaceVisit)) == 1  # it was only mentioned

    def test_the_office_s_weights_decide(self, qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
        weigh(world, Rule.SKILL, Severity.BLOCK)
        read(qtbot, board)
        at = hold_job(board, world, 2, 11)
        assert "Ben does not have the skill HVAC." in board.offers.label.text()
        assert "Can't be dropped here" in board.offers.label.text()
        release(board.jobs.view.viewport(), at)
        assert shell(board.desk).said[-1][0] == "Ben does not have the skill HVAC."
        settled(qtbot, board)
        assert not done(world, PlaceVisit) and board.jobs.model.rowCount() == 2

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"is_on_credit_hold": True}, "Foundry Lofts is on credit hold."),
            ({"links": Links((Link(77),))}, "Job 77 has to be done before, and is not planned to its end."),
        ],
    )
    def test_what_stands_against_the_job_itself(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, more: dict[str, Any], sentence: str
    ) -> None:
        world.jobs[0] = replace(world.jobs[0], **more)
        read(qtbot, board)
        at = hold_job(board, world, 1, 11)
        assert sentence in board.offers.label.text()
        assert "Dropping here will ask for the reason" in board.offers.label.text()
        release(board.jobs.view.viewport(), at)
        assert board.reason.isVisible()

    def test_a_pinned_visit_says_so(self, qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
        world.change(1, is_time_pinned=True, is_technician_pinned=True)
        read(qtbot, board)
        end = hold_visit(board, world, 1, 3, 11)
        assert "The time is pinned: 8:00–9:30\xa0AM." in board.offers.label.text()
        assert "The visit is pinned to Ana Ruiz." in board.offers.label.text()
        release(board.grid.viewport(), end)
        assert board.reason.isVisible()

    def test_what_was_agreed_to_before_is_only_mentioned(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        world.change(1, skills=("Roofing",))
        read(qtbot, board)
        put(board, world, 1, 1, 12)
        settled(qtbot, board)
        assert len(done(world, MoveVisit)) == 1
        hold_visit(board, world, 1, 2, 12)
        assert "will ask" in board.offers.label.text()
        board.session.cancel()


class TestTheReason:
    def test_all_that_needs_one_is_listed(self, qtbot: QtBot, board: BoardScreen, world: BoardWorld) -> None:
        world.jobs[0] = replace(world.jobs[0], is_on_credit_hold=True)
        read(qtbot, board)
        release(board.jobs.view.viewport(), hold_job(board, world, 3, 14))
        text = board.reason.accessibleName()
        assert text.split("\n") == [
            "Cleo is away, 1:00–5:00\xa0PM: Training day.",
            "Cleo does not have the skill HVAC.",
            "Foundry Lofts is on credit hold.",
        ]
        QTest.keyClicks(board.reason.reason, "Cleo skips the training")
        QTest.keyClick(board.reason.reason, Qt.Key.Key_Return)
        settled(qtbot, board)
        assert [command.reason for command in done(world, PlaceVisit)] == ["Cleo skips the training"]

    def test_what_another_seat_does_while_one_types_is_told_and_stays(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        put(board, world, 1, 2, 9)
        QTest.keyClicks(board.reason.reason, "Both are one visit")
        world.change(1, technician_id=3, start_at=world.at(15), end_at=world.at(16))
        read(qtbot, board)
        assert board.reason.reason.text() == "Both are one visit"
        QTest.keyClick(board.reason.reason, Qt.Key.Key_Return)
        settled(qtbot, board)
        assert [visit.id for visit in board.store.row(3).all()] == [1]
        assert board.banners.notices()

    @pytest.mark.parametrize("holder", ["reason", "grid", "list"])
    def test_esc_declines_wherever_the_keys_are(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, holder: str
    ) -> None:
        put(board, world, 1, 2, 9)
        widget = {"reason": board.reason.reason, "grid": board.grid, "list": board.jobs.view}[holder]
        board.activateWindow()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Escape)
        assert not board.reason.isVisible()
        assert [visit.id for visit in board.store.row(1).all()] == [1, 2, 3]
        assert not done(world, MoveVisit)

    def test_esc_lets_go_of_what_is_lifted_before_it_declines(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        put(board, world, 1, 2, 9)
        board.grid.setFocus()
        board.grid.select(2)
        QTest.keyClick(board.grid, Qt.Key.Key_Space)
        assert board.grid.state.lifted_ids == {2}
        QTest.keyClick(board.grid, Qt.Key.Key_Escape)
        assert board.grid.state.lifted_ids == frozenset()
        assert board.reason.isVisible()
        QTest.keyClick(board.grid, Qt.Key.Key_Escape)
        assert not board.reason.isVisible()

    def test_the_last_ones_are_a_key_away(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        last = LastReasons(desk.settings)
        for reason in ("Customer agreed", "Both are one visit"):
            last.add(reason)
        put(board, world, 1, 2, 9)
        line = board.reason.reason
        QTest.keyClicks(line, "typ")
        for key, text in (
            (Qt.Key.Key_Down, "Both are one visit"),
            (Qt.Key.Key_Down, "Customer agreed"),
            (Qt.Key.Key_Down, "Customer agreed"),
            (Qt.Key.Key_Up, "Both are one visit"),
            (Qt.Key.Key_Up, "typ"),
            (Qt.Key.Key_Down, "Both are one visit"),
            (Qt.Key.Key_Down, "Customer agreed"),
        ):
            QTest.keyClick(line, key)
            assert line.text() == text
        QTest.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, board)
        assert done(world, MoveVisit)[0].reason == "Customer agreed"
        assert last.all() == ["Customer agreed", "Both are one visit"]

    def test_the_last_ones_are_a_click_away(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        LastReasons(desk.settings).add("Customer agreed to wait until somebody has the time for it")
        put(board, world, 1, 2, 9)
        [button] = [one for one in board.reason.offers.findChildren(KeyButton) if one.isVisible()]
        assert len(button.text()) < len(button.accessibleName())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settled(qtbot, board)
        assert done(world, MoveVisit)[0].reason.endswith("the time for it")

    def test_only_some_are_kept(self, desk: Desk) -> None:
        last = LastReasons(desk.settings)
        for number in range(9):
            last.add(f"Reason\n {number}")
        last.add("Reason 7")
        assert last.all() == [f"Reason {number}" for number in (7, 8, 6, 5, 4)]
        assert len(last.all()) == MOST_REASONS


class TestWhatIsGone:
    def test_a_technician_who_left_takes_nothing(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        world.technicians[2] = replace(world.technicians[2], has_left=True)
        read(qtbot, board)
        end = hold_visit(board, world, 1, 2, 13)
        assert "Ben doesn't work here any more." in board.offers.label.text()
        release(board.grid.viewport(), end)
        settled(qtbot, board)
        assert not done(world, MoveVisit)
        assert [visit.id for visit in board.store.row(1).all()] == [1, 2, 3]

    def test_a_technician_who_is_archived_under_the_lifted_visit(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        board.grid.select(1)
        board.grid.setFocus()
        QTest.keyClick(board.grid, Qt.Key.Key_Space)
        QTest.keyClick(board.grid, Qt.Key.Key_Down)
        QTest.keyClick(board.grid, Qt.Key.Key_Down)
        assert board.session.landing is not None and board.session.landing.technician_id == 3
        del world.technicians[3]
        read(qtbot, board)
        assert board.session.phase is Phase.IDLE and not board.offers.label.isVisible()
        assert "the technician's row is gone" in shell(desk).said[-1][0]
        assert not done(world, MoveVisit) and not board.store.is_pending(1)

    def test_a_job_that_was_deleted_while_it_is_dragged(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        at = hold_job(board, world, 1, 11)
        del world.jobs[0]
        read(qtbot, board)
        assert board.session.phase is Phase.IDLE and not board.offers.label.isVisible()
        assert shell(desk).said[-1][0] == "Foundry Lofts does not wait for a place any more"
        release(board.jobs.view.viewport(), at)
        settled(qtbot, board)
        assert not done(world, PlaceVisit)
        assert board.grid.state.ghost is None

    def test_a_visit_that_was_cancelled_while_it_is_dragged(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        end = hold_visit(board, world, 1, 3, 9)
        del world.visits[1]
        read(qtbot, board)
        assert board.session.phase is Phase.IDLE
        assert shell(desk).said[-1][0] == "Harbour Dental is not on the board any more"
        release(board.grid.viewport(), end)
        settled(qtbot, board)
        assert not done(world, MoveVisit)

    def test_the_server_that_is_gone_at_the_drop_leaves_the_job_in_the_list(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        answers: dict[type, Callable[[Any], Any]] = world.office.answers
        place = answers[PlaceVisit]

        def refuse(command: PlaceVisit) -> int:
            raise EnvironmentProblem("The server does not answer.")

        answers[PlaceVisit] = refuse
        release(board.jobs.view.viewport(), hold_job(board, world, 1, 11))
        settled(qtbot, board)
        assert board.jobs.model.rowCount() == 2
        assert [visit.id for visit in board.store.row(1).all()] == [1, 2, 3]
        assert [notice.text for notice in board.banners.notices()] == ["The server does not answer."]
        answers[PlaceVisit] = place
        release(board.jobs.view.viewport(), hold_job(board, world, 1, 11))
        settled(qtbot, board)
        assert board.jobs.model.rowCount() == 1

    def test_what_came_between_is_judged_while_the_hand_rests(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        at = hold_job(board, world, 1, 11)
        assert "will ask" not in board.offers.label.text()
        world.visit(1, (11, 0), (12, 0), "Corner Bakery")
        read(qtbot, board)
        assert "Ana is at Corner Bakery until 12:00\xa0PM." in board.offers.label.text()
        board.session.cancel()
        release(board.jobs.view.viewport(), at)

    def test_the_list_may_be_searched_while_its_job_is_in_the_hand(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        at = hold_job(board, world, 1, 11)
        board.jobs.search.setText("Lakeside")
        assert board.session.phase is Phase.DRAGGING
        release(board.jobs.view.viewport(), at)
        settled(qtbot, board)
        assert [command.work_order_id for command in done(world, PlaceVisit)] == [4431]
        placed = board.store.visit(board.grid.state.selected_id or 0)
        assert isinstance(placed, Visit) and placed.customer == "Foundry Lofts"

    def test_a_filter_that_hides_what_is_in_the_hand_leaves_it_there(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld
    ) -> None:
        end = hold_visit(board, world, 1, 3, 9)
        board.filtering.use(BoardFilter(text="Corner Bakery", hides=True))
        assert board.session.phase is Phase.DRAGGING
        release(board.grid.viewport(), end)
        settled(qtbot, board)
        assert world.visits[1].technician_id == 3

    def test_a_filter_that_hides_the_row_under_a_lifted_visit_puts_it_back(
        self, qtbot: QtBot, board: BoardScreen, world: BoardWorld, desk: Desk
    ) -> None:
        board.grid.select(1)
        board.grid.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down):
            QTest.keyClick(board.grid, key)
        board.filtering.use(BoardFilter(skills=frozenset({"HVAC"}), hides=True))
        assert board.session.phase is Phase.IDLE
        assert "the technician's row is gone" in shell(desk).said[-1][0]
        settled(qtbot, board)
        assert not done(world, MoveVisit) and not board.store.is_pending(1)
