"""Asks the search index for the ids of records whose text holds every word of a scrap."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from fsmdesk.core.texts import searchable
from fsmdesk.db.guards.search import BETWEEN_FIGURES, DOCS, SearchDoc, folded
from fsmdesk.db.plain_sql import PlainReading

# The index knows nothing shorter. Each word in it has two blanks in front, so it knows how words begin.
_TRIGRAM: Final = 3
_PHONE: Final = re.compile(rf"[+(]?\d[\d{re.escape(BETWEEN_FIGURES)}]*")
_FEWEST_FIGURES: Final = 4
_END_FIGURES: Final = 7
# How many of the newest records are looked at for what the index can't tell.
_LOOKED_AT: Final = 2000


def find_ids(work: PlainReading, scrap: str, kinds: Sequence[str], limit: int) -> dict[str, list[int]]:
    """For each kind the ids of at most `limit` records that hold every word, the newest first.

    Case does not matter, nor what stands between the figures of a telephone number. A word of one or two
    letters is compared with the beginnings of words; anywhere in a text it is looked for beside longer ones
    only, where too few begin with it, and among the newest records.
    """
    scrap = searchable(scrap)
    words = (scrap if work.is_sqlite else folded(scrap)).split()
    if not words or limit < 1:
        return {}
    found: dict[str, list[int]] = {}
    for doc in DOCS:
        if doc.table not in kinds:
            continue
        ids = _ids_of(work, doc, words, limit)
        if "phone" in doc.columns:
            ids = _with_phones(work, doc, scrap, ids, limit)
        if ids:
            found[doc.table] = ids
    return {kind: found[kind] for kind in kinds if kind in found}


def _with_phones(work: PlainReading, doc: SearchDoc, scrap: str, ids: list[int], limit: int) -> list[int]:
    """Where the scrap is a telephone number, those too that have it written in another way."""
    for figures in phone_figures(scrap):
        if len(ids) >= limit:
            break
        more = [found for found in _look(work, doc, [figures], [], limit) if found not in ids]
        ids = [*ids, *more][:limit]
    return ids


def indexed_part(word: str) -> str:
    """What of the indexed text tells the word: a long one itself, a short one with the blanks before it."""
    return word.rjust(_TRIGRAM)


def is_short(word: str) -> bool:
    """True for words of one or two letters, which are compared with the beginnings of words alone."""
    return len(word) < _TRIGRAM


def phone_figures(scrap: str) -> list[str]:
    """The figures by which the number is looked for: without the zeros of dialling, then its end alone.

    Whoever calls from within the country leaves its code away; what is left at the end is the same.
    """
    typed = scrap.strip()
    if not _PHONE.fullmatch(typed):
        return []
    figures = "".join(letter for letter in typed if letter.isdecimal())
    bare = figures.lstrip("0")
    wanted = [bare] if len(bare) >= _FEWEST_FIGURES else []
    return [*wanted, bare[-_END_FIGURES:]] if len(bare) > _END_FIGURES + 1 else wanted


def _ids_of(work: PlainReading, doc: SearchDoc, words: Sequence[str], limit: int) -> list[int]:
    ids = _look(work, doc, [indexed_part(word) for word in words], [], limit)
    long = [word for word in words if not is_short(word)]
    if len(ids) < limit and 0 < len(long) < len(words):
        anywhere = _look(work, doc, long, [word for word in words if is_short(word)], limit)
        ids = sorted({*ids, *anywhere}, reverse=True)[:limit]
    return ids


def _look(
    work: PlainReading, doc: SearchDoc, indexed: Sequence[str], unindexed: Sequence[str], limit: int
) -> list[int]:
    """The newest records with all of these parts of text."""
    values: dict[str, object] = {"most": limit}
    key = "rowid" if work.is_sqlite else "id"
    # The newest come first, so PostgreSQL may also go along the ids until there are enough.
    conditions = [f"{key} BETWEEN {doc.first} AND {doc.last}"]
    if indexed and not work.is_sqlite:
        conditions.append(doc.is_kind("postgresql"))
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
    return [int(row[0]) - doc.first for row in work.rows(f"{query} LIMIT :most", **values)]


def _patterns(name: str, parts: Iterable[str]) -> dict[str, object]:
    """Patterns for LIKE that hold the part anywhere."""
    return {f"{name}{at}": f"%{_escaped(part)}%" for at, part in enumerate(parts)}


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
