"""Everything that a technician needs to know of one own visit, and nothing of what it earns."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState
from fsmdesk.core.times import wall_minute
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Contact,
    Customer,
    Equipment,
    Site,
    Skill,
    Technician,
    Visit,
    WorkOrder,
    WorkOrderLine,
    WorkOrderSkill,
)
from fsmdesk.services.my_day.messages import (
    Companion,
    EarlierJob,
    MachineFacts,
    MyVisit,
    MyVisitCard,
    ToBring,
)
from fsmdesk.services.my_day.own import own_visit
from fsmdesk.services.orders.recorded import recorded_on
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

_EARLIER = 5
_DONE = (WorkOrderState.COMPLETE, WorkOrderState.REVIEWED, WorkOrderState.INVOICED, WorkOrderState.CLOSED)
_VISIT_SAME = ("id", "version", "state", "start_at", "end_at", "en_route_at", "arrived_at", "finished_at")
_ORDER_SAME = (
    *("number", "title", "priority", "kind", "problem", "safety_notes", "protective_gear"),
    *("cause", "fix", "customer_notes"),
)


@answers(MyVisit)
def my_visit(work: Reading, query: MyVisit) -> MyVisitCard:
    """The visit with its job, its site and its machine."""
    visit = own_visit(work, query.visit_id)
    order = find(work, WorkOrder, visit.work_order_id)
    site = work.session.get(Site, order.site_id) if order.site_id else None
    machine = work.session.get(Equipment, order.equipment_id) if order.equipment_id else None
    return MyVisitCard(
        **{name: getattr(visit, name) for name in _VISIT_SAME},
        **{name: getattr(order, name) for name in _ORDER_SAME},
        visit_notes=visit.notes,
        work_order_id=order.id,
        order_version=order.version,
        order_state=order.state,
        place=path_of(work, order.place_id or (machine.place_id if machine else None)),
        access_notes="\n".join(
            dict.fromkeys(part for part in (order.access_notes, site.access_notes if site else "") if part)
        ),
        **_site(site),
        **_party(work, order),
        skills=_skills(work, order.id),
        machine=_machine(machine),
        machine_jobs=_machine_jobs(work, order),
        companions=_companions(work, visit),
        to_bring=_to_bring(work, order.id),
        recorded=recorded_on(work, order.id),
        is_open=order.state in DERIVED,
    )


def _site(site: Site | None) -> dict[str, Any]:
    if site is None:
        return {
            "site_id": None,
            "site": "",
            "address": "",
            "latitude_micro": None,
            "longitude_micro": None,
        }
    town = " ".join(part for part in (site.postcode, site.city) if part)
    parts = (*site.address.splitlines(), town, site.region)
    return {
        "site_id": site.id,
        "site": site.name,
        "address": ", ".join(part.strip() for part in parts if part.strip()),
        "latitude_micro": site.latitude_micro,
        "longitude_micro": site.longitude_micro,
    }


def _party(work: Reading, order: WorkOrder) -> dict[str, Any]:
    customer = work.session.get(Customer, order.customer_id) if order.customer_id else None
    contact = work.session.get(Contact, order.contact_id) if order.contact_id else None
    return {
        "customer": customer.name if customer else "",
        "contact": contact.name if contact else order.caller,
        "phone": (contact.phone if contact else "") or (customer.phone if customer else ""),
        "email": (contact.email if contact else "") or (customer.email if customer else ""),
    }


def _skills(work: Reading, work_order_id: int) -> tuple[str, ...]:
    return tuple(
        work.session.scalars(
            select(Skill.name)
            .join(WorkOrderSkill, WorkOrderSkill.skill_id == Skill.id)
            .where(WorkOrderSkill.work_order_id == work_order_id)
            .order_by(WorkOrderSkill.id)
        )
    )


def _machine(machine: Equipment | None) -> MachineFacts | None:
    if machine is None:
        return None
    return MachineFacts(
        *(machine.id, machine.name, machine.make, machine.model, machine.serial),
        *(machine.installed_on, machine.warranty_until, machine.notes),
    )


def _machine_jobs(work: Reading, order: WorkOrder) -> tuple[EarlierJob, ...]:
    """What was done at the machine before, latest first, whoever did it."""
    if order.equipment_id is None:
        return ()
    zone = ZoneInfo(the_company(work).timezone)
    earlier = list(
        work.session.scalars(
            select(WorkOrder)
            .where(WorkOrder.equipment_id == order.equipment_id, WorkOrder.id != order.id)
            .where(WorkOrder.state.in_(_DONE))
            .order_by(WorkOrder.completed_at.desc().nulls_last(), WorkOrder.id.desc())
            .limit(_EARLIER)
        )
    )
    names = technician_names(work, [job.id for job in earlier])
    return tuple(
        EarlierJob(
            *(job.number, job.title, wall_minute(job.completed_at or job.requested_at, zone)[0]),
            *(names.get(job.id, ""), job.cause, job.fix),
        )
        for job in earlier
    )


def _companions(work: Reading, visit: Visit) -> tuple[Companion, ...]:
    """Who else has a visit of this job that is not over."""
    rows = work.session.execute(
        select(Technician.name, Technician.phone, Visit.state, Visit.start_at)
        .join(Technician, Technician.id == Visit.technician_id)
        .where(Visit.work_order_id == visit.work_order_id, Visit.technician_id != visit.technician_id)
        .where(Visit.state != VisitState.CANCELLED)
        .order_by(Visit.start_at, Visit.id)
    )
    return tuple(Companion(*row) for row in rows)


def _to_bring(work: Reading, work_order_id: int) -> tuple[ToBring, ...]:
    rows = work.session.execute(
        select(WorkOrderLine.description, WorkOrderLine.planned_milli, WorkOrderLine.unit)
        .where(WorkOrderLine.work_order_id == work_order_id, WorkOrderLine.planned_milli > 0)
        .order_by(WorkOrderLine.position, WorkOrderLine.id)
    )
    return tuple(ToBring(*row) for row in rows)
