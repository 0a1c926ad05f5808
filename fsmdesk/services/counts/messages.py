"""How much waits where, for the rail."""

from dataclasses import dataclass

from fsmdesk.core.messages import Query


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many requests wait for an answer, and how many complete jobs for their review."""

    requests: int
    to_review: int


@dataclass(frozen=True, kw_only=True)
class RailCounts(Query[Waiting]):
    """What waits now; one query that touches only what it counts."""
