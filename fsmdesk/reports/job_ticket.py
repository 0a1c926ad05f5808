"""The job ticket: one work order on paper, with room to write what was found and done."""

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.blocks import (
    Chip,
    Field,
    chips,
    fields,
    flow,
    notice,
    section,
    writing_height,
    writing_space,
)
from fsmdesk.reports.checklist import draw_checklist
from fsmdesk.reports.documents import JobTicketDocument, TicketVisit
from fsmdesk.reports.frame import Frame, draw_letterhead, formats_for
from fsmdesk.reports.matrix_code import draw_qr
from fsmdesk.reports.paragraphs import line, paragraph
from fsmdesk.reports.signing import SIGNATURE_HEIGHT, draw_signature
from fsmdesk.reports.tables import Cell, Table, TableColumn
from fsmdesk.reports.volume import Volume

_CODE_SIZE = 54.0


def job_ticket_pdf(document: JobTicketDocument) -> bytes:
    """The work order on as many pages as it needs.

    Raises:
        RuleBroken: the logo is no picture.
    """
    volume = Volume(ticket_heading(document), document.letterhead.name)
    draw_job_ticket(volume, document)
    return volume.finish()


def ticket_heading(document: JobTicketDocument) -> str:
    """What it is, and of which job."""
    return f"{tr('Job ticket')} {document.number}"


def draw_job_ticket(volume: Volume, document: JobTicketDocument) -> None:
    """The ticket's pages come next in the volume.

    Raises:
        RuleBroken: the logo is no picture.
    """
    formats, heading = formats_for(document.settings), ticket_heading(document)
    own = f"{document.number} · {document.title}"
    foot = "\n".join(text for text in (own, document.texts.footer) if text)
    frame = Frame.begin(volume, document.settings, heading, document.letterhead, foot)
    _draw_head(frame, document)
    _draw_title(frame, document, formats)
    _draw_parties(frame, document)
    _draw_warnings(frame, document)
    if document.texts.intro:
        frame.y += 4
        flow(frame, document.texts.intro, style.BODY)
    if document.scope:
        section(frame, tr("Scope"))
        flow(frame, document.scope, style.BODY)
    _draw_visits(frame, document, formats)
    draw_checklist(frame, document.checks)
    _draw_lines(frame, document, formats)
    _draw_history(frame, document, formats)
    _draw_report(frame, document)
    if document.texts.closing:
        flow(frame, document.texts.closing, style.SMALL)
    draw_signature(frame, document.signed)
    frame.finish(f"{heading} · {document.title}")


def _draw_head(frame: Frame, document: JobTicketDocument) -> None:
    """Letterhead, the words "Job ticket", and the number as a code to scan."""
    below = draw_letterhead(frame, document.letterhead, frame.width / 2)
    code, room = frame.right - _CODE_SIZE, frame.width - _CODE_SIZE - 14
    draw_qr(frame.sheet, document.number, code, frame.y + 3, _CODE_SIZE)
    title = line(tr("Job ticket"), frame.accented(style.TITLE))
    frame.sheet.paragraph(title, frame.left, frame.y - 1, room, "right")
    number = paragraph(document.number, style.NAME, frame.width / 2 - _CODE_SIZE - 14)
    frame.sheet.paragraph(number, frame.left, frame.y + 29, room, "right")
    frame.y = max(below, frame.y + 3 + _CODE_SIZE) + 16
    frame.sheet.rule(frame.left, frame.y, frame.width, frame.accent.text, 0.75)
    frame.y += 11


def _draw_title(frame: Frame, document: JobTicketDocument, formats: Formats) -> None:
    heading = paragraph(document.title, style.HEADING, frame.width)
    frame.y = frame.sheet.paragraph(heading, frame.left, frame.y) + 4
    x = chips(
        frame,
        frame.left,
        frame.y,
        [
            Chip(document.priority.label, style.PRIORITY_CHIPS[document.priority]),
            Chip(document.state.label, style.STATE_CHIPS.get(document.state, style.QUIET_CHIP)),
            Chip(document.kind.label),
        ],
    )
    if document.due_at:
        due = tr("Due {time}").format(time=formats.instant(document.due_at))
        frame.sheet.paragraph(line(due, style.BODY_MEDIUM), x + 4, frame.y + 0.5)
    frame.y += 19


