"""What screens and services say to each other: commands, queries, and what a command changed.

Every message is a frozen dataclass in `fsmdesk/services/<area>/messages.py`; that module holds
plain values only, so a screen can import it without waiting for SQLAlchemy.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Generic, NamedTuple, TypeVar
from uuid import uuid4

from fsmdesk.core.permissions import Permission

ResultT = TypeVar("ResultT")

# A long query tells it how much of how much is done. It may raise an error of its own to stop the work.
Tell = Callable[[int, int], None]


def say_nothing(_done: int, _total: int) -> None:
    """What is told to nobody."""


def fresh_key() -> str:
    """A key that no other command ever has."""
    return uuid4().hex


class RecordRef(NamedTuple):
    """One record: its kind (the table's name) and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The records that one or more commands created, changed or removed."""

    records: frozenset[RecordRef] = frozenset()

    def ids(self, kind: str) -> frozenset[int]:
        """Ids of the changed records of one kind."""
        return frozenset(ref.id for ref in self.records if ref.kind == kind)

    def touches(self, *kinds: str) -> bool:
        """True if any record of these kinds changed."""
        return any(ref.kind in kinds for ref in self.records)

    @staticmethod
    def of(records: Iterable[RecordRef]) -> "ChangeSet":
        """The change set of these records."""
        return ChangeSet(frozenset(records))

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        return ChangeSet(self.records | other.records)


@dataclass(frozen=True, kw_only=True)
class Command(Generic[ResultT]):
    """A wish to change something. `key` makes it happen at most once; `needs` says who may ask,
    `undoable` whether it can be taken back through the change log.

    ResultT is what the command answers with: an id, a list of ids, or None (it must fit in JSON).
    `said` is what it does in the words of a status line, kept with it for who looks later.
    """

    needs: ClassVar[Permission]
    undoable: ClassVar[bool] = False
    key: str = field(default_factory=fresh_key)
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Query(Generic[ResultT]):
    """A wish to read something; ResultT is the frozen value that comes back."""

    needs: ClassVar[Permission] = Permission.SEE_OFFICE


@dataclass(frozen=True, slots=True)
class Done(Generic[ResultT]):
    """A command that is committed: what it answers, and what it changed."""

    value: ResultT
    changes: ChangeSet
