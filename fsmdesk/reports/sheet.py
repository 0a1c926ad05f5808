"""Pages as they are drawn: places are points from the left and top edges of the paper.

A sheet collects what each page shows and puts the pages into its volume at the end. So the number of
pages is known when the footers are drawn, and nothing is laid out twice.
"""

from collections.abc import Callable
from typing import Final

from fsmdesk.core.terms import PaperSize
from fsmdesk.reports.paragraphs import Paragraph
from fsmdesk.reports.shaping import GlyphRun, RunParts, ShapedText
from fsmdesk.reports.style import Colour, TextStyle
from fsmdesk.reports.volume import Link, Volume

# Points across and down.
PAPER: Final = {PaperSize.A4: (595.28, 841.89), PaperSize.LETTER: (612.0, 792.0)}
# How far a corner's control points lie from its ends, to come closest to a circle.
_ROUND = 0.4477
# How thick the line is, in parts of the size, that makes a font bold which has no bold cut.
_BOLD = 0.022


class Sheet:
    """The pages of one document. Attributes: width and height of the paper."""

    def __init__(self, volume: Volume, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self._volume = volume
        self._pages: list[tuple[list[str], list[Link]]] = []
        self.new_page()

    @property
    def page_count(self) -> int:
        """Pages begun so far."""
        return len(self._pages)

    def new_page(self) -> None:
        """What is drawn from now on is on a further page."""
        self._code: list[str] = []
        self._links: list[Link] = []
        self._pages.append((self._code, self._links))

    def text(self, shaped: ShapedText, style: TextStyle, x: float, baseline: float) -> None:
        """One line of glyphs, beginning at `x`."""
        for run in shaped.runs:
            font, parts = self._volume.fonts.use(run)
            self._code.append(self._run_code(parts, font, run.thickened, style, x, baseline))
            self._marks(run, style, x, baseline)
            x += run.width * style.size / 1000

    def _marks(self, run: GlyphRun, style: TextStyle, x: float, baseline: float) -> None:
        """Marks as shapes, which no reader takes for letters of their own."""
        unit, colour = style.size / run.face.units, style.colour.numbers
        bold = f"{run.face.units * _BOLD:.0f} w {colour} RG " if run.thickened else ""
        for right, rise, glyph in run.silent:
            left = x + right * style.size / 1000
            up = self.height - baseline + rise * style.size / 1000
            place = f"{unit:.6f} 0 0 {unit:.6f} {left:.2f} {up:.2f} cm"
            paint = "B" if run.thickened else "f"
            self._code.append(f"q {place} {colour} rg {bold}{run.face.outline(glyph)} {paint} Q")

    def _run_code(
        self, parts: RunParts, font: str, thickened: bool, style: TextStyle, x: float, y: float
    ) -> str:
        size, colour = style.size, style.colour.numbers
        shown = parts[0][1] if len(parts) == 1 and not parts[0][0] else self._risen(parts, size)
        bold = f"1 j 2 Tr {size * _BOLD:.2f} w {colour} RG " if thickened else ""
        plain = " 0 Tr" if thickened else ""
        place = f"{x:.2f} {self.height - y:.2f} Td"
        return f"BT /{font} {size:g} Tf {colour} rg {bold}{place} {shown}{plain} ET"

    @staticmethod
    def _risen(parts: RunParts, size: float) -> str:
        pieces = [f"{rise * size / 1000:.2f} Ts {shown}" for rise, shown in parts]
        return " ".join([*pieces, "0 Ts"])

    def paragraph(
        self, block: Paragraph, x: float, top: float, width: float = 0.0, align: str = "left"
    ) -> float:
        """The lines from `top` down, in a column that begins at `x`; the place just below them.

        `align` is left, right or center within `width`.
        """
        style = block.style
        # Inter's figures and capitals look centred in their line with the base line at this height.
        baseline = top + (style.leading + style.size * 0.727) / 2
        for shaped in block.lines:
            spare = width - shaped.width * style.size / 1000
            indent = {"left": 0.0, "right": spare, "center": spare / 2}[align]
            self.text(shaped, style, x + indent, baseline)
            baseline += style.leading
        return top + block.height

    def rule(self, x: float, y: float, width: float, colour: Colour, weight: float = 0.6) -> None:
        """A horizontal line."""
        at = self.height - y
        self._code.append(f"{weight:g} w {colour.numbers} RG {x:.2f} {at:.2f} m {x + width:.2f} {at:.2f} l S")

    def box(
        self, x: float, top: float, width: float, height: float, *, fill: Colour | None = None,
        line: Colour | None = None, radius: float = 0.0, weight: float = 0.6,
    ) -> None:  # fmt: skip
        """A rectangle with round corners, filled or outlined or both."""
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[
            fill is not None, line is not None
        ]
        colours = (f"{fill.numbers} rg " if fill else "") + (
            f"{weight:g} w {line.numbers} RG " if line else ""
        )
        self._code.append(f"{colours}{self._outline(x, top, width, height, radius)} {paint}")

    def _outline(self, x: float, top: float, width: float, height: float, radius: float) -> str:
        low, high, right = self.height - top - height, self.height - top, x + width
        if not radius:
            return f"{x:.2f} {low:.2f} {width:.2f} {height:.2f} re"
        r, k = radius, radius * _ROUND
        corners = (
            (x + r, low, right - r, low, right - k, low, right, low + k, right, low + r),
            (right, low + r, right, high - r, right, high - k, right - k, high, right - r, high),
            (right - r, high, x + r, high, x + k, high, x, high - k, x, high - r),
            (x, high - r, x, low + r, x, low + k, x + k, low, x + r, low),
        )
        path = [f"{x + r:.2f} {low:.2f} m"]
        for _, _, lx, ly, *curve in corners:
            path.append(f"{lx:.2f} {ly:.2f} l " + " ".join(f"{value:.2f}" for value in curve) + " c")
        return " ".join(path)

    def dark_cells(
        self, x: float, top: float, size: float, count: int, cells: list[tuple[int, int, int]]
    ) -> None:
        """Black bars of a matrix code with `count` modules a side: row, first column and length of each."""
        # The grid of modules is the unit, so that each bar is four short whole numbers.
        bars = " ".join(f"{column} {count - 1 - row} {length} 1 re" for row, column, length in cells)
        unit = f"{size / count:.4f}"
        self._code.append(f"q {unit} 0 0 {unit} {x:.2f} {self.height - top - size:.2f} cm 0 g {bars} f Q")

    def ghost(self, shaped: ShapedText, style: TextStyle) -> None:
        """Large pale text across the page, under all that is drawn later."""
        half = shaped.width * style.size / 2000
        cos, sin = 0.7071, 0.7071
        x, y = self.width / 2 - half * cos, self.height / 2 - half * sin
        self._code.append(f"q {cos} {sin} {-sin} {cos} {x:.2f} {y:.2f} cm")
        self.text(shaped, style, 0, self.height)
        self._code.append("Q")

    def image(self, data: bytes, x: float, top: float, width: float, height: float) -> float:
        """A picture at the left top of that space, as large as fits; its width.

        Raises:
            RuleBroken: the bytes are no picture.
        """
        name, (across, down) = self._volume.picture(data)
        scale = min(width / across, height / down)
        w, h = across * scale, down * scale
        self._code.append(f"q {w:.2f} 0 0 {h:.2f} {x:.2f} {self.height - top - h:.2f} cm /{name} Do Q")
        return w

    def link(self, uri: str, x: float, top: float, width: float, height: float) -> None:
        """A click into that space opens the address."""
        low = self.height - top - height
        self._links.append((uri, (x, low, x + width, low + height)))

    def finish(self, bookmark: str, footer: Callable[[int, int], None]) -> None:
        """The pages are in the volume, under a bookmark.

        `footer` has drawn on each page, told its number and how many there are.
        """
        for number, (code, links) in enumerate(self._pages, start=1):
            self._code, self._links = code, links
            footer(number, len(self._pages))
            name = self._volume.add_page(self.width, self.height, "\n".join(code), links)
            if number == 1 and bookmark:
                self._volume.mark(bookmark, name, self.height)
