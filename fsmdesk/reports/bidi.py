"""Which way each character of a paragraph runs (the Unicode bidirectional algorithm, UAX 9).

The library is loaded when the first text that runs from right to left comes by.
"""

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import bidirectional, category

# Hebrew, Arabic and their neighbours, presentation forms, old scripts of the right, explicit marks.
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
# The library knows the algorithm before Unicode 6.3; an isolate is then as good as not there.
_ISOLATES = {ord(mark): "\u200b" for mark in "\u2066\u2067\u2068\u2069"}


def runs_right_to_left(text: str) -> bool:
    """True if any character makes the order of the line a question."""
    return _FROM_THE_RIGHT.search(text) is not None


def base_level(text: str) -> int:
    """Level of the paragraph by its first strong character: 0 from the left, 1 from the right."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """The level of each character, odd ones running from the right."""
    from bidi import algorithm

    text = text.translate(_ISOLATES)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    resolved = iter([int(character["level"]) for character in storage["chars"]])
    found: list[int] = []
    for character in text:
        removed = bidirectional(character) in _REMOVED
        found.append((found[-1] if found else base) if removed else next(resolved, base))
    return found


def mirrored(character: str) -> str:
    """The character as it looks from right to left: `(` for `)`."""
    from bidi.mirror import MIRRORED

    return str(MIRRORED.get(character, character))


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """Positions of the runs of one line from left to right (rule L2)."""
    order = list(range(len(run_levels)))
    lowest_odd = min((level for level in run_levels if level % 2), default=0)
    if not lowest_odd:
        return order
    for level in range(max(run_levels), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            if run_levels[order[at]] < level:
                at += 1
                continue
            end = at
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end
    return order


def _resolve_brackets(storage: dict[str, Any]) -> None:
    """Rule N0, which the library lacks: both brackets of a pair run the same way."""
    characters = storage["chars"]
    for run in storage["runs"]:
        stretch = characters[run["start"] : run["start"] + run["length"]]
        if not stretch:
            continue
        inward = "LR"[stretch[0]["level"] % 2]
        for opening, closing in _bracket_pairs([c["ch"] if c["type"] == "ON" else "" for c in stretch]):
            within = {_strong(c["type"]) for c in stretch[opening + 1 : closing]} - {""}
            if not within:
                continue
            before = next((s for c in reversed(stretch[:opening]) if (s := _strong(c["type"]))), run["sor"])
            way = before if inward not in within else inward
            stretch[opening]["type"] = stretch[closing]["type"] = way


def _strong(kind: str) -> str:
    return {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _bracket_pairs(characters: Sequence[str]) -> list[tuple[int, int]]:
    from bidi.mirror import MIRRORED

    open_now: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(characters):
        kind = category(character) if character else ""
        if kind == "Ps" and character in MIRRORED:
            open_now.append((MIRRORED[character], at))
        elif kind == "Pe" and any(closer == character for closer, _ in open_now):
            closer, opening = open_now.pop()
            while closer != character:
                closer, opening = open_now.pop()
            pairs.append((opening, at))
    return sorted(pairs)
