"""Who owes money is known once the board is painted, and again when somebody pays."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.services.dispatch.messages import Debtors
from fsmdesk.views.board.board_screen import BoardScreen
from tests.views.board.world import BoardWorld


def _marked(board: BoardScreen) -> set[int]:
    shown = [board.store.visit(one) for one in board.store.stored_ids()]
    return {visit.id for visit in shown if visit is not None and visit.is_unpaid}


def test_marks_come_after_the_board_and_go_when_somebody_paid(
    qtbot: QtBot, board: BoardScreen, world: BoardWorld
) -> None:
    asked: list[tuple[int, ...]] = []

    def answer(query: Debtors) -> frozenset[int]:
        asked.append(query.customer_ids)
        return frozenset(world.debtors)

    world.office.answers[Debtors] = answer
    world.visits[1] = replace(world.visits[1], customer_id=7, version=2)
    world.visits[2] = replace(world.visits[2], customer_id=8, version=2)
    world.debtors = {7}
    board.read_again()
    qtbot.waitUntil(lambda: _marked(board) == {1})
    board.read_again()
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle())
    assert asked == [(7, 8)]  # they are known by now
    world.debtors = set()
    board.desk.hub.hear(ChangeSet.of([RecordRef("allocation", 1)]))
    qtbot.waitUntil(lambda: _marked(board) == set())
    assert asked == [(7, 8), (7, 8)]
