"""The price book: reading and editing items."""

from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListPage
from fsmdesk.core.money import check_amount
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Item, ItemCost, KitPart, Tax
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.prices import messages
from fsmdesk.services.prices.kits import parts_of, set_parts
from fsmdesk.services.prices.levels import level_prices_of, set_level_prices
from fsmdesk.services.records import assign, cleaned, find, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles

_PART = aliased(Item)
# A kit costs what its parts come to.
_OF_PARTS = (
    select(func.coalesce(func.sum((KitPart.quantity_milli * _PART.price_minor + 500) // 1000), 0))
    .where(KitPart.kit_id == Item.id, _PART.id == KitPart.item_id)
    .correlate(Item)
    .scalar_subquery()
)
PRICE = case((Item.is_kit, cast(_OF_PARTS, BigInteger)), else_=Item.price_minor)
_QUERY = (
    select(
        Item.id,
        Item.version,
        Item.code,
        Item.name,
        Item.kind,
        Item.unit,
        Item.category,
        PRICE.label("price_minor"),
        Item.tax_id,
        Tax.code.label("tax_code"),
        ItemCost.cost_minor,
        Item.notes,
        Item.external_id,
        Item.archived_at,
        Item.is_kit,
    )
    .outerjoin(Tax, Tax.id == Item.tax_id)
    .outerjoin(ItemCost, ItemCost.item_id == Item.id)
)

SHAPE = ListShape(
    query=_QUERY,
    key=Item.id,
    sorts={
        "code": Item.code,
        "name": Item.name,
        "kind": Item.kind,
        "unit": Item.unit,
        "category": Item.category,
        "price_minor": PRICE,
        "tax_code": Tax.code,
        "cost_minor": ItemCost.cost_minor,
    },
    order=(Item.name, Item.id),
    kind="item",
    conditions={"archived": archived_condition(Item.archived_at)},
    groups={
        "category": GroupBy(Item.category),
        "kind": GroupBy(Item.kind),
        "unit": GroupBy(Item.unit),
        "tax_code": GroupBy(Tax.code),
    },
)


def item_shape(work: Reading) -> ListShape:
    """What the price book can do for this person: who may not see costs may not sort or filter by them."""
    if may(work.actor.role, Permission.SEE_COSTS):
        return SHAPE
    return replace(SHAPE, sorts={key: column for key, column in SHAPE.sorts.items() if key != "cost_minor"})


@answers(messages.ItemList)
def item_list(work: Reading, query: messages.ItemList) -> ListPage[messages.ItemRow]:
    """One page of the price book."""
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    return read_page(work, item_shape(work), query.request, lambda row: _to_row(row, sees_costs))


@answers(messages.Item)
def item(work: Reading, query: messages.Item) -> messages.ItemRow:
    """One item.

    Raises:
        RuleBroken: it is gone.
    """
    find(work, Item, query.item_id)
    row = work.session.execute(_QUERY.where(Item.id == query.item_id)).one()
    return _to_row(row, may(work.actor.role, Permission.SEE_COSTS))


@answers(messages.WholeItem)
def whole_item(work: Reading, query: messages.WholeItem) -> messages.ItemCard:
    """One item with its parts and its prices at all levels in use.

    Raises:
        RuleBroken: it is gone.
    """
    row = item(work, messages.Item(item_id=query.item_id))
    return messages.ItemCard(row, parts_of(work, row.id), level_prices_of(work, find(work, Item, row.id)))


@answers(messages.ItemCategories)
def item_categories(work: Reading, _query: messages.ItemCategories) -> tuple[str, ...]:
    """The categories of the items in use."""
    found = select(Item.category).where(Item.archived_at.is_(None), Item.category != "").distinct()
    return tuple(sorted(work.session.scalars(found)))


@handles(messages.SaveItem)
def save_item(work: Writing, command: messages.SaveItem) -> int:
    """The item and, if given, its cost are as the command says."""
    texts = cleaned(
        command, ("name", "unit", "category"), ("notes",), ("name", "code"), short=("code", "external_id")
    )
    check_amount(command.price_minor, "price_minor")
    if command.price_minor < 0:
        raise RuleBroken(tr("A price can't be negative."), field="price_minor")
    refuse_taken(work, Item.code, texts["code"], command.item_id, tr("There is an item {value} already."))
    key = texts["external_id"] or None
    words = tr("Another item has the number {value}.")
    refuse_taken(work, Item.external_id, key, command.item_id, words)
    if command.item_id is None:
        item = Item()
    else:
        item = find_seen(work, Item, command.item_id, command.seen_version)
    same: dict[str, Any] = {"kind": command.kind, "tax_id": command.tax_id}
    same["price_minor"] = 0 if command.parts else command.price_minor
    assign(item, **{**texts, "external_id": key}, **same)
    work.session.add(item)
    work.session.flush()
    if command.cost_minor is not None:
        set_item_cost(work, item.id, command.cost_minor)
    elif command.clears_cost:
        _clear_item_cost(work, item.id)
    changed = command.parts is not None and set_parts(work, item, command.parts)
    changed |= command.level_prices is not None and set_level_prices(work, item, command.level_prices)
    if changed and command.item_id is not None and not work.session.is_modified(item):
        flag_modified(item, "name")  # its screen shows them, so its version says that they changed
    work.session.flush()
    return item.id


def set_item_cost(work: Writing, item_id: int, cost_minor: int) -> None:
    """The item costs the shop this much.

    Raises:
        RuleBroken: the cost is negative.
    """
    check_amount(cost_minor, "cost_minor")
    if cost_minor < 0:
        raise RuleBroken(tr("A cost can't be negative."), field="cost_minor")
    cost = work.session.scalar(select(ItemCost).where(ItemCost.item_id == item_id))
    if cost is None:
        work.session.add(ItemCost(item_id=item_id, cost_minor=cost_minor))
    else:
        assign(cost, cost_minor=cost_minor)


def _clear_item_cost(work: Writing, item_id: int) -> None:
    cost = work.session.scalar(select(ItemCost).where(ItemCost.item_id == item_id))
    if cost is not None:
        work.session.delete(cost)


def _to_row(row: Any, sees_costs: bool) -> messages.ItemRow:
    return messages.ItemRow(
        id=row.id,
        version=row.version,
        code=row.code,
        name=row.name,
        kind=row.kind,
        unit=row.unit,
        category=row.category,
        price_minor=row.price_minor,
        tax_id=row.tax_id,
        tax_code=row.tax_code or "",
        cost_minor=row.cost_minor if sees_costs else None,
        notes=row.notes,
        external_id=row.external_id or "",
        is_archived=row.archived_at is not None,
        is_kit=row.is_kit,
    )
