"""The list of feedback, and how content customers are on the whole."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.money import half_up
from fsmdesk.core.states import VisitState
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Feedback, Visit, WorkOrder
from fsmdesk.services.closeout.messages import (
    LOW_SCORE,
    FeedbackAverage,
    FeedbackFigures,
    FeedbackList,
    FeedbackRow,
)
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers

WAITING = and_(Feedback.score <= LOW_SCORE, Feedback.followed_up_at.is_(None))


def _waiting(wanted: ListFilter) -> ColumnElement[bool]:
    return WAITING if True in wanted.values else not_(WAITING)


FEEDBACK_SHAPE = ListShape(
    query=select(
        Feedback.id,
        Feedback.version,
        Feedback.work_order_id,
        WorkOrder.number,
        WorkOrder.title,
        Customer.name.label("customer"),
        Customer.phone,
        Feedback.score,
        Feedback.remark,
        Feedback.given_by,
        Feedback.given_at,
        Feedback.followed_up_at,
        Feedback.follow_up_note,
    )
    .join(WorkOrder, WorkOrder.id == Feedback.work_order_id)
    .outerjoin(Customer, Customer.id == WorkOrder.customer_id),
    key=Feedback.id,
    sorts={
        "number": WorkOrder.number,
        "title": WorkOrder.title,
        "customer": Customer.name,
        "score": Feedback.score,
        "remark": Feedback.remark,
        "given_by": Feedback.given_by,
        "given_at": Feedback.given_at,
        "followed_up_at": Feedback.followed_up_at,
    },
    order=(
        case((WAITING, 0), else_=1),
        case((WAITING, Feedback.given_at)),
        Feedback.given_at.desc(),
        Feedback.id,
    ),
    texts=(WorkOrder.title, Customer.name, Feedback.remark, Feedback.given_by, Feedback.follow_up_note),
    conditions={"waiting": _waiting},
    groups={
        "score": GroupBy(Feedback.score),
        "customer": GroupBy(WorkOrder.customer_id, Customer.id, Customer.name),
        "given_at": GroupBy(Feedback.given_at, is_by_month=True),
    },
)


@answers(FeedbackList)
def feedback_list(work: Reading, query: FeedbackList) -> ListPage[FeedbackRow]:
    """One page of feedback."""
    page = read_page(work, FEEDBACK_SHAPE, query.request, _to_row)
    names = technician_names(work, [row.work_order_id for row in page.rows])
    rows = tuple(replace(row, technicians=names.get(row.work_order_id, "")) for row in page.rows)
    return replace(page, rows=rows)


@answers(FeedbackFigures)
def feedback_figures(work: Reading, query: FeedbackFigures) -> FeedbackAverage:
    """What was said lately; what waits for an answer is counted however old it is."""
    chosen = select(
        func.count(),
        func.sum(Feedback.score),
        func.count().filter(Feedback.score <= LOW_SCORE),
    ).join(WorkOrder, WorkOrder.id == Feedback.work_order_id)
    waiting = (
        select(func.count()).select_from(Feedback).join(WorkOrder, WorkOrder.id == Feedback.work_order_id)
    )
    whose = _whose(query)
    count, total, low = work.session.execute(
        chosen.where(Feedback.given_at >= work.now - timedelta(days=query.days), *whose)
    ).one()
    return FeedbackAverage(
        average_centi=half_up(int(total) * 100, count) if count else None,
        count=count,
        low_count=low,
        waiting_count=work.session.scalar(waiting.where(WAITING, *whose)) or 0,
    )


def _whose(query: FeedbackFigures) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.customer_id is not None:
        conditions.append(WorkOrder.customer_id == query.customer_id)
    if query.technician_id is not None:
        there = select(Visit.work_order_id).where(
            Visit.technician_id == query.technician_id, Visit.state != VisitState.CANCELLED
        )
        conditions.append(WorkOrder.id.in_(there))
    return conditions


def _to_row(row: Any) -> FeedbackRow:
    values = {name: value for name, value in row._mapping.items() if name != "list_key"}
    values |= {"customer": values["customer"] or "", "phone": values["phone"] or ""}
    return FeedbackRow(**values, technicians="")
