"""What would move if a visit took longer: a plan to look at, and nothing else."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.core.worktime import merged
from fsmdesk.db.database import Reading
from fsmdesk.models import Absence, Visit
from fsmdesk.services.dispatch.judging import occupied_span
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.shaping.messages import Push, PushPlan, ShapedVisit, WhatFollows
from fsmdesk.services.shaping.shown import select_shaped, shaped
from fsmdesk.services.the_company import formats_of, the_company

# Further than this nothing is pushed: it would be another week's plan.
_AHEAD: Final = timedelta(days=14)


@answers(WhatFollows)
def what_follows(work: Reading, query: WhatFollows) -> PushPlan:
    """The visits that are in the way one after the other, each at its new place, until a gap takes up the rest."""
    visit = find(work, Visit, query.visit_id)
    if visit.technician_id is None or visit.start_at is None or visit.end_at is None:
        raise RuleBroken(tr("This visit is not on the board."), "state")
    if query.end_at <= visit.start_at:
        raise RuleBroken(tr("The end must be after the start."), "end_at")
    rows = list(_later(work, visit, visit.start_at))
    fixed = [span for _, one, span in rows if one.kept_by] + _absences(work, visit, visit.start_at)
    pushed: list[Push] = []
    reached = query.end_at
    for record, one, _ in rows:
        if one.kept_by:
            continue
        way = timedelta(minutes=record.travel_minutes)
        if one.start_at - way >= reached:
            break
        start = _free_from(reached + way, one.end_at - one.start_at, fixed)
        pushed.append(Push(one, start, start + (one.end_at - one.start_at)))
        reached = pushed[-1].end_at
    return PushPlan(tuple(pushed), _remarks(work, pushed, [one for _, one, _ in rows if one.kept_by]))


def _later(work: Reading, visit: Visit, start: datetime) -> list[tuple[Visit, ShapedVisit, Span]]:
    """The technician's visits after this one, by start, with the time that each takes."""
    statement = (
        select_shaped()
        .where(
            Visit.technician_id == visit.technician_id,
            Visit.id != visit.id,
            Visit.start_at >= start,
            Visit.start_at < start + _AHEAD,
        )
        .order_by(Visit.start_at, Visit.id)
    )
    found = [(row[0], shaped(row), occupied_span(row[0])) for row in work.session.execute(statement)]
    return [(record, one, span) for record, one, span in found if span is not None]


def _absences(work: Reading, visit: Visit, start: datetime) -> list[Span]:
    rows = work.session.scalars(
        select(Absence).where(
            Absence.technician_id == visit.technician_id,
            Absence.end_at > start,
            Absence.start_at < start + _AHEAD,
        )
    )
    return [Span(row.start_at, row.end_at) for row in rows]


def _free_from(start: datetime, length: timedelta, fixed: list[Span]) -> datetime:
    """The first moment from `start` on at which so much time meets nothing that stays."""
    for span in merged(fixed):
        if span.start < start + length and start < span.end:
            start = span.end
    return start


def _remarks(work: Reading, pushed: list[Push], kept: list[ShapedVisit]) -> tuple[str, ...]:
    """What is passed over because it stays, and who gets to another day."""
    formats = formats_of(the_company(work))
    last = pushed[-1].end_at if pushed else None
    said = [
        tr("{customer} at {time} stays: {why}.").format(
            customer=one.customer, time=formats.time(one.start_at), why=one.kept_by.lower()
        )
        for one in kept
        if last is not None and one.start_at < last
    ]
    said += [
        tr("{customer} comes on another day: {start}.").format(
            customer=push.visit.customer, start=formats.instant(push.start_at)
        )
        for push in pushed
        if push.start_at.astimezone(formats.zone).date()
        != push.visit.start_at.astimezone(formats.zone).date()
    ]
    return tuple(said)
