"""What the office is warned of, and what it is not."""

from datetime import date, timedelta
from typing import Any

from fsmdesk.core.lists import ListFilter, ListPart, ListRequest
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import (
    Agreement,
    Company,
    Customer,
    Equipment,
    Skill,
    StateMove,
    Technician,
    TechnicianSkill,
    Visit,
)
from fsmdesk.services.warnings.messages import WarningKind, WarningList, WarningRow
from tests.services.shop import BEN, BOILER, FAY, LEFT, LIBRARY, SCHOOL, Shop, at

TODAY = date(2026, 3, 2)


def warnings(shop: Shop, kind: WarningKind | None = None, **request: Any) -> list[WarningRow]:
    """The warnings, of one kind if one is named."""
    filters = () if kind is None else (ListFilter("kind", values=(kind,)),)
    return list(shop.dispatcher.ask(WarningList(request=ListRequest(filters=filters, **request))).rows)


def test_warranties_are_told_before_they_end(shop: Shop) -> None:
    shop.change(Company, 1, warn_days=30)
    shop.change(Equipment, BOILER, warranty_until=TODAY + timedelta(days=30))
    (row,) = warnings(shop, WarningKind.WARRANTY)
    assert (row.record, row.record_id, row.on_day) == ("equipment", BOILER, TODAY + timedelta(days=30))
    for day in (TODAY + timedelta(days=31), TODAY - timedelta(days=1)):
        shop.change(Equipment, BOILER, warranty_until=day)
        assert warnings(shop, WarningKind.WARRANTY) == []


def test_certificates_of_those_who_work_here_stay_until_they_are_renewed(shop: Shop) -> None:
    gas, oil = shop.add(Skill(name="Gas-2"), Skill(name="Oil-2"))
    shop.add(
        TechnicianSkill(technician_id=FAY, skill_id=gas, certified_until=TODAY - timedelta(days=400)),
        TechnicianSkill(technician_id=FAY, skill_id=oil, certified_until=TODAY + timedelta(days=5)),
        TechnicianSkill(technician_id=BEN, skill_id=gas, certified_until=None),
        TechnicianSkill(technician_id=LEFT, skill_id=gas, certified_until=TODAY),
    )
    found = [(row.name, row.about) for row in warnings(shop, WarningKind.CERTIFICATE)]
    name = shop.get(Technician, FAY).name
    assert found == [(name, "Gas-2"), (name, "Oil-2")]


def test_exemptions_and_agreements_that_end(shop: Shop) -> None:
    ends = TODAY + timedelta(days=10)
    shop.change(Customer, SCHOOL, tax_exempt=True, exempt_certificate="EX-1", exempt_until=ends)
    shop.change(Customer, LIBRARY, tax_exempt=False, exempt_until=ends)
    shop.add(
        Agreement(customer_id=LIBRARY, name="GOLD", starts_on=date(2025, 1, 1), ends_on=ends),
        Agreement(customer_id=LIBRARY, name="OLD", starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1)),
        Agreement(customer_id=LIBRARY, name="OPEN", starts_on=date(2020, 1, 1), ends_on=None),
    )
    assert [row.record_id for row in warnings(shop, WarningKind.TAX_CERTIFICATE)] == [SCHOOL]
    assert [row.name for row in warnings(shop, WarningKind.AGREEMENT)] == ["GOLD"]


def test_the_day_is_the_one_on_the_offices_wall(shop: Shop) -> None:
    shop.change(Company, 1, timezone="America/Chicago")
    shop.job(WorkOrderState.REQUESTED, requested_at=at(3, day=1), respond_by_at=at(4, day=1))
    (row,) = warnings(shop, WarningKind.UNANSWERED)
    assert (row.on_day, row.days) == (date(2026, 2, 28), -2)


def test_requests_that_nobody_answered(shop: Shop) -> None:
    requested = WorkOrderState.REQUESTED
    late = shop.job(requested, respond_by_at=at(7), requested_at=at(6))
    shop.job(requested, respond_by_at=at(12), requested_at=at(6))
    old = shop.job(requested, requested_at=at(7, day=1))
    shop.job(requested, requested_at=at(7))
    shop.job(WorkOrderState.APPROVED, respond_by_at=at(7), requested_at=at(7))
    assert {row.record_id for row in warnings(shop, WarningKind.UNANSWERED)} == {late, old}


def test_jobs_that_do_not_move(shop: Shop) -> None:
    shop.change(Company, 1, stuck_days=7)
    long_ago = shop.now - timedelta(days=8)
    stuck = shop.job(WorkOrderState.WAITING, requested_at=long_ago)
    moved = shop.job(WorkOrderState.WAITING, requested_at=long_ago)
    shop.add(StateMove(work_order_id=moved, before="on_site", after="waiting", at=shop.now))
    unbilled = shop.job(WorkOrderState.REVIEWED, requested_at=long_ago)
    shop.job(WorkOrderState.CLOSED, requested_at=long_ago)
    planned = shop.job(WorkOrderState.SCHEDULED, requested_at=long_ago)
    shop.add(
        Visit(
            work_order_id=planned,
            technician_id=FAY,
            state="planned",
            start_at=at(9, day=9),
            end_at=at(10, day=9),
        )
    )
    found = {row.record_id: row.state for row in warnings(shop, WarningKind.STUCK)}
    assert found == {stuck: "waiting", unbilled: "reviewed"}


def test_all_of_them_are_one_list_that_is_searched_sorted_and_grouped(shop: Shop) -> None:
    shop.change(Equipment, BOILER, warranty_until=TODAY)
    shop.change(Customer, SCHOOL, tax_exempt=True, exempt_until=TODAY - timedelta(days=1))
    shop.job(WorkOrderState.REQUESTED, requested_at=at(7, day=1), title="Roof leaks")
    kinds = [row.kind for row in warnings(shop)]
    assert sorted(kinds) == sorted(
        [WarningKind.UNANSWERED, WarningKind.TAX_CERTIFICATE, WarningKind.WARRANTY]
    )
    assert [row.kind for row in warnings(shop, text="roof")] == [WarningKind.UNANSWERED]
    days = [row.on_day for row in warnings(shop, sort="on_day", descending=True)]
    assert days == sorted(days, reverse=True)
    page = shop.owner.ask(WarningList(request=ListRequest(part=ListPart.GROUPS, group_by="kind")))
    assert {group.value: group.count for group in page.groups} == {
        "unanswered": 1,
        "tax_certificate": 1,
        "warranty": 1,
    }
