"""One work order with everything on its screen."""

import json
from typing import Any

from sqlalchemy import select

from fsmdesk.core.money import line_net_minor
from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import HELD_BACK
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Agreement,
    Contact,
    Customer,
    Equipment,
    Site,
    Skill,
    TaskCode,
    WorkOrder,
    WorkOrderSkill,
)
from fsmdesk.services.orders import messages
from fsmdesk.services.orders.card_parts import (
    invoices_of,
    lines_of,
    moves_of,
    visit_rows,
)
from fsmdesk.services.orders.recorded import recorded_on
from fsmdesk.services.orders.related import related_jobs, sort_words
from fsmdesk.services.orders.requirements import requirements_of
from fsmdesk.services.orders.scope import scope_of
from fsmdesk.services.parties.agreements import covers_words
from fsmdesk.services.parties.job_history import job_history
from fsmdesk.services.parties.messages import JobSummary
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.prices.pricing import level_of
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

_SAME = (
    *("id", "version", "number", "state", "kind", "priority", "source", "title", "problem", "customer_id"),
    *("contact_id", "caller", "site_id", "place_id", "equipment_id", "agreement_id", "purchase_order"),
    *("access_notes", "safety_notes", "duration_minutes", "window_start_at", "window_end_at", "due_at"),
    *("requested_at", "completed_at", "cause", "fix", "office_notes", "customer_notes", "protective_gear"),
    *("is_urgent", "task_code_id", "respond_by_at", "due_typed"),
)


@answers(messages.WorkOrder)
def work_order(work: Reading, query: messages.WorkOrder) -> messages.WorkOrderCard:
    """The work order.

    Raises:
        RuleBroken: it is gone.
    """
    order = find(work, WorkOrder, query.work_order_id)
    # Held here, these are read once for all that needs them below.
    _held = the_company(work), _parties(work, order.id)
    lines = lines_of(work, order)
    visits = visit_rows(work, order.id)
    invoice_ids, invoice_numbers = invoices_of(work, order.id)
    scope = scope_of(work, order)
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    return messages.WorkOrderCard(
        **{name: getattr(order, name) for name in _SAME},
        **_party_words(work, order),
        **_site_words(work, order),
        **_machine_words(work, order),
        **_agreement_words(work, order),
        **sort_words(work, order),
        related=related_jobs(work, order),
        work_has_begun=scope.has_begun,
        change_limit_minor=scope.limit_minor,
        skills=skills_of(work, order.id),
        as_imported=tuple(json.loads(order.as_imported).items()) if order.as_imported else (),
        lines=lines,
        visits=visits,
        moves=moves_of(work, order.id),
        requirements=requirements_of(work, order),
        machine_history=_machine_history(work, order),
        invoice_ids=invoice_ids,
        invoice_numbers=invoice_numbers,
        net_minor=sum(line.net_minor for line in lines),
        billed_minor=sum(line.billed_minor for line in lines),
        cost_minor=_cost(lines) if sees_costs else None,
        recorded=recorded_on(work, order.id),
    )


def _parties(work: Reading, work_order_id: int) -> tuple[Any, ...]:
    """The records that the job names, in one question: each of its own would cost a slow line a round trip."""
    query = select(Customer, Contact, Site, Equipment, Agreement, TaskCode).select_from(WorkOrder)
    for model, key in (
        (Customer, WorkOrder.customer_id),
        (Contact, WorkOrder.contact_id),
        (Site, WorkOrder.site_id),
        (Equipment, WorkOrder.equipment_id),
        (Agreement, WorkOrder.agreement_id),
        (TaskCode, WorkOrder.task_code_id),
    ):
        query = query.outerjoin(model, model.id == key)
    return tuple(work.session.execute(query.where(WorkOrder.id == work_order_id)).one())


def skills_of(work: Reading, work_order_id: int) -> tuple[str, ...]:
    """The names of the skills that the job needs."""
    return tuple(
        work.session.scalars(
            select(Skill.name)
            .join(WorkOrderSkill, WorkOrderSkill.skill_id == Skill.id)
            .where(WorkOrderSkill.work_order_id == work_order_id)
            .order_by(WorkOrderSkill.id)
        )
    )


def _party_words(work: Reading, order: WorkOrder) -> dict[str, Any]:
    customer = work.session.get(Customer, order.customer_id) if order.customer_id else None
    contact = work.session.get(Contact, order.contact_id) if order.contact_id else None
    contact_words = " · ".join(part for part in (contact.name, contact.phone) if part) if contact else ""
    if customer is None:
        nobody = {"customer": "", "customer_terms": "", "credit_hold": False, "price_level": ""}
        return {**nobody, "contact": contact_words}
    usual = the_company(work).payment_days
    days = usual if customer.payment_days is None else customer.payment_days
    level = level_of(work, customer.id)
    terms = PaymentTerms(days).words
    if customer.tax_exempt:
        terms += " · " + tr("tax exempt")
    return {
        "customer": customer.name,
        "customer_terms": terms,
        "credit_hold": customer.credit_hold,
        "price_level": level.name if level is not None else "",
        "contact": contact_words,
    }


def _site_words(work: Reading, order: WorkOrder) -> dict[str, Any]:
    site = work.session.get(Site, order.site_id) if order.site_id else None
    address = (
        ", ".join(part for part in (site.address.replace("\n", ", "), site.city) if part) if site else ""
    )
    return {
        "site": site.name if site else "",
        "site_address": address,
        "place": path_of(work, order.place_id),
    }


def _machine_words(work: Reading, order: WorkOrder) -> dict[str, Any]:
    machine = work.session.get(Equipment, order.equipment_id) if order.equipment_id else None
    if machine is None:
        return {"equipment": "", "equipment_serial": "", "warranty_until": None}
    makers = " ".join(part for part in (machine.make, machine.model) if part)
    return {
        "equipment": f"{machine.name} · {makers}" if makers else machine.name,
        "equipment_serial": machine.serial,
        "warranty_until": machine.warranty_until,
    }


def _agreement_words(work: Reading, order: WorkOrder) -> dict[str, Any]:
    agreement = work.session.get(Agreement, order.agreement_id) if order.agreement_id else None
    if agreement is None:
        return {"agreement": "", "agreement_covers": ""}
    return {"agreement": agreement.name, "agreement_covers": covers_words(agreement)}


def _machine_history(work: Reading, order: WorkOrder) -> tuple[JobSummary, ...]:
    if order.equipment_id is None:
        return ()
    earlier = (WorkOrder.equipment_id == order.equipment_id) & (WorkOrder.id != order.id)
    return job_history(work, earlier, limit=6)


def _cost(lines: tuple[messages.LineRow, ...]) -> int:
    total = 0
    for line in lines:
        if line.value.approval in HELD_BACK:
            continue
        quantity = line.value.done_milli or line.value.planned_milli
        total += line_net_minor(quantity, line.value.cost_minor or 0)
    return total
