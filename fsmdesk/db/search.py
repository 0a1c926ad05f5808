"""Asks the search index for the ids of records whose text holds every word of a scrap."""

from collections.abc import Iterable, Sequence
from typing import Final

from fsmdesk.db.guards.search import DOCS, KIND_STEP, SearchDoc, folded
from fsmdesk.db.plain_sql import PlainReading

# The index knows nothing shorter. Each word in it has a blank in front, so it knows where words of two begin.
TRIGRAM: Final = 3
# How many of the newest records are looked at for what the index can't tell.
_LOOKED_AT: Final = 2000


def find_ids(work: PlainReading, scrap: str, kinds: Sequence[str], limit: int) -> dict[str, list[int]]:
    """For each kind the ids of at most `limit` records that hold every word, the newest first.

    Case does not matter. A word of one or two letters is compared with the beginnings of words. One of a
    single letter is looked for among the newest records only; so is, anywhere in a text, a short word
    beside longer ones where too few begin with it.
    """
    words = (scrap if work.is_sqlite else folded(scrap)).split()
    if not words or limit < 1:
        return {}
    found: dict[str, list[int]] = {}
    for doc in DOCS:
        if doc.table in kinds and (ids := _ids_of(work, doc, words, limit)):
            found[doc.table] = ids
    return {kind: found[kind] for kind in kinds if kind in found}


def _ids_of(work: PlainReading, doc: SearchDoc, words: Sequence[str], limit: int) -> list[int]:
    long = [word for word in words if len(word) >= TRIGRAM]
    begun = [f" {word}" for word in words if len(word) < TRIGRAM]
    known = [beginning for beginning in begun if len(beginning) >= TRIGRAM]
    unknown = [beginning for beginning in begun if len(beginning) < TRIGRAM]
    ids = _look(work, doc, [*long, *known], unknown, limit)
    if begun and long and len(ids) < limit:
        anywhere = _look(work, doc, long, [beginning[1:] for beginning in begun], limit)
        ids = sorted({*ids, *anywhere}, reverse=True)[:limit]
    return ids


def _look(
    work: PlainReading, doc: SearchDoc, indexed: Sequence[str], unindexed: Sequence[str], limit: int
) -> list[int]:
    """The newest records with all of these parts of text."""
    first = doc.number * KIND_STEP
    values: dict[str, object] = {"first": first, "last": first + KIND_STEP - 1, "most": limit}
    key = "rowid" if work.is_sqlite else "id"
    conditions = [f"{key} BETWEEN :first AND :last"]
    if indexed and work.is_sqlite:
        conditions.append("search MATCH :match")
        values["match"] = " AND ".join('"' + part.replace('"', '""') + '"' for part in indexed)
    elif indexed:
        conditions += [f"trigrams @> search_trigrams(:part{at})" for at in range(len(indexed))]
        conditions += [f"text LIKE :like{at} ESCAPE '!'" for at in range(len(indexed))]
        values |= {f"part{at}": part for at, part in enumerate(indexed)}
        values |= _patterns("like", indexed)
    taken = f"{key} AS found, text" if unindexed else key
    query = f"SELECT {taken} FROM search WHERE {' AND '.join(conditions)} ORDER BY {key} DESC"  # noqa: S608 - only our own names
    if unindexed:
        tests = " AND ".join(f"text LIKE :more{at} ESCAPE '!'" for at in range(len(unindexed)))
        query = f"SELECT found FROM ({query} LIMIT {_LOOKED_AT}) AS newest WHERE {tests} ORDER BY found DESC"  # noqa: S608 - the same
        values |= _patterns("more", unindexed)
    return [int(row[0]) - first for row in work.rows(f"{query} LIMIT :most", **values)]


def _patterns(name: str, parts: Iterable[str]) -> dict[str, object]:
    """Patterns for LIKE that hold the part anywhere."""
    return {f"{name}{at}": f"%{_escaped(part)}%" for at, part in enumerate(parts)}


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
