import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import LineKind
from fsmdesk.models import Item
from fsmdesk.services.office import Office
from fsmdesk.services.prices.messages import Item as ReadItem
from fsmdesk.services.prices.messages import ItemList, SaveItem
from tests.services.shop import HOUR, IGNITOR, Shop


def _save(shop: Shop, code: str, **values: object) -> int:
    given = {"name": code, "kind": LineKind.PART, "price_minor": 100, **values}
    return shop.owner.do(SaveItem(code=code, **given)).value  # type: ignore[arg-type]


def _codes_by_cost(office: Office) -> list[str]:
    request = ListRequest(sort="cost_minor", descending=True)
    return [row.code for row in office.ask(ItemList(request=request)).rows]


def test_who_may_not_see_costs_may_not_sort_by_them(shop: Shop) -> None:
    _save(shop, "A", cost_minor=1)
    _save(shop, "B", cost_minor=3)
    _save(shop, "C", cost_minor=2)
    assert [code for code in _codes_by_cost(shop.bookkeeper) if code in "ABC"] == ["B", "C", "A"]
    assert [code for code in _codes_by_cost(shop.dispatcher) if code in "ABC"] == ["A", "B", "C"]


def test_a_cost_is_left_alone_or_cleared(shop: Shop) -> None:
    item = _save(shop, "A", cost_minor=70)
    _save(shop, "A", item_id=item, seen_version=1)
    assert shop.owner.ask(ReadItem(item_id=item)).cost_minor == 70
    for _again in range(2):
        _save(shop, "A", item_id=item, seen_version=1, clears_cost=True)
        assert shop.owner.ask(ReadItem(item_id=item)).cost_minor is None
    _save(shop, "A", item_id=item, seen_version=1, cost_minor=0)
    assert shop.owner.ask(ReadItem(item_id=item)).cost_minor == 0


def test_two_items_never_share_a_code_or_a_number(shop: Shop) -> None:
    first = _save(shop, "A", external_id="7")
    with pytest.raises(RuleBroken) as same_code:
        _save(shop, "A")
    with pytest.raises(RuleBroken) as same_number:
        _save(shop, "B", external_id="7")
    assert (same_code.value.field, same_number.value.field) == ("code", "external_id")
    assert {item.id for item in shop.all(Item)} == {HOUR, IGNITOR, first}


def test_an_item_keeps_its_own_code_and_number(shop: Shop) -> None:
    item = _save(shop, "A", external_id="7")
    _save(shop, "A", external_id="7", item_id=item, seen_version=1, name="Igniter")
    assert shop.get(Item, item).name == "Igniter"
