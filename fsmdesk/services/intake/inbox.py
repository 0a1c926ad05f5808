"""The Inbox: requests that wait for an answer, and the answers."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Contact, Customer, Person, RequestQuestion, Site, StateMove, WorkOrder
from fsmdesk.services.intake.messages import ApproveRequest, DeclineRequest, Inbox, RequestRow
from fsmdesk.services.listing import ListShape
from fsmdesk.services.moves import change_state
from fsmdesk.services.orders.order_list import order_shape
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import answers, handles

MAX_REQUESTS = 500
_SAME = (
    *("id", "version", "number", "title", "problem", "customer_id", "site_id", "equipment_id", "kind"),
    *("priority", "source", "requested_at", "is_urgent", "respond_by_at", "due_at"),
)


@answers(Inbox)
def inbox(work: Reading, _query: Inbox) -> tuple[RequestRow, ...]:
    """Urgent ones first, then by priority, then age; three queries."""
    rows = work.session.execute(
        select(WorkOrder, Customer.name, Customer.credit_hold, Site.name, Contact.name)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .where(WorkOrder.state == WorkOrderState.REQUESTED)
        .order_by(WorkOrder.is_urgent.desc(), WorkOrder.priority, WorkOrder.requested_at, WorkOrder.id)
        .limit(MAX_REQUESTS)
    ).all()
    ids = [row[0].id for row in rows]
    takers, asked = _takers(work, ids), _last_questions(work, ids)
    return tuple(
        RequestRow(
            **{name: getattr(request, name) for name in _SAME},
            customer=customer or "",
            site=site or "",
            caller=request.caller or contact or "",
            requested_by=takers.get(request.id, ""),
            credit_hold=bool(credit_hold),
            **_question_words(asked.get(request.id)),
        )
        for request, customer, credit_hold, site, contact in rows
    )


def request_shape(work: Reading) -> ListShape:
    """The list of work orders, narrowed to those that wait for an answer."""
    shape = order_shape(work)
    return replace(shape, query=shape.query.where(WorkOrder.state == WorkOrderState.REQUESTED))


@handles(ApproveRequest)
def approve_request(work: Writing, command: ApproveRequest) -> None:
    """The request is approved and waits to be scheduled."""
    request = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    change_state(work, request, WorkOrderState.APPROVED)


@handles(DeclineRequest)
def decline_request(work: Writing, command: DeclineRequest) -> None:
    """The request is declined, with the reason."""
    request = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    change_state(work, request, WorkOrderState.DECLINED, command.reason)


def _takers(work: Reading, work_order_ids: list[int]) -> dict[int, str]:
    rows = work.session.execute(
        select(StateMove.work_order_id, Person.name)
        .join(Person, Person.id == StateMove.person_id)
        .where(StateMove.work_order_id.in_(work_order_ids), StateMove.after == WorkOrderState.REQUESTED.value)
        .order_by(StateMove.id)
    )
    return dict(rows.all())


def _last_questions(work: Reading, work_order_ids: list[int]) -> dict[int, RequestQuestion]:
    rows = work.session.scalars(
        select(RequestQuestion)
        .where(RequestQuestion.work_order_id.in_(work_order_ids))
        .order_by(RequestQuestion.asked_at, RequestQuestion.id)
    )
    return {row.work_order_id: row for row in rows}


def _question_words(asked: RequestQuestion | None) -> dict[str, Any]:
    if asked is None:
        return {"question": "", "asked_at": None, "answered_at": None}
    return {"question": asked.question, "asked_at": asked.asked_at, "answered_at": asked.answered_at}
