"""The rules that a visit's place on the board is judged by, and the sentences that say so.

Board and services judge alike: the board before the drop, at each step of the pointer, the services before
the commit. A `Diary` is made once for a technician; judging it is a few comparisons.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.links import NO_LINKS, Links, broken_links
from fsmdesk.core.near_times import time_near
from fsmdesk.core.skills import missing_skills
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.ways import Way, short_place, tight_ways
from fsmdesk.core.words import tr


class Severity(IntEnum):
    """How much a finding weighs."""

    GOOD = 0
    WARN = 1
    ASK_WHY = 2
    BLOCK = 3

    @property
    def label(self) -> str:
        """What the office does about it."""
        return tr(_SEVERITY_LABELS[self])


_SEVERITY_LABELS: Final = {
    Severity.GOOD: "Fine",
    Severity.WARN: "Only say so",
    Severity.ASK_WHY: "Ask for the reason",
    Severity.BLOCK: "Not possible",
}


class Rule(StrEnum):
    """What is looked at; the value is the key of the warning that a person confirms."""

    OVERLAP = "overlap"
    ABSENCE = "absence"
    SHIFT = "shift"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    WINDOW = "window"
    PROMISE = "promise"
    PAST = "past"
    TRAVEL = "travel"
    DEPENDENCY = "dependency"
    CREDIT = "credit"
    PINNED = "pinned"

    @property
    def label(self) -> str:
        """What is against it, in a few words."""
        return tr(_RULE_LABELS[self])


_RULE_LABELS: Final = {
    Rule.OVERLAP: "Another visit at that time",
    Rule.ABSENCE: "Absent",
    Rule.SHIFT: "Outside the working hours",
    Rule.SKILL: "A skill is missing",
    Rule.CERTIFICATE: "A certificate has expired",
    Rule.WINDOW: "Outside the time that was promised to the customer",
    Rule.PROMISE: "After the job is due",
    Rule.PAST: "In the past",
    Rule.TRAVEL: "Too little time for the way",
    Rule.DEPENDENCY: "Before a job that it waits for",
    Rule.CREDIT: "Customer on credit hold",
    Rule.PINNED: "Pinned to another time or technician",
}
_MENTIONED: Final = (Rule.SHIFT, Rule.WINDOW, Rule.PROMISE, Rule.TRAVEL, Rule.PAST)
USUAL_SEVERITIES: Final[Mapping[Rule, Severity]] = MappingProxyType(
    {rule: Severity.WARN if rule in _MENTIONED else Severity.ASK_WHY for rule in Rule}
)
# What is booked twice is asked about each time: the database wants its mark.
_ASKED_ANEW: Final = frozenset({Rule.OVERLAP, Rule.TRAVEL})


@dataclass(frozen=True, slots=True)
class Booking:
    """Another visit of the technician: when, where as people say it, and its key (a visit id)."""

    span: Span
    place: str
    key: Hashable = None


@dataclass(frozen=True, slots=True)
class Away:
    """An absence and its reason."""

    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known of one technician around the place.

    `shifts` are merged and in order (`worktime.shift_spans`), None if nobody wrote down any; `skills` map to
    the last day of the certificate, None where there is no end. Nobody is sent who `has_left`.
    """

    name: str
    shifts: tuple[Span, ...] | None = None
    absences: tuple[Away, ...] = ()
    bookings: tuple[Booking, ...] = ()
    skills: Mapping[str, date | None] = field(default_factory=dict)
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a visit would be placed, and what it asks for. `moved` is its own key, if it has a place now.

    `before` and `after` are the ways there would be. `on_hold` is the customer who gets no more credit.
    `pinned_span` is the time that the visit is pinned to, `pinned_to` the name of a technician whom it is pinned
    to if the place is somebody else's.
    """

    span: Span
    skills: tuple[str, ...] = ()
    window: Span | None = None
    due_at: datetime | None = None
    moved: Hashable = None
    before: Way | None = None
    after: Way | None = None
    links: Links = NO_LINKS
    on_hold: str = ""
    pinned_span: Span | None = None
    pinned_to: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a place; `other` is the key of the visit in the way, if it is about one."""

    rule: Rule
    severity: Severity
    text: str
    other: Hashable = None


def worst(findings: Iterable[Finding]) -> Severity:
    """The weight of the heaviest finding, GOOD if there is none."""
    return max((finding.severity for finding in findings), default=Severity.GOOD)


