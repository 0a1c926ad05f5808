"""Sheets and rolls of labels that one can buy, and where the labels lie on them. Lengths are points.

The grid of every sheet here lies in the middle of its paper, so its margins follow from the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr

_MM: Final = 72 / 25.4
_INCH: Final = 72.0
_PAGES: Final = {PaperSize.A4: (210 * _MM, 297 * _MM), PaperSize.LETTER: (8.5 * _INCH, 11 * _INCH)}


@dataclass(frozen=True, slots=True)
class LabelStock:
    """Labels of one size. `paper` None is a roll: each label is a page of its own.

    Attributes:
        key: names it in settings and commands.
        makers: under which numbers it is sold.
        gap: between two columns; rows touch.
    """

    key: str
    makers: str
    width: float
    height: float
    paper: PaperSize | None = None
    columns: int = 1
    rows: int = 1
    gap: float = 0.0

    @property
    def count(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    @property
    def page(self) -> tuple[float, float]:
        """The page, across and down."""
        return _PAGES[self.paper] if self.paper is not None else (self.width, self.height)

    def place(self, position: int) -> tuple[float, float]:
        """Left and top edge of the label at this position; the first is 0, counted along the rows."""
        row, column = divmod(position, self.columns)
        across, down = self.page
        left = (across - self.columns * self.width - (self.columns - 1) * self.gap) / 2
        top = (down - self.rows * self.height) / 2
        return left + column * (self.width + self.gap), top + row * self.height

    @property
    def words(self) -> str:
        """Size, number on a sheet, and what to ask for in a shop."""
        if self.paper is PaperSize.LETTER or self.key.endswith("in"):
            size = f"{self.width / _INCH:.4g} × {self.height / _INCH:.4g} in"
        else:
            size = f"{self.width / _MM:.3g} × {self.height / _MM:.3g} mm"
        each = tr("{n} on a sheet").format(n=self.count) if self.paper is not None else tr("roll")
        return f"{size} · {each} · {self.makers}"


def _a4(makers: str, width: float, height: float, columns: int, rows: int, gap: float = 2.54) -> LabelStock:
    key = f"a4-{width:g}x{height:g}"
    return LabelStock(key, makers, width * _MM, height * _MM, PaperSize.A4, columns, rows, gap * _MM)


def _letter(makers: str, width: float, height: float, columns: int, rows: int, gap: float) -> LabelStock:
    key = f"letter-{width:g}x{height:g}"
    return LabelStock(
        key, makers, width * _INCH, height * _INCH, PaperSize.LETTER, columns, rows, gap * _INCH
    )


def _roll(makers: str, width: float, height: float) -> LabelStock:
    return LabelStock(f"roll-{width:g}x{height:g}", makers, width * _MM, height * _MM)


def _roll_in_inches(makers: str, width: float, height: float) -> LabelStock:
    return LabelStock(f"roll-{width:g}x{height:g}in", makers, width * _INCH, height * _INCH)


STOCKS: Final[Sequence[LabelStock]] = (
    _a4("Avery L7160", 63.5, 38.1, 3, 7),
    _a4("Avery L7159", 63.5, 33.9, 3, 8),
    _a4("Avery L7161", 63.5, 46.6, 3, 6),
    _a4("Avery L6011", 63.5, 29.6, 3, 9),
    _a4("Avery L7163", 99.1, 38.1, 2, 7, 2.5),
    _a4("Avery L7173", 99.1, 57, 2, 5, 2.5),
    _a4("Avery L7165", 99.1, 67.7, 2, 4, 2.5),
    _a4("Herma 4464", 70, 37, 3, 8, 0),
    _a4("Herma 4610", 52.5, 29.7, 4, 10, 0),
    _a4("Avery L6009", 45.7, 21.2, 4, 12),
    _a4("Avery L7651", 38.1, 21.2, 5, 13),
    _letter("Avery 5160", 2.625, 1, 3, 10, 0.125),
    _letter("Avery 5161", 4, 1, 2, 10, 0.1875),
    _letter("Avery 5162", 4, 4 / 3, 2, 7, 0.1875),
    _letter("Avery 5163", 4, 2, 2, 5, 0.1875),
    _letter("Avery 5164", 4, 10 / 3, 2, 3, 0.1875),
    _letter("Avery 5167", 1.75, 0.5, 4, 20, 0.3125),
    _roll("Brother DK-11209", 62, 29),
    _roll("Brother DK-11201", 90, 29),
    _roll("Brother DK-11202", 100, 62),
    _roll("Dymo 99012", 89, 36),
    _roll("Dymo 99014", 101, 54),
    _roll("Dymo 11354", 57, 32),
    _roll_in_inches("Dymo 30252", 3.5, 1.125),
    _roll_in_inches("Zebra 2 × 1 in", 2, 1),
)


def stock_of(key: str) -> LabelStock | None:
    """The stock with this key, if there is one."""
    return next((stock for stock in STOCKS if stock.key == key), None)


def usual_stock(paper: PaperSize) -> LabelStock:
    """What a shop with this paper most likely has."""
    return next(stock for stock in STOCKS if stock.paper is paper)
