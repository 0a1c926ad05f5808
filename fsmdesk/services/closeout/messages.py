"""Commands and queries of completion and review."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, Priority


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A job that is done and not billed yet; `draft_id` is the draft that already bills it, if one does."""

    id: int
    version: int
    number: int
    title: str
    customer: str
    priority: Priority
    technicians: str
    completed_at: datetime
    net_minor: int
    cost_minor: int | None
    problems: tuple[str, ...]
    customer_id: int | None = None
    draft_id: int | None = None
    site: str = ""
    kind: JobKind = JobKind.GENERAL


@dataclass(frozen=True, slots=True)
class QueueTotals:
    """All of a queue: how many jobs, what they come to, and since when the oldest waits."""

    count: int
    net_minor: int
    oldest_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ReviewList(Query[ListPage[ReviewRow]]):
    """One page of the jobs that are complete and not reviewed, or reviewed and not invoiced; the oldest first.

    Known filters: `customer`, `kind`, `priority`, `completed_at`. Totals: `net_minor`.
    """

    state: WorkOrderState
    request: ListRequest


@dataclass(frozen=True, slots=True)
class CloseoutQueues:
    """Both queues between done and billed, oldest first, without any age limit; at most 500 rows each.

    The counts and amounts are of all.
    """

    to_review: tuple[ReviewRow, ...]
    to_review_count: int
    to_review_minor: int
    to_invoice: tuple[ReviewRow, ...]
    to_invoice_count: int
    to_invoice_minor: int


@dataclass(frozen=True, kw_only=True)
class Closeout(Query[CloseoutQueues]):
    """What waits for review, and what waits for its invoice."""


@dataclass(frozen=True, kw_only=True)
class CompleteWorkOrder(Command[None]):
    """The job is complete, with cause and fix; visits that are still on site are done.

    Raises:
        RuleBroken: something required is missing, with its field.
    """

    needs: ClassVar[Permission] = Permission.COMPLETE_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    cause: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class ReviewWorkOrder(Command[None]):
    """The job is reviewed and may be billed."""

    needs: ClassVar[Permission] = Permission.REVIEW_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class SendBack(Command[None]):
    """A complete job goes back to the field, with the reason; it gets a new unplaced visit."""

    needs: ClassVar[Permission] = Permission.REVIEW_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    reason: str
