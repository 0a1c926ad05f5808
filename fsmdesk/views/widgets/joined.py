"""Short facts on one line, each in its own direction of writing."""

import re

_LEFT_TO_RIGHT = "\u200e"
_MAY_BREAK = "\u200b"
_PIECE = 12
_LONG_WORD = re.compile(r"[^\W\d_]{25,}")
_BEGIN, _END = "\u2068", "\u2069"


def joined(*parts: str) -> str:
    """The parts that say something with dots between them. A phone number after an Arabic name stays readable."""
    said = [part for part in parts if part]
    if all(part.isascii() for part in said):
        return " · ".join(said)
    return _LEFT_TO_RIGHT + " · ".join(f"{_BEGIN}{part}{_END}" for part in said)


def breakable_words(text: str) -> str:
    """The text with room for line breaks inside of words that no narrow card has room for."""
    return _LONG_WORD.sub(_with_breaks, breakable(text))


def _with_breaks(found: re.Match[str]) -> str:
    word = found.group()
    return _MAY_BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))


def breakable(text: str) -> str:
    """The text with room for a line break after each mark of an e-mail address, so that it fits a narrow card."""
    return text.replace("@", f"@{_MAY_BREAK}").replace(".", f".{_MAY_BREAK}")
