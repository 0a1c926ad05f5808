"""What can be exported: for each kind its list, and its columns with what sort of value stands in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fsmdesk.core.permissions import Permission
from fsmdesk.db.database import Reading
from fsmdesk.reports.columns import ColumnKind
from fsmdesk.services.listing import ListShape

# For the ids of some rows, values that the list's own query does not have: column -> id -> value.
Enrich = Callable[[Reading, Sequence[int]], Mapping[str, Mapping[int, Any]]]
_K = ColumnKind


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its title in English, and what sort of value it holds.

    `needs` hides it from others; `words` makes what stands there of the stored value.
    """

    title: str
    kind: ColumnKind = _K.TEXT
    needs: Permission | None = None
    words: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of list. Columns are those of the list's query, by name, and those that `enrich` adds."""

    title: str
    shape: Callable[[Reading], ListShape]
    columns: Mapping[str, SheetColumn]
    enrich: Enrich | None = None
    enriched: frozenset[str] = field(default_factory=frozenset)


def sheet_of(kind: str) -> Sheet | None:
    """The sheet for this kind; None if it can't be exported. Its area is imported only now."""
    maker = _MAKERS.get(kind)
    return maker() if maker else None


def exportable_kinds() -> tuple[str, ...]:
    """All kinds, as typed after `fsmdesk export`."""
    return tuple(_MAKERS)


def _customers() -> Sheet:
    from fsmdesk.services.parties.customer_list import customer_shape

    return Sheet(
        "Customers",
        customer_shape,
        {
            "name": SheetColumn("Name"),
            "city": SheetColumn("City"),
            "phone": SheetColumn("Phone"),
            "email": SheetColumn("E-mail"),
            "site_count": SheetColumn("Sites", _K.INTEGER),
            "open_jobs": SheetColumn("Open jobs", _K.INTEGER),
            "open_minor": SheetColumn("Open", _K.MONEY),
            "overdue_minor": SheetColumn("Overdue", _K.MONEY),
            "credit_hold": SheetColumn("Credit hold", _K.BOOL),
        },
        enrich=_owed,
        enriched=frozenset({"open_minor", "overdue_minor"}),
    )


