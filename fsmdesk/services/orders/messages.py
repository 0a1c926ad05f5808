"""Commands and queries about work orders and their lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, JobKind, LineApproval, LineKind, Origin, Priority, RequestSource
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.services.prices.messages import PriceOrigin


@dataclass(frozen=True, slots=True)
class WorkOrderRow:
    """A work order in a list. `net_minor` is what the customer is billed before tax, as lines stand;
    `was_there` says that somebody has been on site."""

    id: int
    version: int
    number: int
    title: str
    state: WorkOrderState
    kind: JobKind
    priority: Priority
    customer: str
    site: str
    city: str
    technicians: str
    requested_at: datetime
    respond_by_at: datetime | None
    due_at: datetime | None
    was_there: bool
    planned_start_at: datetime | None
    completed_at: datetime | None
    net_minor: int


@dataclass(frozen=True, kw_only=True)
class WorkOrderList(Query[ListPage[WorkOrderRow]]):
    """One page of work orders.

    Known filters: `state`, `kind`, `priority`, `customer_id`, `site_id`, `technician_id`, `open` (True),
    `overdue` (True). Totals: `net_minor`.
    """

    request: ListRequest


@dataclass(frozen=True, slots=True)
class LineValue:
    """One line as an editor holds it. `id` None is a new line; `cost_minor` None leaves the cost alone.

    Whether a line is a change of the scope, and who approved it, is what the office found when it was saved;
    it is read, never written. `follows_time` is labour whose done quantity is kept by the technician's time.
    """

    id: int | None
    item_id: int | None
    kind: LineKind
    description: str
    unit: str
    planned_milli: int
    done_milli: int
    price_minor: int
    discount_ppm: int
    tax_id: int | None
    bill_to: BillTo
    note: str = ""
    cost_minor: int | None = None
    technician_id: int | None = None
    follows_time: bool = False
    is_change: bool = False
    approval: LineApproval = LineApproval.NOT_NEEDED
    approved_by: str = ""
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that is not saved yet, and where its price comes from."""

    value: LineValue
    origin: PriceOrigin


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line with what follows from it: `net_minor` is the whole value, `billed_minor` what the customer pays.

    `origin` says what the price book would charge this customer for it today; None for what is not in it.
    """

    value: LineValue
    version: int
    tax_code: str
    net_minor: int
    billed_minor: int
    origin: PriceOrigin | None = None
    technician: str = ""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit on a work order."""

    id: int
    version: int
    technician_id: int | None
    technician: str
    state: VisitState
    start_at: datetime | None
    end_at: datetime | None
    duration_minutes: int
    en_route_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    double_booked: bool
    double_booking_reason: str
    notes: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A step that the work order or one of its visits made, or a job with this number that was merged into it."""

    at: datetime
    person: str
    before: str
    after: str
    reason: str
    visit_id: int | None
    technician: str
    merged_number: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change from the log, in words: who, when, and which fields went from what to what."""

    at: datetime
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """Something needed before the next main step, and whether it is there; `sentence` says what to do.

    `field` is the key of a field of the form, or of a part of the screen: `visits`, `lines`, `checklist`,
    `files`, `time`, `signature`.
    """

    text: str
    is_met: bool
    field: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much is recorded on a job beside its lines and visits."""

    checks: int = 0
    answered_checks: int = 0
    failed_checks: int = 0
    files: int = 0
    is_signed: bool = False
    labour_seconds: int = 0


@dataclass(frozen=True, slots=True)
class RelatedJob:
    """A job that this one comes from, that comes from it, or that was merged into it; `relation` says which.

    `is_survivor` says that the job shown was merged into this one, which has everything now.
    """

    id: int
    number: int
    title: str
    state: WorkOrderState
    relation: str
    is_survivor: bool = False


@dataclass(frozen=True, slots=True)
class WorkOrderCard:
    """A work order with everything on its screen. Costs are None for those who may not see them.

    Once `work_has_begun`, a line that is added is a change of the scope; the customer is asked about those
    from `change_limit_minor` on, about none where that is None.
    """

    id: int
    version: int
    number: int
    state: WorkOrderState
    kind: JobKind
    priority: Priority
    source: RequestSource
    title: str
    problem: str
    customer_id: int | None
    customer: str
    customer_terms: str
    credit_hold: bool
    contact_id: int | None
    contact: str
    caller: str
    site_id: int | None
    site: str
    site_address: str
    place_id: int | None
    place: str
    equipment_id: int | None
    equipment: str
    equipment_serial: str
    warranty_until: date | None
    agreement_id: int | None
    agreement: str
    agreement_covers: str
    purchase_order: str
    access_notes: str
    safety_notes: str
    skills: tuple[str, ...]
    duration_minutes: int
    window_start_at: datetime | None
    window_end_at: datetime | None
    due_at: datetime | None
    requested_at: datetime
    completed_at: datetime | None
    cause: str
    fix: str
    office_notes: str
    customer_notes: str
    protective_gear: str
    is_urgent: bool
    task_code_id: int | None
    task_code: str
    template: str
    respond_by_at: datetime | None
    due_typed: bool
    price_level: str
    related: tuple[RelatedJob, ...]
    work_has_begun: bool
    change_limit_minor: int | None
    as_imported: tuple[tuple[str, str], ...]
    lines: tuple[LineRow, ...]
    visits: tuple[VisitRow, ...]
    moves: tuple[MoveRow, ...]
    requirements: tuple[RequirementRow, ...]
    machine_history: tuple[JobSummary, ...]
    invoice_ids: tuple[int, ...]
    invoice_numbers: tuple[str, ...]
    net_minor: int
    billed_minor: int
    cost_minor: int | None
    recorded: Recorded


@dataclass(frozen=True, kw_only=True)
class WorkOrder(Query[WorkOrderCard]):
    """One work order."""

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class WorkOrderHistory(Query[tuple[HistoryRow, ...]]):
    """Everything that happened to a work order, its visits and lines, newest first; at most 500."""

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class SaveWorkOrder(Command[None]):
    """The work order's fields and lines become these, as one piece.

    `lines` None leaves the lines alone; else they are all lines in order, and those missing are removed.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    title: str
    problem: str
    kind: JobKind
    priority: Priority
    customer_id: int | None
    contact_id: int | None
    caller: str
    site_id: int | None
    place_id: int | None
    equipment_id: int | None
    agreement_id: int | None
    purchase_order: str
    access_notes: str
    safety_notes: str
    skills: tuple[str, ...]
    duration_minutes: int
    window_start_at: datetime | None
    window_end_at: datetime | None
    due_at: datetime | None
    cause: str
    fix: str
    office_notes: str
    customer_notes: str
    protective_gear: str
    is_urgent: bool
    task_code_id: int | None
    respond_by_at: datetime | None
    lines: tuple[LineValue, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class MoveWorkOrder(Command[None]):
    """The work order makes one of the declared moves of core/states.py (cancel, reopen, complete, ...).

    The permission of that very move is checked as well.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    after: WorkOrderState
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUpJob(Command[int]):
    """Extra work, or a call back about an earlier job, stands as a request linked to that job. Answers with its id.

    Customer, site, place, machine, contact, notes and skills are those of the earlier job. Whoever takes calls
    may do it, and whoever reports work on that job. `kind` and `priority` None take what is usual: a call back
    is of the same kind and of high priority, extra work is corrective and of medium priority.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    work_order_id: int
    title: str
    problem: str = ""
    origin: Origin = Origin.FOLLOW_UP
    kind: JobKind | None = None
    priority: Priority | None = None


@dataclass(frozen=True, kw_only=True)
class LineFromItem(Query[LineValue]):
    """A new line for an item of the price book as it would stand on this work order: price, tax, who is billed.

    An agreement in force that covers the kind, or a warranty of the machine on parts, decides `bill_to`.
    """

    work_order_id: int
    item_id: int
    quantity_milli: int = 1000


@dataclass(frozen=True, kw_only=True)
class LinesFromItem(Query[tuple[NewLine, ...]]):
    """The new lines for an item as they would stand on this work order: one, or the parts of a kit.

    Prices are those of the customer's level.
    """

    work_order_id: int
    item_id: int
    quantity_milli: int = 1000


@dataclass(frozen=True, kw_only=True)
class DecideChange(Command[None]):
    """A line that came up during the job is approved or declined; `decided_by` says by whom, such as the customer.

    Also changes a decision, as long as the job is not billed.
    """

    needs: ClassVar[Permission] = Permission.APPROVE_CHANGES
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    line_id: int
    is_approved: bool
    decided_by: str
