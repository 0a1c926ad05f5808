"""Font files as documents need them: which glyphs they have, how wide those are, where the files lie.

Documents are set in Inter. What Inter lacks comes from the listed fallback fonts that are shipped
beside it, and at last from the fonts of the system. HarfBuzz maps the files into memory, so a font
of ten megabytes that is asked for one glyph costs nothing.
"""

import os
import struct
import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from fsmdesk.resources import resource

# Asked in this order. Emoji last: the text symbols of the other fonts sit better in a line.
FALLBACKS = (
    "NotoSans-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansTamil-Regular.ttf",
    "NotoSansTelugu-Regular.ttf",
    "NotoSansKannada-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansLao-Regular.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansKR-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
    "NotoEmoji-Regular.ttf",
)
_EMBEDDING_FORBIDDEN = 0x0002
_WIDEST_BLANK = 400
# These hold a picture for every character there is, which is no better than our own replacement.
_NOT_FOR_READING = ("lastresort", "blank", "notdef")


class Weight(StrEnum):
    """The cuts of Inter that documents use."""

    LIGHT = "Light"
    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"

    @property
    def is_heavy(self) -> bool:
        """True where a fallback font, which has one weight only, is thickened."""
        return self in (Weight.SEMIBOLD, Weight.BOLD)


class _PathPen:
    """Is told a glyph's outline, with the names that font libraries use, and writes it as PDF operators."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - as pens are called
        """A new contour begins."""
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - as pens are called
        """A straight line."""
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - as pens are called
        """A cubic curve, as PDF has it."""
        self._add("c", *points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - as pens are called
        """A quadratic curve, as TrueType has it."""
        (bx, by), (x, y) = points
        ax, ay = self._at
        first = ax + (bx - ax) * 2 / 3, ay + (by - ay) * 2 / 3
        second = x + (bx - x) * 2 / 3, y + (by - y) * 2 / 3
        self._add("c", first, second, (x, y))

    def closePath(self) -> None:  # noqa: N802 - as pens are called
        """The contour is whole."""
        self.operators.append("h")

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.operators += [f"{x:.0f} {y:.0f}" for x, y in points]
        self.operators.append(operator)
        self._at = points[-1]


class Face:
    """One TrueType file. Lengths are in thousandths of the type size unless said otherwise.

    Attributes: name (as in the file, PostScript), units (per em), glyph_count, ascent, descent, cap_height,
    bounds (four numbers), italic_angle, hb_font (for shaping).
    """

    def __init__(self, path: Path) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        tables = set(self._face.table_tags)
        if not {"glyf", "head", "hhea", "OS/2"} <= tables:
            raise ValueError(f"{path.name} is no TrueType font with outlines")
        self.hb_font = hb.Font(self._face)
        self.name = "".join(c for c in path.stem if c.isascii() and (c.isalnum() or c == "-"))
        self.units: int = self._face.upem
        self.glyph_count: int = self._face.glyph_count
        self._glyph_of = self.hb_font.get_nominal_glyph
        self._advances: dict[int, float] = {}
        self._glyphs: dict[str, int] = {}
        self._hexadecimals: dict[int, str] = {}
        self._outlines: dict[int, str] = {}
        self._read_metrics()

    def _read_metrics(self) -> None:
        scale = 1000 / self.units
        head = self._face.reference_table("head").data
        hhea = self._face.reference_table("hhea").data
        os2 = self._face.reference_table("OS/2").data
        post = self._face.reference_table("post").data
        self.bounds = tuple(round(v * scale) for v in struct.unpack(">4h", head[36:44]))
        ascent, descent = struct.unpack(">2h", hhea[4:8])
        self.ascent, self.descent = round(ascent * scale), round(descent * scale)
        version = struct.unpack(">H", os2[:2])[0]
        cap = struct.unpack(">h", os2[88:90])[0] if version >= 2 and len(os2) >= 90 else 0
        self.cap_height = round(cap * scale) or round(self.ascent * 0.7)
        self.may_be_embedded = not struct.unpack(">H", os2[8:10])[0] & _EMBEDDING_FORBIDDEN
        self.italic_angle = round(struct.unpack(">i", post[4:8])[0] / 65536, 2) if len(post) >= 8 else 0.0

    def covers(self, character: str) -> bool:
        """True if the font has a glyph for this character."""
        return self.glyph(character) > 0

    def covers_all(self, text: str) -> bool:
        """True if it has one for each character of the text."""
        return all(map(self.glyph, set(text)))

    def glyph(self, character: str) -> int:
        """Number of the character's plain glyph; 0 if the font has none."""
        known = self._glyphs.get(character)
        if known is None:
            known = self._glyphs[character] = self._glyph_of(ord(character)) or 0
        return known

    @property
    def has_narrow_blank(self) -> bool:
        """False for fonts of pictures, whose blank is as wide as a picture and tears words apart."""
        return self.advance(self.glyph(" ")) <= _WIDEST_BLANK

    def hexadecimal(self, glyph: int) -> str:
        """The number of a glyph as four hexadecimal digits."""
        known = self._hexadecimals.get(glyph)
        if known is None:
            known = self._hexadecimals[glyph] = f"{glyph:04X}"
        return known

    def advance(self, glyph: int) -> float:
        """How far a glyph moves the pen by itself."""
        known = self._advances.get(glyph)
        if known is None:
            known = round(self.hb_font.get_glyph_h_advance(glyph) * 1000 / self.units, 2)
            self._advances[glyph] = known
        return known

    def outline(self, glyph: int) -> str:
        """The shape of a glyph as PDF path operators, in units of the font."""
        known = self._outlines.get(glyph)
        if known is None:
            pen = _PathPen()
            self.hb_font.draw_glyph_with_pen(glyph, pen)
            known = self._outlines[glyph] = " ".join(pen.operators)
        return known

    def subset(self, glyphs: set[int]) -> bytes:
        """A TrueType file with these glyphs under their own numbers, and nothing but what a PDF reads."""
        wanted = hb.SubsetInput()
        wanted.flags = _SUBSET_FLAGS
        wanted.drop_table_tag_set.update(_UNREAD_TABLES)
        wanted.glyph_set.update(glyphs)
        data: bytes = hb.subset(self._face, wanted).blob.data
        return data


