"""Bringing two seats' edits of one record together, field by field. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Same = Callable[[str, object, object], bool]
Merged = Callable[[str, object, object, object], object]


@dataclass(frozen=True, slots=True)
class Merge:
    """What follows from my edit and theirs.

    `taken` are fields that only they changed; `kept` those that only I changed; `clashing` those that both
    changed to different values; `joined` those of which both changed different parts, with what that makes.
    """

    taken: tuple[str, ...]
    kept: tuple[str, ...]
    clashing: tuple[str, ...]
    joined: Mapping[str, object] = field(default_factory=dict)


def _apart(_key: str, _begun: object, _my: object, _their: object) -> object:
    """Values without parts can't be joined."""
    return None


def merge(
    base: Mapping[str, object],
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
    same: Same,
    merged: Merged = _apart,
) -> Merge:
    """Compare field by field what I made and what they made of what both began with."""
    taken: list[str] = []
    kept: list[str] = []
    clashing: list[str] = []
    joined: dict[str, object] = {}
    for key in mine:
        begun, my, their = base.get(key), mine[key], theirs.get(key)
        if same(key, my, their):
            continue
        if same(key, my, begun):
            taken.append(key)
        elif same(key, their, begun):
            kept.append(key)
        elif (both := merged(key, begun, my, their)) is not None:
            joined[key] = both
        else:
            clashing.append(key)
    return Merge(tuple(taken), tuple(kept), tuple(clashing), joined)
