"""Says before a visit is let go what speaks for and against its landing there, in words.

Called at every step of a drag: it looks only at the visits it is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from zoneinfo import ZoneInfo

from fsmdesk.core.words import tr
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import Technician, Visit, instant_of


class Severity(IntEnum):
    """How much a finding weighs."""

    GOOD = 0
    WARN = 1
    ASK_WHY = 2
    BLOCK = 3


class Rule(Enum):
    """What is looked at."""

    OVERLAP = "overlap"
    SHIFT = "shift"
    ABSENCE = "absence"
    SKILL = "skill"
    CERTIFICATE = "certificate"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a landing; `other` is the visit in the way, if that is what it is about."""

    rule: Rule
    severity: Severity
    words: str
    other: Visit | None = None


_USUAL: Mapping[Rule, Severity] = {
    Rule.OVERLAP: Severity.ASK_WHY,
    Rule.SHIFT: Severity.WARN,
    Rule.ABSENCE: Severity.WARN,
    Rule.SKILL: Severity.WARN,
    Rule.CERTIFICATE: Severity.WARN,
    Rule.PROMISE: Severity.WARN,
}


_ABOUT_THE_ROW = frozenset({Rule.OVERLAP, Rule.ABSENCE, Rule.SHIFT})


@dataclass(frozen=True, slots=True)
class RuleBook:
    """How each rule weighs in this office."""

    severities: Mapping[Rule, Severity] = field(default_factory=lambda: _USUAL)

    def __getitem__(self, rule: Rule) -> Severity:
        return self.severities.get(rule, Severity.WARN)


@dataclass(frozen=True, slots=True)
class Placement:
    """What would be placed where: the facts that the rules look at."""

    landing: Landing
    technician: Technician
    visit_id: int | None = None
    skills: Sequence[str] = ()
    due_minute: int | None = None


def worst(findings: Iterable[Finding]) -> Severity:
    """The weight of the heaviest finding, GOOD if there is none."""
    return max((finding.severity for finding in findings), default=Severity.GOOD)


def findings_about(
    placement: Placement, others: Sequence[Visit], zone: ZoneInfo, book: RuleBook
) -> tuple[Finding, ...]:
    """Everything to say about a landing, heaviest first. `others` are the visits around it in that row."""
    found = [
        *_about_overlap(placement, others, zone, book),
        *_about_absence(placement, zone, book),
        *_about_shift(placement, zone, book),
        *_about_skills(placement, zone, book),
        *_about_promise(placement, zone, book),
    ]
    if not any(finding.rule in _ABOUT_THE_ROW for finding in found):
        found.insert(0, Finding(Rule.SHIFT, Severity.GOOD, tr("Free then, and within the shift")))
    return tuple(sorted(found, key=lambda finding: -finding.severity))


def wall_time(minute: int, zone: ZoneInfo) -> str:
    """The wall time of a minute, such as `9:30`."""
    wall = instant_of(minute).astimezone(zone)
    return f"{wall.hour}:{wall.minute:02d}"


def _about_overlap(
    placement: Placement, others: Sequence[Visit], zone: ZoneInfo, book: RuleBook
) -> list[Finding]:
    landing, name = placement.landing, _first_name(placement.technician)
    found: list[Finding] = []
    for other in others:
        apart = other.end_minute <= landing.start_minute or other.start_minute >= landing.end_minute
        if apart or other.id == placement.visit_id:
            continue
        place = other.customer or other.site or other.number
        if other.start_minute <= landing.start_minute:
            words = tr("{name} is at {place} until {time}")
            at = other.end_minute
        else:
            words = tr("{name} has to be at {place} at {time}")
            at = other.start_minute
        text = words.format(name=name, place=place, time=wall_time(at, zone))
        found.append(Finding(Rule.OVERLAP, book[Rule.OVERLAP], text, other))
    return found


