"""A job of the demo while it is made up: what, where, when; what became of it follows in `history`."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from fsmdesk.services.demo.machines import DemoMachine, Room
from fsmdesk.services.demo.materials import Outcome, Problem
from fsmdesk.services.demo.parties import DemoAgreement, DemoCustomer, DemoSite
from fsmdesk.services.demo.technicians import DemoTechnician

if TYPE_CHECKING:
    from fsmdesk.services.demo.settling import Settlement


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What is to be done, and where."""

    site: DemoSite
    machine: DemoMachine | None
    room: Room
    problem: Problem
    outcome: Outcome
    minutes: int

    def lasting(self, minutes: int) -> "Matter":
        """The same, planned for so long."""
        return replace(self, minutes=minutes)


@dataclass(slots=True, eq=False)
class DemoVisit:
    """One visit with all that happens to it, whether that lies before now or after; seconds since 1970.

    One that is not `is_placed` stays in the list of unscheduled work.
    """

    technician: DemoTechnician
    start: int
    end: int
    drive: int = 900
    is_placed: bool = True
    planned: int = 0
    dispatched: int = 0
    en_route: int = 0
    arrived: int = 0
    finished: int = 0
    waiting: int | None = None
    waiting_reason: str = ""
    is_partly: bool = False
    crew_key: str | None = None
    double_booking_reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class DemoLine:
    """A line that was written, as the invoice needs it."""

    id: int
    kind: str
    description: str
    unit: str
    done_milli: int
    price_minor: int
    tax_code: str
    bill_to: str
    note: str
    net_minor: int


@dataclass(slots=True, eq=False)
class DemoJob:
    """A job. Until it is numbered, in the order of its request, it has no key.

    One that `is_held` is not billed yet, however long ago it was reviewed.
    """

    matter: Matter
    customer: DemoCustomer | None
    first_day: date
    priority: int
    source: str
    visits: list[DemoVisit]
    requested: int = 0
    approved: int | None = None
    due: int | None = None
    respond: int | None = None
    is_urgent: bool = False
    question: str = ""
    window: tuple[int, int] | None = None
    caller: str = ""
    contact_id: int | None = None
    purchase_order: str = ""
    agreement: DemoAgreement | None = None
    ending: str = ""
    ended: int | None = None
    ending_reason: str = ""
    is_held: bool = False
    completed: int | None = None
    reviewed: int | None = None
    settlement: "Settlement | None" = None
    number: int = 0
    title: str = ""
    words: str = ""
    cause: str = ""
    fix: str = ""
    owed_minor: int = 0
    lines: list[DemoLine] = field(default_factory=list)
