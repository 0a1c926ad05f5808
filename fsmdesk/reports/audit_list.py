"""The weekly audit on paper: the jobs to look at, each with the reason, and room to tick it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.documents import Letterhead, PrintSettings
from fsmdesk.reports.frame import Frame, formats_for
from fsmdesk.reports.paragraphs import line, paragraph
from fsmdesk.reports.tables import Cell, Table, TableColumn
from fsmdesk.reports.volume import Volume

_NUMBER, _JOB, _WHEN, _AMOUNT = 48.0, 170.0, 86.0, 72.0


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditedJob:
    """A job to look at. `findings` say why; `margin` is a text, empty where it is not to be seen."""

    number: int
    title: str
    customer: str
    technicians: str
    completed_on: date
    amount_minor: int
    margin: str
    findings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditDocument:
    """A week's audit. `summary` says how the week looks on the whole."""

    letterhead: Letterhead
    settings: PrintSettings
    monday: date
    sunday: date
    summary: str
    jobs: Sequence[AuditedJob]


def audit_pdf(document: AuditDocument) -> bytes:
    """The audit on as many pages as it needs."""
    formats = formats_for(document.settings)
    week = tr("{first} to {last}").format(
        first=formats.date(document.monday), last=formats.date(document.sunday)
    )
    heading = tr("Weekly audit, {week}").format(week=week)
    volume = Volume(heading, document.letterhead.name)
    frame = Frame.begin(volume, document.settings, heading, document.letterhead, document.letterhead.name)
    _draw_head(frame, week, document.summary)
    table = Table(frame, _columns(frame))
    table.head()
    for job in document.jobs:
        amount = Cell.of(formats.money(job.amount_minor), job.margin)
        reasons = Cell(tuple((text, None) for text in job.findings))
        cells = [
            Cell.of(f"#{job.number}"),
            Cell.of(job.title, job.customer),
            Cell.of(formats.date(job.completed_on), job.technicians),
            amount,
            reasons,
        ]
        table.row(cells)
    frame.finish(heading)
    return volume.finish()


def _draw_head(frame: Frame, week: str, summary: str) -> None:
    sheet, top = frame.sheet, frame.y
    title = line(tr("Weekly audit"), frame.accented(style.TITLE))
    below = sheet.paragraph(title, frame.left, top)
    block = paragraph(week, style.BODY_MEDIUM, frame.width * 0.4)
    sheet.paragraph(block, frame.left, top + 8, frame.width, "right")
    frame.y = sheet.paragraph(paragraph(summary, style.BODY_MUTED, frame.width), frame.left, below + 2) + 10


def _columns(frame: Frame) -> list[TableColumn]:
    job, when = _NUMBER + _JOB, _NUMBER + _JOB + _WHEN
    return [
        TableColumn(tr("Number"), 0, _NUMBER, style=style.BODY_BOLD),
        TableColumn(tr("Job"), _NUMBER, job),
        TableColumn(tr("Completed"), job, when),
        TableColumn(tr("Amount"), when, when + _AMOUNT, "right"),
        TableColumn(tr("To look at"), when + _AMOUNT + 8, frame.width),
    ]
