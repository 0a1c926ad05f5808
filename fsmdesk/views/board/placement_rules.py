"""What speaks for and against a landing, before the release: the office's rules on the board's values.

The rules themselves are `core.placement`, which the services ask too. Called at every step of a drag:
a technician's days are turned into a diary once for each change of the row, and a step that lands where the
last one did is answered from what is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

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
    without_settled,
)
from fsmdesk.core.times import Span, instant_at, wall_minute
from fsmdesk.core.ways import Way, short_place
from fsmdesk.core.words import tr
from fsmdesk.planning.travel import TravelModel, TravelTimes
from fsmdesk.planning.ways import Roads, Stop, stop_after, stop_before
from fsmdesk.services.dispatch.messages import BoardRules
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import Job, Technician, Visit, instant_of

_ABOUT_THE_ROW = frozenset({Rule.OVERLAP, Rule.ABSENCE, Rule.SHIFT, Rule.PAST})
_ABOUT_SKILLS = frozenset({Rule.SKILL, Rule.CERTIFICATE})
_DAY_MINUTES = 24 * 60
_MOST_ROWS = 512


@dataclass(frozen=True, slots=True)
class Place:
    """A landing, whose row it is, and the visits that stand around it there, on the days before and after too."""

    landing: Landing
    technician: Technician
    others: Sequence[Visit]


@dataclass(frozen=True, slots=True)
class Placement:
    """What would be placed where, and where it stands now."""

    subject: Visit | Job
    place: Place
    origin: Place | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """What is known of a technician as long as the row stays as it is."""

    place: Place
    diary: Diary
    stops: tuple[Stop, ...]


_Promised = tuple[Visit | Job, Span | None, datetime | None]


class PlacementRules:
    """The rules with their weights in this office."""

    def __init__(
        self,
        formats: Formats,
        severities: Mapping[Rule, Severity] = USUAL_SEVERITIES,
        travel: TravelTimes | None = None,
    ) -> None:
        self.formats = formats
        self.severities = severities
        self.travel: TravelTimes = travel or TravelModel()
        self._rows: dict[tuple[int, int], _Row] = {}
        self._days: dict[int, Span] = {}
        self._promised: _Promised | None = None
        self._last: tuple[Placement, int, tuple[Finding, ...]] | None = None
        self._origin: tuple[Visit | Job, Place, int, tuple[Finding, ...]] | None = None

    def follow(self, office: BoardRules, may_book_twice: bool) -> None:
        """The office weighs and travels like this. Who may not book twice is stopped instead of asked."""
        severities = dict(office.severities)
        if not may_book_twice:
            severities[Rule.OVERLAP] = Severity.BLOCK
        if severities != self.severities or office.travel != self.travel:
            self.severities, self.travel = severities, office.travel
            self._last = self._origin = None

    def findings(self, placement: Placement, now_minute: int) -> tuple[Finding, ...]:
        """Everything to say about a landing, heaviest first; what is good about it comes last."""
        known = self._last
        if (
            known is not None
            and known[1] == now_minute
            and known[0].subject is placement.subject
            and _is_same(known[0].place, placement.place)
        ):
            return known[2]
        wish, diary = self._case(placement, placement.place)
        against = self._judged(wish, diary, now_minute)
        if placement.origin is not None and against and against[0].severity >= Severity.ASK_WHY:
            against = without_settled(against, self._earlier(placement, placement.origin, now_minute))
        found = (*against, *self._good(placement, wish, against))
        self._last = (placement, now_minute, found)
        return found

    def _earlier(self, placement: Placement, origin: Place, now_minute: int) -> tuple[Finding, ...]:
        """What speaks against the place it comes from: the same at each step of a drag."""
        known = self._origin
        if (
            known is not None
            and known[0] is placement.subject
            and known[2] == now_minute
            and _is_same(known[1], origin)
        ):
            return known[3]
        found = self._judged(*self._case(placement, origin), now_minute)
        self._origin = (placement.subject, origin, now_minute, found)
        return found

    def _judged(self, wish: Wish, diary: Diary, now_minute: int) -> tuple[Finding, ...]:
        return judge(wish, diary, self.formats, severities=self.severities, now=instant_of(now_minute))

    def _good(self, placement: Placement, wish: Wish, against: Sequence[Finding]) -> list[Finding]:
        found: list[Finding] = []
        rules = {finding.rule for finding in against}
        if rules.isdisjoint(_ABOUT_THE_ROW):
            found.append(Finding(Rule.SHIFT, Severity.GOOD, tr("Free then, and within the shift")))
        held = placement.place.technician.certified_until
        skills = [self._skill_words(skill, placement) for skill in placement.subject.skills if skill in held]
        if skills and rules.isdisjoint(_ABOUT_SKILLS):
            found.append(Finding(Rule.SKILL, Severity.GOOD, " · ".join(skills)))
        if wish.before is not None or wish.after is not None:
            tight = {finding.other for finding in against if finding.rule is Rule.TRAVEL}
            ways = self._way_words(wish.before, wish.after, tight)
            if ways:
                found.append(Finding(Rule.TRAVEL, Severity.GOOD, ways))
        return found

    def _way_words(self, before: Way | None, after: Way | None, tight: set[object]) -> str:
        """The ways before and after; those that do not fit have their sentences already."""
        said = []
        if before is not None and (before.key is None or before.key not in tight):
            words = tr("{length} from {place}") if before.place else tr("{length} from home")
            said.append(
                words.format(length=self.formats.duration(before.minutes), place=short_place(before.place))
            )
        if after is not None and (after.key is None or after.key not in tight):
            words = tr("{length} to {place}") if after.place else tr("{length} home")
            said.append(
                words.format(length=self.formats.duration(after.minutes), place=short_place(after.place))
            )
        return tr("On the way: {ways}").format(ways=" · ".join(said)) if said else ""

    def _skill_words(self, skill: str, placement: Placement) -> str:
        until = placement.place.technician.certified_until[skill]
        if until is None:
            return skill
        return tr("{skill}, certified to {day}").format(skill=skill, day=self.formats.date(until))

    def _case(self, placement: Placement, place: Place) -> tuple[Wish, Diary]:
        subject, landing = placement.subject, place.landing
        moved = subject.id if isinstance(subject, Visit) else subject.visit_id
        row, promised = self._row(place), self._promised_to(subject)
        span = Span(instant_of(landing.start_minute), instant_of(landing.end_minute))
        before, after = self._ways(subject, place, row, span, moved)
        wish = Wish(
            span=span,
            skills=subject.skills,
            window=promised[1],
            due_at=promised[2],
            moved=moved,
            before=before,
            after=after,
            links=subject.links,
            on_hold=subject.customer if subject.is_on_credit_hold else "",
            pinned_span=_pinned_span(placement),
            pinned_to=_pinned_to(placement, place),
        )
        return wish, row.diary

    def _ways(
        self, subject: Visit | Job, place: Place, row: _Row, span: Span, moved: int | None
    ) -> tuple[Way | None, Way | None]:
        """The ways to the subject and from it, there; none where nobody knows where it is."""
        if subject.point is None:
            return None, None
        roads = Roads(self.travel, self.formats.zone, place.technician.home)
        stops = [stop for stop in row.stops if stop.key != moved]
        before = stop_before(span.start, stops, self._day(place.landing.start_minute))
        after = stop_after(span.end, stops, self._day(place.landing.end_minute))
        return roads.way_in(before, subject.point, span.start), roads.way_out(after, subject.point, span.end)

    def _promised_to(self, subject: Visit | Job) -> _Promised:
        """What the customer was promised, as instants: the same at each step of a drag."""
        known = self._promised
        if known is None or known[0] is not subject:
            opens, closes, due = subject.window_start_minute, subject.window_end_minute, subject.due_minute
            is_asked = opens is not None and closes is not None and opens < closes
            window = Span(instant_of(opens or 0), instant_of(closes or 0)) if is_asked else None
            known = self._promised = (subject, window, instant_of(due) if due is not None else None)
        return known

    def _day(self, minute: int) -> Span:
        """The day on the office's wall that the minute is in; worked out once for each quarter of an hour."""
        quarter = minute // 15
        found = self._days.get(quarter)
        if found is None:
            day, _ = wall_minute(instant_of(minute), self.formats.zone)
            start = instant_at(day, 0, self.formats.zone)
            found = self._days[quarter] = Span(start, instant_at(day, _DAY_MINUTES, self.formats.zone))
        return found

    def _row(self, place: Place) -> _Row:
        """The technician's diary, made once for each state of the row."""
        technician = place.technician
        # What is kept under the address of a list keeps that list, so no other one gets the address.
        key = (technician.id, id(place.others))
        known = self._rows.get(key)
        if known is not None and known.place.technician is technician:
            return known
        if len(self._rows) >= _MOST_ROWS:
            self._rows.clear()
        stops = tuple(_stop(visit) for visit in place.others)
        diary = Diary(
            name=technician.name.split(" ", 1)[0],
            shifts=tuple(Span(instant_of(start), instant_of(end)) for start, end in technician.shifts),
            absences=tuple(
                Away(Span(instant_of(away.start_minute), instant_of(away.end_minute)), away.reason)
                for away in technician.absences
            ),
            bookings=tuple(Booking(Span(stop.start, stop.end), stop.place, stop.key) for stop in stops),
            skills=technician.certified_until,
            has_left=technician.has_left,
        )
        row = self._rows[key] = _Row(place, diary, stops)
        return row


def _is_same(known: Place, asked: Place) -> bool:
    """True if nothing that the rules look at there is different; comparing whole rows would take longer."""
    return (
        known.others is asked.others
        and known.technician is asked.technician
        and known.landing == asked.landing
    )


def _pinned_span(placement: Placement) -> Span | None:
    subject = placement.subject
    if not isinstance(subject, Visit) or not subject.is_time_pinned or placement.origin is None:
        return None
    return Span(instant_of(subject.start_minute), instant_of(subject.end_minute))


def _pinned_to(placement: Placement, place: Place) -> str:
    subject, origin = placement.subject, placement.origin
    if not isinstance(subject, Visit) or not subject.is_technician_pinned or origin is None:
        return ""
    return origin.technician.name if origin.technician.id != place.technician.id else ""


def _stop(visit: Visit) -> Stop:
    name = visit.customer or visit.site or visit.title
    return Stop(instant_of(visit.start_minute), instant_of(visit.end_minute), visit.point, name, visit.id)
