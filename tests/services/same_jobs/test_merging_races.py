"""Something is added to a job while another seat merges it away: it is found at the job that stays, or refused."""

from typing import Any

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState
from fsmdesk.models import Attachment, RequestQuestion, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import AddVisit
from fsmdesk.services.files.messages import AttachFile, FileOwner
from fsmdesk.services.intake.messages import AskBack
from fsmdesk.services.same_jobs.messages import AddToJob, MergeWorkOrders
from tests.services.same_moment import at_once
from tests.services.shop import Shop


def _merge(survivor: int, merged: int) -> MergeWorkOrders:
    return MergeWorkOrders(survivor_id=survivor, survivor_version=1, merged_id=merged, merged_version=1)


def _photo(job: int) -> AttachFile:
    return AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name="plate.txt", content=b"AX-%d" % job)


def _question(job: int) -> AskBack:
    return AskBack(work_order_id=job, question="Which floor?")


def _visit(job: int) -> AddVisit:
    return AddVisit(work_order_id=job, seen_version=1, duration_minutes=60)


@pytest.mark.parametrize("added", [_photo, _question, _visit])
def test_nothing_is_left_behind_at_the_merged_job(shop: Shop, added: Any) -> None:
    for _ in range(3):
        stays, goes = shop.job(), shop.job()
        command: Command[Any] = added(goes)
        merging, adding = at_once([(shop.owner, _merge(stays, goes)), (shop.dispatcher, command)])
        assert merging is None
        left = [visit.state for visit in shop.all(Visit, work_order_id=goes)]
        assert set(left) <= {VisitState.CANCELLED}
        kinds = (Attachment, RequestQuestion)
        assert not any(shop.all(kind, work_order_id=goes) for kind in kinds)
        found = [
            *(shop.all(kind, work_order_id=stays) for kind in kinds),
            shop.all(Visit, work_order_id=stays),
        ]
        assert any(found) == (adding is None)


def test_two_seats_merge_the_same_pair_both_ways(shop: Shop) -> None:
    for _ in range(3):
        one, other = shop.job(), shop.job()
        refused = at_once([(shop.owner, _merge(one, other)), (shop.dispatcher, _merge(other, one))])
        assert refused.count(None) == 1
        ends = [shop.get(WorkOrder, job).merged_into_id for job in (one, other)]
        assert ends.count(None) == 1


def test_a_caller_is_written_down_while_somebody_else_does_the_same(shop: Shop) -> None:
    for _ in range(3):
        job = shop.job()
        told = [AddToJob(work_order_id=job, text=f"Still cold in room {room}") for room in (1, 2)]
        assert at_once([(shop.owner, told[0]), (shop.dispatcher, told[1])]) == [None, None]
        problem = shop.get(WorkOrder, job).problem
        assert "room 1" in problem
        assert "room 2" in problem


def test_a_file_for_a_merged_job_is_refused_and_says_where_it_belongs(shop: Shop) -> None:
    stays, goes = shop.job(), shop.job()
    shop.owner.do(_merge(stays, goes))
    number = shop.get(WorkOrder, stays).number
    with pytest.raises(RuleBroken, match=f"merged into #{number}"):
        shop.dispatcher.do(_photo(goes))
