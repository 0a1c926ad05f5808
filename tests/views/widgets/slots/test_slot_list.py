"""The list of slots by itself: heights, words, tooltips, and what is current after a new reading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fsmdesk.core.placement import Severity
from fsmdesk.services.suggesting.messages import DeclinedRow, Ground, Reason, SlotRow, Slots
from fsmdesk.views.widgets.slots.slot_list import SlotList
from fsmdesk.views.widgets.slots.slot_model import FoldRow, short_slot_time, slot_time
from tests.views.desks import FORMATS

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WAYS = (Reason(Ground.TRAVEL, "12 min from home"), Reason(Ground.TRAVEL, "5 min on to Gym"))
MANY = (*WAYS, *(Reason(Ground.SKILL, f"A skill with a long name, number {n}") for n in range(9)))


def slot(number: int, reasons: tuple[Reason, ...] = WAYS) -> SlotRow:
    start = START + timedelta(hours=number)
    end = start + timedelta(hours=1)
    return SlotRow(number, f"Tech {number}", "T", "#336699", start, end, 90 - number, 12, 5, 3, 0, reasons)


def found(*rows: SlotRow, others: int = 0) -> Slots:
    declined = tuple(DeclinedRow(100 + n, f"Other {n}", "O", "#336699", "Is away.") for n in range(others))
    return Slots(1, "No heat", "Library", 60, date(2026, 11, 24), 7, rows, declined)


@pytest.fixture
def view(qtbot: QtBot) -> SlotList:
    made = SlotList(FORMATS)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_card_has_two_lines_of_reasons_at_most_and_the_tooltip_has_all(view: SlotList) -> None:
    few = (*WAYS, Reason(Ground.OVERTIME, "30 min overtime", Severity.WARN))
    view.show_found(found(slot(1), slot(2, few), slot(3, MANY), slot(4, MANY * 2)))
    heights = [view.visualRect(view.rows.index(row)).height() for row in range(4)]
    assert heights[0] < heights[1] < heights[2] == heights[3]
    tip = view.rows.data(view.rows.index(2), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert all(reason.text in tip for reason in MANY)
    view.grab()  # painted with chips that are counted


def test_the_current_slot_stays_where_it_is_still_proposed(view: SlotList) -> None:
    view.show_found(found(slot(1), slot(2), slot(3)))
    assert view.current_slot == slot(1)
    view.setCurrentIndex(view.rows.index(2))
    better = replace(slot(3), mark=99)
    view.show_found(found(better, slot(1)))
    assert view.current_slot == better
    view.show_found(found(slot(1), slot(2)))
    assert view.current_slot == slot(1)
    view.show_found(None)
    assert view.current_slot is None


def test_the_others_are_folded_until_they_are_asked_for(view: SlotList, qtbot: QtBot) -> None:
    view.show_found(found(slot(1), others=2))
    assert view.rows.row_at(1) == FoldRow(2, False)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.rows.rowCount() == 4
    assert [view.rows.spoken(row) for row in view.rows.rows()[1:]] == [
        "Why not 2 others",
        "Other 0: Is away.",
        "Other 1: Is away.",
    ]
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(view.taken):
        QTest.keyClick(view, Qt.Key.Key_Return)  # somebody who is not proposed can't be taken
    view.grab()


def test_who_could_go_nevertheless_can_be_taken(view: SlotList, qtbot: QtBot) -> None:
    could = slot(7)
    other = DeclinedRow(7, "Tech 7", "T", "#336699", "Tech could go, but others suit better.", could)
    view.rows.is_open = True
    view.show_found(replace(found(slot(1)), declined=(other,)))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_slot == could
    with qtbot.waitSignal(view.taken) as taken:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert taken.args == [could]


def test_days_are_told_shortly_only_within_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    row = slot(1)
    for today, words in ((24, "today, "), (20, "Tue 24, "), (10, "Tue ")):
        monkeypatch.setattr(
            "fsmdesk.views.widgets.slots.slot_model.today", lambda _formats, day=today: date(2026, 11, day)
        )
        assert short_slot_time(row, FORMATS).startswith(words)
    assert short_slot_time(row, FORMATS) == slot_time(row, FORMATS)
