"""What requesters think of jobs: recorded once for each, followed up where it is low, and averaged."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Feedback
from fsmdesk.services.closeout.messages import (
    FeedbackAverage,
    FeedbackFigures,
    FeedbackList,
    FeedbackRow,
    FollowUpFeedback,
    JobFeedback,
    RecordFeedback,
    ReviewCounts,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, LIBRARY, SCHOOL, SCHOOL_SITE, Shop, at

_W = WorkOrderState


def _record(shop: Shop, job: int, score: int, remark: str = "", seen: int = 0) -> int:
    command = RecordFeedback(
        work_order_id=job, seen_version=seen, score=score, remark=remark, given_by="P. Doyle"
    )
    return shop.dispatcher.do(command).value


def _rows(shop: Shop, *filters: ListFilter) -> list[FeedbackRow]:
    return list(shop.owner.ask(FeedbackList(request=ListRequest(filters=filters))).rows)


def test_it_is_recorded_on_the_job(shop: Shop) -> None:
    job = shop.reviewed_job()
    assert shop.dispatcher.ask(JobFeedback(work_order_id=job)) is None
    _record(shop, job, 4, "Quick\r\nand clean")
    value = shop.dispatcher.ask(JobFeedback(work_order_id=job))
    assert value is not None
    assert (value.score, value.remark, value.given_by, value.given_at) == (
        *(4, "Quick\nand clean"),
        *("P. Doyle", shop.now),
    )


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_is_one_to_five(sqlite_shop: Shop, score: int) -> None:
    job = sqlite_shop.reviewed_job()
    with pytest.raises(RuleBroken, match="Choose 1 to 5"):
        _record(sqlite_shop, job, score)


@pytest.mark.parametrize("state", ["requested", "scheduled", "on_site", "cancelled"])
def test_only_work_that_is_done_gets_any(sqlite_shop: Shop, state: str) -> None:
    job = sqlite_shop.job(_W(state))
    with pytest.raises(RuleBroken, match="work that is done"):
        _record(sqlite_shop, job, 5)


def test_two_seats_do_not_write_over_each_other(shop: Shop) -> None:
    job = shop.reviewed_job()
    _record(shop, job, 5)
    with pytest.raises(ConflictError):
        _record(shop, job, 1)
    _record(shop, job, 3, seen=1)
    assert [given.score for given in shop.all(Feedback)] == [3]


def test_a_low_one_waits_until_somebody_says_what_came_of_it(shop: Shop) -> None:
    low, good = shop.reviewed_job(), shop.reviewed_job()
    given = _record(shop, low, 2, "Left dirt")
    _record(shop, good, 5)
    waiting = ListFilter("waiting", values=(True,))
    assert [row.id for row in _rows(shop, waiting)] == [given]
    assert shop.owner.ask(ReviewCounts()).to_follow_up == 1
    with pytest.raises(RuleBroken) as refused:
        shop.dispatcher.do(FollowUpFeedback(feedback_id=given, seen_version=1, note="  "))
    assert refused.value.field == "note"
    shop.wait(hours=3)
    shop.dispatcher.do(FollowUpFeedback(feedback_id=given, seen_version=1, note="Cleaned up, all is well"))
    value = shop.owner.ask(JobFeedback(work_order_id=low))
    assert value is not None
    assert (value.followed_up_by, value.follow_up_note) == ("Dan Desk", "Cleaned up, all is well")
    assert value.followed_up_at == shop.now
    assert _rows(shop, waiting) == []
    assert shop.owner.ask(ReviewCounts()).to_follow_up == 0


def test_a_score_that_gets_worse_waits_again(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    given = _record(shop, shop.reviewed_job(), 2)
    shop.dispatcher.do(FollowUpFeedback(feedback_id=given, seen_version=1, note="Called"))
    job = shop.get(Feedback, given).work_order_id
    _record(shop, job, 2, "Same again", seen=2)
    assert shop.get(Feedback, given).followed_up_at is not None
    _record(shop, job, 1, "Worse", seen=3)
    assert shop.get(Feedback, given).followed_up_at is None


def test_what_waits_longest_comes_first(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    given = []
    for score in (5, 1, 2, 4):
        given.append(_record(shop, shop.reviewed_job(), score))
        shop.wait(hours=1)
    assert [row.id for row in _rows(shop)] == [given[1], given[2], given[3], given[0]]


def test_the_average_is_of_the_last_days_of_whom_one_asks_for(shop: Shop) -> None:
    old = shop.reviewed_job()
    _record(shop, old, 1)
    shop.wait(days=100)
    for score, customer, site in ((5, LIBRARY, 1), (4, LIBRARY, 1), (4, SCHOOL, SCHOOL_SITE)):
        job = shop.reviewed_job(customer_id=customer, site_id=site, equipment_id=None)
        if customer == SCHOOL:
            shop.visit(job, at(4), technician_id=BEN, state=VisitState.DONE)
        _record(shop, job, score)
    ask = shop.owner.ask
    assert ask(FeedbackFigures()) == FeedbackAverage(433, 3, 0, 1)
    assert ask(FeedbackFigures(customer_id=LIBRARY)) == FeedbackAverage(450, 2, 0, 1)
    assert ask(FeedbackFigures(technician_id=BEN)) == FeedbackAverage(400, 1, 0, 0)
    assert ask(FeedbackFigures(technician_id=FAY, days=1000)).count == 4
    assert ask(FeedbackFigures(customer_id=99)).average_centi is None


def test_it_can_be_taken_back(shop: Shop) -> None:
    command = RecordFeedback(work_order_id=shop.reviewed_job(), score=1)
    shop.dispatcher.do(command)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert shop.all(Feedback) == []


def test_technicians_record_none(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.do(RecordFeedback(work_order_id=sqlite_shop.reviewed_job(), score=5))


def test_the_list_knows_the_job(sqlite_shop: Shop) -> None:
    job = sqlite_shop.reviewed_job()
    _record(sqlite_shop, job, 5, "Great")
    (row,) = _rows(sqlite_shop, ListFilter("customer", values=("City Library",)))
    assert (row.work_order_id, row.number, row.phone, row.technicians) == (job, 1, "555 0100", "Fay Brooks")
    assert row.given_at - sqlite_shop.now == timedelta(0)
