"""The visits of some days as a plain list: on paper, as a spreadsheet, as a calendar file."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import PaperSize
from fsmdesk.services.printing.messages import Paper


@dataclass(frozen=True, kw_only=True)
class AgendaPaper(Query[Paper]):
    """The visits from `first_day` on as a table, by day and technician, in the order of `technician_ids`.

    No technicians are named: everybody's. A technician gets the own visits only.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    first_day: date
    day_count: int
    technician_ids: tuple[int, ...] = ()
    paper: PaperSize | None = None


@dataclass(frozen=True, kw_only=True)
class ExportAgenda(Query[int]):
    """The same visits are in the Excel file at `path`. Answers with their count.

    Raises:
        EnvironmentProblem: the file can't be written; one that was there before stays as it was.
    """

    needs: ClassVar[Permission] = Permission.EXPORT_DATA
    path: str
    first_day: date
    day_count: int
    technician_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExportCalendar(Query[int]):
    """A technician's visits are in the calendar file (iCalendar, RFC 5545) at `path`. Answers with their count.

    Whoever imports it twice has each visit once: it keeps its identifier, and its version says what is newer.

    Raises:
        NotAllowed: a technician asks for somebody else's.
        EnvironmentProblem: the file can't be written; one that was there before stays as it was.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    path: str
    technician_id: int
    first_day: date
    day_count: int
