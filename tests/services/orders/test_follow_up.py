"""Jobs that come from an earlier job."""

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, Origin, Priority, RequestSource
from fsmdesk.models import Skill, StateMove, WorkOrder, WorkOrderSkill
from fsmdesk.services.orders.messages import FollowUpJob
from tests.services.shop import BEN, BOILER, FAY, LIBRARY, LIBRARY_SITE, Shop, at


def test_extra_work_becomes_a_request_linked_to_the_job(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE, access_notes="Ring twice", protective_gear="Gloves")
    (skill,) = shop.add(Skill(name="Gas"))
    shop.add(WorkOrderSkill(work_order_id=job, skill_id=skill))
    command = FollowUpJob(work_order_id=job, title="Replace pump", problem="It leaks.")
    made = shop.get(WorkOrder, shop.dispatcher.do(command).value)
    assert (made.state, made.origin_id, made.origin) == (WorkOrderState.REQUESTED, job, Origin.FOLLOW_UP)
    assert (made.customer_id, made.site_id, made.equipment_id) == (LIBRARY, LIBRARY_SITE, BOILER)
    assert (made.title, made.problem, made.access_notes) == ("Replace pump", "It leaks.", "Ring twice")
    assert (made.kind, made.priority, made.source) == (
        JobKind.CORRECTIVE,
        Priority.MEDIUM,
        RequestSource.TECHNICIAN,
    )
    assert made.protective_gear == "Gloves"
    assert made.number != shop.get(WorkOrder, job).number
    assert [row.skill_id for row in shop.all(WorkOrderSkill, work_order_id=made.id)] == [skill]
    assert [move.after for move in shop.all(StateMove, work_order_id=made.id)] == ["requested"]


def test_a_call_back_is_urgent_and_of_the_same_kind(shop: Shop) -> None:
    job = shop.reviewed_job(kind=JobKind.PREVENTIVE)
    command = FollowUpJob(work_order_id=job, title="Noise again", origin=Origin.CALL_BACK)
    made = shop.get(WorkOrder, shop.bookkeeper.do(command).value)
    assert (made.kind, made.priority, made.source) == (
        JobKind.PREVENTIVE,
        Priority.HIGH,
        RequestSource.PHONE,
    )
    assert made.origin is Origin.CALL_BACK


def test_nobody_calls_back_about_what_was_never_completed(shop: Shop) -> None:
    job = shop.job(WorkOrderState.APPROVED)
    with pytest.raises(RuleBroken, match="never completed"):
        shop.owner.do(FollowUpJob(work_order_id=job, title="Again", origin=Origin.CALL_BACK))
    with pytest.raises(RuleBroken) as caught:
        shop.owner.do(FollowUpJob(work_order_id=job, title=" "))
    assert caught.value.field == "title"


def test_kind_and_priority_may_be_named(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    command = FollowUpJob(
        work_order_id=job, title="Gas smell", kind=JobKind.EMERGENCY, priority=Priority.CRITICAL
    )
    made = shop.get(WorkOrder, shop.owner.do(command).value)
    assert (made.kind, made.priority) == (JobKind.EMERGENCY, Priority.CRITICAL)


def test_a_technician_finds_extra_work_on_own_jobs_only(shop: Shop) -> None:
    own, other = shop.job(WorkOrderState.ON_SITE), shop.job(WorkOrderState.ON_SITE)
    shop.visit(own, at(9), technician_id=FAY)
    shop.visit(other, at(9), technician_id=BEN)
    assert shop.fays_phone.do(FollowUpJob(work_order_id=own, title="Valve")).value > other
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(FollowUpJob(work_order_id=other, title="Valve"))
