"""Nobody is at two places at once: time that somebody writes down has to leave room for what is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Technician, TimeEntry, WorkOrder
from fsmdesk.services.the_company import formats_of, the_company

_NEVER: Final = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Opening:
    """A span that somebody wants to write down; without an end it goes on."""

    technician_id: int
    kind: TimeKind
    start_at: datetime
    end_at: datetime | None


def refuse_overlap(work: Writing, span: Opening, own_id: int | None) -> None:
    """Nothing happens if the technician has no other labour or travel then, on this job or another.

    A break is taken out of labour, so it only meets other breaks.

    Raises:
        RuleBroken: says what is in the way.
    """
    # Two seats that write down time of the same technician wait for each other here.
    work.session.execute(select(Technician.id).where(Technician.id == span.technician_id).with_for_update())
    end = span.end_at or work.now + _NEVER
    query = (
        select(TimeEntry)
        .where(TimeEntry.technician_id == span.technician_id, TimeEntry.start_at < end)
        .where(TimeEntry.end_at.is_(None) | (TimeEntry.end_at > span.start_at))
        .where(TimeEntry.end_at.is_(None) | (TimeEntry.end_at > TimeEntry.start_at))
        .where((TimeEntry.kind == TimeKind.BREAK) == (span.kind is TimeKind.BREAK))
        .order_by(TimeEntry.start_at, TimeEntry.id)
    )
    for entry in work.session.scalars(query):
        if entry.id != own_id:
            raise RuleBroken(_in_the_way(work, entry), "start_at")


def _in_the_way(work: Reading, entry: TimeEntry) -> str:
    formats = formats_of(the_company(work))
    number = work.session.scalar(select(WorkOrder.number).where(WorkOrder.id == entry.work_order_id))
    who = work.session.scalar(select(Technician.name).where(Technician.id == entry.technician_id))
    start = formats.instant(entry.start_at)
    if entry.end_at is None:
        words = tr("{who} has been at #{number} since {start}. End that first.")
        return words.format(who=who, number=number, start=start)
    words = tr("{who} was at #{number} from {start} to {end}. Choose another time, or correct that one.")
    return words.format(who=who, number=number, start=start, end=formats.time(entry.end_at))
