"""All warnings as one list."""

from typing import Any

from sqlalchemy import func, select, union_all

from fsmdesk.core.lists import ListPage
from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.reports.columns import ColumnKind
from fsmdesk.services.exports.sheets import Sheet, SheetColumn
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of
from fsmdesk.services.warnings.messages import WarningKind, WarningList, WarningRow
from fsmdesk.services.warnings.sources import sources


@answers(WarningList)
def warning_list(work: Reading, query: WarningList) -> ListPage[WarningRow]:
    """One page of them."""
    today = today_of(work)

    def to_row(row: Any) -> WarningRow:
        values = dict(row._mapping)
        values["kind"] = WarningKind(values["kind"])
        return WarningRow(**values, days=(values["on_day"] - today).days)

    return read_page(work, warning_shape(work), query.request, to_row)


def warning_shape(work: Reading) -> ListShape:
    """What the list of warnings can do."""
    all_of = union_all(*sources(work)).subquery()
    column = all_of.c
    return ListShape(
        query=select(*column),
        key=column.id,
        sorts={
            "kind": column.kind,
            "name": func.lower(column.name),
            "about": func.lower(column.about),
            "on_day": column.on_day,
            "state": column.state,
        },
        order=(column.on_day, column.id),
        texts=(column.name, column.about),
        groups={"kind": GroupBy(column.kind)},
    )


def warning_sheet() -> Sheet:
    """The columns of the list as a spreadsheet has them."""
    return Sheet(
        "Warnings",
        warning_shape,
        {
            "kind": SheetColumn("What", words=lambda kind: WarningKind(kind).label),
            "name": SheetColumn("About"),
            "about": SheetColumn("Whose, where"),
            "state": SheetColumn("State", words=lambda state: WorkOrderState(state).label if state else ""),
            "on_day": SheetColumn("Day", ColumnKind.DATE),
        },
    )
