"""The time on one job, added up: exact by span, rounded by technician and day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.billed_time import TimeRule, billed_time, outside_shifts, seconds_in
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.worktime import WeeklyShift, subtract
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Shift, TimeEntry, Visit
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.messages import told_id
from fsmdesk.services.time_sheets.recording import moves_of_visits
from fsmdesk.services.time_sheets.telling import to_second, told_times

Shifts = Mapping[int, Sequence[WeeklyShift]]


@dataclass(frozen=True, slots=True)
class Spent:
    """One span on a job, written down (`entry`) or told by its visit. `until` is its end, or now."""

    id: int
    entry: TimeEntry | None
    visit_id: int | None
    technician_id: int
    kind: TimeKind
    start_at: datetime
    end_at: datetime | None
    until: datetime
    day: date

    @property
    def spans(self) -> tuple[Span, ...]:
        """The span; none where it has no length."""
        return (Span(self.start_at, self.until),) if self.until > self.start_at else ()


@dataclass(frozen=True, slots=True)
class DaySum:
    """What one technician did on one day of the job; `overtime` is the part of `labour` beyond the shift."""

    technician_id: int
    day: date
    labour: tuple[Span, ...]
    overtime: tuple[Span, ...]
    travel_seconds: int
    break_seconds: int
    regular_minutes: int
    overtime_minutes: int
    is_running: bool


def rule_of(company: Company) -> TimeRule:
    """How the shop bills time."""
    return TimeRule(company.time_rounding, company.time_rounding_minutes, company.minimum_minutes)


def spent_on(work: Reading, work_order_id: int) -> list[Spent]:
    """All time on the job by day, technician and start."""
    zone = ZoneInfo(the_company(work).timezone)
    query = select(TimeEntry).where(TimeEntry.work_order_id == work_order_id).order_by(TimeEntry.start_at)
    entries = list(work.session.scalars(query))
    found = [*_written(work, entries, zone), *_told(work, work_order_id, entries, zone)]
    return sorted(found, key=lambda spent: (spent.day, spent.technician_id, spent.start_at, spent.id))


def _written(work: Reading, entries: Iterable[TimeEntry], zone: ZoneInfo) -> list[Spent]:
    first: dict[tuple[int, int], date] = {}
    found = []
    for entry in entries:
        day = wall_minute(entry.start_at, zone)[0]
        if entry.visit_id is not None:
            day = first.setdefault((entry.visit_id, entry.technician_id), day)
        until = entry.end_at or max(to_second(work.now), entry.start_at)
        found.append(
            Spent(
                *(entry.id, entry, entry.visit_id, entry.technician_id, entry.kind),
                *(entry.start_at, entry.end_at, until, day),
            )
        )
    return found


def _told(work: Reading, work_order_id: int, entries: Iterable[TimeEntry], zone: ZoneInfo) -> Iterable[Spent]:
    known = {entry.visit_id for entry in entries}
    query = select(Visit).where(Visit.work_order_id == work_order_id, Visit.technician_id.is_not(None))
    silent = [visit for visit in work.session.scalars(query) if visit.id not in known]
    moves = moves_of_visits(work, [visit.id for visit in silent])
    for visit in silent:
        times = told_times(visit, moves.get(visit.id, []), work.now)
        for number, told in enumerate(times):
            yield Spent(
                *(told_id(visit.id, number), None, visit.id, visit.technician_id or 0, told.kind),
                *(told.start_at, told.end_at, told.end_at or max(to_second(work.now), told.start_at)),
                wall_minute(times[0].start_at, zone)[0],
            )


def shifts_of(work: Reading, technician_ids: Iterable[int]) -> Shifts:
    """The weekly shifts of each of these technicians."""
    found: dict[int, list[WeeklyShift]] = defaultdict(list)
    for shift in work.session.scalars(select(Shift).where(Shift.technician_id.in_(set(technician_ids)))):
        found[shift.technician_id].append(
            WeeklyShift(
                shift.weekday, shift.start_minute, shift.end_minute, shift.valid_from, shift.valid_until
            )
        )
    return found


def labour_of(spent: Spent, breaks: Iterable[Span]) -> tuple[Span, ...]:
    """The part of this span that is labour: none of travel, and not the breaks in it."""
    return subtract(spent.spans, breaks) if spent.kind is TimeKind.LABOUR else ()


def breaks_of(times: Iterable[Spent], technician_id: int) -> list[Span]:
    """When this technician had a break."""
    return [
        span
        for spent in times
        if spent.technician_id == technician_id and spent.kind is TimeKind.BREAK
        for span in spent.spans
    ]


def day_sums(work: Reading, times: Sequence[Spent]) -> list[DaySum]:
    """The time by day and technician, rounded in the shop's steps."""
    company = the_company(work)
    shifts = shifts_of(work, [spent.technician_id for spent in times])
    groups: dict[tuple[date, int], list[Spent]] = {}
    for spent in times:
        groups.setdefault((spent.day, spent.technician_id), []).append(spent)
    return [
        _day_sum(company, group, breaks_of(times, technician_id), shifts.get(technician_id, ()))
        for (_day, technician_id), group in groups.items()
    ]


def _day_sum(
    company: Company, group: Sequence[Spent], breaks: Sequence[Span], shifts: Sequence[WeeklyShift]
) -> DaySum:
    labour = tuple(piece for spent in group for piece in labour_of(spent, breaks))
    overtime = outside_shifts(labour, shifts, ZoneInfo(company.timezone))
    billed = billed_time(seconds_in(labour), seconds_in(overtime), rule_of(company))
    kinds = {
        kind: seconds_in(span for spent in group if spent.kind is kind for span in spent.spans)
        for kind in (TimeKind.TRAVEL, TimeKind.BREAK)
    }
    return DaySum(
        technician_id=group[0].technician_id,
        day=group[0].day,
        labour=labour,
        overtime=overtime,
        travel_seconds=kinds[TimeKind.TRAVEL],
        break_seconds=kinds[TimeKind.BREAK],
        regular_minutes=billed.regular_minutes,
        overtime_minutes=billed.overtime_minutes,
        is_running=any(spent.end_at is None for spent in group),
    )
