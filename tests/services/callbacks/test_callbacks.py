"""Calls back: offered, linked, and counted."""

from datetime import timedelta
from typing import Any

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Origin
from fsmdesk.models import Company, WorkOrder
from fsmdesk.services.callbacks.messages import FirstTimeFix, MayCallBack
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from tests.services.shop import BEN, BOILER, FAY, LIBRARY, LIBRARY_SITE, SCHOOL, SCHOOL_SITE, Shop


def done(shop: Shop, technician: int = FAY, **values: Any) -> int:
    """A job that was completed just now by this technician."""
    job = shop.job(WorkOrderState.CLOSED, completed_at=shop.now, **values)
    shop.visit(job, shop.now, technician_id=technician, state=VisitState.DONE, finished_at=shop.now)
    return job


def call(shop: Shop, back: int | None = None, **values: object) -> int:
    """The request that comes of a call."""
    given = {"customer_id": LIBRARY, "site_id": LIBRARY_SITE} | values
    return shop.dispatcher.do(TakeCall(title="Again", calls_back_id=back, **given)).value  # type: ignore[arg-type]


def test_a_job_of_the_same_machine_is_offered(shop: Shop) -> None:
    job = done(shop, title="Boiler does not start", fix="Replaced ignitor")
    shop.wait(days=12)
    found = shop.dispatcher.ask(MayCallBack(site_id=LIBRARY_SITE, equipment_id=BOILER))
    assert found is not None
    assert (found.id, found.same_machine, found.technicians) == (job, True, "Fay Brooks")
    shop.wait(days=19)
    assert shop.dispatcher.ask(MayCallBack(site_id=LIBRARY_SITE, equipment_id=BOILER)) is None
    shop.change(Company, 1, callback_days=60)
    assert shop.dispatcher.ask(MayCallBack(site_id=LIBRARY_SITE, equipment_id=BOILER)) is not None


def test_without_the_machine_like_words_are_needed(shop: Shop) -> None:
    job = done(shop, title="No heating in classroom", equipment_id=None)
    asked = MayCallBack(site_id=LIBRARY_SITE, words="heating is cold in the classroom")
    found = shop.dispatcher.ask(asked)
    assert found is not None
    assert (found.id, found.same_machine) == (job, False)
    assert shop.dispatcher.ask(MayCallBack(site_id=LIBRARY_SITE, words="Lamp broken")) is None
    assert shop.dispatcher.ask(MayCallBack(words="heating classroom")) is None


def test_the_call_is_linked_on_both_jobs(shop: Shop) -> None:
    job = done(shop)
    back = call(shop, job)
    assert shop.get(WorkOrder, back).origin is Origin.CALL_BACK
    related = {one: shop.dispatcher.ask(ReadWorkOrder(work_order_id=one)).related for one in (job, back)}
    assert [(one.id, one.relation) for one in related[back]] == [(job, "Call-back about")]
    assert [(one.id, one.relation) for one in related[job]] == [(back, "Called back as")]


def test_a_call_comes_only_from_a_job_that_was_done_for_them(shop: Shop) -> None:
    still_open, elsewhere = shop.job(), done(shop, customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    for job in (still_open, elsewhere):
        with pytest.raises(RuleBroken) as caught:
            call(shop, job)
        assert caught.value.field == "calls_back_id"


def test_first_time_fix_can_be_told(shop: Shop) -> None:
    day = shop.now.date()
    fixed, came_back, too_late, called_off = done(shop), done(shop, BEN), done(shop, BEN), done(shop)
    shop.wait(days=5)
    call(shop, came_back)
    call(shop, came_back)
    shop.change(WorkOrder, call(shop, called_off), state=WorkOrderState.DECLINED)
    shop.wait(days=26)
    call(shop, too_late)
    everybody, ben, fay = shop.dispatcher.ask(FirstTimeFix(first_on=day, last_on=day))
    assert (everybody.completed, everybody.called_back, everybody.share_ppm) == (4, 1, 750_000)
    assert (ben.technician, ben.completed, ben.called_back) == ("Ben Ito", 2, 1)
    assert (fay.technician_id, fay.completed, fay.share_ppm) == (FAY, 2, 1_000_000)
    assert fixed
    earlier = day - timedelta(days=9)
    (nothing,) = shop.dispatcher.ask(FirstTimeFix(first_on=earlier, last_on=earlier))
    assert nothing.share_ppm is None
