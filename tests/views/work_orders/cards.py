"""A work order's card with nothing special about it."""

from datetime import UTC, datetime

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, JobKind, LineKind, Priority, RequestSource
from fsmdesk.services.orders.messages import LineValue, Recorded, WorkOrderCard


def plain_card() -> WorkOrderCard:
    """A request of this morning."""
    texts = {
        name: ""
        for name, field in WorkOrderCard.__dataclass_fields__.items()
        if field.type is str or field.type == "str"
    }
    lists = {
        name: ()
        for name, field in WorkOrderCard.__dataclass_fields__.items()
        if str(field.type).startswith("tuple")
    }
    nothing = dict.fromkeys(WorkOrderCard.__dataclass_fields__)
    known = {
        "id": 7,
        "version": 1,
        "number": 4427,
        "state": WorkOrderState.REQUESTED,
        "kind": JobKind.GENERAL,
        "priority": Priority.MEDIUM,
        "source": RequestSource.PHONE,
        "requested_at": datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        "duration_minutes": 60,
        "credit_hold": False,
        "net_minor": 0,
        "billed_minor": 0,
        "recorded": Recorded(),
    }
    return WorkOrderCard(**{**nothing, **texts, **lists, **known})  # type: ignore[arg-type]


def plain_line(**values: object) -> LineValue:
    """Two hours of labour, planned."""
    given: dict[str, object] = {
        "id": 1,
        "item_id": None,
        "kind": LineKind.LABOUR,
        "description": "Labour",
        "unit": "h",
        "planned_milli": 2000,
        "done_milli": 0,
        "price_minor": 10_000,
        "discount_ppm": 0,
        "tax_id": None,
        "bill_to": BillTo.CUSTOMER,
    }
    return LineValue(**(given | values))  # type: ignore[arg-type]
