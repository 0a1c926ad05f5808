"""Commands and queries about where sites are on the map."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class GuessedPosition:
    """Where a site of a postcode probably is, in millionths of a degree, and how many sites tell it."""

    latitude_micro: int
    longitude_micro: int
    site_count: int


@dataclass(frozen=True, kw_only=True)
class GuessPosition(Query[GuessedPosition | None]):
    """The middle of the other sites in this postcode whose places are known; None if there are none."""

    postcode: str
    country: str = ""
    site_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmPosition(Command[None]):
    """The guessed place of the site is right; it counts as known from now on."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    site_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class GuessMissingPositions(Command[int]):
    """Every site without a place, or just this one, in a postcode that others tell, has a guessed one.

    Answers how many got one.
    """

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    undoable: ClassVar[bool] = True
    site_id: int | None = None
