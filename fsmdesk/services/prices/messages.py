"""Commands and queries about the price book."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import LineKind


@dataclass(frozen=True, slots=True)
class PriceOrigin:
    """Where a price comes from: `price_minor` is what it is, `book_minor` what the price book says.

    `level` names the level that made it, empty for the price book alone; `change_ppm` is by how much that
    changes all prices, None where the level has a price of its own for the item.
    """

    price_minor: int
    book_minor: int
    level: str = ""
    change_ppm: int | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something the shop sells. `cost_minor` is None for those who may not see costs."""

    id: int
    version: int
    code: str
    name: str
    kind: LineKind
    unit: str
    category: str
    price_minor: int
    tax_id: int | None
    tax_code: str
    cost_minor: int | None
    notes: str
    external_id: str
    is_archived: bool
    is_kit: bool = False


@dataclass(frozen=True, slots=True)
class KitPartValue:
    """An item in a kit, so many of it for one kit. Name, unit and price are those of the item, to be read."""

    item_id: int
    quantity_milli: int
    name: str = ""
    unit: str = ""
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class LevelPriceValue:
    """The price of an item at one level. `own_minor` None takes the price book's price, changed by the level."""

    level_id: int
    own_minor: int | None
    level: str = ""
    usual_minor: int = 0


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item with all that belongs to it. A kit has parts; its price is what they come to."""

    row: ItemRow
    parts: tuple[KitPartValue, ...]
    level_prices: tuple[LevelPriceValue, ...]


@dataclass(frozen=True, kw_only=True)
class WholeItem(Query[ItemCard]):
    """One item with its parts and its prices at all levels in use."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class ItemList(Query[ListPage[ItemRow]]):
    """One page of the price book. Known filters: `kind`, `category`, `archived`."""

    request: ListRequest


@dataclass(frozen=True, kw_only=True)
class Item(Query[ItemRow]):
    """One item."""

    item_id: int


@dataclass(frozen=True, kw_only=True)
class SaveItem(Command[int]):
    """An item is new (`item_id` None) or changed. Answers with the id.

    `cost_minor` None leaves the cost alone, unless `clears_cost`: then it is not known any more. `parts` None
    leaves it the kit that it is, or none; without any it is an item like others. `level_prices` None leaves
    the prices of levels alone.

    Raises:
        RuleBroken: something is not right, with its field; `parts` if a kit would hold a kit.
    """

    needs: ClassVar[Permission] = Permission.EDIT_PRICES
    undoable: ClassVar[bool] = True
    item_id: int | None = None
    seen_version: int = 0
    code: str
    name: str
    kind: LineKind
    unit: str = ""
    category: str = ""
    price_minor: int
    tax_id: int | None = None
    cost_minor: int | None = None
    clears_cost: bool = False
    notes: str = ""
    external_id: str = ""
    parts: tuple[KitPartValue, ...] | None = None
    level_prices: tuple[LevelPriceValue, ...] | None = None


@dataclass(frozen=True, slots=True)
class PriceLevelRow:
    """A price level: what it changes, how many customers have it, and how many items have a price of their own."""

    id: int
    version: int
    name: str
    change_ppm: int
    customer_count: int
    own_count: int
    is_archived: bool


@dataclass(frozen=True, kw_only=True)
class PriceLevels(Query[tuple[PriceLevelRow, ...]]):
    """The price levels by name."""

    include_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class SavePriceLevel(Command[int]):
    """A price level is new (`level_id` None) or changed. Answers with the id. -100000 ppm is ten percent less."""

    needs: ClassVar[Permission] = Permission.EDIT_PRICES
    undoable: ClassVar[bool] = True
    level_id: int | None = None
    seen_version: int = 0
    name: str
    change_ppm: int
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Raise:
    """Which prices are raised, and how.

    `item_ids` name the items; without any it is all in use, or those of `category` where one is given.
    `change_ppm` is by how much, `step_minor` the amount whose multiple each new price is (1 rounds to the
    minor unit), `with_levels` takes the own prices of levels along.
    """

    change_ppm: int
    step_minor: int = 1
    item_ids: tuple[int, ...] = ()
    category: str | None = None
    with_levels: bool = False


@dataclass(frozen=True, slots=True)
class RaisedPrice:
    """One price before and after. `level` is empty for the price book's own."""

    id: int
    item_id: int
    version: int
    code: str
    name: str
    level: str
    before_minor: int
    after_minor: int


@dataclass(frozen=True, kw_only=True)
class RaisePreview(Query[tuple[RaisedPrice, ...]]):
    """What a raise would change; prices that stay as they are are left out, and so are kits."""

    how: Raise


@dataclass(frozen=True, kw_only=True)
class RaisePrices(Command[int]):
    """All these prices are raised in one piece. Answers how many changed.

    `seen` are the prices of the preview: where one of them is another now, nothing is raised.
    """

    needs: ClassVar[Permission] = Permission.EDIT_PRICES
    undoable: ClassVar[bool] = True
    how: Raise
    seen: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class ItemCategories(Query[tuple[str, ...]]):
    """The categories of the items in use."""
