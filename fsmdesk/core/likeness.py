"""Whether two people describe the same trouble: how many of their words are alike."""

from typing import Final

from fsmdesk.core.texts import search_fold

# Shorter words say little in any language; longer ones are compared by their beginnings, whatever they end on.
_SHORTEST: Final = 4
_COMPARED: Final = 5
# From here on, descriptions are taken for alike.
_ENOUGH_PERCENT: Final = 50


def likeness_percent(one: str, other: str) -> int:
    """How many of the telling words of the shorter text are in the longer one; 0 where either tells nothing."""
    mine, theirs = _telling(one), _telling(other)
    fewer = min(len(mine), len(theirs))
    return 100 * len(mine & theirs) // fewer if fewer else 0


def are_alike(one: str, other: str) -> bool:
    """True if at least half of the telling words are the same."""
    return likeness_percent(one, other) >= _ENOUGH_PERCENT


def _telling(text: str) -> frozenset[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in search_fold(text)).split()
    return frozenset(word[:_COMPARED] for word in words if len(word) >= _SHORTEST or not word.isascii())
