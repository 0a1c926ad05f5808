"""Who should go, and when: the best openings of all who could, each with its reasons; and why the others not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import USUAL_SEVERITIES, Diary, Finding, Rule, Severity, Wish, judge
from fsmdesk.core.times import Span
from fsmdesk.core.ways import Way
from fsmdesk.planning.days import Days, instant_of, minute_after, minute_of
from fsmdesk.planning.openings import Looker, Opening
from fsmdesk.planning.people import Candidate, PlannedJob
from fsmdesk.planning.reasons import Reason, reasons_for
from fsmdesk.planning.travel import TravelModel, TravelTimes
from fsmdesk.planning.weighing import cost_of, mark_of
from fsmdesk.planning.why_not import Declined, forbidden, no_opening, others_are_better, unsuited

USUAL_OVERTIME: Final = 60
_USUAL_TRAVEL: Final = TravelModel()
# Whatever these weigh here: who can't go then is not proposed.
_NEVER: Final = frozenset(
    {Rule.OVERLAP, Rule.ABSENCE, Rule.SKILL, Rule.CERTIFICATE, Rule.WINDOW, Rule.PAST, Rule.PINNED}
)
_MOST: Final = 8
_FOR_EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: somebody for this job, in so many days from the first on, not before now.

    `overtime_minutes` may be worked after a shift. At most `most` openings are proposed.
    """

    job: PlannedJob
    first_day: date
    day_count: int
    now: datetime
    formats: Formats
    travel: TravelTimes = _USUAL_TRAVEL
    severities: Mapping[Rule, Severity] = field(default_factory=lambda: USUAL_SEVERITIES)
    overtime_minutes: int = USUAL_OVERTIME
    most: int = _MOST


