"""Which components of a tax hold when: a later one of the same name takes over on its day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Generic, NamedTuple, Protocol, TypeVar


class Dated(Protocol):
    """A component: what it is called, and from when it holds (None: since ever)."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which it holds."""


PartT = TypeVar("PartT", bound=Dated)


class Period(NamedTuple, Generic[PartT]):
    """From the first day (None: since ever) to the last (None: for good) these components hold."""

    first: date | None
    last: date | None
    parts: tuple[PartT, ...]


def in_force(parts: Sequence[PartT], day: date) -> list[PartT]:
    """For each name the latest component that is valid on `day`."""
    latest: dict[str, PartT] = {}
    for part in sorted(parts, key=lambda part: part.valid_from or date.min):
        if part.valid_from is None or part.valid_from <= day:
            latest[part.name] = part
    return list(latest.values())


def periods(parts: Sequence[PartT]) -> tuple[Period[PartT], ...]:
    """All of time, cut on each day on which something changes."""
    cuts = sorted({part.valid_from for part in parts if part.valid_from is not None})
    firsts = [None, *cuts]
    lasts = [*(cut - timedelta(days=1) for cut in cuts), None]
    return tuple(
        Period(first, last, tuple(in_force(parts, first or date.min)))
        for first, last in zip(firsts, lasts, strict=True)
    )
