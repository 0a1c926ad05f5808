"""One customer with everything that belongs to it."""

from sqlalchemy import func, select

from fsmdesk.db.database import Reading
from fsmdesk.models import Agreement, Contact, Customer, PriceLevel, WorkOrder
from fsmdesk.services.parties import messages
from fsmdesk.services.parties.agreements import agreement_row
from fsmdesk.services.parties.debts import open_invoices
from fsmdesk.services.parties.job_history import job_history
from fsmdesk.services.parties.sites import site_rows
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of


@answers(messages.Customer)
def customer(work: Reading, query: messages.Customer) -> messages.CustomerCard:
    """The customer.

    Raises:
        RuleBroken: it is gone.
    """
    record = find(work, Customer, query.customer_id)
    open_minor, overdue_minor, overdue_days = debt_of(work, record.id)
    level = work.session.get(PriceLevel, record.price_level_id) if record.price_level_id else None
    agreements = work.session.scalars(
        select(Agreement).where(Agreement.customer_id == record.id).order_by(Agreement.starts_on.desc())
    )
    return messages.CustomerCard(
        id=record.id,
        version=record.version,
        external_id=record.external_id or "",
        name=record.name,
        address=record.address,
        city=record.city,
        region=record.region,
        postcode=record.postcode,
        country=record.country,
        phone=record.phone,
        email=record.email,
        tax_number=record.tax_number,
        payment_days=record.payment_days,
        tax_exempt=record.tax_exempt,
        exempt_certificate=record.exempt_certificate,
        exempt_until=record.exempt_until,
        price_level_id=record.price_level_id,
        price_level=level.name if level is not None else "",
        no_messages=record.no_messages,
        credit_hold=record.credit_hold,
        notes=record.notes,
        archived_at=record.archived_at,
        contacts=_contacts(work, record.id),
        sites=site_rows(work, record.id),
        agreements=tuple(agreement_row(agreement, record.name) for agreement in agreements),
        jobs=job_history(work, WorkOrder.customer_id == record.id),
        open_minor=open_minor,
        overdue_minor=overdue_minor,
        overdue_days=overdue_days,
    )


def debt_of(work: Reading, customer_id: int) -> tuple[int, int, int]:
    """What the customer owes, what of it is overdue (both minor units), and for how many days at most."""
    debts = open_invoices()
    today = today_of(work)
    late = debts.c.due_on < today
    total, overdue, oldest = work.session.execute(
        select(
            func.sum(debts.c.open_minor),
            func.sum(debts.c.open_minor).filter(late),
            func.min(debts.c.due_on).filter(late),
        ).where(debts.c.customer_id == customer_id)
    ).one()
    return int(total or 0), int(overdue or 0), (today - oldest).days if oldest else 0


def _contacts(work: Reading, customer_id: int) -> tuple[messages.ContactRow, ...]:
    found = work.session.scalars(
        select(Contact)
        .where(Contact.customer_id == customer_id, Contact.archived_at.is_(None))
        .order_by(Contact.is_primary.desc(), Contact.name, Contact.id)
    )
    return tuple(
        messages.ContactRow(
            id=contact.id,
            version=contact.version,
            customer_id=customer_id,
            name=contact.name,
            title=contact.title,
            phone=contact.phone,
            email=contact.email,
            is_primary=contact.is_primary,
        )
        for contact in found
    )
