"""Asks the search index for the ids of records whose text holds every word of a scrap."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from fsmdesk.db.guards.search import DOCS, KIND_STEP, SearchDoc, folded

# A trigram index knows nothing shorter; such words are looked for among what the longer ones leave.
TRIGRAM = 3


def find_ids(session: Session, scrap: str, kinds: Sequence[str], limit: int) -> dict[str, list[int]]:
    """For each kind the ids of at most `limit` records that hold every word, the newest first.

    Case does not matter. A scrap of only one or two letters is compared with the beginnings of texts.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    words = (scrap if is_sqlite else folded(scrap)).split()
    if not words or limit < 1:
        return {}
    found: dict[str, list[int]] = {}
    for doc in DOCS:
        if doc.table in kinds and (ids := _ids_of(session, doc, words, limit, is_sqlite)):
            found[doc.table] = ids
    return {kind: found[kind] for kind in kinds if kind in found}


def _ids_of(session: Session, doc: SearchDoc, words: Sequence[str], limit: int, is_sqlite: bool) -> list[int]:
    first, last = doc.number * KIND_STEP, (doc.number + 1) * KIND_STEP - 1
    values: dict[str, object] = {"first": first, "last": last, "limit": limit}
    key = "rowid" if is_sqlite else "id"
    conditions = [f"{key} BETWEEN :first AND :last"]
    long = [word for word in words if len(word) >= TRIGRAM]
    if long and is_sqlite:
        conditions.append("search MATCH :match")
        values["match"] = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
    elif long:
        conditions += [f"trigrams @> search_trigrams(:long{at})" for at in range(len(long))]
        conditions += [f"text LIKE :like{at} ESCAPE '!'" for at in range(len(long))]
        values |= {f"long{at}": word for at, word in enumerate(long)}
        values |= {f"like{at}": f"%{_escaped(word)}%" for at, word in enumerate(long)}
    for at, word in enumerate(word for word in words if len(word) < TRIGRAM):
        condition, patterns = _short_word(at, _escaped(word), is_alone=not long)
        conditions.append(condition)
        values |= patterns
    query = f"SELECT {key} FROM search WHERE {' AND '.join(conditions)} ORDER BY {key} DESC LIMIT :limit"  # noqa: S608 - only our own names
    return [int(row[0]) - first for row in session.execute(text(query), values)]


def _short_word(at: int, word: str, *, is_alone: bool) -> tuple[str, dict[str, object]]:
    """A word that the index does not know: anywhere beside longer ones, alone only where a word begins."""
    if not is_alone:
        return f"text LIKE :inside{at} ESCAPE '!'", {f"inside{at}": f"%{word}%"}
    condition = f"(text LIKE :begins{at} ESCAPE '!' OR text LIKE :inside{at} ESCAPE '!')"
    return condition, {f"begins{at}": f"{word}%", f"inside{at}": f"% {word}%"}


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
