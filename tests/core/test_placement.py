"""A place on the board is judged in plain sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.formats import Formats
from fsmdesk.core.links import Link, Links
from fsmdesk.core.placement import (
    USUAL_SEVERITIES,
    Away,
    Booking,
    Diary,
    Finding,
    Rule,
    Severity,
    Wish,
    judge,
    next_free_start,
    without_settled,
    worst,
)
from fsmdesk.core.times import Span
from fsmdesk.core.ways import Way

DAY = datetime(2026, 11, 20, tzinfo=UTC)
FORMATS = Formats("en_GB", "GBP", ZoneInfo("UTC"))


def span(start: float, end: float) -> Span:
    return Span(DAY + timedelta(hours=start), DAY + timedelta(hours=end))


FAY = Diary(
    name="Fay",
    shifts=(span(8, 12), span(13, 17)),
    absences=(Away(span(15, 17), "Training day"),),
    bookings=(Booking(span(9, 11), "City Library", 4421), Booking(span(13, 14), "Quill & Sons", 4403)),
    skills={"HVAC": None, "Gas": date(2026, 11, 19)},
)


def texts(wish: Wish, diary: Diary = FAY) -> list[str]:
    return [finding.text for finding in judge(wish, diary, FORMATS)]


def test_a_good_place_has_nothing_against_it() -> None:
    wish = Wish(span(11, 12), skills=("HVAC",), window=span(10, 12), due_at=span(11, 12).start)
    assert judge(wish, FAY, FORMATS, now=DAY) == ()


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (10, 12, "Fay is at City Library until 11:00."),
        (8, 9.5, "Fay has to be at City Library at 09:00."),
        (11.5, 12.5, "Fay works until 12:00."),
        (7, 8.5, "Fay starts at 08:00."),
        (18, 19, "Fay does not work then."),
        (14.5, 15.5, "Fay is away, 15:00–17:00: Training day."),
    ],
)
def test_one_thing_in_the_way(start: float, end: float, sentence: str) -> None:
    assert texts(Wish(span(start, end))) == [sentence]


def test_a_break_between_shifts() -> None:
    assert texts(Wish(span(11.5, 13.5)), Diary("Fay", FAY.shifts)) == ["Fay has a break from 12:00."]


def test_skills_and_certificates() -> None:
    found = judge(Wish(span(11, 12), skills=("Roofing", "Gas")), FAY, FORMATS)
    assert [finding.rule for finding in found] == [Rule.SKILL, Rule.CERTIFICATE]
    assert found[1].text == "Fay's certificate for Gas ended on 19 Nov 2026."


def test_promises() -> None:
    late = Wish(span(11, 12), window=span(8, 10), due_at=DAY + timedelta(hours=9, minutes=30))
    assert texts(late) == [
        "The customer was promised 8:00–10:00.",
        "On site 1 h 30 after it was due (09:30).",
    ]
    yesterday = Wish(span(11, 12), due_at=DAY - timedelta(hours=2))
    assert texts(yesterday) == ["On site 13 h after it was due (19 Nov 2026 22:00)."]


def test_the_visit_that_moves_is_not_in_its_own_way() -> None:
    assert texts(Wish(span(9.5, 11.5), moved=4421)) == []
    assert len(texts(Wish(span(9.5, 11.5)))) == 1


def test_a_technician_without_shifts_has_no_hours_to_break() -> None:
    assert texts(Wish(span(2, 3)), Diary("Fay")) == []
    assert texts(Wish(span(2, 3)), Diary("Fay", shifts=())) == ["Fay does not work then."]


def test_a_time_that_is_over() -> None:
    found = judge(Wish(span(11, 12)), FAY, FORMATS, now=DAY + timedelta(hours=12))
    assert [finding.text for finding in found] == ["This time is over."]


def test_the_heaviest_comes_first_and_offices_weigh_for_themselves() -> None:
    wish = Wish(span(7, 9.5), skills=("Roofing",))
    found = judge(wish, FAY, FORMATS)
    assert found[0] == Finding(
        Rule.OVERLAP, Severity.ASK_WHY, "Fay has to be at City Library at 09:00.", 4421
    )
    assert worst(found) is Severity.ASK_WHY
    assert worst(()) is Severity.GOOD
    strict = judge(wish, FAY, FORMATS, severities={**USUAL_SEVERITIES, Rule.SKILL: Severity.BLOCK})
    assert strict[0].rule is Rule.SKILL


def test_the_next_free_start() -> None:
    assert next_free_start(Wish(span(9.5, 10.5)), FAY) == span(11, 12).start
    assert next_free_start(Wish(span(10, 11.5)), FAY) is None
    assert next_free_start(Wish(span(11.5, 12.5)), FAY) == span(14, 15).start
    assert next_free_start(Wish(span(9, 10), moved=4421), FAY) == span(9, 10).start


hours = st.integers(0, 47)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(hours)
    return span(start / 2, (start + draw(st.integers(1, 12))) / 2)


@given(spans(), st.lists(spans(), max_size=4), st.lists(spans(), max_size=2))
def test_overlaps_and_absences_are_found_exactly(wished: Span, booked: list[Span], away: list[Span]) -> None:
    bookings = tuple(Booking(there, "a place", n) for n, there in enumerate(booked))
    diary = Diary("Fay", None, tuple(Away(there) for there in away), bookings)
    found = judge(Wish(wished), diary, FORMATS)
    hit = {finding.other for finding in found if finding.rule is Rule.OVERLAP}
    assert hit == {n for n, there in enumerate(booked) if there.overlaps(wished)}
    absent = [finding for finding in found if finding.rule is Rule.ABSENCE]
    assert len(absent) == sum(there.overlaps(wished) for there in away)
    free = next_free_start(Wish(wished), diary)
    assert free is not None
    assert free >= wished.start
    assert judge(Wish(wished.moved_to(free)), diary, FORMATS) == ()


def test_ways_that_do_not_fit_between_the_neighbours() -> None:
    before = Way(25, "City Library", span(9, 11).end, 4421)
    after = Way(10, "Quill & Sons", span(13, 14).start, 4403)
    wish = Wish(Span(DAY + timedelta(hours=11, minutes=20), DAY + timedelta(hours=12, minutes=55)))
    found = judge(replace(wish, before=before, after=after), Diary("Fay"), FORMATS)
    assert [(finding.rule, finding.severity, finding.other) for finding in found] == [
        (Rule.TRAVEL, Severity.WARN, 4421),
        (Rule.TRAVEL, Severity.WARN, 4403),
    ]
    assert [finding.text for finding in found] == [
        "The way from City Library takes 25 min: Fay is there until 11:00.",
        "The way to Quill & Sons takes 10 min: Fay has to be there at 13:00.",
    ]
    fitting = replace(wish, before=replace(before, minutes=20), after=replace(after, minutes=5))
    assert judge(fitting, Diary("Fay"), FORMATS) == ()
    assert judge(replace(wish, before=Way(500), after=Way(500)), Diary("Fay"), FORMATS) == ()


def test_jobs_that_wait_for_each_other() -> None:
    wish = Wish(span(10, 11), links=Links((Link(7, span(8, 9).end), Link(8, span(8, 12).end), Link(9)), ()))
    assert texts(wish, Diary("Fay")) == [
        "Job 8 has to be done before, and is planned until 12:00.",
        "Job 9 has to be done before, and is not planned to its end.",
    ]
    awaited = Links(awaited_by=(Link(3, span(11, 12).start), Link(4), Link(5, span(10.5, 12).start)))
    assert texts(Wish(span(10, 11), links=awaited), Diary("Fay")) == [
        "Job 5 waits for this one, and begins at 10:30."
    ]


def test_nobody_is_sent_who_has_left() -> None:
    found = judge(Wish(span(9, 11)), replace(FAY, has_left=True), FORMATS)
    assert [(finding.severity, finding.text) for finding in found] == [
        (Severity.BLOCK, "Fay doesn't work here any more.")
    ]


def test_what_was_true_before_is_only_mentioned_but_bookings_are_asked_about_each_time() -> None:
    wish = Wish(span(9, 10), skills=("Roofing",), on_hold="City Library")
    earlier = judge(wish, FAY, FORMATS)
    assert {finding.severity for finding in earlier} == {Severity.ASK_WHY}
    again = without_settled(judge(wish, FAY, FORMATS), earlier)
    assert [(finding.rule, finding.severity) for finding in again] == [
        (Rule.OVERLAP, Severity.ASK_WHY),
        (Rule.SKILL, Severity.WARN),
        (Rule.CREDIT, Severity.WARN),
    ]


def test_every_rule_and_weight_has_words() -> None:
    assert len({rule.label for rule in Rule}) == len(Rule)
    assert len({severity.label for severity in Severity}) == len(Severity)


def test_a_long_name_leaves_room_for_the_time() -> None:
    name = "Wohnungseigentümergemeinschaft Lindenstraße 12–18, vertreten durch Überacker & Söhne mbH"
    diary = Diary("Fay", bookings=(Booking(span(9, 11), name),))
    [text] = texts(Wish(span(10, 12)), diary)
    assert text == "Fay is at Wohnungseigentümergemeinschaft Lindenstraße… until 11:00."
