"""Labour follows the time: one line for each technician, overtime apart, until the job is billed."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import LineKind, TimeKind, TimeRounding
from fsmdesk.models import (
    Company,
    Item,
    ItemCost,
    LineCost,
    Shift,
    TechnicianPay,
    TimeEntry,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.closeout.messages import CompleteWorkOrder
from fsmdesk.services.orders import messages as orders
from fsmdesk.services.setup.messages import EditOfficeRules, OfficeRules
from fsmdesk.services.time_sheets.messages import BillTime, JobTime, RemoveTime, SaveTime
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, HOUR, LineOf, Shop, at

_S, _W, _K = VisitState, WorkOrderState, TimeKind


def _job(shop: Shop, *lines: LineOf, state: WorkOrderState = _W.ON_SITE, **values: Any) -> int:
    shop.now = at(20)
    job = shop.job(state, lines, **values)
    shop.visit(job, at(6), state=_S.DONE)
    return job


def _worked(
    shop: Shop, job: int, start: datetime, end: datetime, technician: int = FAY, kind: TimeKind = _K.LABOUR
) -> int:
    return shop.add(
        TimeEntry(work_order_id=job, technician_id=technician, kind=kind, start_at=start, end_at=end)
    )[0]


def _bill(shop: Shop, job: int) -> str:
    command = BillTime(work_order_id=job)
    shop.dispatcher.do(command)
    return command.key


def _lines(shop: Shop, job: int) -> list[tuple[str, int | None, int, int, bool]]:
    return [
        (line.description, line.technician_id, line.done_milli, line.price_minor, line.is_overtime)
        for line in shop.all(WorkOrderLine, work_order_id=job)
    ]


def _cost(shop: Shop, line_id: int) -> int | None:
    found = shop.all(LineCost, line_id=line_id)
    return found[0].cost_minor if found else None


def test_each_technician_gets_a_line_with_his_rounded_time(shop: Shop) -> None:
    job = _job(shop)
    _worked(shop, job, at(8), at(9, 5))
    _worked(shop, job, at(8), at(8, 40), BEN)
    _worked(shop, job, at(7), at(8), kind=_K.TRAVEL)
    version = shop.version(WorkOrder, job)
    _bill(shop, job)
    assert _lines(shop, job) == [
        ("Labour", FAY, 1_250, 10_000, False),
        ("Labour", BEN, 750, 10_000, False),
    ]
    assert shop.version(WorkOrder, job) > version
    stored = shop.all(WorkOrderLine, work_order_id=job)[0]
    assert (stored.item_id, stored.kind, stored.unit, stored.follows_time) == (
        HOUR,
        LineKind.LABOUR,
        "h",
        True,
    )


def test_twice_is_once(sqlite_shop: Shop) -> None:
    job = _job(sqlite_shop)
    _worked(sqlite_shop, job, at(8), at(9))
    _bill(sqlite_shop, job)
    _bill(sqlite_shop, job)
    assert len(_lines(sqlite_shop, job)) == 1


def test_a_planned_line_takes_the_time(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    planned = LineOf(planned_milli=2_000, done_milli=0, price_minor=8_000, description="Heating labour")
    job = _job(shop, planned, LineOf(kind=LineKind.PART, unit="", done_milli=0))
    _worked(shop, job, at(8), at(9, 5))
    _worked(shop, job, at(8), at(9), BEN)
    _bill(shop, job)
    lines = _lines(shop, job)
    assert lines[0] == ("Heating labour", FAY, 1_250, 8_000, False)
    assert lines[2] == ("Labour", BEN, 1_000, 10_000, False)


def test_the_shop_says_how_time_is_rounded(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.change(Company, 1, time_rounding=TimeRounding.NEAREST, time_rounding_minutes=30, minimum_minutes=60)
    job = _job(shop)
    _worked(shop, job, at(8), at(8, 10))
    _worked(shop, job, at(8), at(9, 50), BEN)
    _bill(shop, job)
    assert [line[2] for line in _lines(shop, job)] == [1_000, 2_000]


def test_overtime_is_a_line_of_its_own_where_it_costs_more(shop: Shop) -> None:
    shop.add(Shift(technician_id=FAY, weekday=0, start_minute=8 * 60, end_minute=16 * 60))
    shop.change(Company, 1, overtime_markup_ppm=500_000)
    job = _job(shop)
    _worked(shop, job, at(15), at(17, 20))
    _bill(shop, job)
    assert _lines(shop, job) == [
        ("Labour", FAY, 1_250, 10_000, False),
        ("Labour, overtime", FAY, 1_250, 15_000, True),
    ]
    [day] = shop.dispatcher.ask(JobTime(work_order_id=job)).sums
    assert (day.labour_seconds, day.overtime_seconds) == (8_400, 4_800)
    assert (day.billed_minutes, day.billed_overtime_minutes) == (150, 75)


def test_overtime_without_a_markup_is_only_shown(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.add(Shift(technician_id=FAY, weekday=0, start_minute=8 * 60, end_minute=16 * 60))
    job = _job(shop)
    _worked(shop, job, at(15), at(17))
    _bill(shop, job)
    assert _lines(shop, job) == [("Labour", FAY, 2_000, 10_000, False)]
    assert shop.dispatcher.ask(JobTime(work_order_id=job)).rows[0].overtime_seconds == 3_600


def test_lines_follow_when_time_is_corrected(shop: Shop) -> None:
    shop.add(Shift(technician_id=FAY, weekday=0, start_minute=8 * 60, end_minute=16 * 60))
    shop.change(Company, 1, overtime_markup_ppm=500_000)
    job = _job(shop)
    entry = _worked(shop, job, at(14), at(15))
    _bill(shop, job)
    version = shop.version(WorkOrder, job)
    save: dict[str, Any] = {"work_order_id": job, "technician_id": FAY, "kind": _K.LABOUR, "start_at": at(14)}
    shop.dispatcher.do(SaveTime(**save, end_at=at(17), entry_id=entry, seen_version=1, reason="Late"))
    assert [line[2:] for line in _lines(shop, job)] == [(2_000, 10_000, False), (1_000, 15_000, True)]
    assert shop.version(WorkOrder, job) > version
    remove = RemoveTime(work_order_id=job, entry_id=entry, seen_version=2)
    shop.dispatcher.do(remove)
    assert [line[2] for line in _lines(shop, job)] == [0, 0]
    shop.dispatcher.do(Undo(undone_key=remove.key))
    assert [line[2] for line in _lines(shop, job)] == [2_000, 1_000]


def test_lines_of_a_billed_job_stay(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _job(shop)
    _worked(shop, job, at(8), at(9))
    _bill(shop, job)
    shop.change(WorkOrder, job, state=_W.CLOSED)
    with pytest.raises(RuleBroken, match="doesn't change any more"):
        _bill(shop, job)
    assert _lines(shop, job)[0][2] == 1_000


def test_an_hour_costs_what_the_technician_costs(shop: Shop) -> None:
    shop.add(
        TechnicianPay(technician_id=FAY, hourly_cost_minor=4_200),
        ItemCost(item_id=HOUR, cost_minor=3_000),
    )
    job = _job(shop)
    _worked(shop, job, at(8), at(9))
    _worked(shop, job, at(8), at(9), BEN)
    _bill(shop, job)
    fays, bens = shop.all(WorkOrderLine, work_order_id=job)
    assert (_cost(shop, fays.id), _cost(shop, bens.id)) == (4_200, 3_000)
    assert not shop.dispatcher.may(Permission.SEE_COSTS)
    seen = shop.dispatcher.ask(orders.WorkOrder(work_order_id=job)).lines
    assert {line.value.cost_minor for line in seen} == {None}


def test_labour_is_sold_as_the_shop_says(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    [night] = shop.add(
        Item(code="NIGHT", name="Night work", kind=LineKind.LABOUR, unit="Std.", price_minor=15_000)
    )
    shop.change(Company, 1, labour_item_id=night)
    job = _job(shop)
    _worked(shop, job, at(8), at(9))
    _bill(shop, job)
    assert _lines(shop, job)[0][0] == "Night work"


def test_without_labour_in_the_price_book_it_says_so(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.change(Item, HOUR, archived_at=shop.now)
    job = _job(shop)
    with pytest.raises(RuleBroken, match="Nobody has worked"):
        _bill(shop, job)
    _worked(shop, job, at(8), at(9))
    with pytest.raises(RuleBroken, match="no labour that is sold by the hour"):
        _bill(shop, job)


def test_a_technician_does_not_bill(sqlite_shop: Shop) -> None:
    job = _job(sqlite_shop)
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.do(BillTime(work_order_id=job))


def test_completing_puts_the_time_on_lines(shop: Shop) -> None:
    shop.now = at(8)
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(6), at(8), state=_S.ON_SITE, arrived_at=at(6, 55))
    shop.dispatcher.do(
        CompleteWorkOrder(
            work_order_id=job, seen_version=shop.version(WorkOrder, job), cause="Old", fix="New"
        )
    )
    assert _lines(shop, job) == [("Labour", FAY, 1_250, 10_000, False)]
    [entry] = shop.all(TimeEntry, work_order_id=job)
    assert (entry.start_at, entry.end_at) == (at(6, 55), at(8))


def test_completing_leaves_labour_that_somebody_reported(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.now = at(8)
    job = shop.job(_W.ON_SITE, (LineOf(done_milli=500), LineOf(done_milli=0, planned_milli=2_000)))
    shop.visit(job, at(6), at(8), state=_S.ON_SITE, arrived_at=at(6, 55))
    shop.dispatcher.do(
        CompleteWorkOrder(
            work_order_id=job, seen_version=shop.version(WorkOrder, job), cause="Old", fix="New"
        )
    )
    assert [line[2] for line in _lines(shop, job)] == [500, 2_000]


def test_the_office_says_what_labour_is_sold_as(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    night, flat = shop.add(
        Item(code="NIGHT", name="Night work", kind=LineKind.LABOUR, unit="h", price_minor=15_000),
        Item(code="FLAT", name="Flat rate", kind=LineKind.LABOUR, unit="", price_minor=9_900),
    )
    rules = shop.owner.ask(OfficeRules())
    assert (rules.labour_item_id, rules.labour_items) == (None, ((HOUR, "Labour"), (night, "Night work")))
    values = {
        field.name: getattr(rules, field.name)
        for field in fields(rules)
        if field.name not in ("version", "labour_items")
    }
    with pytest.raises(RuleBroken, match="sold by the hour"):
        shop.owner.do(EditOfficeRules(**(values | {"labour_item_id": flat}), seen_version=rules.version))
    shop.owner.do(EditOfficeRules(**(values | {"labour_item_id": night}), seen_version=rules.version))
    assert shop.get(Company, 1).labour_item_id == night
