"""Lists as Excel and CSV."""

from dataclasses import dataclass, field
from typing import ClassVar

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.messages import Query, Tell, say_nothing
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class ExportList(Query[int]):
    """All rows of a list that the request selects are written to `path` (.xlsx or .csv). Answers with their count.

    `kind`: customers, sites, equipment, technicians, items, work-orders, requests, invoices, payments,
    to-review, to-invoice, feedback, audit, templates, warnings.
    The request's page is ignored. `columns` empty means all columns of that kind. The file appears whole
    or not at all; `tell` hears how many rows of how many are written, and may stop it.
    """

    needs: ClassVar[Permission] = Permission.EXPORT_DATA
    kind: str
    path: str
    request: ListRequest = ListRequest()  # noqa: RUF009 - frozen
    columns: tuple[str, ...] = ()
    tell: Tell = field(default=say_nothing, compare=False)
