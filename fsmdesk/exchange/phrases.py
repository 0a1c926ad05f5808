"""Brings headers and words of lists to one form, so that `Müşteri Adı`, `CustomerName` and `customer_name` compare."""

import re
import unicodedata
from functools import lru_cache

LOST = "\ufffd"

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])")
_COMPOUND = re.compile(r"^([a-z]{3,}?)(?:nummer|nr)$")
_GAP = re.compile(rf"[^0-9a-z{LOST}\u0370-\uffff]+")
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "#": " no ",
        "°": "o ",
        "№": " no ",
        "’": "'",
    }
)
_NUMBER_SIGNS = {"nr": "no", "num": "no", "number": "no", "numero": "no", "nummer": "no", "numarasi": "no"}
# Words that carry no meaning in a header, in the languages we know headers of.
_EMPTY_WORDS = frozenset(
    [
        "the",
        "of",
        "an",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "del",
        "el",
        "los",
        "las",
        "der",
        "die",
        "das",
        "von",
        "ve",
        "of",
    ]
)


@lru_cache(maxsize=8192)
def phrase(text: str) -> str:
    """The words of a text in lower case without accents and marks, one blank between them."""
    spaced = _CAMEL.sub(" ", text)
    apart = unicodedata.normalize("NFKD", spaced.translate(_LETTERS).casefold().translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = _GAP.sub(" ", plain).split()
    # German writes the number of something as one word
    words = " ".join(_COMPOUND.sub(r"\1 no", word) for word in words).split()
    meaning = [_NUMBER_SIGNS.get(word, word) for word in words if word not in _EMPTY_WORDS]
    return " ".join(meaning or words)


def phrases(words: str) -> tuple[str, ...]:
    """Each of the texts between bars, as `phrase` gives it, without repetitions."""
    return tuple(dict.fromkeys(phrase(text) for text in words.split("|") if phrase(text)))


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, such as a unit."""
    return re.sub(r"[(\[{][^)\]}]*[)\]}]", " ", text)
