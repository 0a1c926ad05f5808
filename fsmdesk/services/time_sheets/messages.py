"""Commands and queries about the time that technicians spend on jobs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import TimeKind, TimeRounding

_MOST_OF_A_VISIT: Final = 1000


def told_id(visit_id: int, number: int) -> int:
    """The id, below zero, of a span that the visit's own times tell and that nobody has written down."""
    return -(visit_id * _MOST_OF_A_VISIT + number)


def told_by(entry_id: int) -> tuple[int, int]:
    """The visit that tells the span with this id, and which of its spans it is."""
    return divmod(-entry_id, _MOST_OF_A_VISIT)


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A span that a technician spent on a job, exact to the second; it is running while it has no end.

    An `id` below zero is told by the visit's times and not written down yet; editing writes it down.
    The originals are what was recorded before anybody edited it: None where nobody did.
    `overtime_seconds` is the part of labour outside the technician's shift, up to now while it runs.
    """

    id: int
    version: int
    visit_id: int | None
    technician_id: int
    technician: str
    kind: TimeKind
    day: date
    start_at: datetime
    end_at: datetime | None
    seconds: int
    overtime_seconds: int
    original_start_at: datetime | None
    original_end_at: datetime | None
    edit_reason: str
    edited_by: str
    edited_at: datetime | None
    note: str

    @property
    def is_edited(self) -> bool:
        """True if it is not as it was recorded."""
        return self.original_start_at is not None


@dataclass(frozen=True, slots=True)
class TimeSum:
    """What one technician did on one day of a job: exact seconds, and the minutes that are billed for them.

    The day is that on which the visit's time begins; what goes on past midnight counts to it. Breaks are not
    labour, wherever they were taken.
    """

    technician_id: int
    technician: str
    day: date
    labour_seconds: int
    overtime_seconds: int
    travel_seconds: int
    break_seconds: int
    billed_minutes: int
    billed_overtime_minutes: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class JobTimeCard:
    """All time on one job in the order of its days and technicians. `locked` says why it can't change, if so.

    `technicians` are who time can be written down for. `follows` is True where lines of labour follow the
    time; they hold `labour_on_lines_minutes`.
    """

    work_order_id: int
    version: int
    rows: tuple[TimeRow, ...]
    sums: tuple[TimeSum, ...]
    technicians: tuple[tuple[int, str], ...]
    rounding: TimeRounding
    step_minutes: int
    least_minutes: int
    labour_on_lines_minutes: int
    follows: bool
    locked: str


@dataclass(frozen=True, kw_only=True)
class JobTime(Query[JobTimeCard]):
    """The time on one job; a technician asks about own jobs only."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class SaveTime(Command[int]):
    """A span of time is written down by hand (`entry_id` None), or corrected. Answers with its id.

    What was recorded first stays visible beside what it was corrected to. `end_at` None leaves it running.
    Lines of labour that follow the time follow, until the job is billed.

    Raises:
        RuleBroken: the technician has other time then, a correction has no reason, or the job is billed.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    entry_id: int | None = None
    seen_version: int = 0
    technician_id: int
    kind: TimeKind
    start_at: datetime
    end_at: datetime | None
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RemoveTime(Command[None]):
    """The span is gone."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    work_order_id: int
    entry_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class BillTime(Command[list[int]]):
    """Each technician's time on the job is on a line of labour that follows it. Answers with the lines' ids.

    A planned line of labour by the hour that nobody reported on takes the time; for others a line of the
    shop's labour is added. Overtime has a line of its own where it costs more.

    Raises:
        RuleBroken: there is no time, no labour in the price book, or the job is billed.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
