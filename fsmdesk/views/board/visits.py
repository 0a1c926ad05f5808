"""What stands on the board: visits, jobs that wait, technicians. Plain values; instants are UTC minutes.

Whole minutes since 1970 instead of datetimes, because a board compares and places a hundred thousand
of them: integers are compared ten times faster and need no zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter

from fsmdesk.core.links import NO_LINKS, Links
from fsmdesk.core.states import MOVABLE, VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.planning.travel import Point

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def minute_of(instant: datetime) -> int:
    """Whole minutes from 1970 to an aware instant, rounded down."""
    return int((instant - _EPOCH).total_seconds() // 60)


def instant_of(minute: int) -> datetime:
    """The aware UTC instant of a minute."""
    return _EPOCH + timedelta(minutes=minute)


@dataclass(slots=True)
class Visit:
    """One technician at one job for one span. Replaced as a whole when it changes, never altered.

    `point` and `region` are of the site. By `respond_minute` somebody should be there, unless the job has been
    begun. Minutes of what happened are None until it has. `travel_minutes` is
    the way to it as far as that is booked.
    Not frozen only because a frozen one takes three times as long to make.
    """

    id: int
    version: int
    technician_id: int
    start_minute: int
    end_minute: int
    work_order_id: int = 0
    work_order_version: int = 0
    number: str = ""
    customer: str = ""
    title: str = ""
    site: str = ""
    state: VisitState = VisitState.PLANNED
    priority: Priority = Priority.MEDIUM
    kind: JobKind = JobKind.GENERAL
    skills: tuple[str, ...] = ()
    is_double_booked: bool = False
    crew_size: int = 1
    has_hazard: bool = False
    due_minute: int | None = None
    respond_minute: int | None = None
    window_start_minute: int | None = None
    window_end_minute: int | None = None
    point: Point | None = None
    region: str = ""
    en_route_minute: int | None = None
    arrived_minute: int | None = None
    finished_minute: int | None = None
    travel_minutes: int = 0
    crew_key: str | None = None
    series_key: str | None = None
    colour: str = ""
    is_time_pinned: bool = False
    is_technician_pinned: bool = False
    is_helper: bool = False
    is_confirmed: bool = False
    is_missing_parts: bool = False
    is_unpaid: bool = False
    is_on_credit_hold: bool = False
    links: Links = NO_LINKS

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end_minute - self.start_minute

    @property
    def promised_minute(self) -> int | None:
        """By when somebody should be on site, as far as that was promised."""
        respond, due = self.respond_minute, self.due_minute
        if respond is None or due is None:
            return due if respond is None else respond
        return min(respond, due)

    @property
    def is_movable(self) -> bool:
        """True until somebody is on the way: only then may it get another place or go back to the list.

        A stand-in for a visit that the office is still making has a negative id, and stays where it is.
        """
        return self.state in MOVABLE and self.id > 0

    def moved_to(self, technician_id: int, start_minute: int, end_minute: int) -> "Visit":
        """The same visit at another place; made at each step of a drag, hence without looking at each field."""
        return Visit(self.id, self.version, technician_id, start_minute, end_minute, *_beyond_the_place(self))


_beyond_the_place = attrgetter(*(each.name for each in fields(Visit)[5:]))


@dataclass(frozen=True, slots=True)
class Job:
    """Work that waits beside the board. `visit_id` is None if no visit has been made for it yet.

    With a `placed_minute` it stands on the board meanwhile, at `technician_id`.
    """

    work_order_id: int
    work_order_version: int
    visit_id: int | None
    visit_version: int
    number: str
    customer: str
    title: str
    priority: Priority
    due_minute: int | None
    duration_minutes: int
    skills: tuple[str, ...] = ()
    kind: JobKind = JobKind.GENERAL
    site: str = ""
    has_hazard: bool = False
    window_start_minute: int | None = None
    window_end_minute: int | None = None
    point: Point | None = None
    region: str = ""
    colour: str = ""
    is_missing_parts: bool = False
    is_unpaid: bool = False
    is_on_credit_hold: bool = False
    links: Links = NO_LINKS
    waiting_list_id: int | None = None
    placed_minute: int | None = None
    technician_id: int | None = None
    is_urgent: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """What tells this entry from every other in the list."""
        return (self.work_order_id, self.visit_id or 0)

    @property
    def urgency(self) -> tuple[int, bool, int, int]:
        """Sorts the list: priority, urgent ones of it first, then due, then the oldest order; no date comes last."""
        due = self.due_minute if self.due_minute is not None else 1 << 62
        return (self.priority, not self.is_urgent, due, self.work_order_id)


@dataclass(frozen=True, slots=True)
class Absence:
    """A span in which a technician can't go, and why."""

    start_minute: int
    end_minute: int
    reason: str


@dataclass(frozen=True, slots=True)
class Technician:
    """One row: who it is, when they work, when they can't, what they may do and until when."""

    id: int
    name: str
    initials: str = ""
    colour: str = "#667085"
    skills_text: str = ""
    shifts: tuple[tuple[int, int], ...] = ()
    absences: tuple[Absence, ...] = ()
    certified_until: Mapping[str, date | None] = field(default_factory=dict)
    home: Point | None = None
    region: str = ""
    has_left: bool = False
    team: str = ""

    @property
    def shift_minutes(self) -> int:
        """How long the shifts are together."""
        return sum(end - start for start, end in self.shifts)