@dataclass(frozen=True, slots=True)
class Proposal:
    """One technician at one time. The ways are in minutes, None where a point is not known."""

    technician_id: int
    span: Span
    mark: int
    before_minutes: int | None
    after_minutes: int | None
    added_minutes: int
    overtime_minutes: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first; everybody is in either part."""

    proposals: tuple[Proposal, ...]
    declined: tuple[Declined, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """An opening of somebody, and what it costs. `place` is where they stand among the candidates."""

    cost: int
    opening: Opening
    place: int
    who: Candidate

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.cost, self.opening.start, self.place)


def suggest(search: Search, candidates: Sequence[Candidate]) -> Suggestions:
    """The best openings of all candidates; none of them breaks a rule that blocks.

    The same values give the same answer, whatever the clock says.
    """
    days = Days(search.first_day, search.day_count, search.formats.zone)
    floor = max(days.start, minute_after(search.now))
    if search.job.not_before is not None:
        floor = max(floor, minute_of(search.job.not_before))
    looker = Looker(search.job, days, floor, search.travel, search.overtime_minutes)
    looked = {who.id: _looked_at(who, search, looker, days) for who in candidates}
    declined = {who.id: Declined(who.id, text) for who in candidates if (text := looked[who.id][1])}
    choices = _choices(search, candidates, {one: openings for one, (openings, _) in looked.items()})
    choices.sort(key=lambda choice: choice.order)
    picked = _Picker(search, days)
    picked.pick(choices)
    proposals = tuple(picked.proposals)
    chosen = {proposal.technician_id for proposal in proposals}
    declined |= picked.declined_of(choices, chosen)
    return Suggestions(proposals, tuple(declined[who.id] for who in candidates if who.id in declined))


def _looked_at(who: Candidate, search: Search, looker: Looker, days: Days) -> tuple[list[Opening], str]:
    """The openings of somebody, or why there are none."""
    text = unsuited(search.job, who, days, search.formats)
    if text:
        return [], text
    looked = looker.look(who)
    return looked.openings, "" if looked.openings else no_opening(looked, search.job, who, search.formats)


def _choices(
    search: Search, candidates: Sequence[Candidate], openings: Mapping[int, Sequence[Opening]]
) -> list[_Choice]:
    """All openings of all with what they cost; waiting is counted from the first of them on."""
    soonest = min((opening.start for each in openings.values() for opening in each), default=0)
    return [
        _Choice(cost_of(opening, search.job, who.knows, soonest), opening, place, who)
        for place, who in enumerate(candidates)
        for opening in openings[who.id]
    ]


class _Picker:
    """Takes the best that the rules allow, a few of each technician as long as there are others."""

    def __init__(self, search: Search, days: Days) -> None:
        self._search = search
        self._days = days
        self._against: dict[int, tuple[Finding, ...]] = {}
        self._diaries: dict[int, Diary] = {}
        self._taken: set[tuple[int, int, bool]] = set()
        self.proposals: list[Proposal] = []

    def pick(self, choices: Sequence[_Choice]) -> None:
        """The proposals are the best of these, best first."""
        counts: Counter[int] = Counter()
        spare: list[_Choice] = []
        found: list[tuple[_Choice, Proposal]] = []
        for choice in choices:
            if counts[choice.who.id] >= _FOR_EACH:
                spare.append(choice)
            elif (proposal := self._proposal(choice)) is not None:
                counts[choice.who.id] += 1
                found.append((choice, proposal))
                if len(found) == self._search.most:
                    break
        for choice in spare:
            if len(found) == self._search.most:
                break
            if (proposal := self._proposal(choice)) is not None:
                found.append((choice, proposal))
        found.sort(key=lambda each: each[0].order)
        self.proposals = [proposal for _, proposal in found]

    def declined_of(self, choices: Iterable[_Choice], chosen: set[int]) -> dict[int, Declined]:
        """Those who had an opening and are not proposed."""
        declined: dict[int, Declined] = {}
        for choice in choices:
            who = choice.who
            known = declined.get(who.id)
            if who.id in chosen or (known is not None and known.could is not None):
                continue
            findings = self._blocking(choice)
            if findings:
                declined.setdefault(who.id, Declined(who.id, forbidden(findings)))
            else:
                text = others_are_better(choice.opening, who, self._search.formats)
                declined[who.id] = Declined(who.id, text, choice.opening)
        return declined

    def _proposal(self, choice: _Choice) -> Proposal | None:
        """The choice as a proposal; None if a rule blocks it or that half of the day has one already."""
        opening, who, search = choice.opening, choice.who, self._search
        half = (who.id, self._days.index(opening.start), opening.start >= self._days.noon(opening.start))
        if half in self._taken:
            return None
        findings = self._judged(choice)
        if any(_forbids(finding) for finding in findings):
            return None
        self._taken.add(half)
        return Proposal(
            technician_id=who.id,
            span=_span(opening),
            mark=mark_of(choice.cost),
            before_minutes=opening.before,
            after_minutes=opening.after,
            added_minutes=opening.added,
            overtime_minutes=opening.overtime,
            reasons=reasons_for(opening, search.job, who, findings, search.formats),
        )

    def _blocking(self, choice: _Choice) -> tuple[Finding, ...]:
        return tuple(finding for finding in self._judged(choice) if _forbids(finding))

    def _judged(self, choice: _Choice) -> tuple[Finding, ...]:
        """What the rules of the office say about it, as they do at the drop."""
        search, job, opening = self._search, self._search.job, choice.opening
        before, after = _ways(opening)
        wish = Wish(
            span=_span(opening),
            skills=job.skills,
            window=job.window,
            due_at=job.due_at,
            moved=job.moved,
            before=before,
            after=after,
            links=job.links,
            on_hold=job.on_hold,
        )
        diary = self._diary(choice.who)
        return judge(wish, diary, search.formats, severities=search.severities, now=search.now)

    def _diary(self, who: Candidate) -> Diary:
        found = self._diaries.get(who.id)
        if found is None:
            bookings = tuple(stop.booking for stop in who.stops)
            found = self._diaries[who.id] = replace(who.diary, bookings=bookings)
        return found


def _forbids(finding: Finding) -> bool:
    return finding.severity >= Severity.BLOCK or finding.rule in _NEVER


def _ways(opening: Opening) -> tuple[Way | None, Way | None]:
    """The ways of an opening as the rules look at them: those from home and to home keep nobody waiting."""
    earlier, later, before, after = opening.earlier, opening.later, None, None
    if opening.before is not None and earlier is not None:
        booking = earlier.booking
        before = Way(opening.before, booking.place, booking.span.end, booking.key)
    if opening.after is not None and later is not None:
        booking = later.booking
        after = Way(opening.after, booking.place, booking.span.start, booking.key)
    return before, after


def _span(opening: Opening) -> Span:
    return Span(instant_of(opening.start), instant_of(opening.end))