def _draw_parties(frame: Frame, document: JobTicketDocument) -> None:
    fields(
        frame,
        [
            Field(tr("Customer"), document.customer, style.BODY_BOLD),
            Field(tr("Site"), document.site, style.BODY_BOLD),
            Field(tr("Contact"), document.contact, style.BODY_BOLD),
        ],
    )
    fields(
        frame,
        [
            Field(tr("Equipment"), document.machine, style.BODY_BOLD, share=2),
            Field(tr("Agreement"), (document.agreement,), share=2),
            Field(tr("Skills"), (" · ".join(document.skills),)),
            Field(tr("Customer's PO"), (document.customer_po,)),
        ],
    )


def _draw_warnings(frame: Frame, document: JobTicketDocument) -> None:
    frame.y += 4
    for label, text in ((tr("Safety"), document.safety), (tr("Protective gear"), document.protective_gear)):
        if text:
            notice(frame, label, text, style.WARNING_PANEL, style.WARNING_LINE, style.WARNING)
    if document.access_notes:
        notice(frame, tr("Access"), document.access_notes, style.PANEL, style.MUTED, style.INK)


def _draw_visits(frame: Frame, document: JobTicketDocument, formats: Formats) -> None:
    if not document.visits:
        return
    section(frame, tr("Visits"))
    third = frame.width / 3
    table = Table(
        frame,
        [
            TableColumn(tr("Technician"), 0, third),
            TableColumn(tr("Planned"), third, 2 * third),
            TableColumn(tr("State"), 2 * third, frame.width),
        ],
        pad=3.5,
    )
    table.head()
    for visit in document.visits:
        table.row([Cell.of(visit.technician), Cell.of(_planned(visit, formats)), Cell.of(visit.state.label)])


def _planned(visit: TicketVisit, formats: Formats) -> str:
    if visit.starts_at is None or visit.ends_at is None:
        return tr("not yet")
    span = Span(visit.starts_at, visit.ends_at)
    day = formats.date(visit.starts_at.astimezone(formats.zone).date())
    words = formats.span(span)
    return words if words.startswith(day) else f"{day}, {words}"


def _draw_lines(frame: Frame, document: JobTicketDocument, formats: Formats) -> None:
    """Planned labour, parts and fees, with an empty column for what was really used."""
    if not document.lines:
        return
    section(frame, tr("Labour, parts and fees"))
    w = frame.width
    table = Table(
        frame,
        [
            TableColumn(tr("Description"), 0, w - 260),
            TableColumn(tr("Kind"), w - 260, w - 200),
            TableColumn(tr("Bill to"), w - 200, w - 120),
            TableColumn(tr("Planned"), w - 120, w - 60, "right", style.NUMBER),
            TableColumn(tr("Used"), w - 60, w, "right", style.NUMBER),
        ],
        pad=3.5,
    )
    table.head()
    for entry in document.lines:
        quantity = formats.quantity_with_unit(entry.quantity_milli, entry.unit)
        texts = (entry.description, entry.kind, entry.bill_to, quantity, "")
        table.row([Cell.of(text) for text in texts])


def _draw_history(frame: Frame, document: JobTicketDocument, formats: Formats) -> None:
    if not document.history:
        return
    section(frame, tr("This machine before"))
    columns = [
        TableColumn("", -style.CELL_PAD, 72, style=style.BODY_MUTED),
        TableColumn("", 72, 126, style=style.BODY_MEDIUM),
        TableColumn("", 126, frame.width),
    ]
    table = Table(frame, columns, pad=3.5)
    for past in document.history:
        table.row([Cell.of(formats.date(past.done_on)), Cell.of(past.number), Cell.of(past.summary)])


def _draw_report(frame: Frame, document: JobTicketDocument) -> None:
    """What is known of cause and fix, or room to write it; room for notes until it is signed."""
    section(frame, tr("Report"), keep_with=writing_height(2))
    frame.y += 4
    for label, known in ((tr("Cause"), document.cause), (tr("Fix"), document.fix)):
        if known:
            fields(frame, [Field(label, (known,))])
        else:
            writing_space(frame, label, 2)
    if document.notes:
        fields(frame, [Field(tr("Notes"), (document.notes,))])
    if document.signed is not None:
        return  # nothing more is written on what is signed
    closing = paragraph(document.texts.closing, style.SMALL, frame.width).height
    taken = writing_height(0) + SIGNATURE_HEIGHT + closing
    free = int((frame.room - taken) / (writing_height(1) - writing_height(0)))
    writing_space(frame, tr("Notes, readings, parts used"), min(max(free, 3), 10))
