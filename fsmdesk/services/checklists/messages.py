"""Commands and queries about the checklist of a job. Items are saved one by one, each on the version seen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckOutcome
from fsmdesk.services.templates.messages import CheckValue

WRONG_MARK = "!"  # a choice that begins so says that something is wrong


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item with its answer. `photo` is the name of the file that answered it.

    `follow_up_number` and `follow_up_state` are those of the job that was made because the item failed.
    """

    id: int
    version: int
    value: CheckValue
    outcome: CheckOutcome | None
    answer: str
    answer_milli: int | None
    note: str
    answered_at: datetime | None
    answered_by: str
    attachment_id: int | None
    photo: str
    follow_up_id: int | None
    follow_up_number: int | None
    follow_up_state: WorkOrderState | None


@dataclass(frozen=True, slots=True)
class ChecklistCard:
    """All items in order. `lock_words` say why nothing can be changed any more; empty while it can."""

    items: tuple[CheckRow, ...]
    lock_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Checklist(Query[ChecklistCard]):
    """The checklist of one job."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerCheck(Command[None]):
    """The item is answered.

    A number outside the limits has failed, and so has a choice that says that something is wrong; else
    `has_failed` says it. A number is `answer_milli`, a choice or a text is `answer`.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int
    answer: str = ""
    answer_milli: int | None = None
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class SkipCheck(Command[None]):
    """The item does not apply here, and the note says why."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int
    note: str


@dataclass(frozen=True, kw_only=True)
class NoteCheck(Command[None]):
    """The item has this remark; its answer stays."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int
    note: str


@dataclass(frozen=True, kw_only=True)
class ClearCheck(Command[None]):
    """The item is open again; a photo that answered it stays with the job's files."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class PhotographCheck(Command[int]):
    """The photo is among the job's files and answers the item. Answers with the file's id."""

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int
    name: str
    content: bytes = field(repr=False)
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUpCheck(Command[int]):
    """A request for what the failed item calls for stands, linked to the job and to the item.

    Answers with the request's id. An empty title is made from the item.
    """

    needs: ClassVar[Permission] = Permission.REPORT_WORK
    check_id: int
    seen_version: int
    title: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveCheckItem(Command[int]):
    """An item asks for this; without `check_id` it is a new one at the end. Answers with its id.

    An answer stays where it still fits; a number is judged again by the limits.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    check_id: int | None
    seen_version: int
    value: CheckValue


@dataclass(frozen=True, kw_only=True)
class MoveCheckItem(Command[None]):
    """The item stands at this place of the list, counted from 0; the others make room."""

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int
    place: int


@dataclass(frozen=True, kw_only=True)
class RemoveCheckItem(Command[None]):
    """The item is no longer on the list."""

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    check_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class TakeChecklist(Command[None]):
    """The items of the template's checklist stand at the end of the job's."""

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    template_id: int
