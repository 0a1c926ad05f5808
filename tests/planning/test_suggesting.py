"""Who should go: what is proposed, in which order, with which words, and why somebody is not."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.links import Link, Links
from fsmdesk.core.placement import USUAL_SEVERITIES, Away, Booking, Diary, Rule, Severity, Wish, judge
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Span, instant_at
from fsmdesk.planning.days import minute_of
from fsmdesk.planning.people import Acquaintance, Candidate, PlannedJob, Stop
from fsmdesk.planning.proposals import Proposal, Search, Suggestions
from fsmdesk.planning.suggesting import suggest
from fsmdesk.planning.travel import Point, TravelModel
from tests.planning.shops import FAR, FORMATS, FRIDAY, NORTH, TOWN, ZONE, person, search, span, stop

SATURDAY = FRIDAY + timedelta(days=1)


def times(found: Suggestions) -> list[tuple[int, str]]:
    return [(one.technician_id, FORMATS.span(one.span)) for one in found.proposals]


def words(proposal: Proposal) -> list[str]:
    return [reason.text for reason in proposal.reasons]


def why_not(found: Suggestions) -> dict[int, str]:
    return {one.technician_id: one.text for one in found.declined}


def test_an_empty_day_begins_with_the_shift_and_offers_an_afternoon() -> None:
    found = suggest(search(PlannedJob(60, point=TOWN)), [person(1)])
    assert times(found) == [(1, "8:00–9:00"), (1, "12:00–13:00")]
    assert words(found.proposals[0]) == ["at home", "On the way anyhow", "day 11 % booked"]


def test_between_two_visits_both_ways_fit() -> None:
    fay = person(1, "Fay", stop(8, 10, "Baker"), stop(12, 17, "Gym"))
    found = suggest(search(PlannedJob(60, point=NORTH)), [fay])
    assert times(found) == [(1, "10:30–11:30")]
    (proposal,) = found.proposals
    assert (proposal.before_minutes, proposal.after_minutes, proposal.added_minutes) == (22, 22, 44)
    assert words(proposal)[:3] == ["22 min from Baker", "22 min on to Gym", "44 min more driving"]


def test_a_gap_that_the_ways_fill_is_none() -> None:
    fay = person(1, "Fay", stop(8, 10), stop(11.5, 17))
    found = suggest(search(PlannedJob(60, point=NORTH)), [fay])
    assert found.proposals == ()
    assert why_not(found) == {1: "Fay has time, but not for the way there and on."}


def test_where_a_quarter_leaves_no_room_the_minute_does() -> None:
    fay = person(1, "Fay", stop(8, 10), stop(11 + 45 / 60, 17))
    found = suggest(search(PlannedJob(60, point=NORTH)), [fay])
    assert why_not(found) == {}
    assert times(found) == [(1, "10:22–11:22")]


def test_the_nearest_comes_first_then_who_knows_the_machine() -> None:
    near = person(1, "Ana", stop(8, 10, at=NORTH))
    far = person(2, "Ben", stop(8, 10, at=FAR))
    knows = person(3, "Cho", stop(8, 10, at=TOWN), knows=Acquaintance(2, 2, date(2026, 5, 4)))
    found = suggest(search(PlannedJob(60, Priority.CRITICAL, point=NORTH)), [far, near, knows])
    first = list(dict.fromkeys(one.technician_id for one in found.proposals))
    assert first.index(1) < first.index(2)
    (of_cho, *_) = [one for one in found.proposals if one.technician_id == 3]
    assert "Knows the machine: 2 visits, last on 4 May 2026" in words(of_cho)
    alike = [person(1, "Ana"), person(2, "Ben", knows=Acquaintance(0, 1, date(2026, 5, 4)))]
    found = suggest(search(PlannedJob(60, point=TOWN)), alike)
    assert found.proposals[0].technician_id == 2
    assert "Knows the customer: 1 visit, last on 4 May 2026" in words(found.proposals[0])


def test_a_full_day_comes_after_an_empty_one() -> None:
    busy, free = person(1, "Ana", stop(9, 16)), person(2, "Ben")
    found = suggest(search(PlannedJob(60, point=TOWN)), [busy, free])
    assert found.proposals[0].technician_id == 2


def test_a_critical_job_goes_soon_and_a_small_one_where_it_is_cheap() -> None:
    now_but_far, later_but_near = person(1, "Ana", home=NORTH), person(2, "Ben", stop(8, 16, at=TOWN))
    for priority, who in ((Priority.CRITICAL, 1), (Priority.LOW, 2)):
        found = suggest(search(PlannedJob(30, priority, point=TOWN)), [now_but_far, later_but_near])
        assert found.proposals[0].technician_id == who, priority


def test_promises_are_kept_first_and_broken_ones_told() -> None:
    due = instant_at(FRIDAY, 600, ZONE)
    free_now, free_late = person(1, "Ana", stop(9, 17), home=NORTH), person(2, "Ben", stop(8, 12))
    found = suggest(search(PlannedJob(60, point=TOWN, due_at=due)), [free_late, free_now])
    assert found.proposals[0].technician_id == 1
    assert "2 h before it is due" in words(found.proposals[0])
    assert words(found.proposals[-1])[0] == "On site 2 h after it was due (10:00)."


def test_the_window_of_the_customer_is_kept_or_nothing_is_proposed() -> None:
    job = PlannedJob(60, point=TOWN, window=span(13, 15))
    found = suggest(search(job), [person(1, "Ana", stop(12, 14)), person(2, "Ben", stop(12, 17))])
    assert times(found) == [(1, "14:00–15:00")]
    assert why_not(found) == {2: "Ben is not free when it suits the customer, 13:00–15:00."}


def test_skills_and_certificates() -> None:
    job = PlannedJob(60, point=TOWN, skills=("Gas",))
    people = [
        person(1, "Ana", skills={"Gas": date(2027, 5, 31)}),
        person(2, "Ben"),
        person(3, "Cho", skills={"Gas": date(2026, 11, 19)}),
        person(4, "Dan", skills={"Gas": FRIDAY}, away=[Away(span(0, 24))]),
    ]
    found = suggest(search(job, days=2), people)
    assert {one.technician_id for one in found.proposals} == {1}
    assert "Gas, certified to 31 May 2027" in words(found.proposals[0])
    assert why_not(found) == {
        2: "Ben does not have the skill Gas.",
        3: "Cho's certificate for Gas ended on 19 Nov 2026.",
        4: "Dan's certificate for Gas ended on 20 Nov 2026.",
    }


def test_overtime_is_allowed_costs_and_is_told() -> None:
    fay = person(1, "Fay", stop(8, 16, at=TOWN))
    found = suggest(search(PlannedJob(90, point=TOWN)), [fay])
    assert times(found) == [(1, "16:00–17:30")]
    assert words(found.proposals[0])[0] == "30 min overtime"
    none = suggest(search(PlannedJob(90, point=TOWN), overtime_minutes=0), [fay])
    assert why_not(none) == {1: "Fay is free for 1 h at most (20 Nov 2026 16:00); it takes 1 h 30."}


def test_where_the_office_blocks_work_outside_the_shift_no_overtime_is_proposed() -> None:
    fay = person(1, "Fay", stop(8, 16, at=TOWN))
    weights = {**USUAL_SEVERITIES, Rule.SHIFT: Severity.BLOCK}
    found = suggest(search(PlannedJob(90, point=TOWN), severities=weights), [fay])
    assert found.proposals == ()
    assert why_not(found) == {1: "Fay works until 17:00."}


def test_absences_and_days_off() -> None:
    people = [
        person(1, "Ana", away=[Away(span(0, 24), "Holiday")]),
        person(2, "Ben", days=0),
        person(3, "Cho", stop(8, 17)),
    ]
    found = suggest(search(PlannedJob(60, point=TOWN), overtime_minutes=0), people)
    assert why_not(found)[1].startswith("Ana is away")
    assert why_not(found)[1].endswith("Holiday.")
    assert why_not(found)[2] == "Ben does not work in these days."
    assert why_not(found)[3] == "Cho is booked up."


def test_a_visit_within_an_absence_is_still_where_somebody_comes_from() -> None:
    fay = person(1, "Fay", stop(9, 11, at=TOWN), away=[Away(span(8, 11.05))])
    found = suggest(search(PlannedJob(60, point=NORTH)), [fay])
    assert times(found)[0] == (1, "11:30–12:30")
    assert found.proposals[0].before_minutes == 22


def test_a_shift_that_is_over() -> None:
    found = suggest(search(PlannedJob(60, point=TOWN), at=18), [person(1)])
    assert why_not(found) == {1: "Fay's working hours are over."}


def test_now_is_the_earliest_and_who_is_at_home_must_come() -> None:
    found = suggest(search(PlannedJob(60, point=NORTH), at=10.1), [person(1)])
    assert times(found)[0] == (1, "10:30–11:30")


def test_pins_hold() -> None:
    pinned = PlannedJob(60, point=TOWN, only_technician_id=2, only_start_at=span(9, 10).start)
    people = [person(1, "Ana"), person(2, "Ben")]
    found = suggest(search(pinned), people)
    assert times(found) == [(2, "9:00–10:00")]
    assert why_not(found) == {1: "The visit is pinned to another technician."}
    busy = suggest(search(pinned), [person(2, "Ben", stop(8, 9.5))])
    assert why_not(busy) == {2: "Ben is not free at 20 Nov 2026 09:00, and the time is pinned."}


def test_a_visit_that_has_a_place_is_not_in_its_own_way() -> None:
    fay = person(1, "Fay", stop(8, 17, key=7))
    found = suggest(search(PlannedJob(9 * 60, point=TOWN, moved=7), overtime_minutes=0), [fay])
    assert times(found) == [(1, "8:00–17:00")]


def test_a_job_that_waits_for_another_comes_after_it() -> None:
    links = Links((Link(12, span(10, 11).end),))
    found = suggest(search(PlannedJob(60, point=TOWN, links=links)), [person(1)])
    assert times(found)[0] == (1, "11:00–12:00")
    unplanned = suggest(search(PlannedJob(60, point=TOWN, links=Links((Link(12),)))), [person(1)])
    assert words(unplanned.proposals[0])[0] == "Job 12 has to be done before, and is not planned to its end."


def test_where_credit_blocks_nothing_is_proposed() -> None:
    job = PlannedJob(60, point=TOWN, on_hold="City Library")
    assert suggest(search(job), [person(1)]).proposals
    weights = {**USUAL_SEVERITIES, Rule.CREDIT: Severity.BLOCK}
    found = suggest(search(job, severities=weights), [person(1)])
    assert found.proposals == ()
    assert why_not(found) == {1: "City Library is on credit hold."}


def test_ways_that_are_not_known_are_told_and_cost() -> None:
    found = suggest(search(PlannedJob(60)), [person(1)])
    assert "The way is not known" in words(found.proposals[0])
    assert found.proposals[0].before_minutes is None


def test_at_most_two_of_each_as_long_as_there_are_others() -> None:
    near, far = person(1, "Ana", home=TOWN), person(2, "Ben", home=FAR)
    found = suggest(search(PlannedJob(60, point=TOWN), days=4, most=4), [near, far])
    assert sorted(one.technician_id for one in found.proposals) == [1, 1, 2, 2]
    alone = suggest(search(PlannedJob(60, point=TOWN), days=4, most=4), [near])
    assert len(alone.proposals) == 4


def test_who_is_not_among_the_best_could_go_nevertheless() -> None:
    people = [person(number, f"Ana{number}") for number in range(3)] + [person(9, "Zoe", home=NORTH)]
    found = suggest(search(PlannedJob(60, point=TOWN), most=3), people)
    assert why_not(found) == {
        9: "Zoe could go (20 Nov 2026 08:00, 44 min more driving), but others suit better."
    }
    could = found.declined[0].could
    assert could is not None
    assert (could.technician_id, FORMATS.span(could.span)) == (9, "8:00–9:00")
    assert "22 min from home" in words(could)


def test_the_day_the_clock_goes_back_has_its_hours() -> None:
    sunday = date(2026, 10, 25)
    shift = span(0, 6, sunday)
    night = Candidate(1, Diary("Fay", (shift,)), home=TOWN)
    job = PlannedJob(7 * 60, point=TOWN)
    found = suggest(
        Search(job, sunday, 1, instant_at(sunday, 0, ZONE), FORMATS, overtime_minutes=0),
        [night],
    )
    assert [one.span for one in found.proposals] == [shift]


# what holds of anything

points = st.one_of(
    st.none(),
    st.builds(Point, st.integers(52_300_000, 52_700_000), st.integers(13_000_000, 13_800_000)),
)
quarters = st.integers(0, 3 * 96)


@st.composite
def spans(draw: st.DrawFn, most: int = 40) -> Span:
    start = instant_at(FRIDAY, 0, ZONE) + timedelta(minutes=15 * draw(quarters))
    return Span(start, start + timedelta(minutes=15 * draw(st.integers(1, most))))


@st.composite
def people(draw: st.DrawFn, person_id: int) -> Candidate:
    booked = sorted(draw(st.lists(spans(16), max_size=8)))
    stops = tuple(
        Stop(Booking(when, f"place {key}", key + 100 * person_id), draw(points), draw(st.integers(0, 30)))
        for key, when in enumerate(booked)
    )
    shifts = None
    if draw(st.booleans()):
        shifts = tuple(span(8, 17, FRIDAY + timedelta(days=at)) for at in range(draw(st.integers(0, 3))))
    skills = draw(
        st.dictionaries(st.sampled_from(["Gas", "HVAC"]), st.sampled_from([None, FRIDAY, SATURDAY]))
    )
    away = tuple(Away(when) for when in draw(st.lists(spans(20), max_size=2)))
    return Candidate(person_id, Diary(f"P{person_id}", shifts, away, (), skills), stops, draw(points))


jobs = st.builds(
    PlannedJob,
    duration_minutes=st.integers(1, 600),
    priority=st.sampled_from(Priority),
    point=points,
    skills=st.sampled_from([(), ("Gas",), ("Gas", "HVAC")]),
    window=st.one_of(st.none(), spans()),
    due_at=st.one_of(st.none(), spans().map(lambda when: when.start)),
    moved=st.one_of(st.none(), st.just(100)),
)
weights = st.dictionaries(st.sampled_from(Rule), st.sampled_from(Severity)).map(
    lambda own: {**USUAL_SEVERITIES, **own}
)
shops = st.integers(1, 4).flatmap(lambda count: st.tuples(*(people(number + 1) for number in range(count))))


@given(shops, jobs, weights, st.integers(0, 24), st.integers(0, 120))
def test_what_is_proposed_holds(
    shop: tuple[Candidate, ...], job: PlannedJob, own: dict[Rule, Severity], hour: int, overtime: int
) -> None:
    asked = search(job, days=3, at=hour, severities=own, overtime_minutes=overtime)
    found = suggest(asked, shop)
    assert found == suggest(asked, shop)
    by_id = {who.id: who for who in shop}
    for proposal in found.proposals:
        who = by_id[proposal.technician_id]
        _holds(proposal, who, job, asked.now, overtime)
        diary = Diary(
            who.name,
            who.diary.shifts,
            who.diary.absences,
            tuple(s.booking for s in who.stops),
            who.diary.skills,
        )
        wish = Wish(proposal.span, job.skills, job.window, job.due_at, job.moved)
        against = judge(wish, diary, FORMATS, severities=own, now=asked.now)
        assert all(finding.severity < Severity.BLOCK for finding in against)
    told = {one.technician_id for one in found.proposals} | {one.technician_id for one in found.declined}
    assert told == set(by_id)
    assert not {one.technician_id for one in found.proposals} & {one.technician_id for one in found.declined}
    marks = [one.mark for one in found.proposals]
    assert marks == sorted(marks, reverse=True)
    assert all(one.text for one in found.declined)


def _holds(proposal: Proposal, who: Candidate, job: PlannedJob, now: datetime, overtime: int) -> None:
    """It is as long as the job, free with the ways to both neighbours, at work, and within the window."""
    span_ = proposal.span
    assert span_.minutes == job.duration_minutes
    assert span_.start >= now
    if job.window is not None:
        assert job.window.start <= span_.start < job.window.end
    assert not any(span_.overlaps(away.span) for away in who.diary.absences)
    if who.diary.shifts is not None:
        assert any(
            shift.start <= span_.start < shift.end and span_.end <= shift.end + timedelta(minutes=overtime)
            for shift in who.diary.shifts
        )
    others = [other for other in who.stops if job.moved is None or other.booking.key != job.moved]
    for other in others:
        booked = other.booking.span
        assert not booked.overlaps(span_)
        if booked.start >= span_.end and _same_day(booked.start, span_.start):
            apart = minute_of(booked.start) - minute_of(span_.end)
            assert apart >= _minutes(job.point, other.point)
    earlier = [other for other in others if other.booking.span.end <= span_.start]
    last = max(earlier, key=lambda other: other.booking.span.end, default=None)
    if last is not None and _same_day(last.booking.span.end, span_.start):
        tied = [other for other in earlier if other.booking.span.end == last.booking.span.end]
        apart = minute_of(span_.start) - minute_of(last.booking.span.end)
        assert any(apart >= _minutes(other.point, job.point) for other in tied)


def _same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(ZONE).date() == other.astimezone(ZONE).date()


def _minutes(here: Point | None, there: Point | None) -> int:
    return TravelModel().minutes(here, there, 0) if here is not None and there is not None else 0


@pytest.mark.parametrize("minutes", [1, 60, 9 * 60])
def test_days_without_anything_to_do_fit_any_job_that_a_shift_holds(minutes: int) -> None:
    found = suggest(search(PlannedJob(minutes, point=TOWN), overtime_minutes=0), [person(1)])
    assert found.proposals
