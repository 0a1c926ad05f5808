"""Lines from the price book: kits, price levels, and what labour costs."""

from dataclasses import replace

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import LineKind
from fsmdesk.models import Customer, Item, ItemCost, ItemPrice, KitPart, LineCost, PriceLevel, TechnicianPay
from fsmdesk.services.orders.messages import LinesFromItem, NewLine
from fsmdesk.services.prices.messages import PriceOrigin
from tests.services.orders.test_editing import LINE, read, saving
from tests.services.shop import BEN, FAY, HOUR, IGNITOR, LIBRARY, LineOf, Shop, at


def kit(shop: Shop) -> int:
    (made,) = shop.add(Item(code="KIT", name="Ignition kit", kind=LineKind.PART, price_minor=0, is_kit=True))
    shop.add(
        KitPart(kit_id=made, item_id=HOUR, position=1, quantity_milli=1_500),
        KitPart(kit_id=made, item_id=IGNITOR, position=0, quantity_milli=2_000),
    )
    return made


def level(shop: Shop, change_ppm: int = -100_000, **own_prices: int) -> None:
    (made,) = shop.add(PriceLevel(name="Contractor", change_ppm=change_ppm))
    shop.change(Customer, LIBRARY, price_level_id=made)
    for item_id, price in own_prices.items():
        shop.add(ItemPrice(item_id=int(item_id.strip("_")), level_id=made, price_minor=price))


def lines(shop: Shop, item: int, quantity: int = 1_000) -> tuple[NewLine, ...]:
    job = shop.job()
    return shop.owner.ask(LinesFromItem(work_order_id=job, item_id=item, quantity_milli=quantity))


def test_a_kit_expands_into_its_items_in_their_order(shop: Shop) -> None:
    found = lines(shop, kit(shop), quantity=2_000)
    assert [(line.value.item_id, line.value.planned_milli) for line in found] == [
        (IGNITOR, 4_000),
        (HOUR, 3_000),
    ]
    assert [line.value.price_minor for line in found] == [4_550, 10_000]


def test_an_item_is_one_line_at_the_price_of_the_book(shop: Shop) -> None:
    (line,) = lines(shop, IGNITOR)
    assert line.origin == PriceOrigin(4_550, 4_550)


def test_a_level_changes_all_prices(shop: Shop) -> None:
    level(shop, -125_000)
    (line,) = lines(shop, IGNITOR)
    assert line.value.price_minor == 3_981  # 39.8125
    assert line.origin == PriceOrigin(3_981, 4_550, "Contractor", -125_000)


def test_a_level_may_have_a_price_of_its_own(shop: Shop) -> None:
    level(shop, **{f"_{IGNITOR}": 4_000})
    (line,) = lines(shop, IGNITOR)
    assert line.origin == PriceOrigin(4_000, 4_550, "Contractor")
    assert lines(shop, kit(shop))[0].value.price_minor == 4_000


def test_an_archived_level_changes_nothing(shop: Shop) -> None:
    level(shop)
    shop.change(PriceLevel, 1, archived_at=shop.now)
    assert lines(shop, IGNITOR)[0].value.price_minor == 4_550


def test_a_stored_line_says_where_its_price_would_come_from(shop: Shop) -> None:
    level(shop)
    job = shop.job()
    (new,) = shop.owner.ask(LinesFromItem(work_order_id=job, item_id=IGNITOR))
    shop.owner.do(saving(read(shop, job), lines=(replace(new.value, price_minor=5_000), LINE)))
    first, second = read(shop, job).lines
    assert (first.value.price_minor, first.origin) == (
        5_000,
        PriceOrigin(4_095, 4_550, "Contractor", -100_000),
    )
    assert second.origin is None


def pay(shop: Shop) -> None:
    shop.add(
        TechnicianPay(technician_id=FAY, hourly_cost_minor=3_000),
        TechnicianPay(technician_id=BEN, hourly_cost_minor=4_001),
    )


def cost_of_only_line(shop: Shop, job: int) -> int | None:
    return read(shop, job).lines[0].value.cost_minor


def test_labour_typed_by_hand_costs_what_those_cost_who_go_there(shop: Shop) -> None:
    pay(shop)
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9), technician_id=FAY)
    shop.visit(job, at(11), technician_id=BEN)
    shop.dispatcher.do(saving(read(shop, job), lines=(LINE,)))
    assert cost_of_only_line(shop, job) == 3_501
    assert read(shop, job).cost_minor == 5_252  # an hour and a half


def test_labour_of_a_named_technician_costs_what_that_one_costs(shop: Shop) -> None:
    pay(shop)
    job = shop.job()
    shop.dispatcher.do(saving(read(shop, job), lines=(replace(LINE, technician_id=BEN),)))
    assert cost_of_only_line(shop, job) == 4_001
    (row,) = read(shop, job).lines
    shop.dispatcher.do(saving(read(shop, job), lines=(replace(row.value, technician_id=FAY),)))
    assert cost_of_only_line(shop, job) == 3_000


def test_a_cost_that_was_typed_stays(shop: Shop) -> None:
    pay(shop)
    job = shop.job()
    shop.owner.do(saving(read(shop, job), lines=(replace(LINE, cost_minor=2_500, technician_id=FAY),)))
    (row,) = read(shop, job).lines
    shop.owner.do(saving(read(shop, job), lines=(replace(row.value, note="by hand"),)))
    assert cost_of_only_line(shop, job) == 2_500


def test_labour_from_the_book_costs_its_technician_else_what_the_item_costs(shop: Shop) -> None:
    shop.add(ItemCost(item_id=HOUR, cost_minor=2_000))
    assert lines(shop, HOUR)[0].value.cost_minor == 2_000
    pay(shop)
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9), technician_id=BEN)
    (new,) = shop.owner.ask(LinesFromItem(work_order_id=job, item_id=HOUR))
    assert new.value.cost_minor == 4_001


def test_parts_are_no_labour(shop: Shop) -> None:
    pay(shop)
    job = shop.job(lines=[LineOf(kind=LineKind.PART)])
    shop.visit(job, at(9), technician_id=BEN)
    (row,) = read(shop, job).lines
    shop.dispatcher.do(saving(read(shop, job), lines=(replace(row.value, note="x"),)))
    assert shop.all(LineCost) == []
