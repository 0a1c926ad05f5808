"""Raising prices: looked at first, done in one piece, taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import LineKind
from fsmdesk.models import Item, ItemPrice, PriceLevel
from fsmdesk.services.prices.messages import Raise, RaisedPrice, RaisePreview, RaisePrices
from fsmdesk.services.prices.raising import raised_to
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import HOUR, IGNITOR, Shop


def preview(shop: Shop, how: Raise) -> tuple[RaisedPrice, ...]:
    return shop.bookkeeper.ask(RaisePreview(how=how))


def raising(how: Raise, rows: tuple[RaisedPrice, ...]) -> RaisePrices:
    return RaisePrices(how=how, seen=tuple((row.before_minor, row.after_minor) for row in rows))


def prices(shop: Shop) -> dict[int, int]:
    return {item.id: item.price_minor for item in shop.all(Item)}


def test_all_prices_are_raised_and_taken_back_in_one_piece(shop: Shop) -> None:
    how = Raise(45_000, step_minor=50)
    rows = preview(shop, how)
    assert [(row.code, row.before_minor, row.after_minor) for row in rows] == [
        ("IGN", 4_550, 4_750),
        ("LAB", 10_000, 10_450),
    ]
    assert prices(shop) == {HOUR: 10_000, IGNITOR: 4_550}
    command = raising(how, rows)
    assert shop.bookkeeper.do(command).value == 2
    assert prices(shop) == {HOUR: 10_450, IGNITOR: 4_750}
    shop.bookkeeper.do(Undo(undone_key=command.key))
    assert prices(shop) == {HOUR: 10_000, IGNITOR: 4_550}


def test_a_selection_or_a_category_alone(shop: Shop) -> None:
    shop.change(Item, HOUR, category="Labour")
    assert [row.item_id for row in preview(shop, Raise(100_000, item_ids=(IGNITOR,)))] == [IGNITOR]
    assert [row.item_id for row in preview(shop, Raise(100_000, category="Labour"))] == [HOUR]


def test_kits_and_archived_items_are_left_out_and_prices_that_stay(shop: Shop) -> None:
    shop.add(Item(code="KIT", name="Kit", kind=LineKind.PART, price_minor=100, is_kit=True))
    shop.change(Item, HOUR, archived_at=shop.now)
    assert [row.item_id for row in preview(shop, Raise(100_000))] == [IGNITOR]
    assert preview(shop, Raise(0)) == ()


def test_prices_of_levels_go_along_where_that_is_asked(shop: Shop) -> None:
    (level,) = shop.add(PriceLevel(name="Trade", change_ppm=0))
    (own,) = shop.add(ItemPrice(item_id=IGNITOR, level_id=level, price_minor=4_000))
    assert {row.level for row in preview(shop, Raise(100_000))} == {""}
    how = Raise(100_000, item_ids=(IGNITOR,), with_levels=True)
    rows = preview(shop, how)
    assert [(row.level, row.after_minor) for row in rows] == [("", 5_005), ("Trade", 4_400)]
    shop.bookkeeper.do(raising(how, rows))
    assert shop.get(ItemPrice, own).price_minor == 4_400


def test_a_price_that_another_seat_changed_meanwhile_raises_nothing(shop: Shop) -> None:
    how = Raise(100_000)
    command = raising(how, preview(shop, how))
    shop.change(Item, HOUR, price_minor=11_000)
    with pytest.raises(ConflictError):
        shop.bookkeeper.do(command)
    assert prices(shop)[IGNITOR] == 4_550


def test_who_may_not_and_what_is_out_of_reason(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        shop.dispatcher.do(RaisePrices(how=Raise(1), seen=()))
    for how in (Raise(10_000_001), Raise(-1_000_001), Raise(1, step_minor=0)):
        with pytest.raises(RuleBroken):
            preview(shop, how)


@given(st.integers(0, 10**9), st.integers(-1_000_000, 10_000_000), st.sampled_from([1, 5, 10, 50, 100, 1000]))
def test_a_raised_price_is_a_whole_step_near_the_exact_one(price: int, change: int, step: int) -> None:
    after = raised_to(price, Raise(change, step))
    assert after % step == 0
    exact = price * (1_000_000 + change) / 1_000_000
    assert after >= 0
    assert abs(after - exact) <= max(step, 1) + 1
    assert after > 0 or exact < 1
