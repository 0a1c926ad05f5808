"""What cards of the board and their tips can say: the names that an office's choice is stored by."""

from collections.abc import Iterable
from typing import Final

CARD_FIELDS: Final = (
    *("customer", "title", "time", "span", "number", "site", "region", "kind", "priority", "state"),
    *("duration", "skills", "window", "due", "travel"),
)
USUAL_LABEL: Final = ("customer", "title", "time", "number")
USUAL_TOOLTIP: Final = ("number", "customer", "title", "site", "span", "state", "priority", "window", "due")
MOST_LABEL_FIELDS: Final = 6


def stored_fields(names: Iterable[str]) -> str:
    """The names as they are stored: with commas, each once, without those that mean nothing."""
    return ",".join(dict.fromkeys(name for name in names if name in CARD_FIELDS))


def read_fields(stored: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a stored choice; the usual ones where none means anything."""
    names = dict.fromkeys(name.strip() for name in stored.split(","))
    return tuple(name for name in names if name in CARD_FIELDS) or usual
