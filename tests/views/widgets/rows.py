"""A small list of a thousand or a hundred thousand rows, answered as a database would."""

from dataclasses import dataclass, replace

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.views.widgets.table_columns import Column, Kind


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row."""

    id: int
    name: str
    total_minor: int = 100


COLUMNS = (
    Column("name", "Name", stretch=True),
    Column("total_minor", "Total", Kind.MONEY, is_totalled=True),
    Column("twice", "Twice", Kind.MONEY, get=lambda row: row.total_minor * 2, is_hidden=True),
)


@dataclass(frozen=True, kw_only=True)
class PlainList(Query[ListPage[PlainRow]]):
    """One page."""

    request: ListRequest


class Store:
    """The rows, and what was asked of them."""

    def __init__(self, count: int) -> None:
        self.rows = [PlainRow(number, f"Row {number:06d}", number * 10) for number in range(1, count + 1)]
        self.asked: list[ListRequest] = []

    def page(self, query: PlainList) -> ListPage[PlainRow]:
        """Answer as a database would."""
        request = query.request
        self.asked.append(request)
        rows = [row for row in self.rows if request.text in row.name]
        if request.filter_values("small"):
            rows = [row for row in rows if row.total_minor < 1000]
        if request.sort:
            rows.sort(key=lambda row: (getattr(row, request.sort), row.id), reverse=request.descending)
        totals = {"total_minor": sum(row.total_minor for row in rows)}
        return ListPage(rows[request.offset : request.offset + request.limit], len(rows), totals)

    def change(self, row_id: int, name: str) -> None:
        """Another seat renames a row."""
        self.rows = [replace(row, name=name) if row.id == row_id else row for row in self.rows]
