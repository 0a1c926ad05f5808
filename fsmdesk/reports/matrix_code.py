"""QR codes drawn as vectors."""

import segno

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.reports.sheet import Sheet


def draw_qr(sheet: Sheet, payload: str, x: float, top: float, size: float) -> None:
    """A QR code of this text fills the square; the paper around it must stay free.

    Raises:
        RuleBroken: the text is longer than such a code holds.
    """
    try:
        code = segno.make_qr(payload, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise RuleBroken(tr("The text is too long for a QR code."), field="payment_code") from error
    rows = code.matrix
    sheet.dark_cells(x, top, size / len(rows), [bar for at, row in enumerate(rows) for bar in _bars(at, row)])


def _bars(row: int, modules: bytearray | tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Neighbouring dark modules as one bar, so that no hairline shows between them."""
    bars: list[tuple[int, int, int]] = []
    start = -1
    for column, dark in enumerate([*modules, 0]):
        if dark and start < 0:
            start = column
        elif not dark and start >= 0:
            bars.append((row, start, column - start))
            start = -1
    return bars
