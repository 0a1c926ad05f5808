"""Commands and queries about jobs that wait for each other."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState


@dataclass(frozen=True, slots=True)
class LinkedJob:
    """A job at the other end: its number, and what it is about."""

    id: int
    number: int
    title: str
    state: WorkOrderState


@dataclass(frozen=True, slots=True)
class DependenciesCard:
    """What a job waits for, and what waits for it, by number."""

    waits_for: tuple[LinkedJob, ...] = ()
    awaited_by: tuple[LinkedJob, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dependencies(Query[DependenciesCard]):
    """What a job waits for, and what waits for it."""

    work_order_id: int


@dataclass(frozen=True, kw_only=True)
class SetDependencies(Command[None]):
    """The job waits for exactly the jobs with these numbers; `seen` are those that the screen showed.

    Raises:
        RuleBroken: there is no such job, or it waits for this one itself.
        ConflictError: somebody changed them since they were seen.
    """

    needs: ClassVar[Permission] = Permission.EDIT_WORK_ORDERS
    undoable: ClassVar[bool] = True
    work_order_id: int
    seen: tuple[int, ...]
    numbers: tuple[int, ...]
