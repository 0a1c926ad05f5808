"""Commands and queries about calls and requests."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import JobKind, Priority, RequestSource
from fsmdesk.services.parties.messages import JobSummary


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer made on the spot while the call is taken."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site made on the spot."""

    name: str
    address: str = ""
    city: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class NewMachine:
    """A machine made on the spot."""

    name: str
    make: str = ""
    model: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person to talk to, made on the spot."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A spot inside the site, made on the spot; inside the place that is picked, if one is."""

    name: str


@dataclass(frozen=True, slots=True)
class BookedSlot:
    """Who comes, and from when on: found while the caller was on the phone."""

    technician_id: int
    start_at: datetime


@dataclass(frozen=True, kw_only=True)
class TakeCall(Command[int]):
    """A request stands, with its number; approved at once if `approve`. Answers with the work order's id.

    Customer, contact, site and machine are ids of known ones or values of new ones, never both. A due time that
    is given stays; else priority and customer promise one. A template brings its checklist, lines and task
    code; everything else of it stands in the call already. `calls_back_id` is the job that the call is about.
    With a `slot` the approved job's visit is planned at once; if that can't be, the call is not taken either.
    """

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    title: str
    problem: str = ""
    kind: JobKind = JobKind.CORRECTIVE
    priority: Priority = Priority.MEDIUM
    source: RequestSource = RequestSource.PHONE
    customer_id: int | None = None
    new_customer: NewCustomer | None = None
    site_id: int | None = None
    new_site: NewSite | None = None
    place_id: int | None = None
    new_place: NewPlace | None = None
    equipment_id: int | None = None
    new_machine: NewMachine | None = None
    contact_id: int | None = None
    new_contact: NewContact | None = None
    caller: str = ""
    purchase_order: str = ""
    access_notes: str = ""
    safety_notes: str = ""
    protective_gear: str = ""
    skills: tuple[str, ...] = ()
    duration_minutes: int = 60
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None
    due_at: datetime | None = None
    is_urgent: bool = False
    template_id: int | None = None
    calls_back_id: int | None = None
    approve: bool = False
    slot: BookedSlot | None = None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request that waits in the Inbox. `question` is the last one that was asked back, empty for none."""

    id: int
    version: int
    number: int
    title: str
    problem: str
    customer_id: int | None
    customer: str
    site: str
    caller: str
    kind: JobKind
    priority: Priority
    source: RequestSource
    requested_at: datetime
    requested_by: str
    is_urgent: bool
    respond_by_at: datetime | None
    due_at: datetime | None
    credit_hold: bool
    site_id: int | None
    equipment_id: int | None
    question: str
    asked_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Inbox(Query[tuple[RequestRow, ...]]):
    """Requests that wait for an answer: urgent ones first, then by priority, then age. At most 500."""


@dataclass(frozen=True, kw_only=True)
class ApproveRequest(Command[None]):
    """The request becomes an approved work order with one unplaced visit, ready to be scheduled."""

    needs: ClassVar[Permission] = Permission.APPROVE_REQUESTS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class DeclineRequest(Command[None]):
    """The request is declined, with the reason."""

    needs: ClassVar[Permission] = Permission.APPROVE_REQUESTS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Something that was asked back about a request; `answered_at` None waits for its answer."""

    id: int
    version: int
    question: str
    asked_at: datetime
    asked_by: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Questions(Query[tuple[QuestionRow, ...]]):
    """Everything that was asked back about a request, in order."""

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class AskBack(Command[int]):
    """A question to the requester waits for its answer. Answers with the question's id."""

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    undoable: ClassVar[bool] = True
    work_order_id: int
    question: str


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(Command[None]):
    """What the requester answered; an empty answer lets the question wait again."""

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    undoable: ClassVar[bool] = True
    question_id: int
    seen_version: int
    answer: str


@dataclass(frozen=True, slots=True)
class AgreementInForce:
    """An agreement that covers work today."""

    id: int
    name: str
    covers: str
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class MachineChoice:
    """A machine at a site to pick from; `words` are its name, make and model, `place` the way to it."""

    id: int
    words: str
    serial: str
    place_id: int | None
    place: str


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A site of the caller's customer, with its places and machines to pick from."""

    id: int
    name: str
    address: str
    city: str
    access_notes: str
    places: tuple[tuple[int, str], ...]
    machines: tuple[MachineChoice, ...]


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """What is known about a customer while the call is taken.

    `customer_id` is None where somebody calls from a site that has no customer yet; then only the site is known.
    """

    customer_id: int | None
    name: str
    address: str
    city: str
    phone: str
    payment_days: int
    tax_exempt: bool
    credit_hold: bool
    site_count: int
    machine_count: int
    overdue_count: int
    overdue_minor: int
    overdue_days: int
    agreements: tuple[AgreementInForce, ...]
    contacts: tuple[tuple[int, str, str], ...]
    sites: tuple[SiteChoice, ...]
    open_jobs: tuple[JobSummary, ...]


@dataclass(frozen=True, kw_only=True)
class WhoIsCalling(Query[CallerFacts]):
    """Facts about one customer for the intake form; at most 200 sites and 20 open jobs.

    The customer is named by its id, or by one of its contacts or sites: exactly one of the three.
    """

    customer_id: int | None = None
    contact_id: int | None = None
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What is known about a machine: its papers, and earlier visits with what fixed it."""

    id: int
    name: str
    make: str
    model: str
    serial: str
    place: str
    installed_on: date | None
    warranty_until: date | None
    jobs: tuple[JobSummary, ...]


@dataclass(frozen=True, kw_only=True)
class AboutMachine(Query[MachineFacts]):
    """Facts about one machine for the intake form and the work order; its latest 10 jobs."""

    equipment_id: int
