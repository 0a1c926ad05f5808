"""One page of a list from SQL: whitelisted sort keys, filters, a scrap of text, totals; no query for each row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.lists import FilterTest, ListFilter, ListPage, ListRequest
from fsmdesk.db.database import Reading

RowT = TypeVar("RowT")
Expression = ColumnElement[Any] | QueryableAttribute[Any]
if TYPE_CHECKING:
    AnySelect = Select[*tuple[Any, ...]]
Condition = Callable[[ListFilter], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class ListShape:
    """What one list can do.

    `query` selects the row's columns; `sorts` are the keys a screen may sort by; `order` is the list's own
    order and the tie-breaker, the last of it unique; `texts` are searched for each word of the scrap;
    `more_texts` makes what else a word may mean; `conditions` are filters with a meaning of their own;
    `totals` are sums over all selected rows.
    """

    query: "AnySelect"
    sorts: Mapping[str, Expression]
    order: Sequence[Expression]
    texts: Sequence[Expression] = ()
    more_texts: Callable[[str], Sequence[ColumnElement[bool]]] = lambda _word: ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    totals: Mapping[str, Expression] = field(default_factory=dict)


def read_page(
    work: Reading, shape: ListShape, request: ListRequest, to_row: Callable[[Any], RowT]
) -> ListPage[RowT]:
    """The page that the request asks for, in two queries."""
    selected = narrowed(shape, request)
    counted = selected.with_only_columns(
        func.count(), *shape.totals.values(), maintain_column_froms=True
    ).order_by(None)
    count, *sums = work.session.execute(counted).one()
    page = ordered(shape, selected, request).offset(request.offset).limit(request.limit)
    rows = tuple(to_row(row) for row in work.session.execute(page))
    totals = {name: int(total or 0) for name, total in zip(shape.totals, sums, strict=True)}
    return ListPage(rows, count, totals)


def narrowed(shape: ListShape, request: ListRequest) -> "AnySelect":
    """The query with the request's filters and text; unknown filters are refused as our own bug."""
    query = shape.query
    for condition in request.filters:
        query = query.where(_where(shape, condition))
    for word in request.text.split():
        anywhere = (contains(column, word) for column in shape.texts)
        query = query.where(or_(*anywhere, *shape.more_texts(word)))
    return query


def ordered(shape: ListShape, query: "AnySelect", request: ListRequest) -> "AnySelect":
    """The query in the order asked for; equal rows keep the list's own order."""
    if request.sort in shape.sorts:
        column = shape.sorts[request.sort]
        first = column.desc().nulls_last() if request.descending else column.asc().nulls_last()
        return query.order_by(None).order_by(first, *shape.order)
    return query.order_by(None).order_by(*shape.order)


def contains(column: Expression, word: str) -> ColumnElement[bool]:
    """True where the column's text holds the word, whatever the case."""
    return func.lower(column).contains(word.lower(), autoescape=True)


def _where(shape: ListShape, condition: ListFilter) -> ColumnElement[bool]:
    if condition.key in shape.conditions:
        return shape.conditions[condition.key](condition)
    column = shape.sorts[condition.key]
    match condition.test:
        case FilterTest.IS:
            return column.in_(condition.values)
        case FilterTest.IS_NOT:
            return or_(column.not_in(condition.values), column.is_(None))
        case FilterTest.CONTAINS:
            return contains(column, str(condition.values[0]))
        case FilterTest.FROM:
            return column >= condition.values[0]
        case FilterTest.UNTIL:
            return column <= condition.values[0]
        case FilterTest.EMPTY:
            return or_(column.is_(None), column == "")


def archived_condition(column: Expression) -> Condition:
    """A filter `archived`: True for archived rows, False for the others."""

    def condition(wanted: ListFilter) -> ColumnElement[bool]:
        return column.is_not(None) if True in wanted.values else column.is_(None)

    return condition
