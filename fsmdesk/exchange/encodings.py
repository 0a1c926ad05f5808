"""Recognises how the bytes of a text file are to be read."""

import codecs
from dataclasses import dataclass

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.alphabets import LANGUAGES, OWN_SCRIPT, SYMBOLS

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 32_768
_CLOSE = 0.08
_CLEAR = 0.5
_NOT_LATIN = ["cp1251", "cp1253", "cp932", "gb18030", "big5", "euc_kr", "cp1255", "cp1256", "cp874", "koi8_r"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read with, and others that fit nearly as well."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file, read with the given encoding or with the one its bytes speak for.

    Raises:
        RuleBroken: the bytes can't be read with the given encoding, or aren't text at all.
    """
    if encoding is not None:
        return _with_given(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_given(data, name)
    wide = _wide_without_mark(data)
    if wide:
        return _with_given(data, wide)
    if b"\x00" in data[:_SAMPLE_BYTES]:
        raise RuleBroken(tr("This file holds no text table. Save it as CSV or XLSX first."), field="file")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)


def _with_given(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), codecs.lookup(encoding).name)
    except LookupError:
        text = tr("There is no encoding called “{name}”; try utf-8 or cp1252.").format(name=encoding)
    except UnicodeError:
        text = tr("The file can't be read as {name}.").format(name=encoding)
    raise RuleBroken(text, field="encoding")


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 of mostly Western text has a zero in every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _eight_bit(data: bytes) -> Decoded:
    sample = _telling_lines(data)
    ranked = sorted(
        ((_likeness(sample, name) - order * 0.02, name) for order, name in enumerate(LANGUAGES)), reverse=True
    )
    best, name = ranked[0]
    if best < _CLEAR or name in OWN_SCRIPT:
        name = _by_statistics(sample) or name
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        name, text = "latin-1", data.decode("latin-1")
    shown = sample.decode(name, "replace")
    close = (other for score, other in ranked if score > best - _CLOSE and best >= _CLEAR and other != name)
    others = tuple(other for other in close if sample.decode(other, "replace") != shown)
    return Decoded(text, name, others)


def _telling_lines(data: bytes) -> bytes:
    """The lines that hold more than ASCII, up to a sample's size."""
    found: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            found.append(line)
            size += len(line)
            if size > _SAMPLE_BYTES:
                break
    return b"\n".join(found)


def _likeness(sample: bytes, encoding: str) -> float:
    """How much the text looks like a language that uses this encoding: 1 if so, 0 or less if not."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    foreign = [at for at, letter in enumerate(text) if letter > "\x7f"]
    if not foreign:
        return 0.0
    alphabets = LANGUAGES[encoding]
    every = SYMBOLS.union(*alphabets)
    known = sum(1.0 if text[at] in every else -1.0 for at in foreign)
    one_language = max(
        sum(text[at] in alphabet or text[at] in SYMBOLS for at in foreign) for alphabet in alphabets
    )
    odd = sum(_is_odd(text, at, encoding in OWN_SCRIPT) for at in foreign)
    return (0.5 * known + 0.5 * one_language - odd) / len(foreign)


def _is_odd(text: str, at: int, own_script: bool) -> bool:
    """True for a letter in a place where the languages of the encoding hardly put it."""
    letter = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if letter.isupper() and before.islower():
        return True
    # the only western language with many õ is Portuguese, which has an e behind it; else it is a Hungarian ő
    if letter in "õÕ" and after not in "eE":
        return True
    if not letter.isalpha():
        return before.isalpha() and after.isalpha() and letter not in "’·"
    if own_script:
        return any(near.isascii() and near.isalpha() for near in (before, after))
    return before > "\x7f" and before.isalpha() and after > "\x7f" and after.isalpha()


def _by_statistics(sample: bytes) -> str:
    """What charset-normalizer makes of other scripts, of which most have no alphabet."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_NOT_LATIN).best()
    return best.encoding if best is not None else ""
