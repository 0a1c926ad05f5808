"""The day sheet: a technician's visits of one day, in the order of time."""

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr, trn
from fsmdesk.reports import style
from fsmdesk.reports.blocks import Chip, chips, flow, notice
from fsmdesk.reports.documents import DaySheetDocument, DayVisit
from fsmdesk.reports.frame import LOGO_SIZE, Frame, formats_for
from fsmdesk.reports.paragraphs import line, paragraph
from fsmdesk.reports.style import TextStyle
from fsmdesk.reports.tables import Cell, Table, TableColumn
from fsmdesk.reports.volume import Volume

_TIME_WIDTH = 112.0
_WRITE_WIDTH = 74.0
_STRIPE = 3.0
_CHIP_ROOM = 17.0
_LEAST_HEIGHT = 84.0
_WARNING_TEXT = TextStyle(9, 12, style.BODY_MEDIUM.weight, style.WARNING)


def day_sheet_pdf(document: DaySheetDocument) -> bytes:
    """The day on as many pages as it needs.

    Raises:
        RuleBroken: the logo is no picture.
    """
    volume = Volume(day_sheet_heading(document), document.letterhead.name)
    draw_day_sheet(volume, document)
    return volume.finish()


def day_sheet_heading(document: DaySheetDocument) -> str:
    """What it is, whose, and of which day."""
    day = formats_for(document.settings).long_date(document.day)
    return f"{tr('Day sheet')} · {document.technician} · {day}"


def draw_day_sheet(volume: Volume, document: DaySheetDocument) -> None:
    """The sheet's pages come next in the volume.

    Raises:
        RuleBroken: the logo is no picture.
    """
    formats = formats_for(document.settings)
    day, heading = formats.long_date(document.day), day_sheet_heading(document)
    own = f"{document.technician} · {day}"
    foot = "\n".join(text for text in (own, document.texts.footer) if text)
    frame = Frame.begin(volume, document.settings, heading, document.letterhead, foot)
    _draw_head(frame, document, day, formats)
    frame.y += 8
    if document.texts.intro:
        flow(frame, document.texts.intro, style.BODY)
        frame.y += 6
    if document.notes:
        notice(frame, tr("Notes"), document.notes, style.PANEL, style.MUTED, style.INK)
    for visit in document.visits:
        _draw_visit(frame, visit, formats)
    if not document.visits:
        empty = paragraph(tr("No visits on this day."), style.BODY_MUTED, frame.width)
        frame.y = frame.sheet.paragraph(empty, frame.left, frame.y + 8)
    if document.texts.closing:
        frame.y += 12
        flow(frame, document.texts.closing, style.SMALL)
    frame.finish(heading)


def _draw_head(frame: Frame, document: DaySheetDocument, day: str, formats: Formats) -> None:
    """Who and when on the left, what it is and how much of it on the right."""
    sheet, half, y = frame.sheet, frame.width * 0.6, frame.y
    if document.letterhead.logo:
        sheet.image(document.letterhead.logo, frame.left, y, *LOGO_SIZE)
        y += LOGO_SIZE[1] + 6
    y = sheet.paragraph(paragraph(document.technician, style.HEADING, half), frame.left, y + 2)
    y = sheet.paragraph(paragraph(day, style.BODY_MEDIUM, half), frame.left, y)
    title = line(tr("Day sheet"), frame.accented(style.TITLE))
    below = sheet.paragraph(title, frame.left, frame.y - 1, frame.width, "right")
    facts = [document.letterhead.name, _workload(document, formats)]
    for text in facts:
        block = paragraph(text, style.BODY_MUTED, frame.width * 0.4)
        below = sheet.paragraph(block, frame.left, below, frame.width, "right")
    if document.shift:
        words = tr("Shift {hours}").format(hours=document.shift)
        y = sheet.paragraph(paragraph(words, style.BODY_MUTED, half), frame.left, y)
    frame.y = max(y, below) + 10
    sheet.rule(frame.left, frame.y, frame.width, frame.accent.text, 0.75)


def _workload(document: DaySheetDocument, formats: Formats) -> str:
    minutes = sum(Span(visit.starts_at, visit.ends_at).minutes for visit in document.visits)
    count = len(document.visits)
    words = trn("{count} visit", "{count} visits", count).format(count=formats.count(count))
    return f"{words} · {formats.duration(minutes)}" if count else words


def _draw_visit(frame: Frame, visit: DayVisit, formats: Formats) -> None:
    """One card: when, what is needed there, and where to write the times down."""
    columns = [
        TableColumn("", _STRIPE + 5, _TIME_WIDTH + style.CELL_PAD, style=style.BODY_MUTED),
        TableColumn("", _TIME_WIDTH + 6, frame.width - _WRITE_WIDTH),
        TableColumn("", frame.width - _WRITE_WIDTH, frame.width),
    ]
    span = Span(visit.starts_at, visit.ends_at)
    when = Cell(((formats.span(span), style.BODY_BOLD), (formats.duration(span.minutes), None)))

    def adorn(top: float, height: float) -> None:
        _draw_marks(frame, visit, top, height)

    table = Table(frame, columns, pad=9)
    table.row([when, Cell(_details(visit)), Cell(())], least=_LEAST_HEIGHT, adorn=adorn)


def _details(visit: DayVisit) -> tuple[tuple[str, TextStyle | None], ...]:
    """What is known, one thing below the other; nothing that is empty."""
    whom = " · ".join(text for text in (visit.contact, visit.phone) if text)
    what = " · ".join(text for text in (visit.place, visit.machine) if text)
    skills = " · ".join(visit.skills)
    lines: list[tuple[str, TextStyle | None]] = [
        (f"{visit.number} · {visit.title}", style.BODY_BOLD),
        (visit.customer, style.BODY_MEDIUM),
        (visit.address, None),
        (whom and tr("Contact: {who}").format(who=whom), None),
        (what, style.BODY_MUTED),
        (visit.problem, None),
        (visit.access_notes and tr("Access: {notes}").format(notes=visit.access_notes), None),
        (visit.safety and tr("Safety: {notes}").format(notes=visit.safety), _WARNING_TEXT),
        (
            visit.protective_gear and tr("Protective gear: {notes}").format(notes=visit.protective_gear),
            _WARNING_TEXT,
        ),
        (skills and tr("Skills: {names}").format(names=skills), style.BODY_MUTED),
    ]
    return tuple(entry for entry in lines if entry[0])


def _draw_marks(frame: Frame, visit: DayVisit, top: float, height: float) -> None:
    """Stripe and chips on the left, lines for the real times on the right."""
    sheet = frame.sheet
    sheet.box(
        frame.left, top + 6, _STRIPE, height - 12, fill=style.PRIORITY_STRIPES[visit.priority], radius=1.5
    )
    y = top + 9 + 2 * style.BODY.leading + 5
    chips(
        frame, frame.left + _STRIPE + 8, y, [Chip(visit.priority.label, style.PRIORITY_CHIPS[visit.priority])]
    )
    state = Chip(visit.state.label, style.STATE_CHIPS.get(visit.state, style.QUIET_CHIP))
    chips(frame, frame.left + _STRIPE + 8, y + _CHIP_ROOM, [state])
    x = frame.right - _WRITE_WIDTH + style.CELL_PAD + 6
    for at, label in enumerate((tr("Arrived"), tr("Left"))):
        line_at = top + 22 + at * 29
        sheet.rule(x, line_at, frame.right - x, style.MUTED)
        sheet.paragraph(line(label, style.LABEL), x, line_at + 2)
