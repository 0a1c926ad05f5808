"""The time on a job: typed, corrected, removed and billed by keys; what runs is shown live."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import TimeKind, TimeRounding
from fsmdesk.models import TimeEntry, WorkOrder, WorkOrderLine
from fsmdesk.services.time_sheets.messages import JobTimeCard
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.time_sheet.panel import TimePanel
from fsmdesk.views.widgets.time_sheet.time_words import exact_words, length_words, rule_words
from tests.services.shop import BEN, FAY, Shop, at
from tests.views.desks import FORMATS
from tests.views.work_orders.seats import CONTROL, Seat

_S, _W, _K = VisitState, WorkOrderState, TimeKind


def _panel(seat: Seat, shop: Shop, job: int) -> TimePanel:
    panel = TimePanel(seat.desk, clock=lambda: shop.now)
    seat.qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    seat.qtbot.waitExposed(panel)
    panel.activateWindow()
    panel.show_job(job)
    seat.settle()
    return panel


def _job(shop: Shop, state: WorkOrderState = _W.ON_SITE) -> int:
    shop.now = at(18)
    job = shop.job(state)
    shop.visit(job, at(6), state=_S.DONE, arrived_at=at(6), finished_at=at(7, 5))
    return job


def _type(seat: Seat, field: Field[Any], text: str) -> None:
    field.setFocus()
    QTest.keyClick(seat.focused(), Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(seat.focused(), text)


def _column(panel: TimePanel, at_column: int) -> list[str]:
    model = panel.table.rows()
    return [str(model.index(row, at_column).data()) for row in range(model.rowCount())]


def test_what_a_visit_tells_is_shown_with_its_sums(seat: Seat, shop: Shop) -> None:
    panel = _panel(seat, shop, _job(shop))
    assert _column(panel, 2) == ["6:00–7:05\xa0AM"]
    [day] = panel.sums.rows().rows_here()
    assert (day.day_sum.labour_seconds, day.day_sum.billed_minutes) == (3900, 75)
    assert panel._rule.text() == "Each technician's labour of a day is billed in steps of 15 min, rounded up."
    assert panel.bill_button.isVisible()


def test_time_is_typed_by_from_and_how_long(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    panel = _panel(seat, shop, job)
    panel.begin_new()
    _type(seat, panel.form.start, "9:38")
    _type(seat, panel.form.length, "1h30")
    assert panel.form.end.read() == 11 * 60 + 8
    _type(seat, panel.form.note, "Second boiler")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    [entry] = shop.all(TimeEntry)
    assert (entry.start_at, entry.end_at, entry.note) == (at(9, 38), at(11, 8), "Second boiler")
    assert (entry.technician_id, entry.kind) == (FAY, _K.LABOUR)
    assert not panel.editor.isVisible() and panel.table.rows().rowCount() == 2


def test_an_end_before_the_start_is_on_the_next_day(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    shop.now = at(9, day=3)
    panel = _panel(seat, shop, job)
    panel.begin_new()
    _type(seat, panel.form.start, "22:15")
    _type(seat, panel.form.end, "0:45")
    assert panel.form.length.read() == 150
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    [entry] = shop.all(TimeEntry)
    assert (entry.start_at, entry.end_at) == (at(22, 15), at(0, 45, day=3))


def test_time_that_is_taken_is_said_at_the_field(seat: Seat, shop: Shop) -> None:
    job, other = _job(shop), shop.job(_W.ON_SITE)
    shop.add(TimeEntry(work_order_id=other, technician_id=FAY, kind=_K.LABOUR, start_at=at(9), end_at=at(10)))
    panel = _panel(seat, shop, job)
    panel.begin_new()
    _type(seat, panel.form.start, "9:30")
    _type(seat, panel.form.end, "11")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    assert "Fay Brooks was at #2 from" in panel.form.start.error()
    assert panel.form.start.edit.text() == "9:30\xa0AM" and panel.editor.isVisible()


def test_enter_corrects_and_the_original_stays_in_sight(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    panel = _panel(seat, shop, job)
    panel.table.make_current(panel.table.rows().rows_here()[0].id)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    seat.settle()
    assert panel.form.reason.isVisible() and panel.form.start.read() == 360
    _type(seat, panel.form.end, "6:45")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    assert "Say why" in panel.form.reason.error()
    _type(seat, panel.form.reason, "Left earlier")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    [remark] = _column(panel, 6)
    assert remark == "Was 6:00–7:05\xa0AM · Dan Desk · Left earlier"
    [entry] = shop.all(TimeEntry)
    assert (entry.end_at, entry.original_end_at) == (at(6, 45), at(7, 5))


def test_seconds_that_nobody_touched_stay(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    start, end = at(9).replace(second=21), at(10).replace(second=42)
    [entry] = shop.add(
        TimeEntry(work_order_id=job, technician_id=FAY, kind=_K.LABOUR, start_at=start, end_at=end)
    )
    panel = _panel(seat, shop, job)
    panel.table.make_current(entry)
    panel._edit_current()
    seat.settle()
    _type(seat, panel.form.note, "Cold")
    QTest.keyClick(seat.focused(), Qt.Key.Key_Return, CONTROL)
    seat.settle()
    stored = shop.get(TimeEntry, entry)
    assert (stored.start_at, stored.end_at, stored.note) == (start, end, "Cold")
    assert stored.original_start_at is None


def test_delete_removes_and_offers_to_take_it_back(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    [entry] = shop.add(
        TimeEntry(work_order_id=job, technician_id=BEN, kind=_K.LABOUR, start_at=at(9), end_at=at(10))
    )
    panel = _panel(seat, shop, job)
    panel.table.make_current(entry)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    seat.settle()
    assert [row.id for row in panel.table.rows().rows_here() if row.id == entry] == []
    text, undo = seat.shell.said[-1]
    assert text == "Removed: Ben Ito 9:00–10:00\xa0AM" and undo is not None
    undo()
    seat.settle()
    seat.qtbot.waitUntil(lambda: entry in [row.id for row in panel.table.rows().rows_here()])


def test_labour_from_time_is_one_click_and_then_says_so(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    panel = _panel(seat, shop, job)
    QTest.mouseClick(panel.bill_button, Qt.MouseButton.LeftButton)
    seat.settle()
    [line] = shop.all(WorkOrderLine, work_order_id=job)
    assert (line.done_milli, line.follows_time) == (1_250, True)
    assert panel._follows.text() == "1 h 15 on lines that follow the time"
    assert not panel.bill_button.isVisible()


def test_what_runs_grows_with_the_clock(seat: Seat, shop: Shop) -> None:
    shop.now = at(10, 43)
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(9), state=_S.ON_SITE, arrived_at=at(9, 38))
    panel = _panel(seat, shop, job)
    assert _column(panel, 2) == ["since 9:38\xa0AM"]
    assert panel._running.text() == "Fay Brooks · Labour since 9:38\xa0AM · 1 h 05"
    shop.wait(minutes=5)
    panel._show_clock()
    assert panel._running.text().endswith("1 h 10")
    assert panel._tick.isActive()


def test_another_seats_time_appears(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    panel = _panel(seat, shop, job)
    shop.add(TimeEntry(work_order_id=job, technician_id=BEN, kind=_K.LABOUR, start_at=at(9), end_at=at(10)))
    seat.desk.hub.hear(ChangeSet.of([RecordRef("time_entry", 1)]))
    seat.qtbot.waitUntil(lambda: "Ben Ito" in _column(panel, 0))


def test_a_billed_job_can_only_be_read(seat: Seat, shop: Shop) -> None:
    job = _job(shop)
    shop.change(WorkOrder, job, state=_W.CLOSED)
    panel = _panel(seat, shop, job)
    for button in (panel.add_button, panel.edit_button, panel.remove_button):
        assert not button.isEnabled() and "doesn't change any more" in button.toolTip()


def test_a_job_without_time_says_where_it_comes_from(seat: Seat, shop: Shop) -> None:
    panel = _panel(seat, shop, shop.job())
    assert panel._empty.isVisible() and not panel.table.isVisible()


@pytest.mark.parametrize(("seconds", "says"), [(0, "–"), (59, "0 min"), (3900, "1 h 05"), (7200, "2 h")])
def test_lengths_in_words(seconds: int, says: str) -> None:
    assert length_words(seconds, FORMATS) == says


def test_exact_lengths_in_words() -> None:
    assert [exact_words(seconds) for seconds in (0, 61, 3905)] == ["0:00:00", "0:01:01", "1:05:05"]


@pytest.mark.parametrize(
    ("rounding", "least", "says"),
    [
        (TimeRounding.UP, 0, "Each technician's labour of a day is billed in steps of 30 min, rounded up."),
        (
            TimeRounding.NEAREST,
            60,
            "Each technician's labour of a day is billed to the nearest 30 min. At least 1 h are billed.",
        ),
    ],
)
def test_the_rule_in_words(rounding: TimeRounding, least: int, says: str) -> None:
    card = JobTimeCard(1, 1, (), (), (), rounding, 30, least, 0, False, "")
    assert rule_words(card, FORMATS) == says
