"""What a person said about a file, and what reading it that way found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the screen is shown before the reader of files is loaded
    from fsmdesk.exchange.plans import ColumnPlan, ImportPlan
    from fsmdesk.exchange.table import SourceTable
    from fsmdesk.views.importing.question_words import PlainQuestion

_NOTHING: Mapping[str, str] = MappingProxyType({})
# Other columns come out when one of these is changed, so what was said about the old ones is void.
_ABOUT_COLUMNS = frozenset({"encoding", "separator", "sheet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file and how to read it.

    Attributes:
        path: the file.
        kind: what it holds; empty where the file is to tell.
        mapping: fields by column name; an empty field leaves the column out.
        answers: by what they are about: dates, decimal, lengths, encoding, separator, sheet.
    """

    path: Path
    kind: str = ""
    mapping: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    answers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def as_kind(self, kind: str) -> "Wanted":
        """The same file read as another kind; what its columns are is open again."""
        return replace(self, kind=kind, mapping=_NOTHING)

    def answered(self, about: str, answer: str) -> "Wanted":
        """The same with one more answer."""
        answers = MappingProxyType({**self.answers, about: answer})
        if about not in _ABOUT_COLUMNS:
            return replace(self, answers=answers)
        return replace(self, answers=answers, mapping=_NOTHING)

    def mapped(self, column: str, field_name: str, used: Mapping[str, str]) -> "Wanted":
        """The column is read into this field; a column of `used` that was read into it is left out."""
        mapping = {**self.mapping, column: field_name}
        for other, its_field in used.items():
            if field_name and its_field == field_name and other != column:
                mapping[other] = ""
        return replace(self, mapping=MappingProxyType(mapping))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """A file as it was read.

    Attributes:
        wanted: how, with the kind that was found where none was said.
        table: what it holds.
        columns: what each column is.
        plan: the rows; None where a column is lacking that every row needs.
        lacking: which one, in words.
        questions: what is to be answered first.
    """

    wanted: Wanted
    table: "SourceTable"
    columns: "tuple[ColumnPlan, ...]"
    plan: "ImportPlan | None"
    lacking: str = ""
    questions: "tuple[PlainQuestion, ...]" = ()

    @property
    def used(self) -> Mapping[str, str]:
        """Which field each column is read into."""
        return {line.column: line.field for line in self.columns if line.field}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherKind:
    """A file that does not hold what was said, and what it can be read as instead, the likeliest first."""

    wanted: Wanted
    kinds: tuple[str, ...]
