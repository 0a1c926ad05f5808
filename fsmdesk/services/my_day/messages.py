"""Commands and queries of My day. Each answers about the own visits of the person who sits here, nobody else's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.services.orders.messages import Recorded


@dataclass(frozen=True, slots=True)
class MyVisitRow:
    """An own visit in the list of a day. `since_at` is when it came into its state, where that was stamped."""

    id: int
    version: int
    work_order_id: int
    number: int
    title: str
    customer: str
    site: str
    city: str
    start_at: datetime
    end_at: datetime
    state: VisitState
    priority: Priority
    kind: JobKind
    since_at: datetime | None
    is_hazardous: bool


@dataclass(frozen=True, slots=True)
class MyDayCard:
    """The own visits of one day. `technician_id` is None for somebody who is no technician.

    Visits under way are there on the day it is now, whenever they were planned. `next_on` is the next day
    with visits; `away` says why nobody is expected to work, if so; `shifts` are the working hours.
    """

    technician_id: int | None
    technician: str
    day: date
    visits: tuple[MyVisitRow, ...]
    next_on: date | None
    away: str
    shifts: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, kw_only=True)
class MyDay(Query[MyDayCard]):
    """The own visits of a day on the office's wall."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    day: date


@dataclass(frozen=True, slots=True)
class EarlierJob:
    """What was done at the machine before."""

    number: int
    title: str
    on_day: date
    technicians: str
    cause: str
    fix: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody else who goes to the same job."""

    technician: str
    phone: str
    state: VisitState
    start_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToBring:
    """A part or piece of work that is planned: no prices, no costs."""

    description: str
    quantity_milli: int
    unit: str


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """The machine that the job is about."""

    id: int
    name: str
    make: str
    model: str
    serial: str
    installed_on: date | None
    warranty_until: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class MyVisitCard:
    """Everything that is good to know on the way to an own visit and there.

    `version` is the visit's, `order_version` the job's. `is_open` is False once only the office changes what
    was reported.
    """

    id: int
    version: int
    work_order_id: int
    order_version: int
    number: int
    title: str
    state: VisitState
    order_state: WorkOrderState
    priority: Priority
    kind: JobKind
    start_at: datetime
    end_at: datetime
    en_route_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    visit_notes: str
    problem: str
    customer: str
    site_id: int | None
    site: str
    address: str
    place: str
    latitude_micro: int | None
    longitude_micro: int | None
    access_notes: str
    safety_notes: str
    protective_gear: str
    contact: str
    phone: str
    email: str
    skills: tuple[str, ...]
    machine: MachineFacts | None
    machine_jobs: tuple[EarlierJob, ...]
    companions: tuple[Companion, ...]
    to_bring: tuple[ToBring, ...]
    cause: str
    fix: str
    customer_notes: str
    recorded: Recorded
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class MyVisit(Query[MyVisitCard]):
    """One own visit.

    Raises:
        NotAllowed: it is somebody else's.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    visit_id: int


@dataclass(frozen=True, kw_only=True)
class ReportJob(Command[None]):
    """Cause, fix and notes for the customer of an own job are these.

    Raises:
        RuleBroken: the job is not open any more.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    cause: str
    fix: str
    customer_notes: str
