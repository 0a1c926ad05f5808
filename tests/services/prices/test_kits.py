"""Kits: what they hold, what they cost, and what they refuse."""

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import LineKind
from fsmdesk.models import Item, KitPart
from fsmdesk.services.prices.messages import ItemList, KitPartValue, SaveItem, WholeItem
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import HOUR, IGNITOR, Shop

PARTS = (KitPartValue(IGNITOR, 2_000), KitPartValue(HOUR, 1_500))


def save(
    shop: Shop, parts: tuple[KitPartValue, ...] | None, item: int | None = None, **values: object
) -> int:
    given = {"code": "KIT", "name": "Ignition kit", "kind": LineKind.PART, "price_minor": 0, **values}
    version = shop.version(Item, item) if item is not None else 0
    command = SaveItem(item_id=item, seen_version=version, parts=parts, **given)  # type: ignore[arg-type]
    return shop.bookkeeper.do(command).value


def test_a_kit_has_parts_in_order_and_costs_what_they_come_to(shop: Shop) -> None:
    kit = save(shop, PARTS)
    card = shop.owner.ask(WholeItem(item_id=kit))
    assert [(part.item_id, part.quantity_milli, part.name) for part in card.parts] == [
        (IGNITOR, 2_000, "Ignitor"),
        (HOUR, 1_500, "Labour"),
    ]
    assert card.row.is_kit
    assert card.row.price_minor == 2 * 4_550 + 15_000
    by_price = shop.owner.ask(ItemList(request=ListRequest(sort="price_minor", descending=True))).rows
    assert [row.id for row in by_price] == [kit, HOUR, IGNITOR]


def test_parts_alone_raise_the_version_of_the_kit(shop: Shop) -> None:
    kit = save(shop, PARTS)
    before = shop.version(Item, kit)
    save(shop, PARTS, kit)
    assert shop.version(Item, kit) == before
    save(shop, PARTS[::-1], kit)
    assert shop.version(Item, kit) == before + 1
    assert [part.item_id for part in shop.owner.ask(WholeItem(item_id=kit)).parts] == [HOUR, IGNITOR]


def test_without_parts_it_is_an_item_like_others_and_none_leaves_them(shop: Shop) -> None:
    kit = save(shop, PARTS)
    save(shop, None, kit, name="Renamed")
    assert shop.get(Item, kit).is_kit
    save(shop, (), kit, price_minor=500)
    assert not shop.get(Item, kit).is_kit
    assert shop.all(KitPart) == []
    assert shop.owner.ask(WholeItem(item_id=kit)).row.price_minor == 500


def test_a_kit_is_taken_back(shop: Shop) -> None:
    kit = save(shop, PARTS)
    command = SaveItem(
        item_id=kit,
        seen_version=shop.version(Item, kit),
        code="KIT",
        name="Kit",
        kind=LineKind.PART,
        price_minor=0,
        parts=PARTS[:1],
    )
    shop.owner.do(command)
    shop.owner.do(Undo(undone_key=command.key))
    assert len(shop.owner.ask(WholeItem(item_id=kit)).parts) == 2


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((PARTS[0], PARTS[0]), "once"),
        ((KitPartValue(IGNITOR, 0),), "how many"),
        ((KitPartValue(99, 1_000),), "gone"),
    ],
)
def test_what_is_wrong_with_parts_is_said(shop: Shop, parts: tuple[KitPartValue, ...], says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        save(shop, parts)


def test_kits_hold_no_kits(shop: Shop) -> None:
    kit = save(shop, PARTS)
    with pytest.raises(RuleBroken, match="kits hold no kits") as caught:
        save(shop, (KitPartValue(kit, 1_000),), code="KIT2")
    assert caught.value.field == "parts"
    with pytest.raises(RuleBroken, match="part of the kit"):
        save(shop, (KitPartValue(HOUR, 1_000),), IGNITOR, code="IGN")
    with pytest.raises(RuleBroken, match="Kits hold no kits"):
        shop.change(Item, IGNITOR, is_kit=True)
    (other,) = shop.add(Item(code="K2", name="Other", kind=LineKind.PART, price_minor=0, is_kit=True))
    with pytest.raises(RuleBroken, match="Kits hold no kits"):
        shop.add(KitPart(kit_id=other, item_id=kit, quantity_milli=1_000))
