"""Building blocks that the documents share: running text, chips, warnings, labelled fields, room to write."""

from collections.abc import Sequence
from dataclasses import dataclass

from fsmdesk.reports import style
from fsmdesk.reports.frame import Frame, draw_links
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.style import ChipColours, Colour, TextStyle
from fsmdesk.reports.tables import Cell, Table, TableColumn

_CHIP_PAD, _CHIP_GAP = 5.0, 5.0
_NOTICE_PAD = 7.0
_WRITING_STEP = 19.0


def flow(frame: Frame, text: str, own: TextStyle) -> None:
    """The text at the cursor, over the whole width and as many pages as it needs."""
    block = paragraph(text, own, frame.width)
    if block.height <= frame.room:
        draw_links(frame, text, block, frame.left, frame.y)
    for shaped in block.lines:
        frame.need(own.leading)
        frame.y = frame.sheet.paragraph(Paragraph((shaped,), own), frame.left, frame.y)


def section(frame: Frame, title: str, keep_with: float = 40.0) -> None:
    """A heading at the cursor, on the same page as what follows."""
    frame.need(keep_with + 30)
    frame.y += 12
    frame.y = frame.sheet.paragraph(line(title, frame.accented(style.SECTION)), frame.left, frame.y) + 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two on a coloured ground."""

    text: str
    colours: ChipColours = style.QUIET_CHIP


def chips(frame: Frame, x: float, top: float, wanted: Sequence[Chip]) -> float:
    """The chips side by side; the place right of them."""
    for chip in wanted:
        own = TextStyle(style.CHIP.size, style.CHIP.leading, style.CHIP.weight, chip.colours.text)
        block = line(chip.text, own)
        width = block.width + 2 * _CHIP_PAD
        height = own.leading + 3
        frame.sheet.box(x, top, width, height, fill=chip.colours.fill, line=chip.colours.line, radius=4)
        frame.sheet.paragraph(block, x + _CHIP_PAD, top + 1.5)
        x += width + _CHIP_GAP
    return x


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what is known; the first text may be stronger than the rest. `share` is its part of the
    width, against those of its neighbours."""

    label: str
    texts: tuple[str, ...]
    first: TextStyle = style.BODY
    share: int = 1


def fields(frame: Frame, row: Sequence[Field]) -> None:
    """Labelled texts side by side; those without a text are left away and leave their width to the others."""
    shown = [field for field in row if any(field.texts)]
    if not shown:
        return
    step = frame.width / sum(field.share for field in shown)
    columns, cells, at = [], [], 0.0
    for field in shown:
        end = at + field.share * step
        columns.append(TableColumn("", at - style.CELL_PAD, end - 6))
        texts = [text for text in field.texts if text]
        rest: list[tuple[str, TextStyle | None]] = [(text, None) for text in texts[1:]]
        cells.append(Cell(((field.label, style.LABEL), (texts[0], field.first), *rest)))
        at = end
    Table(frame, columns, pad=5, line=None).row(cells)


def notice(frame: Frame, label: str, text: str, ground: Colour, edge: Colour, ink: Colour) -> None:
    """A text that must be seen, on a ground of its own; goes on over the page if it must."""
    body = TextStyle(style.BODY.size, style.BODY.leading, style.BODY.weight, ink)
    head = TextStyle(style.SMALL_BOLD.size, style.SMALL_BOLD.leading, style.SMALL_BOLD.weight, ink)
    inner = frame.width - 2 * _NOTICE_PAD - 3
    waiting = [(shaped, head) for shaped in paragraph(label, head, inner).lines]
    waiting += [(shaped, body) for shaped in paragraph(text, body, inner).lines]
    while waiting:
        frame.need(2 * _NOTICE_PAD + 2 * body.leading)
        count = max(1, min(len(waiting), int((frame.room - 2 * _NOTICE_PAD) / body.leading)))
        height = sum(own.leading for _, own in waiting[:count]) + 2 * _NOTICE_PAD - 3
        frame.sheet.box(frame.left, frame.y, frame.width, height, fill=ground, radius=4)
        frame.sheet.box(frame.left, frame.y, 3, height, fill=edge, radius=1.5)
        y = frame.y + _NOTICE_PAD - 1.5
        for shaped, own in waiting[:count]:
            y = frame.sheet.paragraph(Paragraph((shaped,), own), frame.left + 3 + _NOTICE_PAD, y)
        frame.y += height + 6
        waiting = waiting[count:]


def writing_space(frame: Frame, label: str, lines: int) -> None:
    """A label and empty lines to write on, all on one page."""
    frame.need(writing_height(lines))
    frame.y = frame.sheet.paragraph(line(label, style.LABEL), frame.left, frame.y)
    for _ in range(lines):
        frame.y += _WRITING_STEP
        frame.sheet.rule(frame.left, frame.y, frame.width, style.HAIRLINE)
    frame.y += 9


def writing_height(lines: int) -> float:
    """How much room such a space takes."""
    return style.LABEL.leading + lines * _WRITING_STEP + 9
