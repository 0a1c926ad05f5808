"""One page of a list from SQL: whitelisted sort keys, filters, a scrap of text, totals, groups."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, String, func, inspect, literal, or_, select, text, union_all
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.lists import (
    MAX_GROUPS,
    UNCOUNTED,
    FilterTest,
    ListFilter,
    ListGroup,
    ListPage,
    ListPart,
    ListRequest,
)
from fsmdesk.db.database import Reading
from fsmdesk.services.listing_groups import GROUP, GroupBy, Grouping
from fsmdesk.services.listing_texts import (
    AlsoFound,
    Sought,
    anywhere,
    are_many,
    contains,
    found_in_rows,
    nothing_else,
    sought,
)

RowT = TypeVar("RowT")
# Of how many rows the texts are looked at before the index is asked. PostgreSQL is quicker with rows, and slower
# to gather what the index tells, which it can only do as a whole.
_LOOKED_AT: Final = {"sqlite": 600, "postgresql": 6_000}
Expression = ColumnElement[Any] | QueryableAttribute[Any]
if TYPE_CHECKING:
    from sqlalchemy import CompoundSelect

    AnySelect = Select[*tuple[Any, ...]]
Condition = Callable[[ListFilter], ColumnElement[bool]]
Spans = Callable[[str], Sequence[ColumnElement[bool]]]


def no_spans(_text: str) -> Sequence[ColumnElement[bool]]:
    """A text means what the index says."""
    return ()


@dataclass(frozen=True, slots=True)
class ListShape:
    """What one list can do.

    `query` selects the row's columns, first the id or the record, and `key` is the id; `sorts` are the keys
    a screen may sort and filter by; `order` is the list's own order and the tie-breaker, the last of it unique.
    `kind` names the records in the search index, and `also` finds what else a word may mean; without a kind,
    `texts` are searched row by row. A text that has `spans` means the rows in any of these instead, each of
    them one stretch of the list in its own order. `conditions` are filters with a meaning of their own,
    `totals` sums over all selected rows, `groups` what rows can be grouped by. Rows sorted by a key of
    `indexed` come in order without being sorted, as those in the list's own order do.
    """

    query: "AnySelect"
    key: Expression
    sorts: Mapping[str, Expression]
    order: Sequence[Expression]
    kind: str = ""
    also: AlsoFound = nothing_else
    spans: Spans = no_spans
    texts: Sequence[Expression] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    totals: Mapping[str, Expression] = field(default_factory=dict)
    groups: Mapping[str, GroupBy] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()


def read_page(
    work: Reading, shape: ListShape, request: ListRequest, to_row: Callable[[Any], RowT]
) -> ListPage[RowT]:
    """What the request asks for; two queries for rows, one for count and totals, one for groups."""
    if request.part is ListPart.GROUPS:
        return _groups(work, shape, request)
    rows, row_groups = (
        _rows(work, shape, request, to_row) if request.part is not ListPart.TOTALS else ((), ())
    )
    if request.part is ListPart.ROWS:
        return ListPage(rows, UNCOUNTED, row_groups=row_groups)
    count, totals = _totals(work, shape, request)
    return ListPage(rows, count, totals, row_groups=row_groups)


def _rows(
    work: Reading, shape: ListShape, request: ListRequest, to_row: Callable[[Any], RowT]
) -> tuple[Sequence[RowT], Sequence[object]]:
    # First which rows, then all about them: else a sort would look everything up for every row there is.
    grouping = grouping_of(work, shape, request)
    if request.text and shape.kind and _is_in_order(shape, request):
        keys = _found_in_order(work, shape, request)
    else:
        columns = [shape.key] if grouping is None else [shape.key, grouping.value.label(GROUP)]
        lean = narrowed(work, shape, request).with_only_columns(*columns, maintain_column_froms=True)
        page = ordered(shape, lean, request, grouping).offset(request.offset).limit(request.limit)
        keys = work.session.execute(page).all()
    ids = [row[0] for row in keys]
    if not ids:
        return (), ()
    whole = shape.query.where(shape.key.in_(ids)).order_by(None)
    by_id = {_id_of(row): row for row in work.session.execute(whole)}
    rows = tuple(to_row(by_id[key]) for key in ids)
    return rows, () if grouping is None else tuple(row[1] for row in keys)


def _is_in_order(shape: ListShape, request: ListRequest) -> bool:
    """True if rows come in this order without being sorted."""
    return not request.group_by and (not request.sort or request.sort in shape.indexed)


def _found_in_order(work: Reading, shape: ListShape, request: ListRequest) -> Sequence[Any]:
    """The keys of a page of what is searched for, where rows come in order without being sorted."""
    every = narrowed(work, shape, replace(request, text=""))
    keyed = every.with_only_columns(shape.key.label("list_key"), maintain_column_froms=True)
    if spans := shape.spans(request.text):
        found = keyed.where(shape.key.in_(_beginnings(shape, request, keyed, spans)))
    else:
        what = sought(work, shape.kind, request.text, shape.also)
        if first := _first_keys(work, shape, request, keyed, what):
            return first
        ids = what.ids(work)
        # Of many, only those are looked at that the page needs, in order; few are looked up and sorted.
        goes_along = work.is_sqlite and all(are_many(work, some) for some in ids)
        key = shape.key + 0 if goes_along else shape.key
        found = keyed.where(*(key.in_(some) for some in ids))
    page = ordered(shape, found, request).offset(request.offset).limit(request.limit)
    return work.session.execute(page).all()


def _beginnings(
    shape: ListShape, request: ListRequest, keyed: "AnySelect", spans: Sequence[ColumnElement[bool]]
) -> "CompoundSelect[Any]":
    """The keys at the beginning of each span, none of them read further than the page can reach."""
    reached = request.offset + request.limit
    tops = [ordered(shape, keyed.where(span), request).limit(reached).subquery() for span in spans]
    return union_all(*(select(top.c.list_key) for top in tops))


def _first_keys(
    work: Reading, shape: ListShape, request: ListRequest, keyed: "AnySelect", what: Sought
) -> Sequence[Any]:
    """The keys of the first page, if it is full of rows from the list's beginning.

    A scrap that is common matches a good part of all rows; to gather them costs more than to look at the
    first few hundred. Empty where that does not fill the page, or would not tell.
    """
    # Apart from what is asked of them, so that no database looks at more rows than these.
    first = (
        ordered(shape, keyed, request)
        .limit(_LOOKED_AT["sqlite" if work.is_sqlite else "postgresql"])
        .cte("first_rows")
    )
    texts = None if request.offset else found_in_rows(work, what, first.c.list_key)
    if texts is None:
        return []
    # They come as they stand there; the database has no reason to put them in another order.
    keys = work.session.execute(select(first.c.list_key).where(*texts).limit(request.limit)).all()
    return keys if len(keys) == request.limit else []


def _id_of(row: Any) -> int:
    first = row[0]
    return first if isinstance(first, int) else first.id


def _totals(work: Reading, shape: ListShape, request: ListRequest) -> tuple[int, dict[str, int]]:
    counted = (
        narrowed(work, shape, request)
        .with_only_columns(func.count(), *shape.totals.values(), maintain_column_froms=True)
        .order_by(None)
    )
    count, *sums = work.session.execute(counted).one()
    return count, _by_name(shape, sums)


def _groups(work: Reading, shape: ListShape, request: ListRequest) -> ListPage[Any]:
    grouping = grouping_of(work, shape, request)
    if grouping is None:
        raise ValueError("grouped by nothing")
    sums = [total.label(f"total_{at}") for at, total in enumerate(shape.totals.values())]
    columns = (grouping.value.label(GROUP), func.count().label("list_count"), *sums)
    # By its name: with its values sent apart, PostgreSQL can't tell that two expressions are the same one.
    selected = narrowed(work, shape, request)
    inner = selected.with_only_columns(*columns, maintain_column_froms=True).group_by(text(GROUP))
    made = inner.order_by(None).subquery()
    name = literal("") if grouping.name is None else func.coalesce(grouping.name, "")
    # Names are looked up for each group, not for each row.
    query = select(*made.c, name)
    if grouping.record is not None:
        query = query.select_from(made).outerjoin(
            inspect(grouping.record).class_, grouping.record == made.c[GROUP]
        )
    query = query.order_by(*grouping.group_order(made.c[GROUP])).limit(MAX_GROUPS)
    groups = tuple(
        ListGroup(row[0], row[-1], row[1], _by_name(shape, row[2:-1])) for row in work.session.execute(query)
    )
    return ListPage((), sum(group.count for group in groups), groups=groups)


def _by_name(shape: ListShape, sums: Sequence[Any]) -> dict[str, int]:
    return {name: int(total or 0) for name, total in zip(shape.totals, sums, strict=True)}


def grouping_of(work: Reading, shape: ListShape, request: ListRequest) -> Grouping | None:
    """How the request groups, None if it does not; an unknown group is refused as our own bug."""
    if not request.group_by:
        return None
    descending = request.sort == request.group_by and request.descending
    is_sorted = request.sort == request.group_by
    return shape.groups[request.group_by].ready(work, descending if is_sorted else None)


def narrowed(work: Reading, shape: ListShape, request: ListRequest) -> "AnySelect":
    """The query with the request's filters, text and groups; unknown filters are refused as our own bug."""
    query = shape.query
    for condition in request.filters:
        query = query.where(_where(shape, condition))
    spans = shape.spans(request.text)
    if spans:
        query = query.where(or_(*spans))
    elif request.text and shape.kind:
        ids = sought(work, shape.kind, request.text, shape.also).ids(work)
        query = query.where(*(shape.key.in_(some) for some in ids))
    elif request.text:
        query = query.where(*anywhere(shape.texts, request.text))
    if request.in_groups:
        query = query.where(shape.groups[request.group_by].holds(work, request.in_groups))
    return query


def ordered(
    shape: ListShape, query: "AnySelect", request: ListRequest, grouping: Grouping | None = None
) -> "AnySelect":
    """The query in the order asked for, group by group; equal rows keep the list's own order."""
    order: list[Any] = [] if grouping is None else list(grouping.row_order)
    if request.sort in shape.sorts:
        column = shape.sorts[request.sort]
        order.append(column.desc().nulls_last() if request.descending else column.asc().nulls_last())
    return query.order_by(None).order_by(*order, *shape.order)


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
            return _is_empty(column)
        case FilterTest.FILLED:
            return ~_is_empty(column)


def _is_empty(column: Expression) -> ColumnElement[bool]:
    # Only texts can be empty; PostgreSQL refuses to compare a number or a day with one.
    return or_(column.is_(None), column == "") if isinstance(column.type, String) else column.is_(None)


def archived_condition(column: Expression) -> Condition:
    """A filter `archived`: True for archived rows, False for the others."""

    def condition(wanted: ListFilter) -> ColumnElement[bool]:
        return column.is_not(None) if True in wanted.values else column.is_(None)

    return condition
