"""The lists on a work order's screen: lines, visits, moves, invoices."""

from sqlalchemy import select

from fsmdesk.core.permissions import Permission, may
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Invoice,
    InvoiceLine,
    Item,
    LineCost,
    Person,
    StateMove,
    Tax,
    Technician,
    Visit,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.orders.amounts import billed_of, value_of
from fsmdesk.services.orders.messages import LineRow, LineValue, MoveRow, VisitRow
from fsmdesk.services.prices.pricing import PriceList
from fsmdesk.services.same_jobs.family import family_ids

_VISIT_SAME = (
    *("id", "version", "technician_id", "state", "start_at", "end_at", "duration_minutes", "en_route_at"),
    *("arrived_at", "finished_at", "double_booked", "double_booking_reason", "notes"),
)
_LINE_SAME = (
    *("id", "item_id", "kind", "description", "unit", "planned_milli", "done_milli", "price_minor"),
    *("discount_ppm", "tax_id", "bill_to", "note", "technician_id", "follows_time", "is_change"),
    *("approval", "approved_by", "approved_at"),
)


def lines_of(work: Reading, order: WorkOrder) -> tuple[LineRow, ...]:
    """The lines in order; costs only for those who may see them."""
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    rows = work.session.execute(
        select(WorkOrderLine, Tax.code, LineCost.cost_minor, Item, Technician.name)
        .outerjoin(Item, Item.id == WorkOrderLine.item_id)
        .outerjoin(Technician, Technician.id == WorkOrderLine.technician_id)
        .outerjoin(Tax, Tax.id == WorkOrderLine.tax_id)
        .outerjoin(LineCost, LineCost.line_id == WorkOrderLine.id)
        .where(WorkOrderLine.work_order_id == order.id)
        .order_by(WorkOrderLine.position, WorkOrderLine.id)
    ).all()
    prices = PriceList(work, order.customer_id)
    prices.learn([row.item_id for row, *_ in rows if row.item_id is not None])
    found = []
    for line, tax_code, cost, item, technician in rows:
        value = LineValue(
            **{name: getattr(line, name) for name in _LINE_SAME}, cost_minor=cost if sees_costs else None
        )
        origin = prices.price_of(item) if item is not None else None
        net, billed = value_of(value), billed_of(value)
        found.append(LineRow(value, line.version, tax_code or "", net, billed, origin, technician or ""))
    return tuple(found)


def visit_rows(work: Reading, work_order_id: int) -> tuple[VisitRow, ...]:
    """The visits in the order of their start; unplaced ones last."""
    rows = work.session.execute(
        select(Visit, Technician.name)
        .outerjoin(Technician, Technician.id == Visit.technician_id)
        .where(Visit.work_order_id == work_order_id)
        .order_by(Visit.start_at.nulls_last(), Visit.id)
    )
    return tuple(
        VisitRow(**{key: getattr(visit, key) for key in _VISIT_SAME}, technician=name or "")
        for visit, name in rows
    )


def moves_of(work: Reading, work_order_id: int) -> tuple[MoveRow, ...]:
    """Every step of the work order, its visits and the jobs that were merged into it, oldest first."""
    rows = work.session.execute(
        select(StateMove, Person.name, Technician.name, WorkOrder.number)
        .join(WorkOrder, WorkOrder.id == StateMove.work_order_id)
        .outerjoin(Person, Person.id == StateMove.person_id)
        .outerjoin(Visit, Visit.id == StateMove.visit_id)
        .outerjoin(Technician, Technician.id == Visit.technician_id)
        .where(StateMove.work_order_id.in_(family_ids(work, work_order_id)))
        .order_by(StateMove.at, StateMove.id)
    )
    return tuple(
        MoveRow(
            at=move.at,
            person=person or "",
            before=move.before,
            after=move.after,
            reason=move.reason,
            visit_id=move.visit_id,
            technician=technician or "",
            merged_number=number if move.work_order_id != work_order_id else None,
        )
        for move, person, technician, number in rows
    )


def invoices_of(work: Reading, work_order_id: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Ids and numbers of the invoices that bill the job; a draft has an empty number."""
    rows = work.session.execute(
        select(Invoice.id, Invoice.number)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(InvoiceLine.work_order_id == work_order_id)
        .distinct()
        .order_by(Invoice.id)
    ).all()
    return tuple(row.id for row in rows), tuple(row.number or "" for row in rows)
