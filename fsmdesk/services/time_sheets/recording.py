"""Time is recorded with the steps of a visit: setting out is travel, being on site is labour, waiting is neither."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import StateMove, TimeEntry, Visit
from fsmdesk.services.the_company import formats_of, the_company
from fsmdesk.services.time_sheets.telling import to_second, told_times

_S = VisitState
_STARTS = {_S.EN_ROUTE: TimeKind.TRAVEL, _S.ON_SITE: TimeKind.LABOUR}
_CALLED_BACK = frozenset({_S.UNPLACED, _S.PLANNED, _S.DISPATCHED})


def record_step(work: Writing, visit: Visit, after: VisitState, at: datetime) -> None:
    """What was running at the visit ended at `at`, and what the step begins is running from then on.

    A visit that is called back was never under way: what was running is gone. Call it before the visit's own
    times change.

    Raises:
        RuleBroken: what is running began later than that.
    """
    write_down(work, visit)
    at = to_second(at)
    for entry in running(work, visit):
        if after in _CALLED_BACK:
            work.session.delete(entry)
        elif entry.start_at > at:
            words = tr("The time that is running began at {time}.")
            shown = formats_of(the_company(work)).instant(entry.start_at)
            raise RuleBroken(words.format(time=shown), "at")
        else:
            entry.end_at = at
    work.session.flush()
    if after in _STARTS and visit.technician_id is not None:
        work.session.add(
            TimeEntry(
                work_order_id=visit.work_order_id,
                visit_id=visit.id,
                technician_id=visit.technician_id,
                kind=_STARTS[after],
                start_at=at,
            )
        )
        work.session.flush()


def end_running(work: Writing, visit: Visit, at: datetime) -> None:
    """Nothing is running at the visit any more; what was ended at `at`, or when it began if that is later."""
    write_down(work, visit)
    for entry in running(work, visit):
        entry.end_at = max(entry.start_at, to_second(at))
    work.session.flush()


def running(work: Reading, visit: Visit) -> list[TimeEntry]:
    """What is running at the visit."""
    query = select(TimeEntry).where(TimeEntry.visit_id == visit.id, TimeEntry.end_at.is_(None))
    return list(work.session.scalars(query.order_by(TimeEntry.id)))


def write_down(work: Writing, visit: Visit) -> list[TimeEntry]:
    """The time that the visit's own times tell is written down, unless time of it already is; what is new.

    So visits of an import, or from before time was recorded, can be gone on with and corrected.
    """
    known = work.session.scalar(select(TimeEntry.id).where(TimeEntry.visit_id == visit.id).limit(1))
    if known is not None or visit.technician_id is None:
        return []
    made = [
        TimeEntry(
            work_order_id=visit.work_order_id,
            visit_id=visit.id,
            technician_id=visit.technician_id,
            kind=told.kind,
            start_at=told.start_at,
            end_at=told.end_at,
        )
        for told in told_times(visit, moves_of_visits(work, [visit.id]).get(visit.id, []), work.now)
    ]
    work.session.add_all(made)
    work.session.flush()
    return made


def moves_of_visits(work: Reading, visit_ids: Iterable[int]) -> dict[int, list[StateMove]]:
    """The steps of each of these visits, oldest first."""
    ids = list(visit_ids)
    found: dict[int, list[StateMove]] = {}
    if not ids:
        return found
    orders = select(Visit.work_order_id).where(Visit.id.in_(ids))
    query = (
        select(StateMove)
        .where(StateMove.work_order_id.in_(orders), StateMove.visit_id.in_(ids))
        .order_by(StateMove.at, StateMove.id)
    )
    for move in work.session.scalars(query):
        found.setdefault(move.visit_id or 0, []).append(move)
    return found