def _owed(work: Reading, ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
    from fsmdesk.services.parties.customer_list import owed_by

    owed = {**dict.fromkeys(ids, (0, 0)), **owed_by(work, ids)}
    return {
        "open_minor": {customer_id: owes for customer_id, (owes, _late) in owed.items()},
        "overdue_minor": {customer_id: late for customer_id, (_owes, late) in owed.items()},
    }


def _sites() -> Sheet:
    from fsmdesk.services.parties.sites import SHAPE

    return Sheet(
        "Sites",
        lambda _work: SHAPE,
        {
            "name": SheetColumn("Name"),
            "customer": SheetColumn("Customer"),
            "address": SheetColumn("Address"),
            "city": SheetColumn("City"),
            "postcode": SheetColumn("Postcode"),
            "equipment_count": SheetColumn("Machines", _K.INTEGER),
            "open_jobs": SheetColumn("Open jobs", _K.INTEGER),
        },
    )


def _equipment() -> Sheet:
    from fsmdesk.services.parties.equipment import equipment_shape

    return Sheet(
        "Equipment",
        equipment_shape,
        {
            "name": SheetColumn("Name"),
            "category": SheetColumn("Category"),
            "make": SheetColumn("Make"),
            "model": SheetColumn("Model"),
            "serial": SheetColumn("Serial number"),
            "site": SheetColumn("Site"),
            "place": SheetColumn("Place"),
            "customer": SheetColumn("Customer"),
            "installed_on": SheetColumn("Installed", _K.DATE),
            "warranty_until": SheetColumn("Warranty until", _K.DATE),
        },
    )


def _items() -> Sheet:
    from fsmdesk.services.prices.items import item_shape

    return Sheet(
        "Price book",
        item_shape,
        {
            "code": SheetColumn("Code"),
            "name": SheetColumn("Name"),
            "kind": SheetColumn("Kind"),
            "unit": SheetColumn("Unit"),
            "category": SheetColumn("Category"),
            "price_minor": SheetColumn("Price", _K.MONEY),
            "tax_code": SheetColumn("Tax"),
            "cost_minor": SheetColumn("Cost", _K.MONEY, Permission.SEE_COSTS),
        },
    )


def _technicians() -> Sheet:
    from fsmdesk.services.technicians.technician_list import skills_text, technician_shape

    return Sheet(
        "Technicians",
        technician_shape,
        {
            "name": SheetColumn("Name"),
            "initials": SheetColumn("Initials"),
            "team": SheetColumn("Team"),
            "phone": SheetColumn("Phone"),
            "email": SheetColumn("E-mail"),
            "city": SheetColumn("City"),
            "skills": SheetColumn("Skills"),
            "ends_on": SheetColumn("First certificate ends", _K.DATE),
            "visits_today": SheetColumn("Visits today", _K.INTEGER),
            "person": SheetColumn("Sits here as"),
        },
        enrich=lambda work, ids: {"skills": skills_text(work, ids)},
        enriched=frozenset({"skills"}),
    )


def _work_orders() -> Sheet:
    from fsmdesk.services.orders.order_list import amounts_of, order_shape
    from fsmdesk.services.parties.job_history import technician_names

    return Sheet(
        "Work orders",
        order_shape,
        {
            "number": SheetColumn("Number", _K.INTEGER),
            "title": SheetColumn("Title"),
            "state": SheetColumn("State"),
            "kind": SheetColumn("Kind"),
            "priority": SheetColumn("Priority"),
            "customer": SheetColumn("Customer"),
            "site": SheetColumn("Site"),
            "city": SheetColumn("City"),
            "technicians": SheetColumn("Technicians"),
            "requested_at": SheetColumn("Requested", _K.INSTANT),
            "respond_by_at": SheetColumn("On site by", _K.INSTANT),
            "due_at": SheetColumn("Finished by", _K.INSTANT),
            "planned_start_at": SheetColumn("Planned", _K.INSTANT),
            "completed_at": SheetColumn("Completed", _K.INSTANT),
            "net_minor": SheetColumn("Net", _K.MONEY),
        },
        enrich=lambda work, ids: {
            "technicians": technician_names(work, ids),
            "net_minor": amounts_of(work, ids),
        },
        enriched=frozenset({"technicians", "net_minor"}),
    )


def _requests() -> Sheet:
    from fsmdesk.services.intake.inbox import request_shape

    return Sheet(
        "Requests",
        request_shape,
        {
            "number": SheetColumn("Number", _K.INTEGER),
            "title": SheetColumn("Title"),
            "kind": SheetColumn("Kind"),
            "priority": SheetColumn("Priority"),
            "customer": SheetColumn("Customer"),
            "site": SheetColumn("Site"),
            "city": SheetColumn("City"),
            "requested_at": SheetColumn("Requested", _K.INSTANT),
            "due_at": SheetColumn("Due", _K.INSTANT),
        },
    )


def _invoices() -> Sheet:
    from fsmdesk.services.billing.invoice_list import invoice_shape, job_numbers
    from fsmdesk.services.billing.messages import InvoiceStanding

    return Sheet(
        "Invoices",
        invoice_shape,
        {
            "number": SheetColumn("Number"),
            "kind": SheetColumn("Kind"),
            "issued_on": SheetColumn("Issued", _K.DATE),
            "customer": SheetColumn("Customer"),
            "work_orders": SheetColumn("Work orders"),
            "due_on": SheetColumn("Due", _K.DATE),
            "net_minor": SheetColumn("Net", _K.MONEY),
            "tax_minor": SheetColumn("Tax", _K.MONEY),
            "total_minor": SheetColumn("Total", _K.MONEY),
            "open_minor": SheetColumn("Open", _K.MONEY),
            "standing": SheetColumn("State", words=lambda value: InvoiceStanding(value).label),
        },
        enrich=lambda work, ids: {"work_orders": job_numbers(work, ids)},
        enriched=frozenset({"work_orders"}),
    )


def _agreements() -> Sheet:
    from fsmdesk.services.parties.agreements import AGREEMENT_SHAPE, cover_and_standing

    return Sheet(
        "Agreements",
        lambda _work: AGREEMENT_SHAPE,
        {
            "customer": SheetColumn("Customer"),
            "name": SheetColumn("Agreement"),
            "covers": SheetColumn("Covers"),
            "starts_on": SheetColumn("Starts", _K.DATE),
            "ends_on": SheetColumn("Ends", _K.DATE),
            "standing": SheetColumn("State"),
        },
        enrich=cover_and_standing,
        enriched=frozenset({"covers", "standing"}),
    )


def _payments() -> Sheet:
    from fsmdesk.services.billing.payment_list import invoice_numbers, payment_shape

    return Sheet(
        "Payments",
        payment_shape,
        {
            "received_on": SheetColumn("Received", _K.DATE),
            "customer": SheetColumn("Customer"),
            "method": SheetColumn("Method"),
            "reference": SheetColumn("Reference"),
            "invoices": SheetColumn("Invoices"),
            "amount_minor": SheetColumn("Amount", _K.MONEY),
            "unallocated_minor": SheetColumn("On account", _K.MONEY),
        },
        enrich=lambda work, ids: {"invoices": invoice_numbers(work, ids)},
        enriched=frozenset({"invoices"}),
    )


def _to_review() -> Sheet:
    from fsmdesk.core.states import WorkOrderState
    from fsmdesk.services.closeout.sheets import queue_sheet

    return queue_sheet(WorkOrderState.COMPLETE, "To review")


def _to_invoice() -> Sheet:
    from fsmdesk.core.states import WorkOrderState
    from fsmdesk.services.closeout.sheets import queue_sheet

    return queue_sheet(WorkOrderState.REVIEWED, "To invoice")


def _feedback() -> Sheet:
    from fsmdesk.services.closeout.sheets import feedback_sheet

    return feedback_sheet()


def _templates() -> Sheet:
    from fsmdesk.services.templates.template_list import TEMPLATE_SHAPE

    return Sheet(
        "Templates",
        lambda _work: TEMPLATE_SHAPE,
        {
            "name": SheetColumn("Name"),
            "kind": SheetColumn("Kind"),
            "task_code": SheetColumn("Task code"),
            "priority": SheetColumn("Priority"),
            "duration_minutes": SheetColumn("Duration", _K.DURATION),
            "check_count": SheetColumn("Checks", _K.INTEGER),
            "line_count": SheetColumn("Lines", _K.INTEGER),
            "used_count": SheetColumn("Used", _K.INTEGER),
        },
    )


def _audit() -> Sheet:
    from fsmdesk.services.closeout.sheets import audit_sheet

    return audit_sheet()


def _warnings() -> Sheet:
    from fsmdesk.services.warnings.warning_list import warning_sheet

    return warning_sheet()


_MAKERS: dict[str, Callable[[], Sheet]] = {
    "customers": _customers,
    "sites": _sites,
    "equipment": _equipment,
    "technicians": _technicians,
    "items": _items,
    "agreements": _agreements,
    "work-orders": _work_orders,
    "requests": _requests,
    "invoices": _invoices,
    "payments": _payments,
    "to-review": _to_review,
    "to-invoice": _to_invoice,
    "feedback": _feedback,
    "audit": _audit,
    "templates": _templates,
    "warnings": _warnings,
}
