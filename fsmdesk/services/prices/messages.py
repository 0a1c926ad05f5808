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

    `cost_minor` None leaves the cost alone, unless `clears_cost`: then it is not known any more.
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
