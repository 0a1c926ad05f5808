"""The rows of a list that hold every word of a scrap, by the search index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    String,
    column,
    func,
    intersect,
    literal_column,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.texts import searchable
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.search import DOCS, folded
from fsmdesk.db.search import indexed_part

if TYPE_CHECKING:
    from sqlalchemy import CompoundSelect, Select

    IdSelect = Select[int] | CompoundSelect[int]

Expression = ColumnElement[Any] | QueryableAttribute[Any]
AlsoFound = Callable[[str], "Sequence[IdSelect]"]
_MANY: Final = 3_000
_KINDS: Final = {doc.table: doc for doc in DOCS}
# SQLite's index has a column of its own name, which stands for all of it.
_SQLITE: Final = table(
    "search", column("rowid", BigInteger), column("text", String), column("search", String)
)
_POSTGRESQL: Final = table(
    "search", column("id", BigInteger), column("text", String), column("trigrams", ARRAY(String))
)


def nothing_else(_word: str) -> "Sequence[IdSelect]":
    """A word means nothing beside what the index says."""
    return ()


@dataclass(frozen=True)
class Sought:
    """What a text looks for among the records of one kind: parts of the indexed text, and ids in all of `others`."""

    kind: str
    parts: Sequence[str]
    others: "Sequence[IdSelect]"

    def ids(self, work: Reading) -> "list[IdSelect]":
        """What is sought is in all of these."""
        each = [matching(work, self.kind, self.parts), *self.others] if self.parts else [*self.others]
        # PostgreSQL can't tell how few are in all of them, and would look one through for each row of another.
        return each if work.is_sqlite or len(each) < 2 else [intersect(*each)]


def sought(work: Reading, kind: str, text: str, also: AlsoFound = nothing_else) -> Sought:
    """Records with every word of the text.

    Words of one or two letters are compared with the beginnings of words, longer ones with any part of the
    text; case does not matter. `also` finds, for one word, records that hold it in another way.
    """
    parts: list[str] = []
    others: list[IdSelect] = []
    text = searchable(text)
    for word in (text if work.is_sqlite else folded(text)).split():
        more = list(also(word))
        part = indexed_part(word)
        if more:
            others.append(union_all(matching(work, kind, [part]), *more))
        else:
            parts.append(part)
    return Sought(kind, parts, others)


def are_many(work: Reading, ids: "IdSelect") -> bool:
    """True if the index tells of so many ids that it takes long to look all of them up; quick either way."""
    some = ids.limit(_MANY).subquery()
    return int(work.session.scalar(select(func.count()).select_from(some)) or 0) == _MANY


def found_in_rows(work: Reading, what: Sought, key: Expression) -> list[ColumnElement[bool]] | None:
    """Conditions, looked up row by row: quick for a few hundred rows, however many match in all.

    None where the text alone can't tell: where a word may mean something else too, and because SQLite
    compares capitals of ASCII alone.
    """
    if what.others or (work.is_sqlite and not all(part.isascii() for part in what.parts)):
        return None
    return [_text_of(work, what.kind, key).contains(part, autoescape=True) for part in what.parts]


def matching(work: Reading, kind: str, parts: Sequence[str]) -> "IdSelect":
    """The ids of the records of this kind whose text holds all these parts of three letters or more."""
    doc = _KINDS[kind]
    row_id = _SQLITE.c.rowid if work.is_sqlite else _POSTGRESQL.c.id
    # Without a type: SQLite would be asked whether it equals 1, and not see that ids are compared.
    is_kind: ColumnElement[Any] = literal_column(doc.is_kind("sqlite" if work.is_sqlite else "postgresql"))
    return select(row_id - doc.first).where(is_kind, *_by_index(work, parts))


def _text_of(work: Reading, kind: str, key: Expression) -> ColumnElement[str]:
    """The indexed text of the row."""
    index = _SQLITE if work.is_sqlite else _POSTGRESQL
    row_id = _SQLITE.c.rowid if work.is_sqlite else _POSTGRESQL.c.id
    own = select(index.c.text).where(row_id == key + _KINDS[kind].first).scalar_subquery()
    return func.coalesce(own, "")


def _by_index(work: Reading, parts: Sequence[str]) -> list[ColumnElement[bool]]:
    if work.is_sqlite:
        match = " AND ".join('"' + part.replace('"', '""') + '"' for part in parts)
        return [_SQLITE.c.search.op("MATCH", is_comparison=True)(match)]
    tests: list[ColumnElement[bool]] = []
    for part in parts:
        tests.append(_POSTGRESQL.c.trigrams.op("@>", is_comparison=True)(func.search_trigrams(part)))
        tests.append(_POSTGRESQL.c.text.contains(part, autoescape=True))
    return tests


def anywhere(columns: Sequence[Expression], text: str) -> list[ColumnElement[bool]]:
    """Conditions that are true where, word for word, one of these columns holds it; reads every row."""
    return [or_(*(contains(one, word) for one in columns)) for word in searchable(text).split()]


def contains(column_: Expression, word: str) -> ColumnElement[bool]:
    """True where the column's text holds the word, whatever the case."""
    word = searchable(word)
    if word.isascii():
        return func.lower(column_).contains(word.lower(), autoescape=True)
    # SQLite folds the letters of ASCII only, so the usual ways to write the word are tried.
    ways = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(
        func.lower(column_).contains(word.lower(), autoescape=True),
        *(column_.contains(way, autoescape=True) for way in sorted(ways)),
    )
