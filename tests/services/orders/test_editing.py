from dataclasses import replace
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.models import Agreement, LineCost, StateMove, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.messages import (
    LineFromItem,
    LineValue,
    MoveWorkOrder,
    SaveWorkOrder,
    WorkOrderCard,
    WorkOrderHistory,
    WorkOrderList,
)
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from fsmdesk.services.prices.messages import SaveItem
from tests.services.shop import BOILER, EXEMPT_TAX, IGNITOR, LIBRARY, SALES_TAX, SCHOOL, LineOf, Shop, at

LINE = LineValue(
    id=None,
    item_id=None,
    kind=LineKind.LABOUR,
    description="Labour",
    unit="h",
    planned_milli=1_500,
    done_milli=0,
    price_minor=9_500,
    discount_ppm=0,
    tax_id=SALES_TAX,
    bill_to=BillTo.CUSTOMER,
)


def saving(card: WorkOrderCard, **values: Any) -> SaveWorkOrder:
    """The command that an editor sends which shows this card and changed these fields."""
    names = set(SaveWorkOrder.__dataclass_fields__) & set(WorkOrderCard.__dataclass_fields__)
    same = {name: getattr(card, name) for name in names - {"lines", "version"}}
    return SaveWorkOrder(**{**same, "work_order_id": card.id, "seen_version": card.version, **values})


def read(shop: Shop, job: int) -> WorkOrderCard:
    return shop.owner.ask(ReadWorkOrder(work_order_id=job))


def test_fields_skills_and_lines_are_saved_as_one_piece(shop: Shop) -> None:
    job = shop.job()
    card = read(shop, job)
    command = saving(card, title="No heat", access_notes="Ring twice", skills=("Gas",), lines=(LINE,))
    changes = shop.dispatcher.do(command).changes
    after = read(shop, job)
    assert (after.title, after.access_notes, after.skills) == ("No heat", "Ring twice", ("Gas",))
    assert [line.net_minor for line in after.lines] == [14_250]
    assert changes.touches("work_order") and changes.touches("work_order_line")


def test_lines_alone_raise_the_version_so_that_the_other_seat_hears_of_them(shop: Shop) -> None:
    job = shop.job()
    card = read(shop, job)
    shop.dispatcher.do(saving(card, lines=(LINE,)))
    with pytest.raises(ConflictError) as caught:
        shop.owner.do(saving(card, lines=(LINE, LINE)))
    assert caught.value.who == "Dan Desk"
    assert caught.value.theirs["title"] == card.title
    assert len(read(shop, job).lines) == 1


def test_saving_what_is_there_changes_nothing(shop: Shop) -> None:
    job = shop.job(lines=[LineOf()])
    card = read(shop, job)
    values = tuple(line.value for line in card.lines)
    assert not shop.owner.do(saving(card, lines=values)).changes.records
    assert read(shop, job).version == card.version


def test_lines_are_reordered_changed_and_removed(shop: Shop) -> None:
    job = shop.job(lines=[LineOf(description="A"), LineOf(description="B"), LineOf(description="C")])
    card = read(shop, job)
    a, _b, c = (line.value for line in card.lines)
    shop.owner.do(saving(card, lines=(c, replace(a, done_milli=2_000))))
    after = read(shop, job)
    assert [(line.value.description, line.value.done_milli) for line in after.lines] == [
        ("C", 1_000),
        ("A", 2_000),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(LINE, description=" "),
        replace(LINE, planned_milli=-1),
        replace(LINE, done_milli=10**12),
        replace(LINE, discount_ppm=1_000_001),
        replace(LINE, price_minor=10**14),
        replace(LINE, tax_id=999),
        replace(LINE, id=999),
    ],
)
def test_a_line_that_cannot_be_billed_is_refused(sqlite_shop: Shop, wrong: LineValue) -> None:
    card = read(sqlite_shop, sqlite_shop.job())
    with pytest.raises(RuleBroken):
        sqlite_shop.owner.do(saving(card, title="Changed", lines=(LINE, wrong)))
    after = read(sqlite_shop, card.id)
    assert (after.lines, after.title) == ((), card.title)


