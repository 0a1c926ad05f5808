"""The command that makes one record of two, and what it would do."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class MergedSide:
    """One of two records: its name and what tells it apart, line by line."""

    id: int
    version: int
    name: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeSketch:
    """What a merge would do: both records, and how many of what move (words and count)."""

    kept: MergedSide
    merged: MergedSide
    moves: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class SketchMerge(Query[MergeSketch]):
    """What would happen if `merged_id` became part of `kept_id`.

    Raises:
        RuleBroken: these two can't be merged; the sentence says why.
    """

    kind: str
    kept_id: int
    merged_id: int


@dataclass(frozen=True, kw_only=True)
class MergeRecords(Command[int]):
    """Everything that belonged to `merged_id` belongs to `kept_id`, and the former is archived.

    What the kept one did not know (an empty phone, address, ...) it knows from the other; notes are joined.
    Kinds: customer, site, equipment, item, technician. Answers with the id of the one that stays.

    Raises:
        RuleBroken: these two can't be merged; the sentence says why.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    kind: str
    kept_id: int
    kept_version: int
    merged_id: int
    merged_version: int