def _about_absence(placement: Placement, zone: ZoneInfo, book: RuleBook) -> list[Finding]:
    landing = placement.landing
    for absence in placement.technician.absences:
        if absence.start_minute < landing.end_minute and landing.start_minute < absence.end_minute:
            text = tr("{name} is away from {start} to {end}: {reason}").format(
                name=_first_name(placement.technician),
                start=wall_time(absence.start_minute, zone),
                end=wall_time(absence.end_minute, zone),
                reason=absence.reason or tr("absence"),
            )
            return [Finding(Rule.ABSENCE, book[Rule.ABSENCE], text)]
    return []


def _about_shift(placement: Placement, zone: ZoneInfo, book: RuleBook) -> list[Finding]:
    landing, shifts, name = placement.landing, placement.technician.shifts, _first_name(placement.technician)
    if any(start <= landing.start_minute and landing.end_minute <= end for start, end in shifts):
        return []
    touched = [span for span in shifts if span[0] < landing.end_minute and landing.start_minute < span[1]]
    if not touched:
        text = tr("{name} does not work then").format(name=name)
    elif landing.end_minute > touched[-1][1]:
        text = tr("{name} works until {time}").format(name=name, time=wall_time(touched[-1][1], zone))
    elif landing.start_minute < touched[0][0]:
        text = tr("{name} starts at {time}").format(name=name, time=wall_time(touched[0][0], zone))
    else:
        text = tr("{name} has a break from {time}").format(name=name, time=wall_time(touched[0][1], zone))
    return [Finding(Rule.SHIFT, book[Rule.SHIFT], text)]


def _about_skills(placement: Placement, zone: ZoneInfo, book: RuleBook) -> list[Finding]:
    """A certificate counts through the day it names."""
    if not placement.skills:
        return []
    held, name = placement.technician.certified_until, _first_name(placement.technician)
    day = instant_of(placement.landing.start_minute).astimezone(zone).date()
    found: list[Finding] = []
    good: list[str] = []
    for skill in placement.skills:
        until = held.get(skill)
        if skill not in held:
            text = tr("{name} does not have the skill {skill}").format(name=name, skill=skill)
            found.append(Finding(Rule.SKILL, book[Rule.SKILL], text))
        elif until is not None and until < day:
            text = tr("{skill} certificate ended on {day}").format(skill=skill, day=until.isoformat())
            found.append(Finding(Rule.CERTIFICATE, book[Rule.CERTIFICATE], text))
        elif until is not None:
            good.append(tr("{skill}, certified to {month}").format(skill=skill, month=f"{until:%Y-%m}"))
        else:
            good.append(skill)
    if good:
        found.append(Finding(Rule.SKILL, Severity.GOOD, " · ".join(good)))
    return found


def _about_promise(placement: Placement, zone: ZoneInfo, book: RuleBook) -> list[Finding]:
    due = placement.due_minute
    if due is None:
        return []
    late = placement.landing.start_minute - due
    if late <= 0:
        text = tr("In time: due {time}").format(time=_day_and_time(due, placement.landing, zone))
        return [Finding(Rule.PROMISE, Severity.GOOD, text)]
    text = tr("On site {late} after it was due ({time})").format(
        late=length_text(late), time=_day_and_time(due, placement.landing, zone)
    )
    return [Finding(Rule.PROMISE, book[Rule.PROMISE], text)]


def length_text(minutes: int) -> str:
    """A duration such as `1 h 30`, `45 min` or `2 d 3 h`."""
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return tr("{d} d {h} h").format(d=hours // 24, h=hours % 24)
    return tr("{h} h {m:02d}").format(h=hours, m=rest) if rest else tr("{h} h").format(h=hours)


def _day_and_time(minute: int, landing: Landing, zone: ZoneInfo) -> str:
    wall = instant_of(minute).astimezone(zone)
    same_day = wall.date() == instant_of(landing.start_minute).astimezone(zone).date()
    time = wall_time(minute, zone)
    return time if same_day else f"{wall:%Y-%m-%d} {time}"


def _first_name(technician: Technician) -> str:
    return technician.name.split(" ", 1)[0]
