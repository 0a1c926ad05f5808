"""Time is recorded with the steps of visits, in the same transaction, and undone with them."""

from datetime import datetime, timedelta

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import TimeKind
from fsmdesk.models import StateMove, TimeEntry, Visit
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.time_sheets.messages import JobTime
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, Shop, at

_S, _W, _K = VisitState, WorkOrderState, TimeKind


def _step(shop: Shop, visit: int, after: VisitState, when: datetime | None = None) -> str:
    command = SetVisitState(
        visit_id=visit, seen_version=shop.version(Visit, visit), after=after, at=when, reason="x"
    )
    shop.dispatcher.do(command)
    return command.key


def _times(shop: Shop, job: int) -> list[tuple[TimeKind, datetime, datetime | None]]:
    return [(e.kind, e.start_at, e.end_at) for e in shop.all(TimeEntry, work_order_id=job)]


def _planned(shop: Shop) -> tuple[int, int]:
    job = shop.job(_W.SCHEDULED)
    return job, shop.visit(job, at(9))


def test_driving_is_travel_being_there_is_labour_waiting_is_neither(shop: Shop) -> None:
    job, visit = _planned(shop)
    for minute, state in (
        (0, _S.EN_ROUTE),
        (25, _S.ON_SITE),
        (60, _S.WAITING),
        (90, _S.ON_SITE),
        (130, _S.DONE),
    ):
        shop.now = at(8) + timedelta(minutes=minute, milliseconds=250)
        _step(shop, visit, state)
    assert _times(shop, job) == [
        (_K.TRAVEL, at(8), at(8, 25)),
        (_K.LABOUR, at(8, 25), at(9)),
        (_K.LABOUR, at(9, 30), at(10, 10)),
    ]


def test_a_step_of_yesterday_is_recorded_when_it_was(sqlite_shop: Shop) -> None:
    job, visit = _planned(sqlite_shop)
    sqlite_shop.now = at(18)
    _step(sqlite_shop, visit, _S.ON_SITE, at(9, 3))
    _step(sqlite_shop, visit, _S.DONE, at(10, 14))
    assert _times(sqlite_shop, job) == [(_K.LABOUR, at(9, 3), at(10, 14))]


def test_work_does_not_end_before_what_is_running_began(sqlite_shop: Shop) -> None:
    job, visit = _planned(sqlite_shop)
    sqlite_shop.now = at(18)
    _step(sqlite_shop, visit, _S.ON_SITE, at(9))
    _step(sqlite_shop, visit, _S.WAITING, at(10))
    _step(sqlite_shop, visit, _S.ON_SITE, at(13))
    with pytest.raises(RuleBroken, match=r"running began at .*13:00"):
        _step(sqlite_shop, visit, _S.DONE, at(12))
    assert _times(sqlite_shop, job)[-1] == (_K.LABOUR, at(13), None)


def test_a_visit_that_is_called_back_took_no_time(shop: Shop) -> None:
    job, visit = _planned(shop)
    _step(shop, visit, _S.EN_ROUTE)
    shop.wait(minutes=10)
    _step(shop, visit, _S.DISPATCHED)
    assert _times(shop, job) == []


def test_a_step_taken_back_takes_its_time_back(shop: Shop) -> None:
    job, visit = _planned(shop)
    _step(shop, visit, _S.ON_SITE)
    shop.wait(minutes=30)
    key = _step(shop, visit, _S.DONE)
    shop.dispatcher.do(Undo(undone_key=key))
    assert _times(shop, job) == [(_K.LABOUR, at(8), None)]
    shop.wait(minutes=30)
    _step(shop, visit, _S.WAITING)
    key = _step(shop, visit, _S.ON_SITE)
    shop.dispatcher.do(Undo(undone_key=key))
    assert _times(shop, job) == [(_K.LABOUR, at(8), at(9))]


