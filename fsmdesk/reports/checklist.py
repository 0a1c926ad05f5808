"""The checklist of a job ticket: each item with boxes to tick or room to write, or with its answer."""

from collections.abc import Callable, Sequence

from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.blocks import section
from fsmdesk.reports.documents import TicketCheck
from fsmdesk.reports.frame import Frame
from fsmdesk.reports.paragraphs import line
from fsmdesk.reports.tables import Cell, Table, TableColumn

_BOX = 8.5
_ROW = 22.0
_ANSWER_SHARE = 0.46
_MOST_CHOICES = 4


def draw_checklist(frame: Frame, checks: Sequence[TicketCheck]) -> None:
    """A row for each item: what to look at on the left, the answer or the room for it on the right."""
    if not checks:
        return
    section(frame, tr("Checklist"))
    split = frame.width * (1 - _ANSWER_SHARE)
    columns = [TableColumn("", -style.CELL_PAD, split), TableColumn("", split, frame.width)]
    table = Table(frame, columns, pad=4)
    for check in checks:
        answer = Cell(((check.answer or _choices_below(check), _answer_style(check)),))
        cells = [Cell.of(check.label, _about(check)), answer if answer.texts[0][0] else Cell(())]
        table.row(cells, least=_ROW, adorn=_room_for(frame, check, split))


def _about(check: TicketCheck) -> str:
    needed = tr("required") if check.is_required else ""
    return " · ".join(text for text in (check.asks, needed) if text)


def _answer_style(check: TicketCheck) -> style.TextStyle:
    if check.outcome is CheckOutcome.FAILED:
        return style.BODY_BOLD.in_colour(style.WARNING)
    return style.BODY_BOLD if check.answer else style.BODY_MUTED


def _choices_below(check: TicketCheck) -> str:
    """Choices that would not stand side by side are listed, to be marked with a pen."""
    return " / ".join(check.choices) if len(check.choices) > _MOST_CHOICES else ""


def _room_for(frame: Frame, check: TicketCheck, start: float) -> Callable[[float, float], None]:
    """Draws what the answer is written into, once the table knows where the row is."""
    x = frame.left + start + style.CELL_PAD

    def draw(top: float, _height: float) -> None:
        if check.answer or _choices_below(check):
            return
        boxes = _boxes_of(check)
        if boxes:
            _draw_boxes(frame, x, top, boxes)
        else:
            frame.sheet.rule(x, top + _ROW - 5, frame.right - x, style.MUTED)

    return draw


def _boxes_of(check: TicketCheck) -> Sequence[str]:
    """What stands beside the boxes; nothing where the answer is written out."""
    match check.kind:
        case CheckKind.TICK:
            return tr("OK"), tr("Fault"), tr("Not applicable")
        case CheckKind.CHOICE:
            return check.choices
        case CheckKind.PHOTO:
            return (tr("Photo taken"),)
        case _:
            return ()


def _draw_boxes(frame: Frame, x: float, top: float, labels: Sequence[str]) -> None:
    for label in labels:
        frame.sheet.box(x, top + 5.5, _BOX, _BOX, line=style.MUTED, radius=1.5)
        block = line(label, style.SMALL)
        frame.sheet.paragraph(block, x + _BOX + 4, top + 4.5)
        x += _BOX + 4 + block.width + 12
