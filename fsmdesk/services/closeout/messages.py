"""Commands and queries of completion and review."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, PaperSize, Priority
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import Paper

LOW_SCORE: Final = 2
"""Feedback of this score or less is followed up."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A job that is done and not billed yet, for `age_days`; `draft_id` is the draft that bills it, if one does."""

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
    age_days: int = 0


@dataclass(frozen=True, slots=True)
class QueueTotals:
    """All of a queue: how many jobs, what they come to, and since when the oldest waits."""

    count: int
    net_minor: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewTally:
    """How much waits after the work is done; `to_follow_up` is low feedback that nobody has answered."""

    to_review: int
    to_invoice: int
    to_follow_up: int


@dataclass(frozen=True, kw_only=True)
class ReviewCounts(Query[ReviewTally]):
    """How much waits after the work is done."""


@dataclass(frozen=True, kw_only=True)
class ReviewList(Query[ListPage[ReviewRow]]):
    """One page of the jobs that are complete and not reviewed, or reviewed and not invoiced; the oldest first.

    Known filters: `id`, `customer`, `kind`, `priority`, `completed_at`. Totals: `net_minor`.
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


@dataclass(frozen=True, slots=True)
class FeedbackValue:
    """What the requester thought of a job, and what was done about it where it was low."""

    id: int
    version: int
    score: int
    remark: str
    given_by: str
    given_at: datetime
    followed_up_at: datetime | None
    followed_up_by: str
    follow_up_note: str


@dataclass(frozen=True, kw_only=True)
class JobFeedback(Query[FeedbackValue | None]):
    """The feedback about one job; None if nobody gave any."""

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class RecordFeedback(Command[int]):
    """What the requester thinks of a job that is done, 1 to 5; said again, it is changed. Answers with its id.

    `seen_version` 0: there was none yet.
    """

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int = 0
    score: int
    remark: str = ""
    given_by: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUpFeedback(Command[None]):
    """Somebody talked to an unhappy customer; the note says what came of it."""

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    undoable: ClassVar[bool] = True
    feedback_id: int
    seen_version: int
    note: str


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Feedback in the list, with the job that it is about."""

    id: int
    version: int
    work_order_id: int
    number: int
    title: str
    customer: str
    phone: str
    technicians: str
    score: int
    remark: str
    given_by: str
    given_at: datetime
    followed_up_at: datetime | None
    follow_up_note: str


@dataclass(frozen=True, kw_only=True)
class FeedbackList(Query[ListPage[FeedbackRow]]):
    """One page of feedback, the oldest that waits for an answer first.

    Known filters: `waiting` (low and not followed up), `score`, `customer`, `given_at`.
    """

    request: ListRequest


@dataclass(frozen=True, slots=True)
class FeedbackAverage:
    """How content customers are: the average in hundredths of a point, of how many; None of none."""

    average_centi: int | None
    count: int
    low_count: int
    waiting_count: int


@dataclass(frozen=True, kw_only=True)
class FeedbackFigures(Query[FeedbackAverage]):
    """How content customers were in the last `days` days; with an id, one customer or technician alone."""

    days: int = 90
    customer_id: int | None = None
    technician_id: int | None = None


class AuditCode(StrEnum):
    """What the weekly audit finds on a job that is complete."""

    DOCUMENTS = "documents"
    NO_PHOTOS = "no_photos"
    MARGIN = "margin"
    TIME_WITHOUT_LINES = "time_without_lines"
    LINES_WITHOUT_TIME = "lines_without_time"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return {
            AuditCode.DOCUMENTS: tr("Missing documents"),
            AuditCode.NO_PHOTOS: tr("No photos"),
            AuditCode.MARGIN: tr("Unusual margin"),
            AuditCode.TIME_WITHOUT_LINES: tr("Time without lines"),
            AuditCode.LINES_WITHOUT_TIME: tr("Lines without time"),
        }[self]


USUAL_MARGIN_PPM: Final = (150_000, 750_000)
"""A margin between these is usual; what lies outside is looked at."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something on a job that should be looked at, and why, in words."""

    code: AuditCode
    text: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A job that was completed in the week, with what was found on it. Margin None: unknown, or not to be seen."""

    id: int
    version: int
    number: int
    title: str
    customer: str
    technicians: str
    kind: JobKind
    state: WorkOrderState
    completed_at: datetime
    net_minor: int
    margin_ppm: int | None
    findings: tuple[AuditFinding, ...]


@dataclass(frozen=True, kw_only=True)
class AuditList(Query[ListPage[AuditRow]]):
    """One page of the jobs that are complete; with `week` those of that week on which something was found.

    Known filters: `week` (its Monday as a day, then the codes that are asked for; none: all), `kind`,
    `customer`. Totals: `net_minor`.
    """

    needs: ClassVar[Permission] = Permission.REVIEW_WORK
    request: ListRequest


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How many jobs were completed in the week, on how many something was found, and what how often."""

    completed_count: int
    found_count: int
    by_code: tuple[tuple[AuditCode, int], ...]


@dataclass(frozen=True, kw_only=True)
class AuditWeek(Query[AuditSummary]):
    """What was found in the week that begins on this Monday."""

    needs: ClassVar[Permission] = Permission.REVIEW_WORK
    monday: date


@dataclass(frozen=True, kw_only=True)
class AuditPaper(Query[Paper]):
    """The audit as PDF, with the rows that this request for the list selects."""

    needs: ClassVar[Permission] = Permission.REVIEW_WORK
    request: ListRequest
    paper: PaperSize | None = None
