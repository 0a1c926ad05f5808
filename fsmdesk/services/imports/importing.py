"""One import: all rows or none, unless told to keep going."""

from collections.abc import Callable, Mapping

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.services.imports.batches import Tally
from fsmdesk.services.imports.customers import import_customers
from fsmdesk.services.imports.equipment import import_equipment
from fsmdesk.services.imports.items import import_items
from fsmdesk.services.imports.jobs import import_requests, import_work_orders
from fsmdesk.services.imports.messages import ImportRecords
from fsmdesk.services.imports.refusals import ImportRefused, Rehearsed
from fsmdesk.services.imports.sites import import_sites
from fsmdesk.services.imports.technicians import import_technicians
from fsmdesk.services.registry import handles

Importer = Callable[[Writing, tuple[ImportRow, ...], Tally, str], None]

IMPORTERS: Mapping[str, Importer] = {
    "customers": import_customers,
    "sites": import_sites,
    "equipment": import_equipment,
    "technicians": import_technicians,
    "items": import_items,
    "work-orders": import_work_orders,
    "requests": import_requests,
}


@handles(ImportRecords)
def import_records(work: Writing, command: ImportRecords) -> Mapping[str, object]:
    """The rows are in the office.

    Raises:
        Rehearsed, ImportRefused: nothing was kept.
    """
    tally = Tally()
    IMPORTERS[command.kind](work, command.rows, tally, command.source)
    work.session.flush()
    outcome = tally.outcome()
    if command.rehearse:
        raise Rehearsed(outcome)
    if outcome.rejects and not command.keep_going:
        words = tr("{count} rows can't be imported, so nothing was.").format(count=len(outcome.rejects))
        raise ImportRefused(words, outcome)
    return outcome.as_mapping()
