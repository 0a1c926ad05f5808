"""Commands and queries about service levels, holidays, and what they promise."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import Priority


@dataclass(frozen=True, slots=True)
class LevelValue:
    """Within how many minutes jobs of a priority are answered on site and finished; None promises nothing."""

    priority: Priority
    respond_minutes: int | None
    finish_minutes: int | None
    around_the_clock: bool


@dataclass(frozen=True, slots=True)
class LevelsCard:
    """`own` are the levels of the office or the customer; `usual` those of the office, which hold where
    a customer has none for a priority."""

    own: tuple[LevelValue, ...]
    usual: tuple[LevelValue, ...]


@dataclass(frozen=True, kw_only=True)
class ServiceLevels(Query[LevelsCard]):
    """The service levels of a customer, or of the office where there is none."""

    customer_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SaveServiceLevels(Command[None]):
    """The levels of the office, or of a customer, are just these. `seen` are those that the screen saw.

    Jobs that were promised something before keep it until their priority or customer changes.
    """

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    customer_id: int | None = None
    seen: tuple[LevelValue, ...]
    levels: tuple[LevelValue, ...]


@dataclass(frozen=True, slots=True)
class PromisedTimes:
    """What a job of this priority would be promised: somebody on site by, and finished by."""

    priority: Priority
    respond_by_at: datetime | None
    finish_by_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Promised(Query[tuple[PromisedTimes, ...]]):
    """What a job that is asked for now would be promised, for each priority; empty without service levels."""

    customer_id: int | None = None


class HolidayKind(StrEnum):
    """Why a day is in the list."""

    CALENDAR = "calendar"
    CLOSED = "closed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day on which the office is closed, or open although the calendar says closed.

    `id` is 0 for a day that only the calendar knows.
    """

    id: int
    version: int
    on_day: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The days of one year in order, and the code of the calendar they come from, empty for none."""

    year: int
    calendar: str
    company_version: int
    days: tuple[HolidayRow, ...]


@dataclass(frozen=True, kw_only=True)
class Holidays(Query[HolidayYear]):
    """The holidays of one year."""

    year: int


@dataclass(frozen=True, kw_only=True)
class HolidayCalendars(Query[tuple[str, ...]]):
    """The codes of the calendars to choose from: `DE`, then its regions such as `DE-BY`, and so on."""


@dataclass(frozen=True, kw_only=True)
class ChooseHolidayCalendar(Command[None]):
    """The office keeps the holidays of this calendar; none where the code is empty."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    seen_version: int
    code: str


@dataclass(frozen=True, kw_only=True)
class SaveHoliday(Command[int]):
    """A day on which the office differs from its calendar is new (`holiday_id` None) or changed."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    holiday_id: int | None = None
    seen_version: int = 0
    on_day: date
    name: str
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class RemoveHoliday(Command[None]):
    """The day is again as the calendar has it."""

    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    undoable: ClassVar[bool] = True
    holiday_id: int
    seen_version: int