def judge(
    wish: Wish,
    diary: Diary,
    formats: Formats,
    *,
    severities: Mapping[Rule, Severity] = USUAL_SEVERITIES,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Everything that speaks against the place, heaviest first; nothing if all is well."""
    if diary.has_left:
        text = tr("{name} doesn't work here any more.").format(name=diary.name)
        return (Finding(Rule.ABSENCE, Severity.BLOCK, text),)
    found = [
        Finding(rule, severities[rule], text, other)
        for rule, text, other in _objections(wish, diary, formats, now)
    ]
    if len(found) > 1:
        found.sort(key=lambda finding: -finding.severity)
    return tuple(found)


def without_settled(findings: Iterable[Finding], earlier: Collection[Finding]) -> tuple[Finding, ...]:
    """What was as true of the place that the visit comes from is only mentioned: somebody has agreed to it before."""
    settled = {(finding.rule, finding.text) for finding in earlier if finding.rule not in _ASKED_ANEW}
    lighter = [
        replace(finding, severity=min(finding.severity, Severity.WARN))
        if (finding.rule, finding.text) in settled
        else finding
        for finding in findings
    ]
    lighter.sort(key=lambda finding: -finding.severity)
    return tuple(lighter)


def next_free_start(wish: Wish, diary: Diary) -> datetime | None:
    """The first start from the wished one on at which the visit meets no booking, absence or end of shift.

    None if there is none in the diary's shifts; without shifts only bookings and absences count.
    """
    busy = [b.span for b in diary.bookings if wish.moved is None or b.key != wish.moved]
    busy += [away.span for away in diary.absences]
    starts = [wish.span.start, *(span.end for span in busy), *(shift.start for shift in diary.shifts or ())]
    for start in sorted(starts):
        if start < wish.span.start:
            continue
        there = wish.span.moved_to(start)
        if any(there.overlaps(span) for span in busy):
            continue
        if diary.shifts is None or any(s.start <= start and there.end <= s.end for s in diary.shifts):
            return start
    return None


_Objection = tuple[Rule, str, Hashable]


def _objections(wish: Wish, diary: Diary, formats: Formats, now: datetime | None) -> Iterator[_Objection]:
    yield from _overlaps(wish, diary, formats)
    yield from _absences(wish, diary, formats)
    if diary.shifts is not None:
        text = _outside_shift(wish.span, diary.shifts, diary.name, formats)
        if text:
            yield Rule.SHIFT, text, None
    for text, other in tight_ways(wish.span, wish.before, wish.after, diary.name, formats):
        yield Rule.TRAVEL, text, other
    yield from _skills(wish, diary, formats)
    yield from _promises(wish, formats)
    for text in broken_links(wish.span, wish.links, formats):
        yield Rule.DEPENDENCY, text, None
    if wish.on_hold:
        yield Rule.CREDIT, tr("{customer} is on credit hold.").format(customer=wish.on_hold), None
    yield from _pins(wish, formats)
    if now is not None and wish.span.end <= now:
        yield Rule.PAST, tr("This time is over."), None


def _overlaps(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    span = wish.span
    start, end = span.start, span.end
    for booking in diary.bookings:
        if booking.span.start >= end or booking.span.end <= start:
            continue
        if wish.moved is not None and booking.key == wish.moved:
            continue
        if booking.span.start <= span.start:
            words, at = tr("{name} is at {place} until {time}."), booking.span.end
        else:
            words, at = tr("{name} has to be at {place} at {time}."), booking.span.start
        text = words.format(
            name=diary.name, place=short_place(booking.place), time=time_near(at, span, formats)
        )
        yield Rule.OVERLAP, text, booking.key


def _absences(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    for away in diary.absences:
        if wish.span.overlaps(away.span):
            words = tr("{name} is away, {span}: {reason}.") if away.reason else tr("{name} is away, {span}.")
            span = formats.span(away.span)
            yield Rule.ABSENCE, words.format(name=diary.name, span=span, reason=away.reason), None


def _outside_shift(span: Span, shifts: tuple[Span, ...], name: str, formats: Formats) -> str:
    """The sentence if any part of the span is outside of the shifts, else empty."""
    for shift in shifts:
        if shift.start <= span.start and span.end <= shift.end:
            return ""
    touched = [shift for shift in shifts if shift.overlaps(span)]
    if not touched:
        return tr("{name} does not work then.").format(name=name)
    if span.start < touched[0].start:
        words, at = tr("{name} starts at {time}."), touched[0].start
    elif touched[-1].end < span.end and len(touched) == 1:
        words, at = tr("{name} works until {time}."), touched[0].end
    else:
        words, at = tr("{name} has a break from {time}."), touched[0].end
    return words.format(name=name, time=time_near(at, span, formats))


def _skills(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    if wish.skills:
        day, _ = wall_minute(wish.span.end, formats.zone)
        for gap in missing_skills(wish.skills, diary.skills, day):
            rule = Rule.SKILL if gap.expired_on is None else Rule.CERTIFICATE
            yield rule, gap.text(diary.name, formats), None


def _pins(wish: Wish, formats: Formats) -> Iterator[_Objection]:
    if wish.pinned_span is not None and wish.pinned_span != wish.span:
        words = tr("The time is pinned: {span}.")
        yield Rule.PINNED, words.format(span=formats.span(wish.pinned_span)), None
    if wish.pinned_to:
        yield Rule.PINNED, tr("The visit is pinned to {name}.").format(name=wish.pinned_to), None


def _promises(wish: Wish, formats: Formats) -> Iterator[_Objection]:
    span, window = wish.span, wish.window
    if window is not None and not window.start <= span.start < window.end:
        words = tr("The customer was promised {span}.")
        yield Rule.WINDOW, words.format(span=formats.span(window)), None
    if wish.due_at is not None and span.start > wish.due_at:
        late = int((span.start - wish.due_at).total_seconds() // 60)
        words = tr("On site {late} after it was due ({time}).")
        time = time_near(wish.due_at, span, formats)
        yield Rule.PROMISE, words.format(late=formats.duration(late), time=time), None