_SUBSET_FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
)
_UNREAD_TABLES = frozenset(
    int.from_bytes(tag, "big")
    for tag in (b"GDEF", b"GPOS", b"GSUB", b"OS/2", b"STAT", b"cmap", b"gasp", b"name", b"post", b"BASE")
)


@cache
def inter(weight: Weight) -> Face:
    """The face that documents are set in, in this weight."""
    return Face(resource(f"fonts/Inter-{weight.value}.ttf"))


@cache
def _shipped(name: str) -> Face:
    return Face(resource(f"fonts/{name}"))


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft/Windows/Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]


def _plain_first(path: Path) -> tuple[bool, str]:
    name = path.stem.lower()
    return any(word in name for word in ("bold", "italic", "oblique", "black", "light", "mono")), name


@cache
def system_faces() -> tuple[Face, ...]:
    """The fonts of this computer that may be embedded, upright ones of normal weight first."""
    paths = {
        path
        for folder in _system_folders()
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.lower() in (".ttf", ".ttc", ".otf")
    }
    return tuple(face for path in sorted(paths, key=_plain_first) if (face := _usable(path)) is not None)


def _usable(path: Path) -> Face | None:
    if any(word in path.stem.lower() for word in _NOT_FOR_READING):
        return None
    try:
        face = Face(path)
    except (OSError, ValueError, struct.error, hb.HarfBuzzError):
        return None  # a broken or outline-less font of the system is as good as none
    return face if face.may_be_embedded else None


def _candidates() -> Iterator[Face]:
    for name in FALLBACKS:
        yield _shipped(name)
    yield from system_faces()


@lru_cache(maxsize=8192)
def fallback_for(character: str) -> Face | None:
    """The first fallback font that has this character, or None."""
    return next((face for face in _candidates() if face.covers(character)), None)
