"""The rows of the board: technicians with their skills, shifts and absences in the days shown."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from fsmdesk.core.times import instant_at
from fsmdesk.core.worktime import WeeklyShift, working_spans
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Shift, Skill, Technician, TechnicianSkill
from fsmdesk.services.dispatch.messages import BoardTechnician

_Spans = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on the board, and the instants at which they begin and end in the office's zone."""

    first: date
    last: date
    start: datetime
    end: datetime
    zone: ZoneInfo


def window_of(day: date, day_count: int, zone: ZoneInfo) -> Window:
    """So many days from `day` on."""
    return Window(
        first=day,
        last=day + timedelta(days=day_count - 1),
        start=instant_at(day, 0, zone),
        end=instant_at(day + timedelta(days=day_count), 0, zone),
        zone=zone,
    )


def read_technicians(work: Reading, window: Window, busy: Collection[int]) -> tuple[BoardTechnician, ...]:
    """Everybody who works here, and whoever of those who left is `busy` in the window; three queries."""
    rows = work.session.execute(
        select(
            Technician.id,
            Technician.name,
            Technician.initials,
            Technician.colour,
            Skill.name.label("skill"),
            TechnicianSkill.certified_until,
        )
        .outerjoin(TechnicianSkill, TechnicianSkill.technician_id == Technician.id)
        .outerjoin(Skill, Skill.id == TechnicianSkill.skill_id)
        .where(or_(Technician.archived_at.is_(None), Technician.id.in_(sorted(busy))))
        .order_by(Technician.position, Technician.name, Technician.id, TechnicianSkill.id)
    )
    shifts, absences = _read_shifts(work, window), _read_absences(work, window)
    people: dict[int, tuple[str, str, str]] = {}
    skills: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for technician_id, name, initials, colour, skill, until in rows:
        people[technician_id] = (name, initials, colour)
        if skill is not None:
            skills[technician_id].append((skill, until))
    return tuple(
        BoardTechnician(
            technician_id,
            *who,
            skills_text=", ".join(name for name, _ in skills[technician_id]),
            skills=tuple(skills[technician_id]),
            shifts=shifts.get(technician_id, ()),
            absences=tuple(absences[technician_id]),
        )
        for technician_id, who in people.items()
    )


def _read_shifts(work: Reading, window: Window) -> dict[int, _Spans]:
    rows = work.session.execute(
        select(
            Shift.technician_id,
            Shift.weekday,
            Shift.start_minute,
            Shift.end_minute,
            Shift.valid_from,
            Shift.valid_until,
        )
    )
    weekly: dict[int, list[WeeklyShift]] = defaultdict(list)
    for technician_id, weekday, start, end, valid_from, valid_until in rows:
        weekly[technician_id].append(WeeklyShift(weekday, start, end, valid_from, valid_until))
    # Many technicians share one week; its spans are worked out once.
    known: dict[tuple[WeeklyShift, ...], _Spans] = {}
    for shifts in {tuple(each) for each in weekly.values()}:
        spans = working_spans(shifts, window.first, window.last, window.zone)
        known[shifts] = tuple((span.start, span.end) for span in spans)
    return {technician_id: known[tuple(shifts)] for technician_id, shifts in weekly.items()}


def _read_absences(work: Reading, window: Window) -> dict[int, list[tuple[datetime, datetime, str]]]:
    rows = work.session.execute(
        select(Absence.technician_id, Absence.start_at, Absence.end_at, Absence.reason)
        .where(Absence.start_at < window.end, Absence.end_at > window.start)
        .order_by(Absence.start_at, Absence.id)
    )
    absences: dict[int, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for technician_id, start_at, end_at, reason in rows:
        absences[technician_id].append((start_at, end_at, reason))
    return absences
