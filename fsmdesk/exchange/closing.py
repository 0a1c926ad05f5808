"""The closing account of an import: how many rows came, and what became of each."""

from dataclasses import dataclass

from fsmdesk.core.words import tr, trn


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """What became of the rows of a file. They add up, or the import has lost one.

    Raises:
        ValueError: they don't add up.
    """

    came: int
    new: int
    changed: int
    same: int
    rejected: int

    def __post_init__(self) -> None:
        told = self.new + self.changed + self.same + self.rejected
        if told != self.came or min(self.new, self.changed, self.same, self.rejected) < 0:
            raise ValueError(f"{self.came} rows came, and {told} are accounted for")


def closing_text(counts: ImportCounts) -> str:
    """One line for the person: `60 rows came: 58 new, 1 changed, 1 same, 0 rejected.`"""
    came = trn("{n} row came", "{n} rows came", counts.came).format(n=counts.came)
    told = tr("{new} new, {changed} changed, {same} same, {rejected} rejected")
    parts = told.format(new=counts.new, changed=counts.changed, same=counts.same, rejected=counts.rejected)
    return tr("{came}: {parts}.").format(came=came, parts=parts)
