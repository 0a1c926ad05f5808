"""The rules that a visit's place on the board is judged by, and the sentences that say so.

Board and services judge alike: the board before the drop, at each step of the pointer, the services before
the commit. A `Diary` is made once for a technician; judging it is a few comparisons.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.skills import missing_skills
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr


class Severity(IntEnum):
    """How much a finding weighs."""

    GOOD = 0
    WARN = 1
    ASK_WHY = 2
    BLOCK = 3


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


USUAL_SEVERITIES: Final[Mapping[Rule, Severity]] = MappingProxyType(
    {Rule.OVERLAP: Severity.ASK_WHY, **dict.fromkeys(set(Rule) - {Rule.OVERLAP}, Severity.WARN)}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A job that comes before or after another: its number, and when it ends or begins; None if that is not planned."""

    number: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What a job depends on that is not complete, and what depends on the job."""

    waits_for: tuple[Link, ...] = ()
    awaited_by: tuple[Link, ...] = ()


NO_LINKS: Final = Links()


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
    the last day of the certificate, None where there is no end.
    """

    name: str
    shifts: tuple[Span, ...] | None = None
    absences: tuple[Away, ...] = ()
    bookings: tuple[Booking, ...] = ()
    skills: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a visit would be placed, and what it asks for. `moved` is its own key, if it has a place now."""

    span: Span
    skills: tuple[str, ...] = ()
    window: Span | None = None
    due_at: datetime | None = None
    moved: Hashable = None


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
    found = [
        Finding(rule, severities[rule], text, other)
        for rule, text, other in _objections(wish, diary, formats, now)
    ]
    found.sort(key=lambda finding: -finding.severity)
    return tuple(found)


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
    yield from _skills(wish, diary, formats)
    yield from _promises(wish, formats)
    if now is not None and wish.span.end <= now:
        yield Rule.PAST, tr("This time is over."), None


def _overlaps(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    span = wish.span
    for booking in diary.bookings:
        if not span.overlaps(booking.span) or (wish.moved is not None and booking.key == wish.moved):
            continue
        if booking.span.start <= span.start:
            words, at = tr("{name} is at {place} until {time}."), booking.span.end
        else:
            words, at = tr("{name} has to be at {place} at {time}."), booking.span.start
        text = words.format(name=diary.name, place=booking.place, time=_time_near(at, span, formats))
        yield Rule.OVERLAP, text, booking.key


def _absences(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    for away in diary.absences:
        if wish.span.overlaps(away.span):
            words = tr("{name} is away, {span}: {reason}.") if away.reason else tr("{name} is away, {span}.")
            span = formats.span(away.span)
            yield Rule.ABSENCE, words.format(name=diary.name, span=span, reason=away.reason), None


def _outside_shift(span: Span, shifts: tuple[Span, ...], name: str, formats: Formats) -> str:
    """The sentence if any part of the span is outside of the shifts, else empty."""
    if any(shift.start <= span.start and span.end <= shift.end for shift in shifts):
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
    return words.format(name=name, time=_time_near(at, span, formats))


def _skills(wish: Wish, diary: Diary, formats: Formats) -> Iterator[_Objection]:
    if wish.skills:
        day, _ = wall_minute(wish.span.end, formats.zone)
        for gap in missing_skills(wish.skills, diary.skills, day):
            rule = Rule.SKILL if gap.expired_on is None else Rule.CERTIFICATE
            yield rule, gap.text(diary.name, formats), None


def _promises(wish: Wish, formats: Formats) -> Iterator[_Objection]:
    span, window = wish.span, wish.window
    if window is not None and not window.start <= span.start < window.end:
        words = tr("The customer was promised {span}.")
        yield Rule.WINDOW, words.format(span=formats.span(window)), None
    if wish.due_at is not None and span.start > wish.due_at:
        late = int((span.start - wish.due_at).total_seconds() // 60)
        words = tr("On site {late} after it was due ({time}).")
        time = _time_near(wish.due_at, span, formats)
        yield Rule.PROMISE, words.format(late=formats.duration(late), time=time), None


def _time_near(instant: datetime, span: Span, formats: Formats) -> str:
    """The time alone if it is on the day of the span's start or end, else with its day."""
    day, minute = wall_minute(instant, formats.zone)
    if day in (wall_minute(span.start, formats.zone)[0], wall_minute(span.end, formats.zone)[0]):
        return formats.minute(minute)
    return formats.instant(instant)
