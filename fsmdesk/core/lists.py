"""What a list asks of the office and what it gets: one page, sorted, filtered and totalled there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

RowT = TypeVar("RowT")

MAX_PAGE = 2000


class FilterTest(StrEnum):
    """How a filter compares a column with its values."""

    IS = "is"  # equals one of the values
    IS_NOT = "is_not"  # equals none of the values
    CONTAINS = "contains"  # the text contains the first value
    FROM = "from"  # the first value or more
    UNTIL = "until"  # the first value or less
    EMPTY = "empty"  # has no value


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One condition on the rows: a column, or a name that the reader knows such as `overdue`."""

    key: str
    test: FilterTest = FilterTest.IS
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which rows, in which order, and which page of them.

    `text` is a scrap typed into the search field. An empty `sort` is the reader's own order.
    """

    sort: str = ""
    descending: bool = False
    filters: tuple[ListFilter, ...] = ()
    text: str = ""
    offset: int = 0
    limit: int = 200

    def __post_init__(self) -> None:
        if not 0 < self.limit <= MAX_PAGE or self.offset < 0:
            raise ValueError(f"a page holds 1 to {MAX_PAGE} rows from 0 on")

    def page(self, offset: int, limit: int) -> "ListRequest":
        """The same rows, another page of them."""
        return replace(self, offset=offset, limit=limit)

    def filter_values(self, key: str) -> tuple[object, ...]:
        """The values of the first filter with this key; empty if there is none."""
        return next((condition.values for condition in self.filters if condition.key == key), ())


@dataclass(frozen=True, slots=True)
class ListPage(Generic[RowT]):
    """One page of rows, how many rows there are in all, and the totals of them all by column key."""

    rows: Sequence[RowT]
    total_count: int
    totals: Mapping[str, int] = field(default_factory=dict)
