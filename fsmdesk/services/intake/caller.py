"""What is known while the phone is in the hand: about the customer, and about the machine."""

from operator import itemgetter

from sqlalchemy import ColumnElement, func, select

from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Contact, Customer, Equipment, Invoice, Place, Site, WorkOrder
from fsmdesk.services.intake.messages import (
    AboutMachine,
    AgreementInForce,
    CallerFacts,
    MachineChoice,
    MachineFacts,
    SiteChoice,
    WhoIsCalling,
)
from fsmdesk.services.parties.agreements import agreements_in_force, covers_words
from fsmdesk.services.parties.debts import is_claim, rest_of_invoice
from fsmdesk.services.parties.job_history import job_history
from fsmdesk.services.parties.places import path_of, paths_among
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of

MAX_SITES = 200


@answers(WhoIsCalling)
def who_is_calling(work: Reading, query: WhoIsCalling) -> CallerFacts:
    """The facts about one customer; some ten queries, however many sites."""
    customer_id = _customer_meant(work, query)
    if customer_id is None:
        return _only_the_site(work, query.site_id)
    customer = find(work, Customer, customer_id)
    today = today_of(work)
    sites = _sites(work, Site.customer_id == customer.id)
    overdue_count, overdue_minor, overdue_days = _overdue(work, customer.id)
    usual_days = work.session.scalar(select(Company.payment_days)) or 0
    contacts = work.session.execute(
        select(Contact.id, Contact.name, Contact.phone)
        .where(Contact.customer_id == customer.id, Contact.archived_at.is_(None))
        .order_by(Contact.is_primary.desc(), Contact.name)
    )
    return CallerFacts(
        customer_id=customer.id,
        name=customer.name,
        address=customer.address,
        city=customer.city,
        phone=customer.phone,
        payment_days=usual_days if customer.payment_days is None else customer.payment_days,
        tax_exempt=customer.tax_exempt,
        credit_hold=customer.credit_hold,
        site_count=len(sites),
        machine_count=sum(len(site.machines) for site in sites),
        overdue_count=overdue_count,
        overdue_minor=overdue_minor,
        overdue_days=overdue_days,
        agreements=tuple(
            AgreementInForce(found.id, found.name, covers_words(found), found.ends_on)
            for found in agreements_in_force(work, customer.id, today)
        ),
        contacts=tuple((row.id, row.name, row.phone) for row in contacts),
        sites=sites,
        open_jobs=job_history(
            work, (WorkOrder.customer_id == customer.id) & WorkOrder.state.in_(OPEN_STATES), limit=20
        ),
    )


@answers(AboutMachine)
def about_machine(work: Reading, query: AboutMachine) -> MachineFacts:
    """The facts about one machine, with its latest jobs."""
    machine = find(work, Equipment, query.equipment_id)
    return MachineFacts(
        id=machine.id,
        name=machine.name,
        make=machine.make,
        model=machine.model,
        serial=machine.serial,
        place=path_of(work, machine.place_id),
        installed_on=machine.installed_on,
        warranty_until=machine.warranty_until,
        jobs=job_history(work, WorkOrder.equipment_id == machine.id, limit=10),
    )


def _customer_meant(work: Reading, query: WhoIsCalling) -> int | None:
    if query.contact_id is not None:
        return find(work, Contact, query.contact_id).customer_id
    if query.site_id is not None:
        return find(work, Site, query.site_id).customer_id
    return query.customer_id


def _only_the_site(work: Reading, site_id: int | None) -> CallerFacts:
    sites = _sites(work, Site.id == site_id)
    return CallerFacts(
        customer_id=None,
        name="",
        address="",
        city="",
        phone="",
        payment_days=0,
        tax_exempt=False,
        credit_hold=False,
        site_count=len(sites),
        machine_count=sum(len(site.machines) for site in sites),
        overdue_count=0,
        overdue_minor=0,
        overdue_days=0,
        agreements=(),
        contacts=(),
        sites=sites,
        open_jobs=job_history(
            work, (WorkOrder.site_id == site_id) & WorkOrder.state.in_(OPEN_STATES), limit=20
        ),
    )


def _sites(work: Reading, which: ColumnElement[bool]) -> tuple[SiteChoice, ...]:
    sites = work.session.scalars(
        select(Site).where(which, Site.archived_at.is_(None)).order_by(Site.name, Site.id).limit(MAX_SITES)
    ).all()
    ids = [site.id for site in sites]
    places = work.session.scalars(select(Place).where(Place.site_id.in_(ids))).all()
    machines = work.session.scalars(
        select(Equipment)
        .where(Equipment.site_id.in_(ids), Equipment.archived_at.is_(None))
        .order_by(Equipment.name, Equipment.id)
    ).all()
    paths = paths_among(places)
    return tuple(
        SiteChoice(
            id=site.id,
            name=site.name,
            address=site.address,
            city=site.city,
            access_notes=site.access_notes,
            places=tuple(
                sorted(
                    ((place.id, paths[place.id]) for place in places if place.site_id == site.id),
                    key=itemgetter(1),
                )
            ),
            machines=tuple(
                MachineChoice(
                    machine.id,
                    _machine_words(machine),
                    machine.serial,
                    machine.place_id,
                    "" if machine.place_id is None else paths.get(machine.place_id, ""),
                )
                for machine in machines
                if machine.site_id == site.id
            ),
        )
        for site in sites
    )


def _machine_words(machine: Equipment) -> str:
    makers = " ".join(part for part in (machine.make, machine.model) if part)
    return f"{machine.name} · {makers}" if makers else machine.name


def _overdue(work: Reading, customer_id: int) -> tuple[int, int, int]:
    today = today_of(work)
    rest = rest_of_invoice()
    claims = (
        select(rest.label("minor"), Invoice.due_on)
        .where(Invoice.customer_id == customer_id, is_claim(), Invoice.due_on < today)
        .subquery()
    )
    count, minor, oldest = work.session.execute(
        select(func.count(), func.sum(claims.c.minor), func.min(claims.c.due_on)).where(claims.c.minor > 0)
    ).one()
    return count, int(minor or 0), (today - oldest).days if oldest else 0
