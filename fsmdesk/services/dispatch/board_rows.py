"""The rows of the board: technicians with their skills, shifts and absences in the days shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from fsmdesk.core.times import instant_at
from fsmdesk.core.worktime import WeeklyShift, working_spans
from fsmdesk.db.plain_sql import PlainReading, day_or_none, instant
from fsmdesk.planning.travel import point_of
from fsmdesk.services.dispatch.messages import BoardTechnician

_Spans = tuple[tuple[datetime, datetime], ...]
_SHIFTS: Final = """
SELECT technician_id, weekday, start_minute, end_minute, valid_from, valid_until FROM shift"""
_ABSENCES: Final = """
SELECT technician_id, start_at, end_at, reason FROM absence
WHERE start_at < :end AND end_at > :start{} ORDER BY start_at, id"""


class OfficeDay(Protocol):
    """What the company says about its days."""

    @property
    def timezone(self) -> str:
        """Where its wall clock hangs."""

    @property
    def day_start_minute(self) -> int:
        """When its day begins."""

    @property
    def day_end_minute(self) -> int:
        """When its day ends."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days on the board, and the instants at which they begin and end in the office's zone.

    `office_minutes` is when the office's day begins and ends on its wall.
    """

    first: date
    last: date
    start: datetime
    end: datetime
    zone: ZoneInfo
    office_minutes: tuple[int, int]


def window_of(day: date, day_count: int, company: "OfficeDay") -> Window:
    """So many days from `day` on, in the office."""
    zone = ZoneInfo(company.timezone)
    return Window(
        first=day,
        last=day + timedelta(days=day_count - 1),
        start=instant_at(day, 0, zone),
        end=instant_at(day + timedelta(days=day_count), 0, zone),
        zone=zone,
        office_minutes=(company.day_start_minute, company.day_end_minute),
    )


def read_technicians(
    work: PlainReading, window: Window, busy: Collection[int]
) -> tuple[BoardTechnician, ...]:
    """Everybody who works here, and whoever of those who left is `busy` in the window; three queries."""
    places = {f"busy{at}": technician_id for at, technician_id in enumerate(sorted(busy))}
    listed = "".join(f", :{place}" for place in places)
    rows = work.rows(
        _technicians_sql(f"technician.archived_at IS NULL OR technician.id IN (0{listed})"), **places
    )
    return _technicians(rows, window, _read_shifts(work, window), _read_absences(work, window))


def read_technician(work: PlainReading, window: Window, technician_id: int) -> BoardTechnician | None:
    """One of them, also who has left; three queries."""
    rows = work.rows(_technicians_sql("technician.id = :only"), only=technician_id)
    shifts = _read_shifts(work, window, technician_id)
    found = _technicians(rows, window, shifts, _read_absences(work, window, technician_id))
    return found[0] if found else None


def _technicians(
    rows: Iterable[tuple[Any, ...]],
    window: Window,
    shifts: Mapping[int, _Spans],
    absences: Mapping[int, Sequence[tuple[datetime, datetime, str]]],
) -> tuple[BoardTechnician, ...]:
    usual = _office_hours(window)
    people: dict[int, tuple[Any, ...]] = {}
    skills: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for technician_id, skill, until, *who in rows:
        people[technician_id] = tuple(who)
        if skill is not None:
            skills[technician_id].append((skill, day_or_none(until)))
    return tuple(
        BoardTechnician(
            id=technician_id,
            name=who[0],
            initials=who[1],
            colour=who[2],
            skills_text=", ".join(name for name, _ in skills[technician_id]),
            skills=tuple(skills[technician_id]),
            shifts=shifts.get(technician_id, usual),
            absences=tuple(absences.get(technician_id, ())),
            home=point_of(who[3], who[4]),
            region=who[5],
            has_left=bool(who[6]),
            team=who[7],
        )
        for technician_id, who in people.items()
    )


def _technicians_sql(who: str) -> str:
    return f"""
SELECT technician.id, skill.name, technician_skill.certified_until, technician.name, technician.initials,
    technician.colour, technician.home_latitude_micro, technician.home_longitude_micro, technician.region,
    technician.archived_at IS NOT NULL, technician.team
FROM technician
LEFT JOIN technician_skill ON technician_skill.technician_id = technician.id
LEFT JOIN skill ON skill.id = technician_skill.skill_id
WHERE {who}
ORDER BY technician.position, technician.name, technician.id, technician_skill.id"""  # noqa: S608 - places only


def _read_shifts(work: PlainReading, window: Window, only: int | None = None) -> dict[int, _Spans]:
    if only is None:
        rows = work.rows(_SHIFTS)
    else:
        rows = work.rows(f"{_SHIFTS} WHERE technician_id = :only", only=only)
    weekly: dict[int, list[WeeklyShift]] = defaultdict(list)
    for technician_id, weekday, start, end, valid_from, valid_until in rows:
        valid = (day_or_none(valid_from), day_or_none(valid_until))
        weekly[technician_id].append(WeeklyShift(weekday, start, end, *valid))
    # Many technicians share one week; its spans are worked out once.
    known: dict[tuple[WeeklyShift, ...], _Spans] = {}
    for shifts in {tuple(each) for each in weekly.values()}:
        spans = working_spans(shifts, window.first, window.last, window.zone)
        known[shifts] = tuple((span.start, span.end) for span in spans)
    return {technician_id: known[tuple(shifts)] for technician_id, shifts in weekly.items()}


def _office_hours(window: Window) -> _Spans:
    """The office's day, every day: when somebody works whose hours nobody has written down."""
    opens, closes = window.office_minutes
    days = (window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1))
    return tuple((instant_at(day, opens, window.zone), instant_at(day, closes, window.zone)) for day in days)


def _read_absences(
    work: PlainReading, window: Window, only: int | None = None
) -> dict[int, list[tuple[datetime, datetime, str]]]:
    if only is None:
        rows = work.rows(_ABSENCES.format(""), start=window.start, end=window.end)
    else:
        who = " AND technician_id = :only"
        rows = work.rows(_ABSENCES.format(who), start=window.start, end=window.end, only=only)
    absences: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for technician_id, start_at, end_at, reason in rows:
        absences[technician_id].append((instant(start_at), instant(end_at), reason))
    return absences
