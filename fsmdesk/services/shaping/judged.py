"""What speaks against a place, before anything is moved there."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.placement import Finding
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.diaries import case_of
from fsmdesk.services.dispatch.judging import planned_span
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.shaping.messages import WhatIsAgainst


@answers(WhatIsAgainst)
def what_is_against(work: Reading, query: WhatIsAgainst) -> tuple[Finding, ...]:
    """The findings of all rules of the office about that place."""
    span = Span(query.start_at, query.end_at)
    if query.visit_id is not None:
        visit = find(work, Visit, query.visit_id)
        if visit.work_order_id != query.work_order_id:
            raise RuleBroken(tr("This visit belongs to another job."), "visit_id")
    else:
        work_order = find(work, WorkOrder, query.work_order_id)
        visit = Visit(work_order_id=work_order.id, state=VisitState.UNPLACED)
    case = case_of(work, visit, (query.technician_id, span), planned_span(visit))
    return case.findings(work)
