"""Editing customers and their contacts."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Contact, Customer, PriceLevel
from fsmdesk.services.parties.messages import SaveContact, SaveCustomer
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import handles

_LINES = (
    *("name", "city", "region", "postcode", "country", "phone", "email"),
    *("tax_number", "exempt_certificate"),
)


@handles(SaveCustomer)
def save_customer(work: Writing, command: SaveCustomer) -> int:
    """The customer is as the command says."""
    texts = cleaned(command, _LINES, ("address", "notes"), ("name",), short=("external_id",))
    if command.payment_days is not None and not 0 <= command.payment_days <= 3650:
        raise RuleBroken(tr("Days to pay must be between 0 and 3650."), field="payment_days")
    if command.price_level_id is not None:
        find(work, PriceLevel, command.price_level_id)
    if command.customer_id is None:
        customer = Customer()
    else:
        customer = find_seen(work, Customer, command.customer_id, command.seen_version)
    key = texts.pop("external_id") or None
    words = tr("Another customer has the number {value}.")
    refuse_taken(work, Customer.external_id, key, command.customer_id, words)
    assign(
        customer,
        **texts,
        external_id=key,
        payment_days=command.payment_days,
        tax_exempt=command.tax_exempt,
        exempt_until=command.exempt_until,
        price_level_id=command.price_level_id,
        credit_hold=command.credit_hold,
        no_messages=command.no_messages,
    )
    work.session.add(customer)
    work.session.flush()
    return customer.id


@handles(SaveContact)
def save_contact(work: Writing, command: SaveContact) -> int:
    """The contact is as the command says; a customer has one primary contact at most."""
    texts = cleaned(command, ("name", "title", "phone", "email"), required=("name",))
    find(work, Customer, command.customer_id)
    if command.contact_id is None:
        contact = Contact(customer_id=command.customer_id)
    else:
        contact = find_seen(work, Contact, command.contact_id, command.seen_version)
        if contact.customer_id != command.customer_id:
            raise RuleBroken(tr("This contact belongs to another customer."))
    assign(contact, **texts, is_primary=command.is_primary)
    work.session.add(contact)
    work.session.flush()
    if command.is_primary:
        others = select(Contact).where(
            Contact.customer_id == command.customer_id, Contact.id != contact.id, Contact.is_primary
        )
        for other in work.session.scalars(others):
            other.is_primary = False
    return contact.id
