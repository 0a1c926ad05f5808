"""The query for the best slots of a job."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.placement import Severity
from fsmdesk.core.terms import Priority
from fsmdesk.planning.reasons import Ground, Reason

__all__ = ["DeclinedRow", "Ground", "JobInMind", "Reason", "Severity", "SlotRow", "Slots", "SuggestSlots"]


@dataclass(frozen=True, slots=True)
class JobInMind:
    """A job that has not been saved yet, as far as it is known while somebody is on the phone."""

    duration_minutes: int = 60
    priority: Priority = Priority.MEDIUM
    skills: tuple[str, ...] = ()
    customer_id: int | None = None
    site_id: int | None = None
    equipment_id: int | None = None
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One technician at one time, with its reasons, and a mark up to 100.

    The ways are in minutes, None where a place is not known; `added_minutes` is what the day has more of them.
    """

    technician_id: int
    technician: str
    initials: str
    colour: str
    start_at: datetime
    end_at: datetime
    mark: int
    before_minutes: int | None
    after_minutes: int | None
    added_minutes: int
    overtime_minutes: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DeclinedRow:
    """A technician who is not proposed, and why; `could` is what would be possible nevertheless, if anything."""

    technician_id: int
    technician: str
    initials: str
    colour: str
    text: str
    could: SlotRow | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """The best first. `number` is the job's, None while it is not saved; `remarks` hold whoever goes."""

    number: int | None
    title: str
    customer: str
    duration_minutes: int
    first_day: date
    day_count: int
    slots: tuple[SlotRow, ...]
    declined: tuple[DeclinedRow, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SuggestSlots(Query[Slots]):
    """The best slots of all technicians who can do the job, in so many days from the first on.

    The job is named by its id, with the visit that wants a place if it has one; or it is one in mind. Without a
    first day it is today, or when the customer's window begins.

    Raises:
        RuleBroken: the job is over, the visit under way, or the days are too many.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    work_order_id: int | None = None
    visit_id: int | None = None
    job: JobInMind | None = None
    first_day: date | None = None
    day_count: int = 5
    most: int = 8
