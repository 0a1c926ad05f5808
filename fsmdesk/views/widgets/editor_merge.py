"""Bringing two seats' edits of one record together, field by field. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Same = Callable[[str, object, object], bool]


@dataclass(frozen=True, slots=True)
class Merge:
    """What follows from my edit and theirs.

    `taken` are fields that only they changed; `kept` those that only I changed; `clashing` those that both
    changed to different values.
    """

    taken: tuple[str, ...]
    kept: tuple[str, ...]
    clashing: tuple[str, ...]


def merge(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object], same: Same
) -> Merge:
    """Compare field by field what I made and what they made of what both began with."""
    taken: list[str] = []
    kept: list[str] = []
    clashing: list[str] = []
    for key in mine:
        begun, my, their = base.get(key), mine[key], theirs.get(key)
        if same(key, my, their):
            continue
        if same(key, my, begun):
            taken.append(key)
        elif same(key, their, begun):
            kept.append(key)
        else:
            clashing.append(key)
    return Merge(tuple(taken), tuple(kept), tuple(clashing))
