"""Whose job it is: technicians read and report about their own, the office about all."""

import pytest

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Role
from fsmdesk.db.actor import Actor
from fsmdesk.models import Person
from fsmdesk.services.permits import own_technician, permit, permit_own_job, permit_own_visit
from tests.services.shop import BEN, DISPATCHER, FAY, FAYS_PHONE, Shop, at

FAYS = Actor(FAYS_PHONE, "Fay Brooks", Role.TECHNICIAN, "phone")
DESK = Actor(DISPATCHER, "Dan Desk", Role.DISPATCHER, "desk")


def test_who_may_not_is_told_what(shop: Shop) -> None:
    with pytest.raises(NotAllowed, match="As technician you may not see costs and pay"):
        permit(Role.TECHNICIAN, Permission.SEE_COSTS)


def test_a_technicians_own_jobs_are_those_with_a_visit_of_his(shop: Shop) -> None:
    own, bens, called_off = (shop.job(WorkOrderState.SCHEDULED) for _ in range(3))
    shop.visit(own, at(9))
    shop.visit(own, at(11), technician_id=BEN)
    shop.visit(bens, at(13), technician_id=BEN)
    shop.visit(called_off, at(15), state=VisitState.CANCELLED)
    with shop.database.read(FAYS) as work:
        permit_own_job(work, own)
        for other in (bens, called_off, 4711):
            with pytest.raises(NotAllowed, match="somebody else's job"):
                permit_own_job(work, other)
    with shop.database.read(DESK) as work:
        permit_own_job(work, bens)


def test_a_technician_reports_on_his_visits_only(shop: Shop) -> None:
    with shop.database.read(FAYS) as work:
        assert own_technician(work) == FAY
        permit_own_visit(work, FAY)
        for other in (BEN, None):
            with pytest.raises(NotAllowed, match="somebody else's visit"):
                permit_own_visit(work, other)
    with shop.database.read(DESK) as work:
        assert own_technician(work) is None
        permit_own_visit(work, BEN)


def test_a_person_who_is_no_technician_any_more_has_no_jobs(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9))
    shop.change(Person, FAYS_PHONE, technician_id=None)
    with shop.database.read(FAYS) as work, pytest.raises(NotAllowed):
        permit_own_job(work, job)
