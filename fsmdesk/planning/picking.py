"""Picks the best of all openings that the rules of the office allow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fsmdesk.core.placement import Diary, Finding, Rule, Severity, Wish, judge
from fsmdesk.core.times import Span
from fsmdesk.core.ways import Way
from fsmdesk.planning.days import Days, instant_of
from fsmdesk.planning.openings import Opening
from fsmdesk.planning.people import Candidate
from fsmdesk.planning.proposals import Declined, Proposal, Search
from fsmdesk.planning.reasons import reasons_for
from fsmdesk.planning.weighing import mark_of
from fsmdesk.planning.why_not import forbidden, others_are_better

_FOR_EACH: Final = 2
# Whatever these weigh here: who can't go then is not proposed.
_NEVER: Final = frozenset(
    {Rule.OVERLAP, Rule.ABSENCE, Rule.SKILL, Rule.CERTIFICATE, Rule.WINDOW, Rule.PAST, Rule.PINNED}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An opening of somebody, and what it costs. `place` is where they stand among the candidates."""

    cost: int
    opening: Opening
    place: int
    who: Candidate

    @property
    def span(self) -> Span:
        """When it would be."""
        return Span(instant_of(self.opening.start), instant_of(self.opening.end))

    @property
    def order(self) -> tuple[int, int, int]:
        """The best first; of equals the earlier, then as the candidates stand."""
        return (self.cost, self.opening.start, self.place)


class Picker:
    """Takes the best that the rules allow, a few of each technician as long as there are others."""

    def __init__(self, search: Search, days: Days) -> None:
        self._search = search
        self._days = days
        self._diaries: dict[int, Diary] = {}
        self._taken: set[tuple[int, int, bool]] = set()
        self.proposals: list[Proposal] = []

    def pick(self, choices: Sequence[Choice]) -> None:
        """The proposals are the best of these, best first."""
        counts: Counter[int] = Counter()
        spare: list[Choice] = []
        found: list[tuple[Choice, Proposal]] = []
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

    def declined_of(self, choices: Iterable[Choice], chosen: set[int]) -> dict[int, Declined]:
        """Those who had an opening and are not proposed."""
        declined: dict[int, Declined] = {}
        for choice in choices:
            who = choice.who
            known = declined.get(who.id)
            if who.id in chosen or (known is not None and known.could is not None):
                continue
            findings = self._judged(choice)
            against = [finding for finding in findings if _forbids(finding)]
            if against:
                declined.setdefault(who.id, Declined(who.id, forbidden(against)))
            else:
                text = others_are_better(choice.opening, who, self._search.formats)
                declined[who.id] = Declined(who.id, text, self._proposed(choice, findings))
        return declined

    def _proposal(self, choice: Choice) -> Proposal | None:
        """The choice as a proposal; None if a rule blocks it or that half of the day has one already."""
        opening, who = choice.opening, choice.who
        half = (who.id, self._days.index(opening.start), opening.start >= self._days.noon(opening.start))
        if half in self._taken:
            return None
        findings = self._judged(choice)
        if any(_forbids(finding) for finding in findings):
            return None
        self._taken.add(half)
        return self._proposed(choice, findings)

    def _proposed(self, choice: Choice, findings: tuple[Finding, ...]) -> Proposal:
        opening, who, search = choice.opening, choice.who, self._search
        return Proposal(
            technician_id=who.id,
            span=choice.span,
            mark=mark_of(choice.cost),
            before_minutes=opening.before,
            after_minutes=opening.after,
            added_minutes=opening.added,
            overtime_minutes=opening.overtime,
            reasons=reasons_for(opening, search.job, who, findings, search.formats),
        )

    def _judged(self, choice: Choice) -> tuple[Finding, ...]:
        """What the rules of the office say about it, as they do at the drop."""
        search, job, opening = self._search, self._search.job, choice.opening
        before, after = _ways(opening)
        wish = Wish(
            span=choice.span,
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
