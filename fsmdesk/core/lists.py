"""What a list asks of the office and what it gets: pages, totals and groups, all made there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Generic, TypeVar

RowT = TypeVar("RowT")

MAX_PAGE = 2000
MAX_GROUPS = 20_000
UNCOUNTED: Final = -1


class FilterTest(StrEnum):
    """How a filter compares a column with its values."""

    IS = "is"  # equals one of the values
    IS_NOT = "is_not"  # equals none of the values
    CONTAINS = "contains"  # the text contains the first value
    FROM = "from"  # the first value or more
    UNTIL = "until"  # the first value or less
    EMPTY = "empty"  # has no value
    FILLED = "filled"  # has a value


class ListPart(StrEnum):
    """What of a list is asked for. Rows alone come quickest; so they are asked for alone while one types."""

    ALL = "all"  # a page of rows, the count and the totals
    ROWS = "rows"  # a page of rows; not counted
    TOTALS = "totals"  # the count and the totals
    GROUPS = "groups"  # every group with its count and totals


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One condition on the rows: a column, or a name that the reader knows such as `overdue`."""

    key: str
    test: FilterTest = FilterTest.IS
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which rows, in which order, and which page of them.

    `text` is a scrap typed into the search field. An empty `sort` is the reader's own order. With `group_by`
    rows come group by group; `in_groups` narrows them to the groups with these values.
    """

    sort: str = ""
    descending: bool = False
    filters: tuple[ListFilter, ...] = ()
    text: str = ""
    offset: int = 0
    limit: int = 200
    part: ListPart = ListPart.ALL
    group_by: str = ""
    in_groups: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.limit <= MAX_PAGE or self.offset < 0:
            raise ValueError(f"a page holds 1 to {MAX_PAGE} rows from 0 on")

    def page(self, offset: int, limit: int) -> "ListRequest":
        """The same rows, another page of them."""
        return replace(self, offset=offset, limit=limit)

    def only(self, part: ListPart) -> "ListRequest":
        """The same rows, asked for in this part."""
        return replace(self, part=part)

    def filter_values(self, key: str) -> tuple[object, ...]:
        """The values of the first filter with this key; empty if there is none."""
        return next((condition.values for condition in self.filters if condition.key == key), ())


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Rows that have the same value in the column they are grouped by.

    `value` is what stands there, None for nothing; months are numbers (`month_number`). `label` says it in
    words where the value alone does not, such as the name of the customer with this id.
    """

    value: object
    label: str
    count: int
    totals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPage(Generic[RowT]):
    """One page of rows, how many rows there are in all, and the totals of them all by column key.

    `total_count` is UNCOUNTED where only rows were asked for. `row_groups` holds, row for row, the value of
    its group, if rows of groups were asked for.
    """

    rows: Sequence[RowT]
    total_count: int
    totals: Mapping[str, int] = field(default_factory=dict)
    groups: Sequence[ListGroup] = ()
    row_groups: Sequence[object] = ()


def month_number(year: int, month: int) -> int:
    """A number for each month, in order."""
    return year * 12 + month - 1


def year_and_month(number: int) -> tuple[int, int]:
    """The year and the month of a month's number."""
    return number // 12, number % 12 + 1
