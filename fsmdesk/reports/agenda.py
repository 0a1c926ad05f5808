"""The agenda: the visits of some days as a table, with a heading for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.reports import style
from fsmdesk.reports.documents import Letterhead, PrintSettings
from fsmdesk.reports.frame import Frame, formats_for
from fsmdesk.reports.paragraphs import line, paragraph
from fsmdesk.reports.tables import Cell, Table, TableColumn
from fsmdesk.reports.volume import Volume

_TIME, _WHO, _JOB, _WHERE = 88.0, 92.0, 150.0, 138.0
_DAY_HEIGHT = 120.0  # with a row of four lines


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaLine:
    """One visit."""

    starts_at: datetime
    ends_at: datetime
    technician: str
    number: str
    title: str
    customer: str
    place: str
    phone: str
    state: VisitState
    priority: Priority


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaDocument:
    """Visits in the order in which they are printed; those of one day stand together."""

    letterhead: Letterhead
    settings: PrintSettings
    first_day: date
    day_count: int
    lines: Sequence[AgendaLine]


def agenda_pdf(document: AgendaDocument) -> bytes:
    """The table on as many pages as it needs.

    Raises:
        RuleBroken: the logo is no picture.
    """
    formats = formats_for(document.settings)
    period = _period(document, formats)
    heading = f"{tr('Agenda')} · {period}"
    volume = Volume(heading, document.letterhead.name)
    frame = Frame.begin(volume, document.settings, heading, document.letterhead, document.letterhead.name)
    _draw_head(frame, document, period, formats)
    table = Table(frame, _columns(frame))
    if document.lines:
        table.head()
    shown: date | None = None
    for visit in document.lines:
        day = max(wall_minute(visit.starts_at, formats.zone)[0], document.first_day)
        if day != shown:
            _draw_day(frame, formats.long_date(day))
            shown = day
        table.row(_cells(visit, formats))
    if not document.lines:
        empty = paragraph(tr("No visits in this period."), style.BODY_MUTED, frame.width)
        frame.y = frame.sheet.paragraph(empty, frame.left, frame.y + 8)
    frame.finish(heading)
    return volume.finish()


def _period(document: AgendaDocument, formats: Formats) -> str:
    last = document.first_day + timedelta(days=document.day_count - 1)
    if last == document.first_day:
        return formats.long_date(last)
    return tr("{first} to {last}").format(first=formats.date(document.first_day), last=formats.date(last))


def _draw_head(frame: Frame, document: AgendaDocument, period: str, formats: Formats) -> None:
    sheet, top = frame.sheet, frame.y
    below = sheet.paragraph(line(tr("Agenda"), frame.accented(style.TITLE)), frame.left, top)
    sheet.paragraph(
        paragraph(period, style.BODY_MEDIUM, frame.width * 0.5), frame.left, top + 8, frame.width, "right"
    )
    count = len(document.lines)
    minutes = sum(Span(visit.starts_at, visit.ends_at).minutes for visit in document.lines)
    words = trn("{n} visit", "{n} visits", count).format(n=formats.count(count))
    said = f"{words} · {formats.duration(minutes)}" if count else words
    frame.y = sheet.paragraph(paragraph(said, style.BODY_MUTED, frame.width), frame.left, below + 2) + 6


def _draw_day(frame: Frame, words: str) -> None:
    """A heading that is never alone at the foot of a page."""
    frame.need(_DAY_HEIGHT)
    frame.y = frame.sheet.paragraph(line(words, style.HEADING), frame.left, frame.y + 10) + 4


def _cells(visit: AgendaLine, formats: Formats) -> list[Cell]:
    span = Span(visit.starts_at, visit.ends_at)
    where = (
        (visit.customer, style.BODY_MEDIUM),
        (visit.place, style.BODY_MUTED),
        (visit.phone, style.BODY_MUTED),
    )
    return [
        Cell.of(formats.span(span), formats.duration(span.minutes)),
        Cell.of(visit.technician),
        Cell.of(f"{visit.number} · {visit.title}"),
        Cell(tuple(part for part in where if part[0])),
        Cell.of(visit.state.label, visit.priority.label),
    ]


def _columns(frame: Frame) -> list[TableColumn]:
    who, job = _TIME, _TIME + _WHO
    where, state = job + _JOB, job + _JOB + _WHERE
    return [
        TableColumn(tr("Time"), 0, who, style=style.BODY_BOLD),
        TableColumn(tr("Technician"), who, job),
        TableColumn(tr("Job"), job, where),
        TableColumn(tr("Customer"), where, state),
        TableColumn(tr("State"), state, frame.width),
    ]