def test_a_visit_that_is_opened_again_goes_on(sqlite_shop: Shop) -> None:
    job, visit = _planned(sqlite_shop)
    _step(sqlite_shop, visit, _S.ON_SITE)
    sqlite_shop.wait(minutes=30)
    _step(sqlite_shop, visit, _S.DONE)
    sqlite_shop.wait(minutes=60)
    _step(sqlite_shop, visit, _S.ON_SITE)
    assert _times(sqlite_shop, job) == [(_K.LABOUR, at(8), at(8, 30)), (_K.LABOUR, at(9, 30), None)]


def test_two_technicians_have_time_of_their_own(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job, fays = _planned(shop)
    bens = shop.visit(job, at(9), technician_id=BEN)
    _step(shop, fays, _S.ON_SITE)
    shop.wait(minutes=20)
    _step(shop, bens, _S.ON_SITE)
    shop.wait(minutes=40)
    _step(shop, fays, _S.DONE)
    card = shop.dispatcher.ask(JobTime(work_order_id=job))
    assert [(s.technician_id, s.labour_seconds, s.is_running) for s in card.sums] == [
        (FAY, 3600, False),
        (BEN, 2400, True),
    ]


def test_visits_without_recorded_time_tell_it(shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    done = shop.visit(
        job, at(5), state=_S.DONE, en_route_at=at(5, 10), arrived_at=at(5, 30), finished_at=at(7)
    )
    shop.add(
        StateMove(work_order_id=job, visit_id=done, before="on_site", after="waiting", at=at(6)),
        StateMove(work_order_id=job, visit_id=done, before="waiting", after="on_site", at=at(6, 20)),
    )
    shop.visit(job, at(7), technician_id=BEN, state=_S.ON_SITE, arrived_at=at(7, 30))
    shop.visit(job, at(12), technician_id=BEN, state=_S.PLANNED)
    card = shop.dispatcher.ask(JobTime(work_order_id=job))
    assert [(r.technician_id, r.kind, r.start_at, r.end_at) for r in card.rows] == [
        (FAY, _K.TRAVEL, at(5, 10), at(5, 30)),
        (FAY, _K.LABOUR, at(5, 30), at(6)),
        (FAY, _K.LABOUR, at(6, 20), at(7)),
        (BEN, _K.LABOUR, at(7, 30), None),
    ]
    assert [r.seconds for r in card.rows] == [1200, 1800, 2400, 1800]
    assert all(r.id < 0 for r in card.rows) and not shop.all(TimeEntry)


def test_a_visit_that_waits_without_recorded_time_is_not_at_work(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = shop.job(_W.WAITING)
    visit = shop.visit(job, at(6), state=_S.WAITING, arrived_at=at(6))
    shop.add(StateMove(work_order_id=job, visit_id=visit, before="on_site", after="waiting", at=at(7)))
    [row] = shop.dispatcher.ask(JobTime(work_order_id=job)).rows
    assert (row.start_at, row.end_at) == (at(6), at(7))


def test_a_step_of_such_a_visit_writes_down_what_was_told(shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    visit = shop.visit(job, at(6), state=_S.ON_SITE, en_route_at=at(6), arrived_at=at(6, 30))
    _step(shop, visit, _S.DONE)
    assert _times(shop, job) == [(_K.TRAVEL, at(6), at(6, 30)), (_K.LABOUR, at(6, 30), at(8))]


def test_past_midnight_counts_to_the_day_it_began(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = shop.job(_W.SCHEDULED)
    visit = shop.visit(job, at(22))
    for day, hour, minute, state in (
        (2, 22, 0, _S.ON_SITE),
        (3, 0, 10, _S.WAITING),
        (3, 0, 30, _S.ON_SITE),
        (3, 1, 20, _S.DONE),
    ):
        shop.now = at(hour, minute, day=day)
        _step(shop, visit, state)
    [day_sum] = shop.dispatcher.ask(JobTime(work_order_id=job)).sums
    assert (day_sum.day, day_sum.labour_seconds) == (at(0).date(), 3 * 3600)
    assert day_sum.billed_minutes == 180
