"""The list that the Excel benchmark exports: twelve typed columns of work orders."""

from datetime import datetime
from pathlib import Path
from typing import Final

from fsmdesk.core.lists import FilterTest, ListFilter, ListRequest
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.office import Office

COLUMNS: Final = (
    *("number", "title", "state", "kind", "priority", "customer", "site", "technicians"),
    *("requested_at", "due_at", "completed_at", "net_minor"),
)


def request_since(instant: str) -> ListRequest:
    """The work orders that were called in from this instant on."""
    since = ListFilter("requested_at", FilterTest.FROM, (datetime.fromisoformat(instant),))
    return ListRequest(filters=(since,))


def export(office: Office, target: Path, request: ListRequest) -> int:
    """The file is written; how many rows."""
    return office.ask(ExportList(kind="work-orders", path=str(target), request=request, columns=COLUMNS))
