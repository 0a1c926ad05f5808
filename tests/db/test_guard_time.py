"""Two times of one technician at once, and changes that nobody is asked about, are refused by the database."""

from datetime import datetime
from typing import Any

import pytest

from fsmdesk.core.errors import FsmError, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, LineApproval, LineKind, TimeKind
from fsmdesk.models import Company, Technician, TimeEntry, WorkOrderLine
from tests.services.shop import BEN, FAY, OWNER, PROGRAM, Shop, at, fresh_shop
from tests.support.offices import Offices


@pytest.fixture
def shop(offices: Offices) -> Any:
    """A shop on each database."""
    with fresh_shop(offices) as made:
        yield made


def entry(job: int, start: datetime, end: datetime | None, **values: Any) -> TimeEntry:
    given = {"technician_id": FAY, "kind": TimeKind.LABOUR, **values}
    return TimeEntry(work_order_id=job, start_at=start, end_at=end, **given)


def refused(shop: Shop, record: TimeEntry | WorkOrderLine) -> str:
    """What is said to who writes this past the services; empty where it is written."""
    try:
        shop.add(record)
    except FsmError as error:
        assert isinstance(error, RuleBroken)
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("start", "end", "values", "is_refused"),
    [
        (at(10), at(11), {}, True),
        (at(8), at(9, 1), {}, True),
        (at(8), at(18), {}, True),
        (at(8), None, {}, True),
        (at(8), at(9), {}, False),
        (at(12), at(13), {}, False),
        (at(10), at(10), {}, False),  # has no length
        (at(10), at(11), {"technician_id": BEN}, False),
        (at(10), at(11), {"kind": TimeKind.TRAVEL}, True),
        (at(10), at(11), {"kind": TimeKind.BREAK}, False),
    ],
)
def test_time_by_hand_leaves_room_for_what_is_there(
    shop: Shop, start: datetime, end: datetime | None, values: dict[str, Any], is_refused: bool
) -> None:
    job, other = shop.job(WorkOrderState.ON_SITE), shop.job(WorkOrderState.ON_SITE)
    shop.add(entry(job, at(9), at(12)))
    said = refused(shop, entry(other, start, end, **values))
    assert ("has other time then" in said) is is_refused


def test_what_a_visit_records_is_kept_as_it_happened(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    visit = shop.visit(job, at(9), state=VisitState.ON_SITE, arrived_at=at(9))
    shop.add(entry(job, at(8), at(12)))
    recorded = shop.add(entry(job, at(9), None, visit_id=visit))[0]
    shop.change(TimeEntry, recorded, end_at=at(11))
    # What somebody corrects is a matter of hand again; less of it never meets more.
    shop.change(TimeEntry, recorded, edited_by_id=OWNER, end_at=at(10))
    with pytest.raises(RuleBroken, match="has other time then"):
        shop.change(TimeEntry, recorded, end_at=at(11))


def test_time_of_technicians_that_were_one_goes_to_one(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    shop.add(entry(job, at(9), at(12)))
    theirs = shop.add(entry(job, at(10), at(11), technician_id=BEN))[0]
    with pytest.raises(RuleBroken, match="has other time then"):
        shop.change(TimeEntry, theirs, technician_id=FAY)
    shop.change(Technician, BEN, archived_at=shop.now)
    shop.change(TimeEntry, theirs, technician_id=FAY)


def line(job: int, **values: Any) -> WorkOrderLine:
    given: dict[str, Any] = {
        "kind": LineKind.PART,
        "description": "Pump",
        "planned_milli": 2000,
        "price_minor": 10_000,
        "is_change": True,
        **values,
    }
    return WorkOrderLine(work_order_id=job, **given)


APPROVED = {"approval": LineApproval.APPROVED, "approved_by": "P. Doyle", "approved_at": at(9)}


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({}, True),
        ({"planned_milli": 1999}, False),
        ({"done_milli": 1000}, False),
        ({"planned_milli": 0, "done_milli": 2000}, True),
        ({"discount_ppm": 1}, False),
        ({"price_minor": 100_000_000_000, "planned_milli": 1_000_000_000}, True),
        ({"bill_to": BillTo.WARRANTY}, False),
        ({"is_change": False}, False),
        ({"follows_time": True}, False),
        ({"approval": LineApproval.WAITING}, False),
        (APPROVED, False),
    ],
)
def test_a_change_above_the_amount_is_asked_about(
    shop: Shop, values: dict[str, Any], is_refused: bool
) -> None:
    shop.change(Company, 1, scope_approval_minor=20_000)
    said = refused(shop, line(shop.job(WorkOrderState.ON_SITE), **values))
    assert ("waits for approval" in said) is is_refused


def test_a_line_that_gets_no_dearer_is_left_alone_under_a_lower_amount(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    (stored,) = shop.add(line(job))
    shop.change(Company, 1, scope_approval_minor=20_000)
    shop.change(WorkOrderLine, stored, note="Blue")
    shop.change(WorkOrderLine, stored, planned_milli=1900)
    with pytest.raises(RuleBroken, match="waits for approval"):
        shop.change(WorkOrderLine, stored, planned_milli=2000)
    shop.change(WorkOrderLine, stored, planned_milli=2000, approval=LineApproval.WAITING)
    with pytest.raises(RuleBroken, match="waits for approval"):
        shop.change(WorkOrderLine, stored, approval=LineApproval.NOT_NEEDED)
    shop.change(WorkOrderLine, stored, **APPROVED)


def test_without_an_amount_nobody_is_asked(shop: Shop) -> None:
    with shop.database.write(PROGRAM) as work:
        company = work.session.get(Company, 1)
        assert company is not None and company.scope_approval_minor is None
    assert refused(shop, line(shop.job(WorkOrderState.ON_SITE))) == ""
