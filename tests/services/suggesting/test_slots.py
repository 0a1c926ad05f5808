"""The best slots for a job: what is read for the planning, and what comes back to a screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.placement import Rule, Severity
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import (
    Absence,
    Company,
    Customer,
    PlacementWeight,
    ServiceLevel,
    Shift,
    Site,
    Skill,
    Technician,
    TechnicianSkill,
    WorkOrder,
    WorkOrderSkill,
)
from fsmdesk.services.dispatch.messages import PlaceVisit
from fsmdesk.services.suggesting.messages import JobInMind, SlotRow, Slots, SuggestSlots
from tests.services.shop import BEN, BOILER, FAY, LEFT, LIBRARY, LIBRARY_SITE, SCHOOL_SITE, Shop, at

_S, _W = VisitState, WorkOrderState
TODAY = date(2026, 3, 2)
_HERE = {"latitude_micro": 42_000_000, "longitude_micro": -72_000_000}


def _ask(shop: Shop, job: int | None = None, **more: Any) -> Slots:
    return shop.dispatcher.ask(SuggestSlots(work_order_id=job, **more))


def _times(slots: Slots) -> list[tuple[int, Any]]:
    return [(slot.technician_id, slot.start_at) for slot in slots.slots]


def _words(slot: SlotRow) -> list[str]:
    return [reason.text for reason in slot.reasons]


def _why_not(slots: Slots) -> dict[int, str]:
    return {row.technician_id: row.text for row in slots.declined}


def _place_everything(shop: Shop) -> None:
    for site in (LIBRARY_SITE, SCHOOL_SITE):
        shop.change(Site, site, **_HERE)
    for technician in (FAY, BEN):
        shop.change(Technician, technician, home_latitude_micro=42_000_000, home_longitude_micro=-72_000_000)


def test_a_job_has_its_best_slots_and_whoever_left_is_nobody(shop: Shop) -> None:
    _place_everything(shop)
    job = shop.job()
    busy = shop.job(_W.SCHEDULED, title="Other", site_id=SCHOOL_SITE)
    shop.visit(busy, at(8), at(18, 45), technician_id=FAY)
    found = _ask(shop, job, day_count=1)
    assert (found.number, found.title, found.customer) == (1, "Boiler does not start", "City Library")
    assert (found.first_day, found.day_count, found.duration_minutes) == (TODAY, 1, 90)
    assert {slot.technician_id for slot in found.slots} == {BEN}
    best = found.slots[0]
    assert (best.technician, best.initials, best.start_at, best.end_at) == ("Ben Ito", "BI", at(8), at(9, 30))
    assert (best.before_minutes, best.after_minutes, best.added_minutes) == (0, 0, 0)
    assert _why_not(found) == {FAY: "Fay is free for 15 min at most (2 Mar 2026 18:45); it takes 1 h 30."}
    assert LEFT not in {row.technician_id for row in found.declined}
    assert found.remarks == ()


def test_a_visit_is_as_long_as_it_is_planned_and_not_in_its_own_way(shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    visit = shop.visit(job, at(8), at(10), technician_id=FAY, duration_minutes=120)
    shop.add(Shift(technician_id=FAY, weekday=0, start_minute=480, end_minute=600))
    shop.add(Absence(technician_id=BEN, start_at=at(0), end_at=at(23), reason="Holiday"))
    found = _ask(shop, job, visit_id=visit, day_count=1)
    assert _times(found) == [(FAY, at(8))]
    assert found.duration_minutes == 120
    assert _why_not(found)[BEN].endswith("Holiday.")


def test_pins_skills_and_certificates_are_read(shop: Shop) -> None:
    [gas] = shop.add(Skill(name="Gas"))
    job = shop.job(_W.SCHEDULED)
    shop.add(
        WorkOrderSkill(work_order_id=job, skill_id=gas),
        TechnicianSkill(technician_id=FAY, skill_id=gas, certified_until=date(2027, 1, 31)),
    )
    found = _ask(shop, job)
    assert {slot.technician_id for slot in found.slots} == {FAY}
    assert "Gas, certified to 31 Jan 2027" in _words(found.slots[0])
    assert _why_not(found) == {BEN: "Ben does not have the skill Gas."}
    visit = shop.visit(job, at(9), at(10), technician_id=BEN, is_technician_pinned=True, is_time_pinned=True)
    pinned = _ask(shop, job, visit_id=visit)
    assert pinned.slots == ()
    assert _why_not(pinned)[FAY] == "The visit is pinned to another technician."


def test_who_was_there_before_is_known(shop: Shop) -> None:
    earlier = shop.job(_W.COMPLETE, requested_at=at(8) - timedelta(days=30))
    done = at(10) - timedelta(days=29)
    shop.visit(earlier, done, technician_id=BEN, state=_S.DONE)
    forgotten = shop.job(_W.COMPLETE, requested_at=at(8) - timedelta(days=900), equipment_id=None)
    shop.visit(forgotten, at(10) - timedelta(days=899), technician_id=FAY, state=_S.DONE)
    found = _ask(shop, shop.job())
    assert found.slots[0].technician_id == BEN
    assert "Knows the machine: 1 visit, last on 1 Feb 2026" in _words(found.slots[0])
    other = _ask(shop, shop.job(equipment_id=None))
    assert "Knows the customer: 1 visit, last on 1 Feb 2026" in _words(other.slots[0])
    machine_alone = _ask(shop, shop.job(customer_id=None))
    assert "Knows the machine: 1 visit, last on 1 Feb 2026" in _words(machine_alone.slots[0])
    fay = [slot for slot in found.slots if slot.technician_id == FAY]
    assert all("Knows" not in text for slot in fay for text in _words(slot))


def test_the_search_begins_when_it_suits_the_customer(shop: Shop) -> None:
    job = shop.job(window_start_at=at(13, day=9), window_end_at=at(15, day=9))
    found = _ask(shop, job)
    assert found.first_day == date(2026, 3, 9)
    assert all(at(13, day=9) <= slot.start_at < at(15, day=9) for slot in found.slots)
    assert found.slots
    asked = _ask(shop, job, first_day=TODAY, day_count=2)
    assert asked.slots == ()
    assert set(_why_not(asked)) == {FAY, BEN}


def test_whoever_should_be_on_site_by_then(shop: Shop) -> None:
    job = shop.job(respond_by_at=at(10), due_at=at(18))
    found = _ask(shop, job)
    assert "2 h before it is due" in _words(found.slots[0])


def test_the_offices_own_rules_hold(shop: Shop) -> None:
    shop.change(Customer, LIBRARY, credit_hold=True)
    job = shop.job()
    assert _ask(shop, job).remarks[0] == "City Library is on credit hold."
    shop.add(PlacementWeight(rule=Rule.CREDIT, severity=Severity.BLOCK))
    assert _ask(shop, job).slots == ()


def test_speeds_and_detours_of_the_office_count(shop: Shop) -> None:
    _place_everything(shop)
    shop.change(Technician, FAY, home_latitude_micro=42_300_000)
    shop.change(Company, 1, travel_detour_ppm=1_000_000)
    straight = [slot.before_minutes for slot in _ask(shop, shop.job()).slots if slot.technician_id == FAY]
    shop.change(Company, 1, travel_detour_ppm=2_000_000)
    found = _ask(shop, shop.job())
    ways = {slot.technician_id: slot.before_minutes for slot in found.slots}
    assert straight[0] == 50
    assert ways.get(FAY, 100) == 100


def test_a_job_in_mind_needs_no_record(shop: Shop) -> None:
    _place_everything(shop)
    done = shop.job(_W.COMPLETE, requested_at=at(8) - timedelta(days=3))
    shop.visit(done, at(9) - timedelta(days=2), technician_id=BEN, state=_S.DONE)
    mind = JobInMind(duration_minutes=45, customer_id=LIBRARY, site_id=LIBRARY_SITE, equipment_id=BOILER)
    found = shop.dispatcher.ask(SuggestSlots(job=mind))
    assert found.number is None
    assert (found.customer, found.duration_minutes) == ("City Library", 45)
    assert (found.slots[0].technician_id, found.slots[0].before_minutes) == (BEN, 0)
    nowhere = shop.dispatcher.ask(SuggestSlots(job=JobInMind()))
    assert nowhere.slots[0].before_minutes is None
    assert nowhere.remarks == ("Where the site is on the map is not known, so the ways are not counted.",)


def test_a_job_in_mind_is_promised_what_it_would_be_promised(shop: Shop) -> None:
    shop.add(ServiceLevel(priority=Priority.HIGH, respond_minutes=240, around_the_clock=True))
    found = shop.dispatcher.ask(SuggestSlots(job=JobInMind(priority=Priority.HIGH)))
    assert "4 h before it is due" in _words(found.slots[0])
    typed = JobInMind(priority=Priority.HIGH, due_at=at(11))
    assert "3 h before it is due" in _words(shop.dispatcher.ask(SuggestSlots(job=typed)).slots[0])


@pytest.mark.parametrize("guards_travel", [False, True])
def test_what_is_proposed_can_be_booked(shop: Shop, guards_travel: bool) -> None:
    _place_everything(shop)
    shop.change(Site, SCHOOL_SITE, latitude_micro=42_080_000)
    shop.change(Company, 1, guards_travel=guards_travel)
    busy = shop.job(_W.SCHEDULED, title="Other", site_id=SCHOOL_SITE)
    shop.visit(busy, at(9, 30), at(11), technician_id=FAY, travel_minutes=18 if guards_travel else 0)
    shop.visit(busy, at(10), at(15), technician_id=BEN)
    for number in range(8):
        job = shop.job(duration_minutes=50, site_id=(LIBRARY_SITE, SCHOOL_SITE)[number % 2])
        slot = _ask(shop, job, day_count=1).slots[0]
        shop.dispatcher.do(
            PlaceVisit(
                work_order_id=job,
                visit_id=None,
                seen_version=shop.version(WorkOrder, job),
                technician_id=slot.technician_id,
                start_at=slot.start_at,
                end_at=slot.end_at,
            )
        )


@contextmanager
def _counted(shop: Shop) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            seen.append(statement)

    event.listen(shop.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(shop.database.engine, "before_cursor_execute", note)


def test_the_same_queries_however_much_there_is(shop: Shop) -> None:
    job = shop.job()
    with _counted(shop) as few:
        _ask(shop, job)
    busy = shop.job(_W.SCHEDULED)
    for hour in range(8, 18):
        shop.visit(busy, at(hour), technician_id=FAY)
        shop.visit(busy, at(hour, day=3), technician_id=BEN)
    with _counted(shop) as many:
        _ask(shop, job)
    assert len(many) == len(few) < 20


def test_what_needs_nobody_is_refused_in_words(shop: Shop) -> None:
    over = shop.job(_W.CANCELLED)
    with pytest.raises(RuleBroken, match="needs nobody any more"):
        _ask(shop, over)
    job = shop.job(_W.EN_ROUTE)
    visit = shop.visit(job, at(9), at(10), state=_S.EN_ROUTE)
    with pytest.raises(RuleBroken, match="can't be moved"):
        _ask(shop, job, visit_id=visit)
    with pytest.raises(RuleBroken, match="is gone"):
        _ask(shop, 999)
    with pytest.raises(RuleBroken, match="is gone"):
        _ask(shop, job, visit_id=999)
    with pytest.raises(RuleBroken, match="how long"):
        shop.dispatcher.ask(SuggestSlots())
    with pytest.raises(RuleBroken, match="31 days"):
        _ask(shop, job, day_count=32)


def test_only_who_schedules_may_ask(shop: Shop) -> None:
    job = shop.job()
    for seat in (shop.bookkeeper, shop.fays_phone):
        with pytest.raises(NotAllowed):
            seat.ask(SuggestSlots(work_order_id=job))
