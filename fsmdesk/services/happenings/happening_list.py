"""Everything that happened with a customer, as one list."""

from typing import Any

from sqlalchemy import func, select, union_all

from fsmdesk.core.lists import ListPage
from fsmdesk.db.database import Reading
from fsmdesk.services.happenings.messages import HappeningKind, HappeningRow, Happenings
from fsmdesk.services.happenings.sources import sources
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.registry import answers


@answers(Happenings)
def happenings(work: Reading, query: Happenings) -> ListPage[HappeningRow]:
    """One page of them."""
    return read_page(work, happening_shape(query.customer_id), query.request, _to_row)


def happening_shape(customer_id: int) -> ListShape:
    """What the list can do."""
    column = union_all(*sources(customer_id)).subquery().c
    return ListShape(
        query=select(*column),
        key=column.id,
        sorts={"at": column.at, "kind": column.kind, "name": func.lower(column.name)},
        order=(column.at.desc(), column.id.desc()),
        texts=(column.name, column.about),
    )


def _to_row(row: Any) -> HappeningRow:
    values = dict(row._mapping)
    return HappeningRow(**{**values, "kind": HappeningKind(values["kind"])})