def test_costs_are_copied_for_all_and_shown_to_few(shop: Shop) -> None:
    shop.owner.do(
        SaveItem(
            item_id=IGNITOR,
            seen_version=1,
            code="IGN",
            name="Ignitor",
            kind=LineKind.PART,
            price_minor=4_550,
            cost_minor=2_000,
        )
    )
    card = read(shop, shop.job())
    line = shop.dispatcher.ask(LineFromItem(work_order_id=card.id, item_id=IGNITOR))
    assert line.cost_minor is None
    shop.dispatcher.do(saving(card, lines=(line,)))
    assert read(shop, card.id).cost_minor == 2_000
    assert shop.dispatcher.ask(ReadWorkOrder(work_order_id=card.id)).cost_minor is None
    assert [cost.cost_minor for cost in shop.all(LineCost)] == [2_000]
    dearer = replace(read(shop, card.id).lines[0].value, cost_minor=1)
    with pytest.raises(NotAllowed):
        shop.dispatcher.do(saving(read(shop, card.id), lines=(dearer,)))


def test_who_pays_is_told_from_warranty_and_agreement(shop: Shop) -> None:
    (gold,) = shop.add(
        Agreement(customer_id=LIBRARY, name="GOLD", starts_on=at(0).date(), covers_labour=True)
    )
    job = shop.job(agreement_id=gold)
    labour = shop.owner.ask(LineFromItem(work_order_id=job, item_id=1))
    part = shop.owner.ask(LineFromItem(work_order_id=job, item_id=IGNITOR))
    assert (labour.bill_to, part.bill_to) == (BillTo.AGREEMENT, BillTo.CUSTOMER)
    from fsmdesk.models import Equipment

    shop.change(Equipment, BOILER, warranty_until=at(0, day=20).date())
    assert shop.owner.ask(LineFromItem(work_order_id=job, item_id=IGNITOR)).bill_to is BillTo.WARRANTY


def test_an_exempt_customer_gets_the_exemption(shop: Shop) -> None:
    job = shop.job(customer_id=SCHOOL, site_id=2, equipment_id=None)
    assert shop.owner.ask(LineFromItem(work_order_id=job, item_id=1)).tax_id == EXEMPT_TAX


def test_only_declared_moves_are_made_and_each_is_written_down(shop: Shop) -> None:
    job = shop.job()
    with pytest.raises(RuleBroken):
        shop.owner.do(MoveWorkOrder(work_order_id=job, seen_version=1, after=WorkOrderState.INVOICED))
    shop.owner.do(
        MoveWorkOrder(work_order_id=job, seen_version=1, after=WorkOrderState.CANCELLED, reason="Moved away")
    )
    assert shop.get(WorkOrder, job).state is WorkOrderState.CANCELLED
    last = shop.all(StateMove, work_order_id=job)[-1]
    assert (last.after, last.reason, last.person_id) == ("cancelled", "Moved away", 1)


def test_history_says_who_changed_what(shop: Shop) -> None:
    card = read(shop, shop.job())
    shop.dispatcher.do(saving(card, access_notes="Side gate"))
    newest = shop.owner.ask(WorkOrderHistory(work_order_id=card.id))[0]
    assert (newest.person, newest.text) == ("Dan Desk", "Access notes: – → “Side gate”")


def test_the_list_filters_sorts_and_counts(shop: Shop) -> None:
    for number in range(5):
        shop.job(title=f"Job {number}", due_at=at(number + 1), lines=[LineOf(price_minor=100 * number)])
    shop.job(WorkOrderState.CANCELLED, title="Gone")
    shop.now = at(3, 30)
    page = shop.owner.ask(
        WorkOrderList(
            request=ListRequest(
                sort="due_at", descending=True, filters=(ListFilter("overdue", values=(True,)),), limit=2
            )
        )
    )
    assert (page.total_count, [row.title for row in page.rows]) == (3, ["Job 2", "Job 1"])
    assert [row.net_minor for row in page.rows] == [200, 100]
    found = shop.owner.ask(WorkOrderList(request=ListRequest(text="library gone")))
    assert [row.title for row in found.rows] == ["Gone"]


def test_a_billed_job_is_not_edited(shop: Shop) -> None:
    job = shop.job(WorkOrderState.CLOSED)
    with pytest.raises(RuleBroken):
        shop.owner.do(saving(read(shop, job), title="Other"))
    assert shop.all(WorkOrderLine) == []
