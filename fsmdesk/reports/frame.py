"""What every page of every document has: margins, a cursor, letterhead, running head and footer."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import language, tr
from fsmdesk.reports import style
from fsmdesk.reports.documents import Letterhead, PrintSettings
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.shaping import shape
from fsmdesk.reports.sheet import PAPER, Sheet
from fsmdesk.reports.style import Accent, TextStyle
from fsmdesk.reports.volume import Volume

# Points that a logo has, across and down.
LOGO_SIZE: Final = (150.0, 33.0)
_FOOTER_RULE = 50.0
_GAP_ABOVE_FOOTER = 12.0
_BAND = 6.0
_PAGE_NUMBER = 90.0
# What can be opened with a click: an e-mail address, a web address, a telephone number that says so by its plus.
_LINK: Final = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<web>(?:https?://|www\.)[^\s<>]+[\w/])|(?P<phone>\+\d[\d ()/-]{5,}\d)"
)


@lru_cache(maxsize=64)
def formats_for(settings: PrintSettings) -> Formats:
    """How this document writes its values: as the locale does, with the words of the document's language."""
    return Formats(settings.locale, settings.currency, ZoneInfo(settings.zone)).for_text_in(language())


@dataclass
class Frame:
    """A document being laid out from top to bottom; `y` is where the next block begins."""

    sheet: Sheet
    running_head: str
    accent: Accent
    foot_note: str
    foot: Paragraph
    ghost: str
    y: float = style.MARGIN - 3

    @staticmethod
    def begin(
        volume: Volume,
        settings: PrintSettings,
        title: str,
        head: Letterhead,
        foot_note: str = "",
        ghost: str = "",
    ) -> "Frame":
        """An empty first page; `ghost` stands pale across each page."""
        sheet = Sheet(volume, PAPER[settings.paper])
        foot = paragraph(foot_note, style.FOOTER, sheet.width - 2 * style.MARGIN - _PAGE_NUMBER)
        frame = Frame(sheet, f"{head.name} · {title}", Accent.of(head.colour), foot_note, foot, ghost)
        frame._begin_page()
        return frame

    def _begin_page(self) -> None:
        """What lies under everything else."""
        if self.accent.has_band:
            self.sheet.box(0, 0, self.sheet.width, _BAND, fill=self.accent.fill)
        if self.ghost:
            self.sheet.ghost(shape(self.ghost, style.GHOST_TEXT.weight), style.GHOST_TEXT)

    def accented(self, own: TextStyle) -> TextStyle:
        """The style in the shop's colour."""
        return own.in_colour(self.accent.text)

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
        return self.sheet.height - max(_FOOTER_RULE, self.foot.height + 28)

    @property
    def room(self) -> float:
        """What is left on this page."""
        return self.bottom - self.y

    def next_page(self) -> None:
        """A further page with the running head; the cursor stands below it."""
        self.sheet.new_page()
        self._begin_page()
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

    def finish(self, bookmark: str) -> None:
        """The pages are in the volume, with a footer on each."""
        self.sheet.finish(bookmark, self._footer)

    def _footer(self, number: int, count: int) -> None:
        rule = self._footer_rule
        self.sheet.rule(self.left, rule, self.width, style.HAIRLINE)
        words = tr("Page {number} of {count}").format(number=number, count=count)
        self.sheet.paragraph(line(words, style.FOOTER), self.left, rule + 8, self.width, "right")
        self.sheet.paragraph(self.foot, self.left, rule + 8)
        draw_links(self, self.foot_note, self.foot, self.left, rule + 8)


def draw_letterhead(frame: Frame, head: Letterhead, width: float) -> float:
    """Logo, name and lines at the left top of the page; the place below them."""
    sheet, y = frame.sheet, frame.y
    if head.logo:
        sheet.image(head.logo, frame.left, y, *LOGO_SIZE)
        y += LOGO_SIZE[1] + 6
    y = sheet.paragraph(paragraph(head.name, style.NAME, width), frame.left, y)
    for text in head.lines:
        block = paragraph(text, style.CONTACT, width)
        draw_links(frame, text, block, frame.left, y)
        y = sheet.paragraph(block, frame.left, y)
    return y


def draw_links(frame: Frame, text: str, block: Paragraph, x: float, top: float) -> None:
    """Addresses in the text, which is drawn there, open with a click; none where its lines had to be broken."""
    rows, own = text.split("\n"), block.style
    if len(rows) != len(block.lines):
        return
    for row in rows:
        for found in _LINK.finditer(row):
            start = x + line(row[: found.start()], own).width if found.start() else x
            frame.sheet.link(_address(found), start, top, line(found[0], own).width, own.leading)
        top += own.leading


def _address(found: re.Match[str]) -> str:
    """The address that such a stretch of text means."""
    if found["mail"]:
        return f"mailto:{found['mail']}"
    if found["phone"]:
        return "tel:+" + "".join(character for character in found["phone"] if character.isdigit())
    return found["web"] if found["web"].startswith("http") else f"https://{found['web']}"
