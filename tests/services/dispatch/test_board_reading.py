"""What the board reads: rows, visits, unscheduled work; the same few queries however much there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import (
    Absence,
    Company,
    Place,
    Shift,
    Skill,
    TechnicianSkill,
    WorkOrderSkill,
)
from fsmdesk.services.dispatch.messages import AboutVisit, BoardDay, BoardView
from tests.services.shop import BEN, FAY, LEFT, LIBRARY_SITE, Shop, at

_S, _W = VisitState, WorkOrderState
TODAY = date(2026, 3, 2)


def _board(shop: Shop, day: date = TODAY, day_count: int = 1) -> BoardView:
    return shop.dispatcher.ask(BoardDay(day=day, day_count=day_count))


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


def test_a_visit_says_what_a_card_shows(shop: Shop) -> None:
    window: dict[str, Any] = {"window_start_at": at(8), "window_end_at": at(12), "due_at": at(17)}
    job = shop.job(_W.SCHEDULED, (), priority=Priority.HIGH, safety_notes="Asbestos", **window)
    [gas, heat] = shop.add(Skill(name="Gas"), Skill(name="Apprentice"))
    shop.add(
        WorkOrderSkill(work_order_id=job, skill_id=gas), WorkOrderSkill(work_order_id=job, skill_id=heat)
    )
    visit = shop.visit(job, at(9), at(10, 30), crew_key="c1", double_booked=True, double_booking_reason="x")
    shop.visit(job, at(9), at(10, 30), technician_id=BEN, crew_key="c1")
    card = next(each for each in _board(shop).visits if each.id == visit)
    assert (card.customer, card.site, card.title, card.number) == (
        "City Library",
        "Central Library",
        "Boiler does not start",
        1,
    )
    assert (card.technician_id, card.start_at, card.end_at) == (FAY, at(9), at(10, 30))
    assert (card.priority, card.skills, card.crew_size) == (Priority.HIGH, ("Apprentice", "Gas"), 2)
    assert (card.double_booked, card.is_hazardous) == (True, True)
    assert (card.window_start_at, card.window_end_at, card.due_at) == (at(8), at(12), at(17))


def test_what_was_done_early_occupies_less(shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(9), at(12), state=_S.DONE, finished_at=at(10, 20))
    shop.visit(job, at(13), at(14), state=_S.PARTLY_DONE, finished_at=at(15))
    shop.visit(job, at(16), at(17), state=_S.DONE, finished_at=at(8))
    shop.visit(job, at(18), at(19), state=_S.ON_SITE)
    ends = [visit.end_at for visit in _board(shop).visits]
    assert ends == [at(10, 20), at(14), at(16, 15), at(19)]


def test_the_day_is_the_offices_day(shop: Shop) -> None:
    shop.change(Company, 1, timezone="America/New_York")
    job = shop.job(_W.SCHEDULED)
    inside = [shop.visit(job, at(4, 30), at(5, 30)), shop.visit(job, at(3, day=3), at(6, day=3), BEN)]
    shop.visit(job, at(3), at(4, 30))
    shop.visit(job, at(5, day=3), at(6, day=3))
    assert [visit.id for visit in _board(shop).visits] == inside


def test_visits_that_reach_into_the_days_are_there(shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    long = shop.visit(job, at(0, 1) - timedelta(days=14), at(0, 1))
    later = shop.visit(job, at(9, day=4), technician_id=BEN)
    assert [visit.id for visit in _board(shop).visits] == [long]
    assert [visit.id for visit in _board(shop, day_count=3).visits] == [long, later]
    assert _board(shop, TODAY + timedelta(days=1)).visits == ()


def test_cancelled_and_unplaced_visits_are_not_on_the_board(shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    shop.visit(job, at(9), state=_S.CANCELLED)
    shop.visit(job)
    assert _board(shop).visits == ()


def test_a_row_has_skills_shifts_and_absences(shop: Shop) -> None:
    [gas] = shop.add(Skill(name="Gas"))
    shop.add(
        TechnicianSkill(technician_id=FAY, skill_id=gas, certified_until=date(2026, 12, 31)),
        Shift(technician_id=FAY, weekday=0, start_minute=480, end_minute=720),
        Shift(technician_id=FAY, weekday=0, start_minute=780, end_minute=1020),
        Shift(technician_id=FAY, weekday=6, start_minute=1320, end_minute=1800),
        Shift(technician_id=FAY, weekday=0, start_minute=0, end_minute=60, valid_until=date(2026, 3, 1)),
        Absence(technician_id=BEN, start_at=at(12), end_at=at(12, day=3), reason="Course"),
        Absence(technician_id=BEN, start_at=at(12, day=5), end_at=at(12, day=6), reason="Later"),
    )
    fay, ben = _board(shop).technicians
    assert (fay.id, fay.name, fay.skills_text) == (FAY, "Fay Brooks", "Gas")
    assert fay.skills == (("Gas", date(2026, 12, 31)),)
    assert fay.shifts == (
        (at(22, day=1), at(6)),
        (at(8), at(12)),
        (at(13), at(17)),
    )
    assert (ben.skills, ben.shifts) == ((), ((at(7), at(19)),))
    assert ben.absences == ((at(12), at(12, day=3), "Course"),)


def test_without_hours_of_his_own_somebody_works_the_offices_day(shop: Shop) -> None:
    shop.change(Company, 1, day_start_minute=480, day_end_minute=1080)
    shop.add(Shift(technician_id=FAY, weekday=4, start_minute=480, end_minute=960))
    fay, ben = _board(shop, day_count=2).technicians
    assert fay.shifts == ()
    assert ben.shifts == ((at(8), at(18)), (at(8, day=3), at(18, day=3)))


def test_who_left_is_shown_on_days_of_his_own_only(shop: Shop) -> None:
    assert [row.id for row in _board(shop).technicians] == [FAY, BEN]
    shop.visit(shop.job(_W.SCHEDULED), at(9), technician_id=LEFT, state=_S.DONE)
    assert [row.id for row in _board(shop).technicians] == [FAY, BEN, LEFT]


def test_unscheduled_work_is_by_priority_then_due_then_age(shop: Shop) -> None:
    def job(priority: Priority, due: datetime | None = None, **values: Any) -> int:
        shop.wait(minutes=1)
        return shop.job(priority=priority, due_at=due, **values)

    medium_late, medium_early = job(Priority.MEDIUM, at(17)), job(Priority.MEDIUM, at(9))
    old, new = job(Priority.MEDIUM), job(Priority.MEDIUM)
    critical = job(Priority.CRITICAL)
    low = job(Priority.LOW, at(1))
    view = _board(shop)
    expected = [critical, medium_early, medium_late, old, new, low]
    assert [each.work_order_id for each in view.jobs] == expected
    assert view.job_count == 6


def test_unscheduled_work_is_what_nobody_has_planned(shop: Shop) -> None:
    waiting = shop.visit(shop.job(duration_minutes=45), duration_minutes=30)
    without = shop.job(duration_minutes=75)
    left_over = shop.job()
    shop.visit(left_over, at(7), state=_S.PARTLY_DONE)
    planned_and_waiting = shop.job(_W.SCHEDULED)
    shop.visit(planned_and_waiting, at(9))
    shop.visit(planned_and_waiting)
    for state in (_W.REQUESTED, _W.COMPLETE, _W.CANCELLED, _W.DECLINED):
        shop.visit(shop.job(state))
    shop.visit(shop.job(_W.SCHEDULED), at(11))
    jobs = {job.work_order_id: job for job in _board(shop).jobs}
    assert set(jobs) == {1, without, left_over, planned_and_waiting}
    assert (jobs[1].visit_id, jobs[1].duration_minutes) == (waiting, 30)
    assert (jobs[without].visit_id, jobs[without].visit_version, jobs[without].duration_minutes) == (
        None,
        0,
        75,
    )


def test_at_most_five_hundred_jobs_are_read_and_all_are_counted(sqlite_shop: Shop) -> None:
    from fsmdesk.services.dispatch import board_jobs

    for _ in range(4):
        sqlite_shop.job()
    limit, board_jobs.MAX_JOBS = board_jobs.MAX_JOBS, 3  # type: ignore[misc]
    try:
        view = _board(sqlite_shop)
    finally:
        board_jobs.MAX_JOBS = limit  # type: ignore[misc]
    assert (len(view.jobs), view.job_count, limit) == (3, 4, 500)


def test_the_number_of_queries_does_not_grow(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    for hour in range(8, 20):
        shop.visit(shop.job(_W.SCHEDULED), at(hour))
        shop.job()
    shop.add(*(Shift(technician_id=t, weekday=0, start_minute=480, end_minute=960) for t in (FAY, BEN)))
    with _counted(shop) as seen:
        view = _board(shop)
    assert (len(view.visits), len(view.jobs)) == (12, 12)
    assert len(seen) <= 9


def test_the_visits_of_a_day_are_found_by_an_index(sqlite_shop: Shop) -> None:
    with _counted(sqlite_shop) as seen:
        _board(sqlite_shop)
    [visits] = [each for each in seen if "crew_size" in each]
    # Any values do: a plan does not depend on them without statistics.
    instants = dict.fromkeys(("earliest", "start", "end"), "2026")
    with sqlite_shop.database.engine.connect() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {visits}"), instants).all()
    assert any("visit USING INDEX ix_visit_start_at" in str(row) for row in plan), plan


@pytest.mark.parametrize("days", [0, 63])
def test_an_absurd_number_of_days_is_refused(sqlite_shop: Shop, days: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        _board(sqlite_shop, day_count=days)
    assert refused.value.field == "day_count"


def test_a_day_of_23_hours_is_a_day(sqlite_shop: Shop) -> None:
    sqlite_shop.change(Company, 1, timezone="Europe/Berlin")
    sqlite_shop.add(Shift(technician_id=FAY, weekday=6, start_minute=0, end_minute=1440))
    fay = _board(sqlite_shop, date(2026, 3, 29)).technicians[0]
    assert fay.shifts == ((datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),)


def test_technicians_do_not_read_the_board(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(BoardDay(day=TODAY))


def test_the_strip_says_everything_about_a_visit(shop: Shop) -> None:
    [cellar] = shop.add(Place(site_id=LIBRARY_SITE, name="Cellar"))
    shop.job(_W.CLOSED, completed_at=at(7, day=1), fix="New ignitor", title="Cold")
    shop.wait(hours=1)
    job = shop.job(_W.ON_SITE, place_id=cellar, safety_notes="Asbestos")
    visit = shop.visit(job, at(9), state=_S.ON_SITE, arrived_at=at(9, 5))
    detail = shop.dispatcher.ask(AboutVisit(visit_id=visit))
    assert (detail.customer, detail.phone, detail.technician) == ("City Library", "555 0100", "Fay Brooks")
    assert (detail.place, detail.equipment) == (
        "Central Library, Cellar",
        "Boiler 1 · Weil GV90 · SN W-17",
    )
    assert (detail.since_at, detail.machine_history) == (at(9, 5), "1 Cold: New ignitor")
    with pytest.raises(RuleBroken, match="gone"):
        shop.dispatcher.ask(AboutVisit(visit_id=999))


def test_the_strip_knows_a_visit_that_waits(shop: Shop) -> None:
    visit = shop.visit(shop.job(customer_id=None, site_id=None, equipment_id=None))
    detail = shop.dispatcher.ask(AboutVisit(visit_id=visit))
    assert (detail.customer, detail.place, detail.equipment, detail.since_at) == ("", "", "", None)
