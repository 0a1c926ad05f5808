"""Commands and queries about jobs that are the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority


@dataclass(frozen=True, slots=True)
class SameJob:
    """An open job that another one may be the same as. `is_likely` says that it probably is."""

    id: int
    version: int
    number: int
    title: str
    state: WorkOrderState
    caller: str
    technicians: str
    requested_at: datetime
    same_machine: bool
    is_likely: bool


@dataclass(frozen=True, kw_only=True)
class LikelySame(Query[tuple[SameJob, ...]]):
    """Open jobs at the site, or of the customer where no site is known; the likeliest first, at most 20.

    Likely the same are jobs of the same machine, and those whose words are like `words`.
    """

    customer_id: int | None = None
    site_id: int | None = None
    equipment_id: int | None = None
    words: str = ""
    but_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AddToJob(Command[None]):
    """The words of a call stand below the problem of an open job, with who called and when.

    Nothing of the job is overwritten, so it names no version. A call that is more urgent makes the job so.
    """

    needs: ClassVar[Permission] = Permission.TAKE_CALLS
    undoable: ClassVar[bool] = True
    work_order_id: int
    text: str
    caller: str = ""
    priority: Priority | None = None
    is_urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class MergeWorkOrders(Command[None]):
    """The merged job is cancelled and names the survivor, which has all that was recorded on either.

    Visits, lines, checklist, files, signature, time, questions, feedback and mail are the survivor's; its
    timeline and history tell both.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    survivor_id: int
    survivor_version: int
    merged_id: int
    merged_version: int
