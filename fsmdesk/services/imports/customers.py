"""Customers and their contacts from a file."""

from typing import Any

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Contact, Customer
from fsmdesk.services.imports.batches import (
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    known_records,
    update_all,
)
from fsmdesk.services.imports.notes import said_notes, with_extra

_FIELDS = (
    "name",
    "phone",
    "email",
    "address",
    "city",
    "region",
    "postcode",
    "country",
    "tax_number",
    "notes",
)


def import_customers(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Customers are known again by their key, or else by name and city."""
    known = known_records(work, Customer, lambda record: folded(record.name, record.city))
    new: list[Values] = []
    contacts_of_new: list[ImportRow] = []
    changes: list[tuple[int, Values]] = []
    settled: list[tuple[int, ImportRow, bool]] = []
    for row in rows:
        values = {name: row.fields[name] for name in _FIELDS if name in row.fields}
        key = _text(row.fields.get("external_id"))
        record = known.find(key, folded(_text(values.get("name")), _text(values.get("city"))))
        if record is None:
            new.append(_complete(values, key, row))
            contacts_of_new.append(row)
            continue
        if key and record.external_id is None:
            values["external_id"] = key
        said_notes(values, row.extra)
        change = differing(record, values)
        if change:
            changes.append((record.id, change))
        settled.append((record.id, row, bool(change)))
    update_all(work, Customer, changes)
    ids = insert_all(work, Customer, new)
    tally.new += len(ids)
    _contacts(work, tally, settled, list(zip(ids, contacts_of_new, strict=True)))


def customer_named(work: Writing, tally: Tally, name: str, made: dict[tuple[str, ...], int]) -> int:
    """The id of the customer of this name; made if there is none. `made` remembers between rows."""
    if not made:
        for record_id, known_name in work.session.execute(select(Customer.id, Customer.name)):
            made.setdefault(folded(known_name), record_id)
    key = folded(name)
    if key not in made:
        made[key] = insert_all(work, Customer, [{"name": name}])[0]
        tally.also.append(tr("Customer “{name}” was made.").format(name=name))
    return made[key]


def _complete(values: Values, key: str | None, row: ImportRow) -> Values:
    """All columns, so that every new customer names the same ones."""
    full: Values = {name: values.get(name, "") for name in _FIELDS}
    return {**full, "external_id": key, "notes": with_extra(full["notes"], row.extra)}


def _contacts(
    work: Writing,
    tally: Tally,
    settled: list[tuple[int, ImportRow, bool]],
    added: list[tuple[int, ImportRow]],
) -> None:
    """The contacts that the rows name; a row whose contact alone differs counts as changed."""
    insert_all(work, Contact, [_contact(customer_id, row) for customer_id, row in added if _has_contact(row)])
    ids = [customer_id for customer_id, row, _ in settled if _has_contact(row)]
    known: dict[tuple[int, tuple[str, ...]], Any] = {}
    for start in range(0, len(ids), 500):
        part = select(Contact.__table__).where(Contact.customer_id.in_(ids[start : start + 500]))
        known |= {
            (contact.customer_id, folded(contact.name)): contact for contact in work.session.execute(part)
        }
    new: list[Values] = []
    changes: list[tuple[int, Values]] = []
    for customer_id, row, was_changed in settled:
        touched = was_changed
        if _has_contact(row):
            values = _contact(customer_id, row)
            contact = known.get((customer_id, folded(values["name"])))
            if contact is None:
                new.append(values)
                touched = True
            elif "contact_title" in row.fields and contact.title != values["title"]:
                changes.append((contact.id, {"title": values["title"]}))
                touched = True
        if touched:
            tally.changed += 1
        else:
            tally.same += 1
    insert_all(work, Contact, new)
    update_all(work, Contact, changes)


def _has_contact(row: ImportRow) -> bool:
    name = row.fields.get("contact_name")
    return bool(name) and name != row.fields.get("name")


def _contact(customer_id: int, row: ImportRow) -> Values:
    return {
        "customer_id": customer_id,
        "name": _text(row.fields.get("contact_name")) or "",
        "title": _text(row.fields.get("contact_title")) or "",
        "phone": _text(row.fields.get("phone")) or "",
        "email": _text(row.fields.get("email")) or "",
        "is_primary": True,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
