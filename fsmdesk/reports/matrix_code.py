"""QR codes drawn as vectors."""

from collections.abc import Iterator

from fsmdesk.reports.qr_modules import dark_rows
from fsmdesk.reports.sheet import Sheet


def draw_qr(sheet: Sheet, payload: str, x: float, top: float, size: float) -> None:
    """A QR code of this text fills the square; the paper around it must stay free.

    Raises:
        RuleBroken: the text is longer than such a code holds.
    """
    rows = dark_rows(payload)
    bars = [bar for at, row in enumerate(rows) for bar in _bars(at, row)]
    sheet.dark_cells(x, top, size, len(rows), bars)


def _bars(at: int, row: str) -> Iterator[tuple[int, int, int]]:
    """Neighbouring dark modules as one bar, so that no hairline shows between them."""
    end = 0
    while (start := row.find("1", end)) >= 0:
        end = row.find("0", start)
        if end < 0:
            end = len(row)
        yield at, start, end - start
