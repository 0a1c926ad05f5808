"""Queries about calls back."""

from dataclasses import dataclass
from datetime import date, datetime

from fsmdesk.core.messages import Query


@dataclass(frozen=True, slots=True)
class EarlierJob:
    """A job that was done so lately that a new call may come from it."""

    id: int
    number: int
    title: str
    fix: str
    technicians: str
    completed_at: datetime
    same_machine: bool


@dataclass(frozen=True, kw_only=True)
class MayCallBack(Query[EarlierJob | None]):
    """The latest job that a call may come from: of the same machine, or of the same site with like words,
    done within the days that the office set. None if there is none."""

    site_id: int | None = None
    equipment_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FirstTimeFixRow:
    """Completed jobs of a technician, and how many of them were called back about; id None is all together."""

    technician_id: int | None
    technician: str
    completed: int
    called_back: int

    @property
    def share_ppm(self) -> int | None:
        """Jobs that stayed done, in millionths of all; None where nothing was completed."""
        if not self.completed:
            return None
        return (self.completed - self.called_back) * 1_000_000 // self.completed


@dataclass(frozen=True, kw_only=True)
class FirstTimeFix(Query[tuple[FirstTimeFixRow, ...]]):
    """How many jobs completed in these days stayed done; all together first, then by technician.

    A call back counts if it came within the days that the office set. Both days are included.
    """

    first_on: date
    last_on: date
