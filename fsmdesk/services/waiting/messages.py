"""Commands and queries about lists of waiting work."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class WaitingListRow:
    """A list beside the board. Jobs in one that `keeps_place` stay where they are on the board meanwhile."""

    id: int
    version: int
    name: str
    keeps_place: bool


@dataclass(frozen=True, slots=True)
class SeenJob:
    """A work order at the version that the screen saw."""

    work_order_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class WaitingLists(Query[tuple[WaitingListRow, ...]]):
    """The lists of the office in their order. "To schedule" is none of them: it holds what is in no list."""


@dataclass(frozen=True, kw_only=True)
class SaveWaitingList(Command[int]):
    """A list is new (`waiting_list_id` None; it is the last one) or changed. Answers with its id."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    waiting_list_id: int | None = None
    seen_version: int = 0
    name: str
    keeps_place: bool = False


@dataclass(frozen=True, kw_only=True)
class RemoveWaitingList(Command[None]):
    """The list is gone; the jobs in it are to be scheduled."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    waiting_list_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class OrderWaitingLists(Command[None]):
    """The lists stand in this order; all of them are named."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    waiting_list_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PutInWaitingList(Command[None]):
    """The jobs are in this list; None is "To schedule". Nothing moves on the board."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    jobs: tuple[SeenJob, ...]
    waiting_list_id: int | None
