"""Text in a column: where lines break, how wide and high it gets.

Text is plain: nothing in it is markup. Lines break at blanks, after hyphens and slashes and between
ideographs; a word that is wider than the column breaks where it must.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fsmdesk.reports import bidi
from fsmdesk.reports.shaping import WORTH_KEEPING, ShapedText, shape
from fsmdesk.reports.style import TextStyle

_LINE_ENDS = re.compile("\r\n|[\n\r\u2028\u2029\x85]")
_IDEOGRAPHS = "\u2e80-\u2fdf\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# After blanks, after a hyphen, dash or slash between word characters, and between ideographs unless the
# next one is a mark that may not begin a line.
_BREAK = re.compile(
    "[ \t\u2000-\u2006\u2008-\u200a\u205f\u3000]+|\u200b|(?<=\\w)[-/\u2010\u2013\u2014](?=\\w)"
    f"|[{_IDEOGRAPHS}](?=[{_IDEOGRAPHS}])(?![ーぁぃぅぇぉっゃゅょァィゥェォッャュョ])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one style that fit a width, which was given in points."""

    lines: tuple[ShapedText, ...]
    style: TextStyle

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """Points of the widest line."""
        return max((line.width for line in self.lines), default=0) * self.style.size / 1000


def paragraph(text: str, style: TextStyle, width: float) -> Paragraph:
    """The text broken into lines of at most `width` points; no lines for an empty text."""
    broken = _lines_and_keep if len(text) <= WORTH_KEEPING else _lines
    return Paragraph(broken(text, style, width), style)


def line(text: str, style: TextStyle) -> Paragraph:
    """The text on one line, however long."""
    return Paragraph((shape(text, style.weight, style.tabular),), style)


def _lines(text: str, style: TextStyle, width: float) -> tuple[ShapedText, ...]:
    if not text:
        return ()
    limit = width * 1000 / style.size + 0.01
    parts = _LINE_ENDS.split(text) if _LINE_ENDS.search(text) else [text]
    return tuple(piece for part in parts for piece in _broken(part, style, limit))


_lines_and_keep = lru_cache(maxsize=2048)(_lines)


def _broken(text: str, style: TextStyle, limit: float) -> Iterator[ShapedText]:
    """One paragraph as lines not wider than `limit` thousandths of the type size."""
    whole = shape(text, style.weight, style.tabular)
    if whole.width <= limit:
        yield whole
        return
    base = bidi.base_level(text)
    for start, end in _line_ranges(text, whole.advances, limit):
        yield from _fitted(text[start:end].rstrip(), style, limit, base)


def _fitted(text: str, style: TextStyle, limit: float, base: int) -> Iterator[ShapedText]:
    """The piece as one line; its end goes onto another one where letters stand wider apart than in the whole."""
    shaped = shape(text, style.weight, style.tabular, base)
    at = _cluster_start(shaped.advances, len(text) - 1, 0) if len(text) > 1 else 0
    if shaped.width <= limit or not 0 < at < len(text):
        yield shaped
        return
    yield from _fitted(text[:at].rstrip(), style, limit, base)
    yield from _fitted(text[at:].lstrip(), style, limit, base)


def _line_ranges(text: str, advances: tuple[float, ...], limit: float) -> Iterator[tuple[int, int]]:
    breaks = {match.end() for match in _BREAK.finditer(text)}
    start, width, last_break = 0, 0.0, 0
    at = 0
    while at < len(text):
        if at in breaks:
            last_break = at
        width += advances[at]
        fits = width <= limit or text[at].isspace()
        if not fits and at > start:
            end = last_break if last_break > start else _cluster_start(advances, at, start)
            yield start, end
            start = at = end
            width = 0.0
            continue
        at += 1
    if start < len(text):
        yield start, len(text)


def _cluster_start(advances: tuple[float, ...], at: int, start: int) -> int:
    """The nearest place before `at` where no character is torn from its marks; `at` if there is none."""
    place = at
    while place > start and not advances[place]:
        place -= 1
    return place if place > start else at
