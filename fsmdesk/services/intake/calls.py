"""Taking a call: one form becomes one work order, with whatever was made on the spot."""

from datetime import datetime

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Contact, Customer, Equipment, Place, Site, WorkOrder, WorkOrderSkill
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.moves import change_state, record_move
from fsmdesk.services.parties.agreements import agreements_in_force
from fsmdesk.services.permits import permit
from fsmdesk.services.promises.promising import give_promise
from fsmdesk.services.records import cleaned, find, next_number, require
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.editing import skill_ids
from fsmdesk.services.the_company import today_of

MAX_MINUTES = 100_000


@handles(TakeCall)
def take_call(work: Writing, command: TakeCall) -> int:
    """The request stands, and is approved if that was asked."""
    if command.approve:
        permit(work.actor.role, Permission.APPROVE_REQUESTS)
    texts = cleaned(
        command,
        ("title", "caller", "purchase_order"),
        ("problem", "access_notes", "safety_notes"),
        required=("title",),
    )
    check_window(command.window_start_at, command.window_end_at)
    check_duration(command.duration_minutes)
    customer_id = _customer(work, command)
    site_id = _site(work, command, customer_id)
    equipment_id = _machine(work, command, site_id)
    _check_links(work, command, customer_id, site_id)
    agreements = agreements_in_force(work, customer_id, today_of(work)) if customer_id else []
    work_order = WorkOrder(
        number=next_number(work, "work_order"),
        state=WorkOrderState.REQUESTED,
        kind=command.kind,
        priority=command.priority,
        source=command.source,
        customer_id=customer_id,
        contact_id=command.contact_id,
        site_id=site_id,
        place_id=command.place_id,
        equipment_id=equipment_id,
        agreement_id=agreements[0].id if agreements else None,
        duration_minutes=command.duration_minutes,
        window_start_at=command.window_start_at,
        window_end_at=command.window_end_at,
        requested_at=work.now,
        **texts,
    )
    give_promise(work, work_order, command.due_at)
    work.session.add(work_order)
    work.session.flush()
    for skill_id in skill_ids(work, command.skills).values():
        work.session.add(WorkOrderSkill(work_order_id=work_order.id, skill_id=skill_id))
    record_move(work, work_order, None, WorkOrderState.REQUESTED)
    if command.approve:
        change_state(work, work_order, WorkOrderState.APPROVED)
    return work_order.id


def check_window(start: datetime | None, end: datetime | None) -> None:
    """Nothing happens if the window ends after it starts.

    Raises:
        RuleBroken: it does not.
    """
    if start is not None and end is not None and end <= start:
        raise RuleBroken(tr("The end must be after the start."), field="window_end_at")


def check_duration(minutes: int) -> None:
    """Nothing happens if this is a length that work can have.

    Raises:
        RuleBroken: it is not.
    """
    if not 1 <= minutes <= MAX_MINUTES:
        raise RuleBroken(tr("Work lasts between a minute and ten weeks."), field="duration_minutes")


def _customer(work: Writing, command: TakeCall) -> int | None:
    if command.customer_id is not None:
        if find(work, Customer, command.customer_id).archived_at is not None:
            raise RuleBroken(tr("This customer is archived."), field="customer_id")
        return command.customer_id
    if command.new_customer is None:
        return None
    texts = cleaned(command.new_customer, ("name", "phone", "email", "city", "postcode"), ("address",))
    require(texts["name"], "customer_id", tr("The customer's name"))
    customer = Customer(**texts)
    work.session.add(customer)
    work.session.flush()
    return customer.id


def _site(work: Writing, command: TakeCall, customer_id: int | None) -> int | None:
    if command.site_id is not None:
        site = find(work, Site, command.site_id)
        if site.customer_id is None and customer_id is not None:
            site.customer_id = customer_id
        return site.id
    if command.new_site is not None:
        texts = cleaned(command.new_site, ("name", "city", "postcode"), ("address",))
        texts["name"] = texts["name"] or texts["address"].split("\n")[0]
        require(texts["name"], "site_id", tr("The site's name or address"))
    elif command.new_customer is not None and command.new_customer.address:
        # Somebody new who calls from home: where the bill goes is where the work is.
        new = command.new_customer
        texts = {"name": new.name, "address": new.address, "city": new.city, "postcode": new.postcode}
    else:
        return None
    site = Site(customer_id=customer_id, **texts)
    work.session.add(site)
    work.session.flush()
    return site.id


def _machine(work: Writing, command: TakeCall, site_id: int | None) -> int | None:
    if command.equipment_id is not None or command.new_machine is None:
        return command.equipment_id
    if site_id is None:
        raise RuleBroken(tr("A new machine needs a site."), field="site_id")
    texts = cleaned(command.new_machine, ("name", "make", "model", "serial"))
    require(texts["name"], "equipment_id", tr("The machine's name"))
    machine = Equipment(site_id=site_id, place_id=command.place_id, **texts)
    work.session.add(machine)
    work.session.flush()
    return machine.id


def _check_links(work: Writing, command: TakeCall, customer_id: int | None, site_id: int | None) -> None:
    check_links(
        work,
        customer_id=customer_id,
        contact_id=command.contact_id,
        site_id=site_id,
        place_id=command.place_id,
        equipment_id=command.equipment_id,
    )


def check_links(
    work: Writing,
    *,
    customer_id: int | None,
    contact_id: int | None,
    site_id: int | None,
    place_id: int | None,
    equipment_id: int | None,
) -> None:
    """Nothing happens if contact, place and machine belong to the customer and the site.

    Raises:
        RuleBroken: one of them does not, with its field.
    """
    if customer_id is not None:
        find(work, Customer, customer_id)
    if site_id is not None:
        find(work, Site, site_id)
    if contact_id is not None and find(work, Contact, contact_id).customer_id != customer_id:
        raise RuleBroken(tr("This contact belongs to another customer."), field="contact_id")
    if place_id is not None and find(work, Place, place_id).site_id != site_id:
        raise RuleBroken(tr("This place is at another site."), field="place_id")
    if equipment_id is not None and find(work, Equipment, equipment_id).site_id != site_id:
        raise RuleBroken(tr("This machine is at another site."), field="equipment_id")
