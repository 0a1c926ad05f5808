"""Who goes together."""

from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Visit
from fsmdesk.services.dispatch.deriving import follow_visits
from fsmdesk.services.dispatch.judging import drop_idle_marks, planned_span
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.shaping.arranging import hold_visits, require_movable
from fsmdesk.services.shaping.messages import CrewOf, LeaveCrew, SeenVisit, ShapedVisit
from fsmdesk.services.shaping.shown import select_shaped, shaped
from fsmdesk.services.visit_steps import step_visit


@answers(CrewOf)
def crew_of(work: Reading, query: CrewOf) -> tuple[ShapedVisit, ...]:
    """The crew of a visit, or the visit alone."""
    visit = find(work, Visit, query.visit_id)
    same = Visit.crew_key == visit.crew_key if visit.crew_key is not None else Visit.id == visit.id
    statement = select_shaped().where(same).order_by(Visit.is_helper, Visit.id)
    return tuple(shaped(row) for row in work.session.execute(statement))


@handles(LeaveCrew)
def leave_crew(work: Writing, command: LeaveCrew) -> None:
    """The visit is cancelled; whoever is left alone is no crew any more."""
    (held,) = hold_visits(work, [SeenVisit(command.visit_id, command.seen_version)])
    visit = held.visit
    require_movable(held)
    if visit.crew_key is None:
        raise RuleBroken(tr("Nobody goes with this visit."), "crew_key")
    others = _mates(work, visit)
    left, was_lead = planned_span(visit), not visit.is_helper
    visit.crew_key, visit.is_helper = None, False
    step_visit(work, visit, VisitState.CANCELLED, tr("Taken out of the crew"))
    drop_idle_marks(work, left)
    if len(others) == 1:
        others[0].crew_key = None
    if others and was_lead and all(other.is_helper for other in others):
        others[0].is_helper = False
    follow_visits(work, held.work_order)


def _mates(work: Writing, visit: Visit) -> Sequence[Visit]:
    return work.session.scalars(
        select(Visit)
        .where(Visit.crew_key == visit.crew_key, Visit.id != visit.id, Visit.state != VisitState.CANCELLED)
        .order_by(Visit.is_helper, Visit.id)
    ).all()
