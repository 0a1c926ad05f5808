"""Commands and queries about technicians."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class SkillHeld:
    """A skill of a technician, until the certificate with that number ends."""

    name: str
    certified_until: date | None = None
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class ShiftValue:
    """Working time on one weekday (Monday is 0), wall time; an end beyond 1440 is on the next day.

    It holds from and until these days, both included; None leaves that side open.
    """

    weekday: int
    start_minute: int
    end_minute: int
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A time when a technician can't work."""

    id: int
    version: int
    technician_id: int
    start_at: datetime
    end_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TechnicianCard:
    """A technician with skills, shifts and coming absences. `hourly_cost_minor` is None if not to be seen.

    `person` is who sits here as this technician, empty if nobody does. Certificates that end within
    `warn_days` are warned of.
    """

    id: int
    version: int
    external_id: str
    name: str
    initials: str
    colour: str
    email: str
    phone: str
    address: str
    city: str
    region: str
    postcode: str
    country: str
    home_latitude_micro: int | None
    home_longitude_micro: int | None
    notes: str
    is_archived: bool
    skills: tuple[SkillHeld, ...]
    shifts: tuple[ShiftValue, ...]
    absences: tuple[AbsenceRow, ...]
    hourly_cost_minor: int | None
    person: str = ""
    warn_days: int = 0
    team: str = ""


@dataclass(frozen=True, slots=True)
class TechnicianRow:
    """A technician in the list. `ends_on` is when the first certificate ends, or has ended."""

    id: int
    version: int
    name: str
    initials: str
    colour: str
    phone: str
    email: str
    city: str
    skills: str
    ends_on: date | None
    ending: str
    away_from: datetime | None
    away_until: datetime | None
    visits_today: int
    person: str
    is_archived: bool
    warn_days: int
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class TechnicianList(Query[ListPage[TechnicianRow]]):
    """One page of technicians.

    Known filters: `archived` (True, False), `ending` (True: a certificate has ended or ends soon), `away` (True:
    away today).
    """

    request: ListRequest


@dataclass(frozen=True, kw_only=True)
class Technicians(Query[tuple[TechnicianCard, ...]]):
    """All technicians in the order of the board."""

    include_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class SaveTechnician(Command[int]):
    """A technician is new (`technician_id` None) or changed, with all skills and shifts. Answers with the id.

    Skills that the office does not know yet become known. `hourly_cost_minor` None leaves the cost alone,
    unless `clears_cost`: then it is not known any more.
    """

    needs: ClassVar[Permission] = Permission.EDIT_TECHNICIANS
    undoable: ClassVar[bool] = True
    technician_id: int | None = None
    seen_version: int = 0
    name: str
    initials: str = ""
    colour: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    home_latitude_micro: int | None = None
    home_longitude_micro: int | None = None
    notes: str = ""
    skills: tuple[SkillHeld, ...] = ()
    shifts: tuple[ShiftValue, ...] = ()
    hourly_cost_minor: int | None = None
    clears_cost: bool = False
    external_id: str = ""
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveAbsence(Command[int]):
    """An absence is new (`absence_id` None) or changed. Visits in that time stay and are shown as in conflict."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    absence_id: int | None = None
    seen_version: int = 0
    technician_id: int
    start_at: datetime
    end_at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RemoveAbsence(Command[None]):
    """The absence is gone."""

    needs: ClassVar[Permission] = Permission.SCHEDULE
    undoable: ClassVar[bool] = True
    absence_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class SkillNames(Query[tuple[str, ...]]):
    """Every skill the office knows, by name."""


@dataclass(frozen=True, kw_only=True)
class TeamNames(Query[tuple[str, ...]]):
    """Every team that somebody who works here belongs to, by name."""
