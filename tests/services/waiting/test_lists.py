"""Lists of waiting work: made, named, ordered, removed, and filled."""

from datetime import date

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import WorkOrder
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.undoing.messages import Undo
from fsmdesk.services.waiting.messages import (
    OrderWaitingLists,
    PutInWaitingList,
    RemoveWaitingList,
    SaveWaitingList,
    SeenJob,
    WaitingLists,
)
from tests.services.shop import Shop, at


def _names(shop: Shop) -> list[str]:
    return [row.name for row in shop.dispatcher.ask(WaitingLists())]


def _seen(shop: Shop, *jobs: int) -> tuple[SeenJob, ...]:
    return tuple(SeenJob(job, shop.version(WorkOrder, job)) for job in jobs)


def test_lists_are_made_renamed_and_ordered(shop: Shop) -> None:
    first = shop.dispatcher.do(SaveWaitingList(name=" Call back ")).value
    second = shop.dispatcher.do(SaveWaitingList(name="Wants earlier", keeps_place=True)).value
    assert _names(shop) == ["Call back", "Wants earlier"]
    shop.dispatcher.do(SaveWaitingList(waiting_list_id=first, seen_version=1, name="Ring again"))
    shop.dispatcher.do(OrderWaitingLists(waiting_list_ids=(second, first)))
    assert _names(shop) == ["Wants earlier", "Ring again"]
    assert [row.keeps_place for row in shop.dispatcher.ask(WaitingLists())] == [True, False]


@pytest.mark.parametrize("name", ["", "   ", "CALL BACK", "To schedule", "x" * 201, "a\nb"])
def test_a_name_is_one_line_and_nobody_elses(sqlite_shop: Shop, name: str) -> None:
    sqlite_shop.dispatcher.do(SaveWaitingList(name="Call back"))
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.dispatcher.do(SaveWaitingList(name=name))
    assert refused.value.field == "name"


def test_a_removed_list_lets_its_jobs_go_and_comes_back_with_them(shop: Shop) -> None:
    made = shop.dispatcher.do(SaveWaitingList(name="Call back")).value
    job = shop.job()
    shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, job), waiting_list_id=made))
    assert shop.get(WorkOrder, job).waiting_list_id == made
    remove = RemoveWaitingList(waiting_list_id=made, seen_version=1)
    shop.dispatcher.do(remove)
    assert _names(shop) == [] and shop.get(WorkOrder, job).waiting_list_id is None
    shop.dispatcher.do(Undo(undone_key=remove.key))
    assert _names(shop) == ["Call back"] and shop.get(WorkOrder, job).waiting_list_id == made


def test_jobs_go_into_a_list_together_or_not_at_all(shop: Shop) -> None:
    made = shop.dispatcher.do(SaveWaitingList(name="Call back")).value
    first, second = shop.job(), shop.job()
    stale = (*_seen(shop, first), SeenJob(second, 99))
    with pytest.raises(ConflictError):
        shop.dispatcher.do(PutInWaitingList(jobs=stale, waiting_list_id=made))
    assert shop.get(WorkOrder, first).waiting_list_id is None
    shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, first, second), waiting_list_id=made))
    assert shop.get(WorkOrder, second).waiting_list_id == made
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, first), waiting_list_id=made + 7))


def test_an_order_that_misses_a_list_is_refused(sqlite_shop: Shop) -> None:
    made = sqlite_shop.dispatcher.do(SaveWaitingList(name="Call back")).value
    sqlite_shop.dispatcher.do(SaveWaitingList(name="Wants earlier"))
    with pytest.raises(RuleBroken):
        sqlite_shop.dispatcher.do(OrderWaitingLists(waiting_list_ids=(made,)))


def test_only_who_plans_makes_lists(sqlite_shop: Shop) -> None:
    for seat in (sqlite_shop.bookkeeper, sqlite_shop.fays_phone):
        with pytest.raises(NotAllowed):
            seat.do(SaveWaitingList(name="Call back"))


def test_a_job_that_wants_earlier_keeps_its_place_and_is_in_its_list(shop: Shop) -> None:
    earlier = shop.dispatcher.do(SaveWaitingList(name="Wants earlier", keeps_place=True)).value
    later = shop.dispatcher.do(SaveWaitingList(name="Call back")).value
    job = shop.job(WorkOrderState.SCHEDULED)
    visit = shop.visit(job, at(9))
    waiting = shop.job()
    shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, job), waiting_list_id=earlier))
    shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, waiting), waiting_list_id=later))
    view = shop.dispatcher.ask(BoardDay(day=date(2026, 3, 2)))
    assert [row.id for row in view.visits] == [visit]
    listed = {row.work_order_id: (row.waiting_list_id, row.placed_at, row.visit_id) for row in view.jobs}
    assert listed == {job: (earlier, at(9), visit), waiting: (later, None, None)}
    assert shop.dispatcher.ask(BoardDay(day=date(2026, 3, 20))).jobs == view.jobs
    shop.dispatcher.do(PutInWaitingList(jobs=_seen(shop, job), waiting_list_id=later))
    view = shop.dispatcher.ask(BoardDay(day=date(2026, 3, 2)))
    assert [row.work_order_id for row in view.jobs] == [waiting]
