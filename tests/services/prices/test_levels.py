"""Price levels, and the prices that items have at them."""

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import LineKind
from fsmdesk.models import Customer, Item, ItemPrice, PriceLevel
from fsmdesk.services.prices.messages import LevelPriceValue, PriceLevels, SaveItem, SavePriceLevel, WholeItem
from tests.services.shop import IGNITOR, LIBRARY, Shop


def level(shop: Shop, name: str = "Trade", change_ppm: int = -100_000) -> int:
    return shop.bookkeeper.do(SavePriceLevel(name=name, change_ppm=change_ppm)).value


def test_levels_say_who_has_them_and_what_they_name(shop: Shop) -> None:
    trade = level(shop)
    shop.change(Customer, LIBRARY, price_level_id=trade)
    shop.add(ItemPrice(item_id=IGNITOR, level_id=trade, price_minor=4_000))
    (row,) = shop.owner.ask(PriceLevels())
    assert (row.name, row.change_ppm, row.customer_count, row.own_count) == ("Trade", -100_000, 1, 1)


def test_levels_are_archived_and_come_back(shop: Shop) -> None:
    trade = level(shop)
    command = SavePriceLevel(level_id=trade, seen_version=1, name="Trade", change_ppm=0, is_archived=True)
    shop.owner.do(command)
    assert shop.owner.ask(PriceLevels()) == ()
    assert [row.is_archived for row in shop.owner.ask(PriceLevels(include_archived=True))] == [True]
    with pytest.raises(ConflictError):
        shop.owner.do(SavePriceLevel(level_id=trade, seen_version=1, name="Trade", change_ppm=0))


@pytest.mark.parametrize(("name", "change", "field"), [(" ", 0, "name"), ("A", -1_000_001, "change_ppm")])
def test_what_is_wrong_with_a_level(shop: Shop, name: str, change: int, field: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        shop.owner.do(SavePriceLevel(name=name, change_ppm=change))
    assert caught.value.field == field


def test_names_are_taken_once_and_prices_are_edited_by_who_may(shop: Shop) -> None:
    level(shop)
    with pytest.raises(RuleBroken, match="already"):
        level(shop)
    with pytest.raises(NotAllowed):
        shop.dispatcher.do(SavePriceLevel(name="Other", change_ppm=0))


def item_with(shop: Shop, *prices: LevelPriceValue) -> None:
    shop.owner.do(
        SaveItem(
            item_id=IGNITOR,
            seen_version=shop.version(Item, IGNITOR),
            code="IGN",
            name="Ignitor",
            kind=LineKind.PART,
            price_minor=4_550,
            level_prices=prices,
        )
    )


def test_an_item_may_have_a_price_of_its_own_at_a_level(shop: Shop) -> None:
    trade, school = level(shop), level(shop, "School", 0)
    item_with(shop, LevelPriceValue(trade, 4_000))
    assert shop.version(Item, IGNITOR) == 2
    assert shop.owner.ask(WholeItem(item_id=IGNITOR)).level_prices == (
        LevelPriceValue(school, None, "School", 4_550),
        LevelPriceValue(trade, 4_000, "Trade", 4_095),
    )
    item_with(shop, LevelPriceValue(trade, 4_000))
    assert shop.version(Item, IGNITOR) == 2
    item_with(shop, LevelPriceValue(trade, 0))
    assert shop.all(ItemPrice)[0].price_minor == 0
    item_with(shop, LevelPriceValue(trade, None))
    assert shop.all(ItemPrice) == []
    with pytest.raises(RuleBroken, match="negative"):
        item_with(shop, LevelPriceValue(trade, -1))


def test_an_archived_level_is_not_offered_at_an_item(shop: Shop) -> None:
    trade = level(shop)
    shop.change(PriceLevel, trade, archived_at=shop.now)
    assert shop.owner.ask(WholeItem(item_id=IGNITOR)).level_prices == ()
