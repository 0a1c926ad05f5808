"""Text that people type or import: what is refused, how CSV keeps it text, how search compares it.

Text is stored as it came: nothing is trimmed, normalised or replaced. What a database, an Excel file
(XML 1.0) or a terminal can't hold is refused with the place named. One thing is unified, in texts of
several lines: a line ends in LF alone.
"""

import re
import unicodedata
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

MAX_LINE: Final = 1_000
# An Excel cell holds 32,767 UTF-16 units; this many characters fit even if each needs two.
MAX_MULTILINE: Final = 16_000
# Nobody looks for more words, nor for longer ones.
_MOST_SOUGHT: Final = 16
_LONGEST_SOUGHT: Final = 200

_FORBIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN_IN_LINE = re.compile(f"[{_FORBIDDEN}\n]")
_FORBIDDEN_IN_LINES = re.compile(f"[{_FORBIDDEN}]")


def find_forbidden(text: str, multiline: bool = False) -> tuple[int, str] | None:
    """Place (from 0) and character of the first one that can't be stored; None if all can.

    Forbidden are control characters (C0 but for tab, DEL, C1), halves of surrogate pairs, U+FFFE and
    U+FFFF, and a line feed unless `multiline`.
    """
    found = (_FORBIDDEN_IN_LINES if multiline else _FORBIDDEN_IN_LINE).search(text)
    return (found.start(), found.group()) if found else None


def clean_text(
    value: str, field: str, *, multiline: bool = False, max_length: int | None = None, label: str = ""
) -> str:
    """The text as it came, after the checks; with `multiline`, each line end is a single LF.

    `field` names the input for the screen, `label` is its name in words (made from `field` if empty).

    Raises:
        RuleBroken: a character that can't be stored, or more than `max_length` characters (1,000 for a
            line, 16,000 for several, unless given).
    """
    text = unify_line_ends(value) if multiline else value
    name = label or field.replace("_", " ").capitalize()
    found = find_forbidden(text, multiline)
    if found:
        raise RuleBroken(forbidden_words(name, *found), field)
    limit = max_length or (MAX_MULTILINE if multiline else MAX_LINE)
    if len(text) > limit:
        words = tr("{name} is {length} characters long; at most {limit} fit.")
        raise RuleBroken(words.format(name=name, length=len(text), limit=limit), field)
    return text


def searchable(text: str) -> str:
    """What of the text is looked for: its first words, without the characters that no stored text has.

    A whole letter that was pasted by mistake would be thousands of conditions.
    """
    words = _FORBIDDEN_IN_LINES.sub(" ", text).split()
    return " ".join(words[:_MOST_SOUGHT])[:_LONGEST_SOUGHT]


def unify_line_ends(text: str) -> str:
    """The text with CR LF and lone CR turned into LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def forbidden_words(name: str, index: int, character: str) -> str:
    """One sentence that says which character of the input `name` can't be stored, and where it stands."""
    words = tr("{name}: character {place} is {kind} ({code}), which can't be stored. Please remove it.")
    code = f"U+{ord(character):04X}"
    return words.format(name=name, place=index + 1, kind=_kind(character), code=code)


def _kind(character: str) -> str:
    if character in "\n\r":
        return tr("a line break")
    category = unicodedata.category(character)
    if category == "Cs":
        return tr("half of a character pair")
    return tr("a control character") if category == "Cc" else tr("not a character")


# What a spreadsheet takes for the start of a formula when it opens a CSV file, full-width forms included.
# Apostrophes before it count too, so that a text which already has one comes back with it.
_LOOKS_LIKE_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'" + _LOOKS_LIKE_FORMULA.pattern)


def guard_for_csv(text: str) -> str:
    """A CSV cell that spreadsheets take for text; `unguard_from_csv` gives back exactly `text`."""
    return "'" + text if _LOOKS_LIKE_FORMULA.match(text) else text


def unguard_from_csv(cell: str) -> str:
    """The text that `guard_for_csv` made the cell from; a cell without its mark comes back unchanged."""
    return cell[1:] if _GUARDED.match(cell) else cell


# Letters that Unicode doesn't take apart, though people search for them by the plain letter.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe"}
)
# Combining classes of the marks that search passes over: accents around Latin, Greek and Cyrillic letters
# (from 200 on), Hebrew and Arabic vowel points. Marks that make another letter (Kana, Indic) stay.
_FIRST_POINT, _LAST_POINT, _FIRST_ACCENT = 10, 35, 200


def search_fold(text: str) -> str:
    """What search compares: the text without case, accents and widths. Folding twice changes nothing."""
    folded = _fold_once(text)
    # Casefold and decomposition feed each other for a few letters; two rounds always settle.
    return folded if folded.isascii() else _fold_once(folded)


def _fold_once(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded).casefold().translate(_PLAIN_LETTERS)
    kept = "".join(c for c in apart if not _is_passed_over(unicodedata.combining(c)))
    return unicodedata.normalize("NFC", kept)


def _is_passed_over(combining_class: int) -> bool:
    return _FIRST_POINT <= combining_class <= _LAST_POINT or combining_class >= _FIRST_ACCENT
