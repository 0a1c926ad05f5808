"""What speaks for and against a landing, before the release: the office's rules on the board's values.

The rules themselves are `core.placement`, which the services ask too. Called at every step of a drag:
what is known of a technician is turned into a diary once, and only visits nearby are looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fsmdesk.core.formats import Formats
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
)
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import Job, Technician, Visit, instant_of

_ABOUT_THE_ROW = frozenset({Rule.OVERLAP, Rule.ABSENCE, Rule.SHIFT, Rule.PAST})


@dataclass(frozen=True, slots=True)
class Placement:
    """What would be placed where."""

    subject: Visit | Job
    landing: Landing
    technician: Technician


class PlacementRules:
    """The rules with their weights in this office."""

    def __init__(self, formats: Formats, severities: Mapping[Rule, Severity] = USUAL_SEVERITIES) -> None:
        self.formats = formats
        self.severities = severities
        self._diaries: dict[int, tuple[Technician, Diary]] = {}

    def findings(self, placement: Placement, others: Sequence[Visit], now_minute: int) -> tuple[Finding, ...]:
        """Everything to say about a landing, heaviest first; what is good about it comes last.

        `others` are the visits around it in that row; the subject itself may be among them.
        """
        subject = placement.subject
        moved = subject.id if isinstance(subject, Visit) else subject.visit_id
        diary = self._diary(placement.technician)
        bookings = tuple(_booking(other) for other in others if other.id != moved)
        if bookings:
            diary = Diary(diary.name, diary.shifts, diary.absences, bookings, diary.skills)
        against = judge(
            _wish(placement, moved),
            diary,
            self.formats,
            severities=self.severities,
            now=instant_of(now_minute),
        )
        return (*against, *self._good(placement, against))

    def _good(self, placement: Placement, against: Sequence[Finding]) -> list[Finding]:
        found: list[Finding] = []
        if not any(finding.rule in _ABOUT_THE_ROW for finding in against):
            found.append(Finding(Rule.SHIFT, Severity.GOOD, tr("Free then, and within the shift")))
        held = placement.technician.certified_until
        skills = [self._skill_words(skill, placement) for skill in placement.subject.skills if skill in held]
        if skills and not any(finding.rule in (Rule.SKILL, Rule.CERTIFICATE) for finding in against):
            found.append(Finding(Rule.SKILL, Severity.GOOD, " · ".join(skills)))
        return found

    def _skill_words(self, skill: str, placement: Placement) -> str:
        until = placement.technician.certified_until[skill]
        if until is None:
            return skill
        return tr("{skill}, certified to {day}").format(skill=skill, day=self.formats.date(until))

    def _diary(self, technician: Technician) -> Diary:
        """The technician's diary without bookings, made once for each state of the row."""
        known = self._diaries.get(technician.id)
        if known is not None and known[0] is technician:
            return known[1]
        diary = Diary(
            name=technician.name.split(" ", 1)[0],
            shifts=tuple(Span(instant_of(start), instant_of(end)) for start, end in technician.shifts),
            absences=tuple(
                Away(Span(instant_of(away.start_minute), instant_of(away.end_minute)), away.reason)
                for away in technician.absences
            ),
            skills=technician.certified_until,
        )
        self._diaries[technician.id] = (technician, diary)
        return diary


def _wish(placement: Placement, moved: int | None) -> Wish:
    subject, landing = placement.subject, placement.landing
    opens, closes = subject.window_start_minute, subject.window_end_minute
    window = None
    if opens is not None and closes is not None and opens < closes:
        window = Span(instant_of(opens), instant_of(closes))
    return Wish(
        span=Span(instant_of(landing.start_minute), instant_of(landing.end_minute)),
        skills=subject.skills,
        window=window,
        due_at=instant_of(subject.due_minute) if subject.due_minute is not None else None,
        moved=moved,
    )


def _booking(visit: Visit) -> Booking:
    span = Span(instant_of(visit.start_minute), instant_of(visit.end_minute))
    return Booking(span, visit.customer or visit.site or visit.number, visit.id)
