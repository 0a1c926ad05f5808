"""Text to glyphs: which font has each character, how the characters join, in what order they stand.

A `ShapedText` knows nothing of type sizes: its lengths are thousandths of the size. So one result
serves every size and every document, and is kept.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from fsmdesk.reports import bidi
from fsmdesk.reports.faces import Face, Weight, fallback_for, inter

# Labels and names come again on the next document; a long text hardly does.
WORTH_KEEPING = 200
REPLACEMENT = "\ufffd"
# Thousandths of the type size; nobody sees less.
_LEAST_MOVE = 0.05
# Inter would draw "->" as an arrow and "3x4" with a multiplication sign; a document prints what was typed.
_LITERAL = {"calt": False, "dlig": False}
_LITERAL_TABULAR = {"calt": False, "dlig": False, "tnum": True}

# Number signs that Unicode counts among the format characters but that have a shape.
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9\ufffa\ufffb\U000110bd\U000110cd"
)

RunParts = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font in the order they are drawn.

    Attributes:
        parts: pairs of a rise above the base line and what the PDF operator TJ shows there.
        letters: each glyph with the text it stands for; empty where another glyph of its cluster
            stands for both.
        is_ambiguous: a glyph stands for different texts, here or elsewhere, so that it needs several codes:
            one shape with one dot or two is one letter or another. `parts` then has `{}` for each code.
        thickened: the font lacks the bold cut that was asked for.
        silent: dots and other marks that belong to the glyph they stand at: place right of the start, rise, and
            glyph. They say nothing by themselves, so they are drawn as shapes and not as text.
    """

    face: Face
    parts: RunParts
    letters: tuple[tuple[int, str], ...]
    is_ambiguous: bool
    width: float
    thickened: bool
    silent: tuple[tuple[float, float, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShapedText:
    """One line of text. `advances` tells for each character how far it moves the pen."""

    runs: tuple[GlyphRun, ...]
    width: float
    advances: tuple[float, ...]


def shape(text: str, weight: Weight, tabular: bool = False, base: int | None = None) -> ShapedText:
    """The glyphs of a text on one line; `base` is its direction where the text itself must not decide."""
    made = _shape_and_keep if len(text) <= WORTH_KEEPING else _shape
    return made(text, weight, tabular, base)


def _shape(text: str, weight: Weight, tabular: bool, base: int | None) -> ShapedText:
    main = inter(weight)
    if not base and main.covers_all(text) and not bidi.runs_right_to_left(text):
        spans = [(0, len(text), main, 0)] if text else []
    else:
        text = "".join(_printable(text, weight))
        spans = list(_spans(text, weight, _levels(text, base)))
    advances = [0.0] * len(text)
    runs = [_shape_run(text[a:b], face, level, weight, tabular, advances, a) for a, b, face, level in spans]
    order = bidi.visual_order([level for _, _, _, level in spans])
    return ShapedText(tuple(runs[at] for at in order), sum(run.width for run in runs), tuple(advances))


_shape_and_keep = lru_cache(maxsize=4096)(_shape)


def _levels(text: str, base: int | None) -> list[int] | None:
    if not base and not bidi.runs_right_to_left(text):
        return None
    base = bidi.base_level(text) if base is None else base
    levels = bidi.levels(text, base)
    for at in range(len(text) - 1, -1, -1):  # rule L1: blanks at the end of a line stand at its end
        if not text[at].isspace():
            break
        levels[at] = base
    return levels


def _printable(text: str, weight: Weight) -> Iterator[str]:
    """The same text; characters that no font has as the visible replacement, control characters too."""
    main = inter(weight)
    for character in text:
        if main.covers(character):
            yield character
        elif character == "\t":
            yield " "
        elif _is_ignorable(character) or fallback_for(character) is not None:
            yield character
        else:
            yield REPLACEMENT


def _is_ignorable(character: str) -> bool:
    """True for what shows nothing by itself: joiners, direction marks, variation selectors, tags."""
    return (
        (unicodedata.category(character) == "Cf" and character not in _VISIBLE_FORMATS)
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
        or character == "\u034f"
    )


def _spans(text: str, weight: Weight, levels: list[int] | None) -> Iterator[tuple[int, int, Face, int]]:
    """Stretches of one font and one level. Blanks, marks and joiners stay with what they follow."""
    main = inter(weight)
    start, face = 0, main
    for at, character in enumerate(text):
        found = _face_for(character, face, main, at == start)
        level_changes = levels is not None and at > 0 and levels[at] != levels[at - 1]
        if (found is not face or level_changes) and at > start:
            yield start, at, face, levels[start] if levels else 0
            start = at
        face = found
    if start < len(text):
        yield start, len(text), face, levels[start] if levels else 0


def _face_for(character: str, current: Face, main: Face, is_first: bool) -> Face:
    if current is main and main.covers(character):
        return main
    category = unicodedata.category(character)
    clings = category[0] == "M" or category in ("Cf", "Sk") or (category == "Zs" and current.has_narrow_blank)
    if clings and not is_first and (_is_ignorable(character) or current.covers(character)):
        return current
    if main.covers(character):
        return main
    if not is_first and current.covers(character):
        return current
    return fallback_for(character) or current


def _shape_run(
    text: str, face: Face, level: int, weight: Weight, tabular: bool, advances: list[float], offset: int
) -> GlyphRun:
    """The run's glyphs; notes in `advances`, from `offset` on, how far each character moves the pen."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(face.hb_font, buffer, _LITERAL_TABULAR if tabular else _LITERAL)
    heavy = weight.is_heavy and face is not inter(weight)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    one_for_each = not level % 2 and [info.cluster for info in infos] == list(range(len(text)))
    if one_for_each and face.covers_all(text) and not any(map(_is_shifted, positions)):
        codes = [info.codepoint for info in infos]
        moves = [position.x_advance for position in positions]
        return _plain_run(text, face, codes, moves, heavy, advances, offset)
    shaped = [
        (info.codepoint, info.cluster, place.x_advance) for info, place in zip(infos, positions, strict=True)
    ]
    said = _letters(text, face, shaped)
    letters = tuple(pair for pair in said if pair is not None)
    writer = _RunWriter(face)
    scale, silent = 1000 / face.units, []
    for (glyph, cluster, move), place, pair in zip(shaped, positions, said, strict=True):
        dx, dy = place.x_offset * scale, place.y_offset * scale
        if pair is None:
            silent.append((writer.width + dx, dy, glyph))
            continue
        writer.add(glyph, move * scale, dx, dy)
        advances[offset + cluster] += move * scale
    return GlyphRun(face, writer.parts(), letters, True, writer.width, heavy, tuple(silent))


def _is_shifted(position: "hb.GlyphPosition") -> bool:
    return bool(position.x_offset or position.y_offset)


def _plain_run(
    text: str, face: Face, codes: list[int], moves: list[int], heavy: bool, advances: list[float], offset: int
) -> GlyphRun:
    """The same for text in which each character has its own glyph, as most do: only kerning moves the pen."""
    letters = tuple(zip(codes, text, strict=True))
    is_ambiguous = len(set(letters)) > len(set(codes))
    names = ["{}"] * len(codes) if is_ambiguous else [face.hexadecimal(code) for code in codes]
    scale, own, owed = 1000 / face.units, face.advance, 0.0
    pieces, start = [], 0
    advances[offset : offset + len(codes)] = scaled = [move * scale for move in moves]
    for at, (code, move) in enumerate(zip(codes, scaled, strict=True)):
        if abs(owed) >= _LEAST_MOVE:
            pieces.append(f"<{''.join(names[start:at])}> {_move_operand(owed)} ")
            start, owed = at, 0.0
        owed += move - own(code)
    pieces.append(f"<{''.join(names[start:])}>")
    return GlyphRun(face, ((0.0, f"[{''.join(pieces)}]TJ"),), letters, is_ambiguous, sum(scaled), heavy)


def _move_operand(owed: float) -> str:
    """What TJ writes to move the pen on by so many thousandths."""
    return f"{-owed:.2f}".rstrip("0").rstrip(".")


def _letters(text: str, face: Face, shaped: list[tuple[int, int, int]]) -> tuple[tuple[int, str] | None, ...]:
    """Each glyph with what it stands for; None for a mark that stands for nothing by itself.

    A glyph that is the plain one of a character of its cluster stands for that; the widest of the others
    stands for what is left.
    """
    if len(shaped) == len(text) and all(face.glyph(text[at]) == glyph for glyph, at, _ in shaped):
        return tuple((glyph, text[at]) for glyph, at, _ in shaped)
    starts = sorted({cluster for _, cluster, _ in shaped})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    plain = {start: _plain_glyphs(text[start:end], face) for start, end in ends.items()}
    drawn = {(cluster, plain[cluster].get(glyph, "")) for glyph, cluster, _ in shaped}
    left = {
        start: "".join(c for c in text[start:end] if face.glyph(c) and (start, c) not in drawn)
        for start, end in ends.items()
    }
    others = [at for at, (glyph, cluster, _) in enumerate(shaped) if glyph not in plain[cluster]]
    speaker = {shaped[at][1]: at for at in sorted(others, key=lambda at: (shaped[at][2], -at))}
    found: list[tuple[int, str] | None] = []
    for at, (glyph, cluster, move) in enumerate(shaped):
        own = plain[cluster].get(glyph, left[cluster] if speaker.get(cluster) == at else "")
        found.append((glyph, own) if own or move else None)
    return tuple(found)


def _plain_glyphs(text: str, face: Face) -> dict[int, str]:
    """The characters by their plain glyphs; one that its font lacks, such as a joiner, says nothing."""
    found = {glyph: character for character in text if (glyph := face.glyph(character))}
    for character in text:
        if unicodedata.mirrored(character):
            other = bidi.mirrored(character)  # readers expect what is seen, and turn it themselves
            found.setdefault(face.glyph(other), other)
    return found


class _RunWriter:
    """Collects glyphs as operands of TJ: a place for the code of each, and moves between them."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._parts: list[tuple[float, str]] = []
        self._rise = 0.0
        self._pieces: list[str] = []
        self._glyphs: list[str] = []
        self._owed = 0.0
        self.width = 0.0

    def add(self, glyph: int, advance: float, dx: float, dy: float) -> None:
        """Draw a glyph at an offset from the pen, then move the pen by `advance`."""
        if round(dy, 1) != self._rise:
            self._flush()
            self._rise = round(dy, 1)
        self._move(dx)
        if abs(self._owed) >= _LEAST_MOVE:
            self._flush_glyphs()
            self._pieces.append(_move_operand(self._owed))
            self._owed = 0.0
        self._glyphs.append("{}")
        self._move(advance - self._face.advance(glyph) - dx)
        self.width += advance

    def _move(self, by: float) -> None:
        self._owed += by

    def _flush_glyphs(self) -> None:
        if self._glyphs:
            self._pieces.append(f"<{''.join(self._glyphs)}>")
            self._glyphs = []

    def _flush(self) -> None:
        self._flush_glyphs()
        if self._pieces:
            self._parts.append((self._rise, f"[{''.join(_spaced(self._pieces))}]TJ"))
            self._pieces = []

    def parts(self) -> RunParts:
        """All that was added."""
        if abs(self._owed) >= 0.05:
            self._flush_glyphs()
            self._pieces.append(f"{-self._owed:.2f}")
        self._flush()
        return tuple(self._parts)


def _spaced(pieces: list[str]) -> Iterator[str]:
    for piece in pieces:
        yield piece if piece[0] == "<" else f" {piece} "
