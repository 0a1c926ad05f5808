"""The rows of a list that hold every word of a scrap, by the search index."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    String,
    column,
    func,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.db.database import Reading
from fsmdesk.db.guards.search import DOCS, KIND_STEP, folded
from fsmdesk.db.search import TRIGRAM

if TYPE_CHECKING:
    from sqlalchemy import Select

    IdSelect = Select[int]

Expression = ColumnElement[Any] | QueryableAttribute[Any]
AlsoFound = Callable[[str], "Sequence[IdSelect]"]
_NUMBERS: Final = {doc.table: doc.number for doc in DOCS}
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


def found(
    work: Reading, kind: str, key: Expression, text: str, also: AlsoFound = nothing_else
) -> list[ColumnElement[bool]]:
    """Conditions that are true for records of `kind`, whose id is `key`, with every word of the text.

    Words of one or two letters are compared with the beginnings of words, longer ones with any part of the
    text; case does not matter. `also` finds, for one word, records that hold it in another way.
    """
    conditions: list[ColumnElement[bool]] = []
    plain: list[str] = []
    short: list[str] = []
    for word, part in _words(work, text):
        more = list(also(word))
        if len(part) < TRIGRAM and not more:
            short.append(part)
        elif len(part) < TRIGRAM:
            conditions.append(key.in_(union_all(*more)))
        elif more:
            conditions.append(key.in_(union_all(matching(work, kind, [part]), *more)))
        else:
            plain.append(part)
    if plain:
        conditions.insert(0, key.in_(matching(work, kind, plain)))
    for part in short:
        # Beside a longer word only what that one found has to be looked at.
        one_by_one = _text_of(work, kind, key).contains(part, autoescape=True)
        conditions.append(one_by_one if conditions else key.in_(_beginning(work, kind, part)))
    return conditions


def found_in_rows(
    work: Reading, kind: str, key: Expression, text: str, also: AlsoFound = nothing_else
) -> list[ColumnElement[bool]] | None:
    """The same conditions, looked up row by row: quick for a few thousand rows, however many match in all.

    None where the text alone can't tell: where a word may mean something else too, and because SQLite
    compares capitals of ASCII alone.
    """
    words = _words(work, text)
    if (work.is_sqlite and not text.isascii()) or any(also(word) for word, _part in words):
        return None
    return [_text_of(work, kind, key).contains(part, autoescape=True) for _word, part in words]


def is_coarse(text: str) -> bool:
    """True if a word is too short for the index."""
    return any(len(word) < TRIGRAM - 1 for word in text.split())


def _words(work: Reading, text: str) -> list[tuple[str, str]]:
    """Each word, and the part of the indexed text that tells it."""
    words = (text if work.is_sqlite else folded(text)).split()
    return [(word, word if len(word) >= TRIGRAM else f" {word}") for word in words]


def _beginning(work: Reading, kind: str, part: str) -> "IdSelect":
    """What the index is too coarse for: the ids of all records of this kind whose text holds the part."""
    index = _SQLITE if work.is_sqlite else _POSTGRESQL
    first = _NUMBERS[kind] * KIND_STEP
    row_id = _SQLITE.c.rowid if work.is_sqlite else _POSTGRESQL.c.id
    # Not the bare column: SQLite's index would take the comparison over, and finds nothing so short.
    holds = (index.c.text + "").contains(part, autoescape=True)
    return select(row_id - first).where(row_id.between(first, first + KIND_STEP - 1), holds)


def matching(work: Reading, kind: str, parts: Sequence[str]) -> "IdSelect":
    """The ids of the records of this kind whose text holds all these parts of three letters or more."""
    first = _NUMBERS[kind] * KIND_STEP
    row_id = _SQLITE.c.rowid if work.is_sqlite else _POSTGRESQL.c.id
    in_kind = row_id.between(first, first + KIND_STEP - 1)
    return select(row_id - first).where(in_kind, *_by_index(work, parts))


def _text_of(work: Reading, kind: str, key: Expression) -> ColumnElement[str]:
    """The indexed text of the row."""
    index = _SQLITE if work.is_sqlite else _POSTGRESQL
    row_id = _SQLITE.c.rowid if work.is_sqlite else _POSTGRESQL.c.id
    own = select(index.c.text).where(row_id == key + _NUMBERS[kind] * KIND_STEP).scalar_subquery()
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
    return [or_(*(contains(one, word) for one in columns)) for word in text.split()]


def contains(column_: Expression, word: str) -> ColumnElement[bool]:
    """True where the column's text holds the word, whatever the case."""
    if word.isascii():
        return func.lower(column_).contains(word.lower(), autoescape=True)
    # SQLite folds the letters of ASCII only, so the usual ways to write the word are tried.
    ways = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(
        func.lower(column_).contains(word.lower(), autoescape=True),
        *(column_.contains(way, autoescape=True) for way in sorted(ways)),
    )
