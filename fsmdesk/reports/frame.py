"""What every page of every document has: margins, a cursor, letterhead, running head and footer."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.documents import Letterhead, PrintSettings
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.shaping import shape
from fsmdesk.reports.sheet import Sheet

_LOGO_HEIGHT, _LOGO_WIDTH = 33.0, 150.0
_FOOTER_RULE = 50.0
_GAP_ABOVE_FOOTER = 12.0


def formats_for(settings: PrintSettings) -> Formats:
    """How this document writes its values."""
    return Formats(settings.locale, settings.currency, ZoneInfo(settings.zone))


@dataclass
class Frame:
    """A document being laid out from top to bottom; `y` is where the next block begins."""

    sheet: Sheet
    running_head: str
    foot_note: str = ""
    ghost: str = ""
    y: float = style.MARGIN - 3

    @staticmethod
    def begin(
        settings: PrintSettings, title: str, head: Letterhead, foot_note: str = "", ghost: str = ""
    ) -> "Frame":
        """An empty first page; `ghost` stands pale across each page."""
        frame = Frame(Sheet(settings.paper, title, head.name), f"{head.name} · {title}", foot_note, ghost)
        frame._draw_ghost()
        return frame

    def _draw_ghost(self) -> None:
        if self.ghost:
            self.sheet.ghost(shape(self.ghost, style.GHOST_TEXT.weight), style.GHOST_TEXT)

    @property
    def left(self) -> float:
        """Where the text begins."""
        return style.MARGIN

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.sheet.width - style.MARGIN

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Blocks end above this."""
        return self._footer_rule - _GAP_ABOVE_FOOTER

    @property
    def _footer_rule(self) -> float:
        """Higher than usual where the note has many lines."""
        return self.sheet.height - max(_FOOTER_RULE, self._foot_block.height + 28)

    @property
    def _foot_block(self) -> Paragraph:
        return paragraph(self.foot_note, style.FOOTER, self.width - 90)

    @property
    def room(self) -> float:
        """What is left on this page."""
        return self.bottom - self.y

    def next_page(self) -> None:
        """A further page with the running head; the cursor stands below it."""
        self.sheet.new_page()
        self._draw_ghost()
        # Its text stands in full on the first page; here one line is enough.
        block = paragraph(self.running_head, style.FOOTER, self.width)
        first = Paragraph(block.lines[:1], block.style)
        below = self.sheet.paragraph(first, self.left, style.MARGIN - 10)
        self.sheet.rule(self.left, below + 4, self.width, style.HAIRLINE)
        self.y = below + 16

    def need(self, height: float) -> None:
        """There is so much room from the cursor down, on a further page if this one has not."""
        if self.room < height and self.y > 2 * style.MARGIN:
            self.next_page()

    def finish(self) -> bytes:
        """The file, with a footer on each page."""
        return self.sheet.finish(self._footer)

    def _footer(self, number: int, count: int) -> None:
        rule = self._footer_rule
        self.sheet.rule(self.left, rule, self.width, style.HAIRLINE)
        words = tr("Page {number} of {count}").format(number=number, count=count)
        self.sheet.paragraph(line(words, style.FOOTER), self.left, rule + 8, self.width, "right")
        self.sheet.paragraph(self._foot_block, self.left, rule + 8)


def draw_letterhead(frame: Frame, head: Letterhead, width: float) -> float:
    """Logo, name and lines at the left top of the page; the place below them."""
    sheet, y = frame.sheet, frame.y
    if head.logo:
        sheet.image(head.logo, frame.left, y, _LOGO_WIDTH, _LOGO_HEIGHT)
        y += _LOGO_HEIGHT + 6
    y = sheet.paragraph(paragraph(head.name, style.NAME, width), frame.left, y)
    for text in head.lines:
        y = sheet.paragraph(paragraph(text, style.CONTACT, width), frame.left, y)
    return y
