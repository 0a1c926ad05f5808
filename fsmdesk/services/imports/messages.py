"""Rows of other programs' files on their way into the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command
from fsmdesk.core.permissions import Permission
from fsmdesk.exchange.rows import ImportRow


@dataclass(frozen=True, kw_only=True)
class ImportRecords(Command[Mapping[str, object]]):
    """The rows are records: known ones updated, others new, all of them or none unless `keep_going`.

    `source` names the file. With `rehearse` everything is tried and nothing is kept.
    The answer is an `ImportOutcome` as a mapping.

    Raises:
        Rehearsed: the answer of a rehearsal.
        RuleBroken: a row can't be imported, and not `keep_going`; `rejects` of the `ImportRefused` say which.
    """

    needs: ClassVar[Permission] = Permission.IMPORT_DATA
    kind: str
    rows: tuple[ImportRow, ...]
    source: str
    keep_going: bool = False
    rehearse: bool = False


@dataclass(frozen=True, slots=True)
class RowReject:
    """A row that the office refuses, and why."""

    row_number: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of the rows; `also` are sentences about records that were made along the way."""

    new: int
    changed: int
    same: int
    rejects: tuple[RowReject, ...]
    also: tuple[str, ...]

    def as_mapping(self) -> dict[str, object]:
        """The same as plain values."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "rejects": [[reject.row_number, reject.reason] for reject in self.rejects],
            "also": list(self.also),
        }

    @staticmethod
    def of(values: Mapping[str, object]) -> "ImportOutcome":
        """The outcome from plain values."""
        rejects = values["rejects"]
        also = values["also"]
        assert isinstance(rejects, list)
        assert isinstance(also, list)
        return ImportOutcome(
            int(str(values["new"])),
            int(str(values["changed"])),
            int(str(values["same"])),
            tuple(RowReject(int(number), str(reason)) for number, reason in rejects),
            tuple(str(sentence) for sentence in also),
        )
