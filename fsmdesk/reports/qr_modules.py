"""Which modules of a QR code are dark.

The norm asks for the best of eight masks. segno weighs them cell by cell, which takes longer than all the rest
of an invoice. Two masks of a code differ by a pattern that depends on its size alone, so here one code is made,
the other seven follow from it, and each is weighed as one whole number of a few thousand bits.
"""

from functools import cache
from typing import Final

import segno

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

_MASKS: Final = 8
# Dark, light, three dark, light, dark, and four light on one side: looks like the corner of a code.
_CORNER: Final = ("10111010000", "00001011101")


def dark_rows(payload: str) -> tuple[str, ...]:
    """The rows of the code from the top, each a text of `1` for dark and `0`.

    Raises:
        RuleBroken: the text is longer than such a code holds.
    """
    try:
        code = segno.make_qr(payload, error="m", boost_error=False, mask=0)
    except segno.DataOverflowError as error:
        raise RuleBroken(tr("The text is too long for a QR code."), field="payment_code") from error
    size = len(code.matrix)
    first = _as_number(code)
    best = min((first ^ change for change in _changes(int(code.version))), key=_Scale.of(size).weigh)
    bits = f"{best:0{size * (size + 1)}b}"
    return tuple(bits[at : at + size] for at in range(0, len(bits), size + 1))


def _as_number(code: segno.QRCode) -> int:
    """All modules in reading order as one number, with a light column after the last."""
    return int("".join(f"{row.translate(_DIGITS).decode()}0" for row in map(bytes, code.matrix)), 2)


_DIGITS: Final = bytes((48, 49, *range(2, 256)))


@cache
def _changes(version: int) -> tuple[int, ...]:
    """What turns a code of this version with the first mask into that with each mask."""
    codes = [
        _as_number(segno.make_qr("0", error="m", boost_error=False, version=version, mask=mask))
        for mask in range(_MASKS)
    ]
    return tuple(codes[0] ^ code for code in codes)


class _Scale:
    """Weighs codes of one size as the norm does: long runs, blocks, false corners, and too much of one shade."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stride = size + 1
        row = (1 << size) - 1
        self._all = sum(row << (1 + at * self._stride) for at in range(size))

    @staticmethod
    @cache
    def of(size: int) -> "_Scale":
        """The one for codes of so many modules a side."""
        return _Scale(size)

    def weigh(self, dark: int) -> int:
        """The penalty of the code: less is better."""
        light = dark ^ self._all
        total = 0
        for step in (1, self._stride):
            total += self._runs(dark, step) + self._runs(light, step)
            total += 40 * sum(self._corners(dark, light, pattern, step) for pattern in _CORNER)
        total += 3 * (self._blocks(dark) + self._blocks(light))
        share = dark.bit_count() * 100 // self._size**2
        return total + 10 * (abs(share - 50) // 5)

    @staticmethod
    def _runs(shade: int, step: int) -> int:
        """Three for five in a row, one for each further."""
        two = shade & shade >> step
        five = two & two >> 2 * step & shade >> 4 * step
        starts = five & ~(five << step)
        return five.bit_count() + 2 * starts.bit_count()

    def _blocks(self, shade: int) -> int:
        two = shade & shade >> 1
        return (two & two >> self._stride).bit_count()

    @staticmethod
    def _corners(dark: int, light: int, pattern: str, step: int) -> int:
        found = -1
        for at, module in enumerate(pattern):
            found &= (dark if module == "1" else light) >> at * step
        return found.bit_count()
