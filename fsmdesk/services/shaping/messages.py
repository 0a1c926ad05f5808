"""Commands and queries that shape what is on the board. Each is one step that can be taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.placement import Finding
from fsmdesk.core.states import VisitState


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """A visit at the version that the screen saw."""

    visit_id: int
    version: int


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A visit at the version that the screen saw, and where it shall stand."""

    visit_id: int
    seen_version: int
    technician_id: int
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True)
class NewVisit:
    """Waiting work, and where it shall stand: its unplaced visit, or without one the job itself, as it was seen."""

    work_order_id: int
    visit_id: int | None
    seen_version: int
    technician_id: int
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One of the days over which a visit is spread."""

    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True)
class ShapedVisit:
    """A visit as dialogs of the board show it. `kept_by` says why it stays where it is, empty if it can move."""

    visit_id: int
    version: int
    number: int
    customer: str
    technician_id: int
    technician: str
    start_at: datetime
    end_at: datetime
    state: VisitState
    is_helper: bool = False
    kept_by: str = ""


@dataclass(frozen=True, slots=True)
class Push:
    """A visit that would be pushed, and to where; it keeps its length."""

    visit: ShapedVisit
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True)
class PushPlan:
    """All that moves when what follows is pushed, in order, and sentences on what it meets."""

    pushed: tuple[Push, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MoveVisits(Command[None]):
    """All these visits have their new places, or none has. They may take each other's places.

    Raises:
        NeedsConfirmation: something speaks against it that a reason would let through; everything in one text.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    places: tuple[NewPlace, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceVisits(Command[list[int]]):
    """All this waiting work is on the board, or none of it is; answers with the ids of the visits, in order."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    places: tuple[NewVisit, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PostponeVisits(Command[None]):
    """The visits stand so many days and months later (earlier, if negative), at the same time by the clock.

    Each keeps its length. A day that the month does not have becomes its last one.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visits: tuple[SeenVisit, ...]
    days: int = 0
    months: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SwapVisits(Command[None]):
    """Each of the two stands where the other began, with its own length."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    first: SeenVisit
    second: SeenVisit
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SplitVisit(Command[int]):
    """The visit ends at `at`, and another one of the same job and technician begins there; answers with its id."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class MergeVisits(Command[int]):
    """Two visits of the same job and technician are one, from the earlier start, as long as both were.

    The later one is cancelled. Answers with the id of the one that stays.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    first: SeenVisit
    second: SeenVisit
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SpreadVisit(Command[list[int]]):
    """The visit is the first of these parts, and new visits of its technician are the others: one series.

    Answers with the ids of all parts, in order.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int
    parts: tuple[Part, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CopyVisits(Command[list[int]]):
    """The jobs of these visits have further visits at the new places, or none has; answers with their ids.

    With `as_crew` each goes together with the visit that it was made of, as a helper if `is_helper`.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    copies: tuple[NewPlace, ...]
    as_crew: bool = False
    is_helper: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LeaveCrew(Command[None]):
    """The visit is cancelled, and the others go on without it. The lead is taken over where it was leading."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visit_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class UnplaceVisits(Command[None]):
    """The visits wait in a list again, with their lengths; `waiting_list_id` None is "To schedule".

    With `keeps_list` their jobs stay in the list that they are in.
    """

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visits: tuple[SeenVisit, ...]
    waiting_list_id: int | None = None
    keeps_list: bool = False


@dataclass(frozen=True, kw_only=True)
class CancelVisits(Command[None]):
    """The visits are cancelled; their jobs stay."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visits: tuple[SeenVisit, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PinVisits(Command[None]):
    """The time, the technician, both or neither of these visits is pinned: others are moved around them."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visits: tuple[SeenVisit, ...]
    time: bool
    technician: bool


@dataclass(frozen=True, kw_only=True)
class ConfirmVisits(Command[None]):
    """The customers have said yes to these visits, or that is taken back."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    visits: tuple[SeenVisit, ...]
    is_confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class MarkJob(Command[None]):
    """The job has this colour on the board (#rrggbb, empty for none), and misses parts or does not."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen_version: int
    colour: str
    is_missing_parts: bool


@dataclass(frozen=True, kw_only=True)
class WhatIsAgainst(Query[tuple[Finding, ...]]):
    """What speaks against a place, heaviest first: for a visit, or for a job that has none yet."""

    work_order_id: int
    visit_id: int | None
    technician_id: int
    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, kw_only=True)
class WhatFollows(Query[PushPlan]):
    """What would move if the visit ended at `end_at`: each that is then in the way, and what that pushes.

    Gaps are used up first. Pinned and begun visits stay, and what is pushed goes on behind them.
    """

    visit_id: int
    end_at: datetime


@dataclass(frozen=True, kw_only=True)
class VisitsOfDay(Query[tuple[ShapedVisit, ...]]):
    """The visits that begin on a day in the office's zone, of these states (all, if none is named)."""

    day: date
    states: tuple[VisitState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CrewOf(Query[tuple[ShapedVisit, ...]]):
    """All visits that go together with this one, itself among them, the lead first."""

    visit_id: int


@dataclass(frozen=True, kw_only=True)
class SpreadDays(Query[tuple[Part, ...]]):
    """The parts over which so much work of a technician goes, each day at most so much, from `start_at` on.

    Nights, days off and absences are skipped; the last part has what is left.
    """

    technician_id: int
    start_at: datetime
    minutes: int
    minutes_a_day: int
