"""Telling other seats what this one holds in its hand."""

from dataclasses import dataclass

from fsmdesk.core.messages import Query


@dataclass(frozen=True, kw_only=True)
class ShowHand(Query[None]):
    """Every seat that listens hears that this one holds the record, or has let go of it. Nothing is stored.

    In an office in a file nobody hears it: there the second seat is the exception, and files wake nobody.
    """

    kind: str
    record_id: int
    is_held: bool
