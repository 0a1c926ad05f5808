"""Reading the time on one job."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from fsmdesk.core.billed_time import outside_shifts, seconds_in
from fsmdesk.core.terms import Role
from fsmdesk.db.database import Reading
from fsmdesk.models import ChangeLog, Person, Technician, TimeEntry, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.permits import own_technician, permit_own_job
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.editing import time_lock
from fsmdesk.services.time_sheets.messages import JobTime, JobTimeCard, TimeRow, TimeSum
from fsmdesk.services.time_sheets.sums import (
    DaySum,
    Shifts,
    Spent,
    breaks_of,
    day_sums,
    labour_of,
    rule_of,
    shifts_of,
    spent_on,
)

_HOUR_MILLI = 1_000


@answers(JobTime)
def job_time(work: Reading, query: JobTime) -> JobTimeCard:
    """All time on the job; of a technician's job only what he did himself."""
    order = find(work, WorkOrder, query.work_order_id)
    permit_own_job(work, order.id)
    times = spent_on(work, order.id)
    if work.actor.role is Role.TECHNICIAN:
        own = own_technician(work)
        times = [spent for spent in times if spent.technician_id == own]
    names = _technician_names(work)
    rule = rule_of(the_company(work))
    on_lines = _milli_on_lines(work, order.id)
    return JobTimeCard(
        work_order_id=order.id,
        version=order.version,
        rows=_rows(work, times, names),
        sums=tuple(_sum(day, names) for day in day_sums(work, times)),
        technicians=_choices(work, order.id, names),
        rounding=rule.rounding,
        step_minutes=rule.step_minutes,
        least_minutes=rule.least_minutes,
        labour_on_lines_minutes=round_minutes(on_lines or 0),
        follows=on_lines is not None,
        locked=time_lock(work, order),
    )


def round_minutes(milli_hours: int) -> int:
    """The minutes that so many thousandths of an hour were made of."""
    return (milli_hours * 60 + _HOUR_MILLI // 2) // _HOUR_MILLI


def _milli_on_lines(work: Reading, work_order_id: int) -> int | None:
    """What lines that follow the time hold; None if none does."""
    query = select(func.sum(WorkOrderLine.done_milli)).where(
        WorkOrderLine.work_order_id == work_order_id, WorkOrderLine.follows_time
    )
    found = work.session.scalar(query)
    return None if found is None else int(found)


def _rows(work: Reading, times: Sequence[Spent], names: Mapping[int, str]) -> tuple[TimeRow, ...]:
    people = _editors(work, times)
    edited = _edited_at(work, [spent.id for spent in times if _is_edited(spent)])
    shifts = shifts_of(work, [spent.technician_id for spent in times])
    zone = ZoneInfo(the_company(work).timezone)
    return tuple(_row(spent, times, names, shifts, zone, people, edited) for spent in times)


def _row(
    spent: Spent,
    times: Sequence[Spent],
    names: Mapping[int, str],
    shifts: Shifts,
    zone: ZoneInfo,
    people: Mapping[int, str],
    edited: Mapping[int, datetime],
) -> TimeRow:
    entry = spent.entry
    labour = labour_of(spent, breaks_of(times, spent.technician_id))
    return TimeRow(
        id=spent.id,
        version=entry.version if entry is not None else 0,
        visit_id=spent.visit_id,
        technician_id=spent.technician_id,
        technician=names.get(spent.technician_id, ""),
        kind=spent.kind,
        day=spent.day,
        start_at=spent.start_at,
        end_at=spent.end_at,
        seconds=seconds_in(spent.spans),
        overtime_seconds=seconds_in(outside_shifts(labour, shifts.get(spent.technician_id, ()), zone)),
        original_start_at=entry.original_start_at if entry is not None else None,
        original_end_at=entry.original_end_at if entry is not None else None,
        edit_reason=entry.edit_reason if entry is not None else "",
        edited_by=people.get(entry.edited_by_id or 0, "") if entry is not None else "",
        edited_at=edited.get(spent.id),
        note=entry.note if entry is not None else "",
    )


def _sum(day: DaySum, names: Mapping[int, str]) -> TimeSum:
    return TimeSum(
        technician_id=day.technician_id,
        technician=names.get(day.technician_id, ""),
        day=day.day,
        labour_seconds=seconds_in(day.labour),
        overtime_seconds=seconds_in(day.overtime),
        travel_seconds=day.travel_seconds,
        break_seconds=day.break_seconds,
        billed_minutes=day.regular_minutes + day.overtime_minutes,
        billed_overtime_minutes=day.overtime_minutes,
        is_running=day.is_running,
    )


def _technician_names(work: Reading) -> dict[int, str]:
    return dict(work.session.execute(select(Technician.id, Technician.name)).all())


def _choices(work: Reading, work_order_id: int, names: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    """Who time can be written down for: those of the job first, then whoever works here; a technician himself."""
    if work.actor.role is Role.TECHNICIAN:
        own = own_technician(work)
        return ((own, names.get(own, "")),) if own is not None else ()
    of_job = list(
        work.session.scalars(
            select(Visit.technician_id)
            .where(Visit.work_order_id == work_order_id, Visit.technician_id.is_not(None))
            .order_by(Visit.id)
        )
    )
    working = work.session.scalars(
        select(Technician.id).where(Technician.archived_at.is_(None)).order_by(Technician.position)
    )
    return tuple((each, names[each]) for each in dict.fromkeys([*of_job, *working]) if each is not None)


def _is_edited(spent: Spent) -> bool:
    return spent.entry is not None and spent.entry.original_start_at is not None


def _editors(work: Reading, times: Iterable[Spent]) -> dict[int, str]:
    ids = {spent.entry.edited_by_id for spent in times if spent.entry is not None} - {None}
    rows = work.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(rows.all())


def _edited_at(work: Reading, entry_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these was last changed."""
    rows = work.session.execute(
        select(ChangeLog.record_id, func.max(ChangeLog.at))
        .where(ChangeLog.table_name == TimeEntry.__tablename__, ChangeLog.record_id.in_(entry_ids))
        .group_by(ChangeLog.record_id)
    )
    return dict(rows.all())
