"""Tables that go over as many pages as they need, with their head on each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fsmdesk.reports import style
from fsmdesk.reports.frame import Frame
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.shaping import ShapedText
from fsmdesk.reports.style import Colour, TextStyle


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column between two places, in points from the left edge of the text."""

    title: str
    start: float
    end: float
    align: str = "left"
    style: TextStyle = style.BODY

    @property
    def width(self) -> float:
        """What a text in it has."""
        return self.end - self.start - 2 * style.CELL_PAD


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts below each other, each in its style; the column's where it is None."""

    texts: tuple[tuple[str, TextStyle | None], ...]

    @staticmethod
    def of(text: str, note: str = "") -> "Cell":
        """A text, and a muted note below it."""
        return Cell(((text, None), (note, style.BODY_MUTED)) if note else ((text, None),))


class Table:
    """Rows under a head. A row that fits on a page is not torn; a longer one goes on over the next pages."""

    def __init__(
        self,
        frame: Frame,
        columns: Sequence[TableColumn],
        pad: float = 5.25,
        line: Colour | None = style.HAIRLINE,
    ) -> None:
        self._frame = frame
        self._columns = columns
        self._pad = pad
        self._line = line

    def head(self) -> None:
        """The titles and a strong rule are drawn at the cursor; nothing if no column has a title."""
        frame = self._frame
        if not any(column.title for column in self._columns):
            return
        below = frame.y
        for column in self._columns:
            block = line(column.title, style.TABLE_HEAD)
            x = frame.left + column.start + style.CELL_PAD
            below = max(below, frame.sheet.paragraph(block, x, frame.y, column.width, column.align))
        frame.y = below + 4.5
        frame.sheet.rule(frame.left, frame.y, frame.width, frame.accent.text, 0.75)

    def row(
        self,
        cells: Sequence[Cell],
        keep_with: float = 0.0,
        least: float = 0.0,
        adorn: Callable[[float, float], None] | None = None,
    ) -> None:
        """The cells are drawn with a hairline below; `keep_with` more points must fit on the same page.

        The row gets `least` points high; `adorn` draws more in it, told its top and its height there.
        """
        blocks = [
            [paragraph(text, own or column.style, column.width) for text, own in cell.texts]
            for column, cell in zip(self._columns, cells, strict=True)
        ]
        height = max(sum(part.height for part in parts) for parts in blocks) + 2 * self._pad
        height = max(height, least)
        if height + keep_with > self._frame.room:
            self._turn_page(height)
        top = self._frame.y
        if adorn:
            adorn(top, min(height, self._frame.room))
        if height <= self._frame.room:
            self._draw(blocks)
            self._frame.y = top + height - self._pad
        else:
            self._draw_torn(blocks)
        self._frame.y += self._pad
        if self._line:
            self._frame.sheet.rule(self._frame.left, self._frame.y, self._frame.width, self._line)

    def _turn_page(self, height: float) -> None:
        """A row that fits on no page at all begins here if there is room for a few lines of it."""
        fresh_room = self._frame.bottom - 3 * style.MARGIN
        if height <= fresh_room or self._frame.room < 5 * style.BODY.leading:
            self._frame.next_page()
            self.head()

    def _draw(self, blocks: list[list[Paragraph]]) -> None:
        frame = self._frame
        top = frame.y + self._pad
        below = top
        for column, parts in zip(self._columns, blocks, strict=True):
            y = top
            for part in parts:
                x = frame.left + column.start + style.CELL_PAD
                y = frame.sheet.paragraph(part, x, y, column.width, column.align)
            below = max(below, y)
        frame.y = below

    def _draw_torn(self, blocks: list[list[Paragraph]]) -> None:
        """Line by line, as many on each page as it holds."""
        waiting = [[(shaped, part.style) for part in parts for shaped in part.lines] for parts in blocks]
        while any(waiting):
            room = self._frame.room - 2 * self._pad
            fitting = [_how_many_fit(lines, room) for lines in waiting]
            now = [lines[:count] for lines, count in zip(waiting, fitting, strict=True)]
            waiting = [lines[count:] for lines, count in zip(waiting, fitting, strict=True)]
            self._draw([[Paragraph((shaped,), own) for shaped, own in lines] for lines in now])
            if any(waiting):
                self._frame.next_page()
                self.head()


def _how_many_fit(lines: list[tuple[ShapedText, TextStyle]], room: float) -> int:
    """At least one, so that the work goes on in any case."""
    height = 0.0
    for count, (_, own) in enumerate(lines):
        height += own.leading
        if height > room:
            return max(count, 1)
    return len(lines)
