"""Why somebody is proposed, in words: the ways, the skills, the promise, who knows the machine, the day, overtime."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.words import tr, trn
from fsmdesk.planning.days import minute_of
from fsmdesk.planning.openings import Opening
from fsmdesk.planning.people import Acquaintance, Candidate, PlannedJob, Stop

_BUSY_PERCENT = 95
# Overtime says what the rule about shifts says, more exactly; credit is the job's, whoever goes.
_SAID_ELSEWHERE = (Rule.SHIFT, Rule.CREDIT)


class Ground(StrEnum):
    """What a reason is about."""

    TRAVEL = "travel"
    DETOUR = "detour"
    SKILL = "skill"
    PROMISE = "promise"
    CONTINUITY = "continuity"
    LOAD = "load"
    OVERTIME = "overtime"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Reason:
    """One of them; whatever is not good has a weight."""

    ground: Ground
    text: str
    severity: Severity = Severity.GOOD


def reasons_for(
    opening: Opening, job: PlannedJob, who: Candidate, findings: tuple[Finding, ...], formats: Formats
) -> tuple[Reason, ...]:
    """Everything to say for and against it; what speaks against it by the rules comes first."""
    against = (Reason(Ground.RULE, f.text, f.severity) for f in findings if f.rule not in _SAID_ELSEWHERE)
    return (
        *against,
        *_overtime(opening, formats),
        *_travel(opening, formats),
        *_detour(opening, formats),
        *_promise(opening, job, formats),
        *_continuity(who.knows, formats),
        *_skills(job, who, formats),
        *_load(opening),
    )


def _overtime(opening: Opening, formats: Formats) -> Iterator[Reason]:
    if opening.overtime:
        text = tr("{length} overtime").format(length=formats.duration(opening.overtime))
        yield Reason(Ground.OVERTIME, text, Severity.WARN)


def _travel(opening: Opening, formats: Formats) -> Iterator[Reason]:
    if opening.before is None and opening.after is None:
        yield Reason(Ground.TRAVEL, tr("The way is not known"), Severity.WARN)
        return
    if opening.before is not None:
        yield Reason(Ground.TRAVEL, _way_there(opening.before, opening.earlier, formats))
    if opening.after is not None and opening.later is not None:
        words = tr("{length} on to {place}") if opening.after else tr("next at {place}")
        length, place = formats.duration(opening.after), opening.later.booking.place
        yield Reason(Ground.TRAVEL, words.format(length=length, place=place))


def _detour(opening: Opening, formats: Formats) -> Iterator[Reason]:
    if opening.before is None or opening.after is None:
        return
    if opening.added:
        words = tr("{length} more driving").format(length=formats.duration(opening.added))
        yield Reason(Ground.DETOUR, words)
    else:
        yield Reason(Ground.DETOUR, tr("On the way anyhow"))


def _way_there(minutes: int, earlier: Stop | None, formats: Formats) -> str:
    if earlier is None:
        words = tr("{length} from home") if minutes else tr("at home")
        return words.format(length=formats.duration(minutes))
    words = tr("{length} from {place}") if minutes else tr("already at {place}")
    return words.format(length=formats.duration(minutes), place=earlier.booking.place)


def _continuity(knows: Acquaintance, formats: Formats) -> Iterator[Reason]:
    if knows.machine_visits:
        words = trn("Knows the machine: {n} visit", "Knows the machine: {n} visits", knows.machine_visits)
        text = words.format(n=formats.count(knows.machine_visits))
    elif knows.customer_visits:
        words = trn("Knows the customer: {n} visit", "Knows the customer: {n} visits", knows.customer_visits)
        text = words.format(n=formats.count(knows.customer_visits))
    else:
        return
    if knows.last_on is not None:
        text = tr("{known}, last on {day}").format(known=text, day=formats.date(knows.last_on))
    yield Reason(Ground.CONTINUITY, text)


def _skills(job: PlannedJob, who: Candidate, formats: Formats) -> Iterator[Reason]:
    for skill in job.skills:
        if skill in who.diary.skills:
            until = who.diary.skills[skill]
            words = tr("{skill}, certified to {day}") if until is not None else "{skill}"
            day = formats.date(until) if until is not None else ""
            yield Reason(Ground.SKILL, words.format(skill=skill, day=day))


def _promise(opening: Opening, job: PlannedJob, formats: Formats) -> Iterator[Reason]:
    if job.due_at is not None and (spare := minute_of(job.due_at) - opening.start) >= 0:
        words = tr("{length} before it is due") if spare else tr("when it is due")
        yield Reason(Ground.PROMISE, words.format(length=_about(spare, formats)))


def _load(opening: Opening) -> Iterator[Reason]:
    if opening.load_percent:
        weight = Severity.WARN if opening.load_percent > 100 else Severity.GOOD
        words = (
            tr("day {percent} % booked")
            if opening.load_percent < _BUSY_PERCENT
            else tr("day full: {percent} %")
        )
        yield Reason(Ground.LOAD, words.format(percent=opening.load_percent), weight)


def _about(minutes: int, formats: Formats) -> str:
    """Long times in days: nobody counts 43 hours."""
    days = minutes // 1440
    return trn("{n} day", "{n} days", days).format(n=days) if days >= 2 else formats.duration(minutes)
