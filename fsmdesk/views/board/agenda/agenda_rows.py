"""The rows of the agenda: visits of the board that touch a period, with their technician's name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visit_words import card_time, numbered, remarks
from fsmdesk.views.board.visits import Visit, instant_of
from fsmdesk.views.widgets.table_columns import Column, Kind


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A visit in the table; day and times are wall time."""

    id: int
    start_at: datetime
    on_day: date
    times: str
    minutes: int
    technician: str
    number: str
    customer: str
    title: str
    site: str
    state: VisitState
    priority: Priority
    remarks: str


COLUMNS = (
    Column("on_day", tr("Day"), Kind.DATE, 112, is_strong=True),
    Column("times", tr("Time"), width=146),
    Column("technician", tr("Technician"), width=136),
    Column("customer", tr("Customer"), width=176),
    Column("title", tr("Job"), stretch=True, width=170),
    Column("state", tr("State"), Kind.STATE, 108),
    Column("number", tr("Number"), width=76),
    Column("priority", tr("Priority"), Kind.PRIORITY, 96),
    Column("minutes", tr("Duration"), Kind.DURATION, 80),
    Column("site", tr("Site"), width=150, is_muted=True),
    Column("remarks", tr("Remarks"), width=170, is_muted=True),
)


def agenda_rows(
    store: BoardStore, formats: Formats, technician_ids: Iterable[int], start_minute: int, end_minute: int
) -> list[AgendaRow]:
    """Visits of these technicians that touch the span, by start."""
    found: list[AgendaRow] = []
    for technician_id in technician_ids:
        technician = store.technicians.get(technician_id)
        name = technician.name if technician is not None else ""
        visits = store.row(technician_id).between(start_minute, end_minute)
        found += [_row(visit, name, formats) for visit in visits]
    found.sort(key=lambda row: (row.start_at, row.technician, row.id))
    return found


def sorted_rows(rows: Iterable[AgendaRow], key: str, descending: bool) -> list[AgendaRow]:
    """The same rows by another column; equal ones stay by start."""
    value: Callable[[AgendaRow], object] = _ORDER.get(key, lambda row: getattr(row, key))
    return sorted(rows, key=value, reverse=descending)  # type: ignore[arg-type]


_STATES = {state: at for at, state in enumerate(VisitState)}
_ORDER: dict[str, Callable[[AgendaRow], object]] = {
    "on_day": lambda row: row.start_at,
    "times": lambda row: row.start_at.time(),
    "state": lambda row: _STATES[row.state],
    "number": lambda row: (len(row.number), row.number),
    "technician": lambda row: row.technician.casefold(),
    "customer": lambda row: row.customer.casefold(),
    "title": lambda row: row.title.casefold(),
    "site": lambda row: row.site.casefold(),
}


def _row(visit: Visit, technician: str, formats: Formats) -> AgendaRow:
    start_at = instant_of(visit.start_minute)
    return AgendaRow(
        id=visit.id,
        start_at=start_at,
        on_day=wall_minute(start_at, formats.zone)[0],
        times=card_time(visit, formats),
        minutes=visit.minutes,
        technician=technician,
        number=numbered(visit.number),
        customer=visit.customer,
        title=visit.title,
        site=visit.site,
        state=visit.state,
        priority=visit.priority,
        remarks=" · ".join(remarks(visit)),
    )
