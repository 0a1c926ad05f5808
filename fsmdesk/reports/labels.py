"""Labels to stick on machines: a code to scan, and what people need to read beside it."""

from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.documents import Label, LabelsDocument
from fsmdesk.reports.matrix_code import draw_qr
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.sheet import Sheet
from fsmdesk.reports.style import Accent, TextStyle
from fsmdesk.reports.volume import Volume

# Printers and cutters miss by up to two millimetres; nothing stands closer to an edge.
_EDGE = 5.5
_LARGEST_CODE, _CODE_SHARE = 92.0, 0.42
_GAP = 7.0
_LARGEST_NAME, _SMALLEST_NAME = 12.0, 5.0


def labels_pdf(document: LabelsDocument) -> bytes:
    """All labels, on as many sheets as they need; on a roll each is a page."""
    volume = Volume(tr("Labels"), document.author)
    sheet = Sheet(volume, document.stock.page)
    accent = Accent.of(document.colour)
    count = document.stock.count
    for number, label in enumerate(document.labels, start=document.first % count):
        if number and number % count == 0:
            sheet.new_page()
        x, y = document.stock.place(number % count)
        _draw(sheet, label, accent, x, y, document.stock.width, document.stock.height)
    sheet.finish("", _no_footer)
    return volume.finish()


def _no_footer(_number: int, _count: int) -> None:
    """Labels have no page numbers."""


def _draw(
    sheet: Sheet, label: Label, accent: Accent, x: float, y: float, width: float, height: float
) -> None:
    edge = min(_EDGE, height * 0.12)
    side = min(height - 2 * edge, width * _CODE_SHARE, _LARGEST_CODE)
    draw_qr(sheet, label.code, x + edge, y + (height - side) / 2, side)
    left = x + edge + side + min(_GAP, edge * 1.6)
    room = (x + width - edge - left, height - 2 * edge)
    blocks, foot = _fitting(label, accent, *room)
    top = y + edge + _slack(blocks, foot, room[1])
    for block in blocks:
        top = sheet.paragraph(block, left, top)
    if foot is not None:
        sheet.paragraph(foot, left, y + height - edge - foot.height)


def _slack(blocks: list[Paragraph], foot: Paragraph | None, height: float) -> float:
    """Without a foot the text stands in the middle, beside the code."""
    return 0.0 if foot is not None else (height - sum(block.height for block in blocks)) / 2


def _fitting(
    label: Label, accent: Accent, width: float, height: float
) -> tuple[list[Paragraph], Paragraph | None]:
    """The name, as many of the lines as there is room for, and the foot if it still fits."""
    size = min(max(height / 6.5, _SMALLEST_NAME), _LARGEST_NAME)
    name_style = TextStyle(size, size * 1.22, style.BODY_BOLD.weight, accent.text)
    small = TextStyle(max(size * 0.78, 4.2), max(size * 0.78, 4.2) * 1.28)
    blocks = [_cut(label.name, name_style, width, 2 if height > 5 * size else 1)]
    left = height - blocks[0].height
    foot = _foot(label, small.in_colour(style.MUTED), width)
    if foot is not None and left < foot.height + 2 * small.leading:
        foot = None
    left -= foot.height + small.leading * 0.4 if foot is not None else 0.0
    for text in label.lines:
        if left < small.leading:
            break
        block = _cut(text, small, width, min(2, int(left / small.leading)))
        blocks.append(block)
        left -= block.height
    return blocks, foot


def _foot(label: Label, own: TextStyle, width: float) -> Paragraph | None:
    blocks = [paragraph(text, own, width) for text in label.foot]
    fitting = next((block for block in blocks if len(block.lines) == 1), None)
    return fitting or (_cut(label.foot[-1], own, width, 1) if label.foot else None)


def _cut(text: str, own: TextStyle, width: float, most: int) -> Paragraph:
    """The text on at most so many lines; where it is longer, it ends with an ellipsis."""
    block = paragraph(text, own, width)
    if len(block.lines) <= most:
        return block
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(paragraph(f"{text[:middle].rstrip()}…", own, width).lines) <= most:
            low = middle
        else:
            high = middle - 1
    return paragraph(f"{text[:low].rstrip()}…", own, width) if low else line("…", own)
