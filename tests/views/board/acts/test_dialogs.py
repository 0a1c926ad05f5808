"""Dialogs of the board: what they ask the office while one types, and what they do when one agrees."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fsmdesk.core.states import VisitState
from fsmdesk.models import Visit
from fsmdesk.views.board.acts.act_dialog import ActDialog
from fsmdesk.views.board.acts.day_dialog import DayDialog
from fsmdesk.views.board.acts.place_dialog import PlaceDialog
from fsmdesk.views.board.acts.push_dialog import PushDialog
from fsmdesk.views.board.acts.spread_dialog import SpreadDialog
from tests.services.shop import BEN, FAY, SCHOOL, Shop, at
from tests.views.board.acts.conftest import Board, Plan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DialogT = TypeVar("DialogT", bound=ActDialog)


def opened(board: Board, kind: type[DialogT]) -> DialogT:
    dialog = board.screen.window().findChild(kind)
    assert dialog is not None and dialog.isVisible()
    board.settle()
    return dialog


def said(dialog: ActDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def told(dialog: PushDialog | SpreadDialog | DayDialog) -> list[str]:
    table = dialog.table
    cells = [
        [table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())
    ]
    lines = [" | ".join(cell.text() for cell in row if cell is not None) for row in cells]
    return [line.replace("\xa0", " ") for line in lines]


def test_r_moves_to_the_minute_and_to_anybody(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    plan(13, technician=BEN, customer=SCHOOL)
    board.show(visit)
    board.grid.setFocus()
    QTest.keyClick(board.grid, Qt.Key.Key_R)
    dialog = opened(board, PlaceDialog)
    board.qtbot.waitUntil(lambda: "Nothing speaks against it" in said(dialog))
    dialog.technician.set_value(BEN)
    dialog.technician.changed.emit()
    dialog.start.set_value(13 * 60 + 7)
    dialog.start.changed.emit()
    assert dialog.end.value() == 14 * 60 + 7
    board.qtbot.waitUntil(lambda: "Ben is at Hill School until" in said(dialog))
    dialog.start.set_value(15 * 60 + 7)
    dialog.start.changed.emit()
    board.qtbot.waitUntil(lambda: "Nothing speaks against it" in said(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    board.settle()
    stored = shop.get(Visit, visit)
    assert (stored.technician_id, stored.start_at, stored.end_at) == (BEN, at(15, 7), at(16, 7))


def test_esc_moves_nothing(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.acts.move_to()
    QTest.keyClick(opened(board, PlaceDialog), Qt.Key.Key_Escape)
    board.settle()
    assert shop.get(Visit, visit).version == 1


def test_what_can_not_be_read_is_said_at_the_dialog(board: Board, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.acts.move_to()
    dialog = opened(board, PlaceDialog)
    dialog.day.set_value(None)
    dialog.yes_button.click()
    assert dialog.isVisible() and "Day is needed" in said(dialog)


def test_a_helper_is_added(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.acts.add_helper()
    dialog = opened(board, PlaceDialog)
    assert dialog.technician.value() == BEN
    dialog.yes_button.click()
    board.settle()
    helper = next(one for one in shop.all(Visit) if one.id != visit)
    assert (helper.technician_id, helper.start_at, helper.is_helper) == (BEN, at(9), True)
    assert helper.crew_key is not None and helper.crew_key == shop.get(Visit, visit).crew_key


def test_the_push_shows_exactly_what_moves_before_it_does(board: Board, shop: Shop, plan: Plan) -> None:
    first, second, third = plan(9), plan(10, customer=SCHOOL), plan(12)
    board.show(first)
    board.acts.push()
    dialog = opened(board, PushDialog)
    assert told(dialog) == ["Hill School | 10:00 AM | 10:30 AM"]
    assert shop.get(Visit, second).start_at == at(10)
    dialog.longer.set_value(90)
    dialog.longer.changed.emit()
    assert not dialog.yes_button.isEnabled()
    board.qtbot.waitUntil(
        lambda: told(dialog) == ["Hill School | 10:00 AM | 11:30 AM", "City Library | 12:00 PM | 12:30 PM"]
    )
    dialog.yes_button.click()
    board.settle()
    spans = [
        (shop.get(Visit, visit).start_at, shop.get(Visit, visit).end_at) for visit in (first, second, third)
    ]
    assert spans == [(at(9), at(11, 30)), (at(11, 30), at(12, 30)), (at(12, 30), at(13, 30))]


def test_a_push_of_nothing_can_not_be_done(board: Board, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.acts.push()
    dialog = opened(board, PushDialog)
    assert not dialog.yes_button.isEnabled() and dialog.yes_button.text() == "Nothing is in the way"


def test_a_visit_goes_on_over_several_days(board: Board, shop: Shop, plan: Plan) -> None:
    visit = plan(9)
    board.show(visit)
    board.acts.spread()
    dialog = opened(board, SpreadDialog)
    dialog.total.set_value(5 * 60)
    dialog.total.changed.emit()
    dialog.a_day.set_value(2 * 60)
    dialog.a_day.changed.emit()
    board.qtbot.waitUntil(lambda: dialog.table.rowCount() == 3 and dialog.yes_button.isEnabled())
    assert told(dialog)[2].endswith("1 h")
    dialog.yes_button.click()
    board.settle()
    rows = shop.all(Visit)
    assert [row.start_at.day for row in rows if row.start_at is not None] == [2, 3, 4]
    assert len({row.series_key for row in rows}) == 1
    assert sum(row.duration_minutes for row in rows) == 5 * 60


def test_a_day_is_moved_by_state_and_says_what_stays(board: Board, shop: Shop, plan: Plan) -> None:
    planned, sent, begun = plan(9), plan(10, customer=SCHOOL), plan(12)
    shop.change(Visit, sent, state=VisitState.DISPATCHED)
    shop.change(Visit, begun, state=VisitState.ON_SITE)
    board.show(planned)
    board.acts.move_day()
    dialog = opened(board, DayDialog)
    assert told(dialog)[-1].endswith("stays: on site")
    dialog.states[VisitState.DISPATCHED].click()
    assert len(told(dialog)) == 2
    dialog.to_day.set_value(date(2026, 3, 4))
    dialog.yes_button.click()
    board.settle()
    starts = [shop.get(Visit, visit).start_at for visit in (planned, sent, begun)]
    assert starts == [at(9, day=4), at(10), at(12)]


def test_a_day_of_one_technician(board: Board, shop: Shop, plan: Plan) -> None:
    of_fay, of_ben = plan(9), plan(9, technician=BEN)
    board.show(of_fay)
    board.acts.move_day(FAY)
    dialog = opened(board, DayDialog)
    assert dialog.yes_button.text() == "Move 1 visit"
    dialog.yes_button.click()
    board.settle()
    assert shop.get(Visit, of_fay).start_at == at(9, day=3)
    assert shop.get(Visit, of_ben).start_at == at(9)
