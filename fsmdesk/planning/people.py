"""What is known of a job that wants somebody, and of those who could go."""

from dataclasses import dataclass
from datetime import date, datetime

from fsmdesk.core.links import NO_LINKS, Links
from fsmdesk.core.placement import Booking, Diary
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Span
from fsmdesk.planning.travel import Point


@dataclass(frozen=True, slots=True)
class PlannedJob:
    """What has to be done, and what it asks for.

    `due_at` is by when somebody should be on site. A pinned visit names the one technician who may go, or the
    one start it may have. `moved` is the key of the visit itself, if it has a place now. `on_hold` is the
    customer who gets no more credit.
    """

    duration_minutes: int
    priority: Priority = Priority.MEDIUM
    point: Point | None = None
    skills: tuple[str, ...] = ()
    window: Span | None = None
    due_at: datetime | None = None
    only_technician_id: int | None = None
    only_start_at: datetime | None = None
    moved: int | None = None
    links: Links = NO_LINKS
    on_hold: str = ""

    @property
    def not_before(self) -> datetime | None:
        """When the jobs that it waits for are planned to be done; None if it waits for none that is planned."""
        return max((link.at for link in self.links.waits_for if link.at is not None), default=None)


@dataclass(frozen=True, slots=True)
class Stop:
    """A booking and where it is; `way_minutes` before it are booked as the way to it."""

    booking: Booking
    point: Point | None = None
    way_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """How well somebody knows the machine and the customer: finished visits, and the day of the last one."""

    machine_visits: int = 0
    customer_visits: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technician who could go. The diary has no bookings: they are the `stops`, in order of their start."""

    id: int
    diary: Diary
    stops: tuple[Stop, ...] = ()
    home: Point | None = None
    knows: Acquaintance = Acquaintance()
    full_name: str = ""

    @property
    def name(self) -> str:
        """As people call the technician."""
        return self.diary.name
