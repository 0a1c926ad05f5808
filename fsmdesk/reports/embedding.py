"""Fonts inside a document: glyphs that were used, as a subset font with its widths and its text.

Each face becomes one composite font (Type0, Identity-H) whose codes are the glyph numbers of the file;
so shaped glyphs that no character maps to can be drawn, and text can still be copied out.
"""

import sys
from array import array
from hashlib import sha256
from itertools import groupby, islice

from fsmdesk.reports.faces import Face
from fsmdesk.reports.pdf_objects import PdfObject, pdfdoc
from fsmdesk.reports.shaping import GlyphRun, RunParts

_SYMBOLIC, _ITALIC = 4, 64


class _UsedGlyphs:
    """Codes of one face in one document. A code is the glyph's number; codes past the last glyph are
    further meanings of glyphs that have one already."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self.face = face
        self.texts: dict[int, str] = {}
        self.glyph_of_extra: dict[int, int] = {}
        self._extra: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        """The code that draws this glyph and says this text."""
        if self.texts.setdefault(glyph, text) == text:
            return glyph
        code = self._extra.get((glyph, text))
        if code is None:
            code = self._extra[glyph, text] = self.face.glyph_count + len(self._extra)
            self.texts[code] = text
            self.glyph_of_extra[code] = glyph
        return code


class DocumentFonts:
    """The faces of one document and the glyphs used of each."""

    def __init__(self) -> None:
        self._used: dict[Face, _UsedGlyphs] = {}

    def use(self, run: GlyphRun) -> tuple[str, RunParts]:
        """The run's glyphs will be in the document: the name of their font in its pages, and what to show."""
        used = self._used.get(run.face)
        if used is None:
            used = self._used[run.face] = _UsedGlyphs(f"F{len(self._used) + 1}", run.face)
        if not run.is_ambiguous:
            used.texts.update(run.letters)
            return used.name, run.parts
        codes = iter([f"{used.code(glyph, text):04X}" for glyph, text in run.letters])
        return used.name, tuple(
            (rise, shown.format(*islice(codes, shown.count("{}")))) for rise, shown in run.parts
        )

    def embed(self, document: PdfObject) -> None:
        """All fonts with their used glyphs are objects of the document, found by its pages."""
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        for face, used in self._used.items():
            fonts[used.name] = _font_object(document, face, used)


def _font_object(document: PdfObject, face: Face, used: _UsedGlyphs) -> PdfObject:
    codes = sorted(used.texts)
    glyphs = {used.glyph_of_extra.get(code, code) for code in codes}
    name = f"/{_subset_tag(codes)}+{face.name}"
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": document.Reference(_descriptor(document, face, name, glyphs)),
            "W": pdfdoc.PDFArray(_widths(used, codes)),
            "CIDToGIDMap": _glyph_map(document, used) if used.glyph_of_extra else "/Identity",
        }
    )
    font = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": name,
        "Encoding": "/Identity-H",
        "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
        "ToUnicode": document.Reference(_stream(document, _to_unicode(used.texts))),
    }
    return document.Reference(pdfdoc.PDFDictionary(font))


def _glyph_map(document: PdfObject, used: _UsedGlyphs) -> PdfObject:
    last = max(used.glyph_of_extra)
    numbers = array("H", (used.glyph_of_extra.get(code, code) for code in range(last + 1)))
    if sys.byteorder == "little":
        numbers.byteswap()
    return document.Reference(_stream(document, numbers.tobytes()))


def _subset_tag(codes: list[int]) -> str:
    """Six capitals that name this choice of codes, as the format asks."""
    digest = sha256(repr(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(document: PdfObject, face: Face, name: str, glyphs: set[int]) -> PdfObject:
    data = face.subset(glyphs)
    file = _stream(document, data)
    file.dictionary["Length1"] = len(data)
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
            "FontBBox": pdfdoc.PDFArray(list(face.bounds)),
            "ItalicAngle": face.italic_angle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": 80,
            "FontFile2": document.Reference(file),
        }
    )


def _stream(document: PdfObject, content: bytes | str) -> PdfObject:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _widths(used: _UsedGlyphs, codes: list[int]) -> list[object]:
    """The W array: stretches of neighbouring codes, each with its widths."""
    found: list[object] = []
    for _, stretch in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        numbers = [code for _, code in stretch]
        widths = [used.face.advance(used.glyph_of_extra.get(code, code)) for code in numbers]
        found += [numbers[0], pdfdoc.PDFArray(widths)]
    return found


def _to_unicode(texts: dict[int, str]) -> str:
    pairs = [
        f"<{glyph:04X}><{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items())
    ]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000><FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )
