"""Named settings of the board: saved, shared, chosen, and begun with."""

import json

import pytest
from pytestqt.qtbot import QtBot

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState
from fsmdesk.services.saved_views.messages import AddSavedView, SavedViewRow, SavedViews
from fsmdesk.views.board.board_look import BoardLook, Grouping, kept_look, look_from
from fsmdesk.views.board.board_screen import BoardScreen
from fsmdesk.views.board.colour_scheme import ColourScheme
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.desk import Desk
from tests.views.board.world import BoardWorld, clock

LOOK = BoardLook(kind=ViewKind.WEEK, is_compact=True, grouping=Grouping.SKILL, scheme=ColourScheme.PRIORITY)
FILTER = BoardFilter(states=frozenset({VisitState.DONE}), hides=True)


def _settled(qtbot: QtBot, board: BoardScreen) -> None:
    qtbot.waitUntil(lambda: board.desk.tasks.is_idle() and not board.reader.is_waiting)


@pytest.fixture
def kept(world: BoardWorld) -> list[SavedViewRow]:
    """What the office keeps; the world answers with it."""
    rows: list[SavedViewRow] = []

    def add(command: AddSavedView) -> int:
        rows.append(
            SavedViewRow(len(rows) + 1, 1, command.name, command.definition, command.is_shared, False)
        )
        return len(rows)

    world.office.answers[SavedViews] = lambda _query: tuple(rows)
    world.office.answers[AddSavedView] = add
    world.office.changes[AddSavedView] = ChangeSet.of([RecordRef("saved_view", 1)])
    return rows


def test_every_look_is_the_same_after_it_was_kept() -> None:
    assert look_from(json.loads(json.dumps(kept_look(LOOK)))) == LOOK
    assert look_from({"kind": 5, "folded": "x", "hour_widths": [], "nights": 1}) == BoardLook()


def test_a_setting_brings_back_look_and_filter(
    qtbot: QtBot, board: BoardScreen, kept: list[SavedViewRow]
) -> None:
    board.views.take_setting(LOOK)
    board.filtering.use(FILTER)
    _settled(qtbot, board)
    board.settings.button._add("Week by skill", True)
    _settled(qtbot, board)
    assert board.settings.button.text() == "Week by skill"
    board.settings.button.choose(None)
    _settled(qtbot, board)
    assert (board.views.look.kind, board.filtering.filter) == (ViewKind.DAY, BoardFilter())
    board.settings.button.choose(kept[0])
    _settled(qtbot, board)
    assert board.views.look.kind is ViewKind.WEEK
    assert board.views.look.grouping is Grouping.SKILL
    assert board.filtering.filter == FILTER
    assert board.views.period.count == 7


def test_a_change_is_told_and_the_setting_stays(
    qtbot: QtBot, board: BoardScreen, kept: list[SavedViewRow]
) -> None:
    board.settings.button._add("Mine", False)
    _settled(qtbot, board)
    board.filtering.use(FILTER)
    assert board.settings.button.text() == "Mine (changed)"
    board.filtering.use(BoardFilter())
    assert board.settings.button.text() == "Mine"


def test_who_never_chose_begins_with_what_the_office_begins_with(
    qtbot: QtBot, world: BoardWorld, desk: Desk, kept: list[SavedViewRow]
) -> None:
    definition = json.dumps({"look": kept_look(LOOK), "filter": {}})
    kept.append(SavedViewRow(1, 1, "Office", definition, True, True))
    for kind in (ViewKind.WEEK, ViewKind.THREE_DAYS):
        board = BoardScreen(desk, clock=clock)
        qtbot.addWidget(board)
        board.resize(1300, 800)
        board.show()
        board.arrive(None)
        _settled(qtbot, board)
        assert board.views.look.kind is kind
        board.views.choose_view(ViewKind.THREE_DAYS)
        _settled(qtbot, board)
        board.hide()
