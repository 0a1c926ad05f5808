"""Finding a customer or a job by a scrap of text in a large office, against the same search by hand."""

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from fsmdesk.bootstrap import open_office
from fsmdesk.services.finding.messages import FindRecords
from tests.benchmarks.harness import paired, percentile, wall_times
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_KINDS: Final = ("customer", "work_order")
_LIMIT: Final = 8
_STEP: Final = 1 << 40
# What people type: common and rare, in the middle of a word, of two words, short ones, and what is nowhere.
_TYPED: Final = (
    *(
        "boiler",
        "leak",
        "furnace",
        "mill",
        "no hot water",
        "tune-up",
        "outlet, room",
        "school",
        "property man",
    ),
    *("hill school", "radiator valve", "boiler zq", "leak th", "bo", "th", "1a", "ma", "zq", "x", "7", "a"),
    *("zzzq", "qqq leak", "518-555", "tempera"),
)
_FOUND_BY: Final = (
    "SELECT d.id, d.name, d.address, d.city, d.phone FROM {matches} JOIN customer d ON d.id = found - {first}",
    "SELECT d.id, d.number, d.title, c.name, d.state FROM {matches} "
    "JOIN work_order d ON d.id = found - {first} LEFT JOIN customer c ON c.id = d.customer_id",
)


def _scraps(office: Path) -> list[str]:
    """Those above, and as many from the records themselves: parts of names, numbers, and two of them together."""
    chance = random.Random(9)
    with closing(sqlite3.connect(office)) as connection:
        most = connection.execute("SELECT max(id) FROM work_order").fetchone()[0]
        query = (
            "SELECT w.number, w.title, c.name FROM work_order w JOIN customer c ON c.id = w.customer_id "
            "WHERE w.id >= ? ORDER BY w.id LIMIT 1"
        )
        jobs = [connection.execute(query, (chance.randrange(most),)).fetchone() for _ in range(12)]
    drawn: list[str] = []
    for number, title, customer in jobs:
        word = max(str(customer).casefold().split(), key=len)
        start = chance.randrange(max(1, len(word) - 4))
        drawn += [str(number), f"{word} {max(str(title).split(), key=len)}", word[start : start + 4]]
    return [*_TYPED, *drawn]


class _ByHand:
    """The driver, an open connection, and one query for each kind."""

    def __init__(self, office: Path) -> None:
        self._connection = sqlite3.connect(office)

    def find(self, scrap: str) -> list[tuple[Any, ...]]:
        """What the query finds of either kind, the newest first."""
        found: list[tuple[Any, ...]] = []
        for number, query in zip((1, 5), _FOUND_BY, strict=True):
            first = number * _STEP
            matches, values = _matches(scrap, first)
            sql = query.format(matches=matches, first=first)
            found += self._connection.execute(f"{sql} ORDER BY d.id DESC", values).fetchall()
        return found

    def close(self) -> None:
        """No connection any more."""
        self._connection.close()


def _matches(scrap: str, first: int) -> tuple[str, list[object]]:
    """What is put into the query for one scrap: words of three letters and more, or beginnings of words."""
    words = scrap.split()
    terms = [word if len(word) > 2 else f" {word}" for word in words if len(word) > 1]
    if terms:
        match = " AND ".join(f'"{term}"' for term in terms)
        inner = "SELECT rowid AS found FROM search WHERE rowid BETWEEN ? AND ? AND search MATCH ?"
        return f"({inner} ORDER BY rowid DESC LIMIT {_LIMIT})", [first, first + _STEP - 1, match]
    newest = (
        "SELECT rowid AS found, text FROM search WHERE rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 2000"
    )
    inner = f"(SELECT found FROM ({newest}) WHERE text LIKE ? LIMIT {_LIMIT})"
    return inner, [first, first + _STEP - 1, f"% {words[0]}%"]


@bench("find")
def find() -> Iterator[Row]:
    """Customers and jobs, one scrap in each pair; then how long the slowest of twenty takes, by the wall."""
    source = demo_office("large")
    scraps = _scraps(source)
    opened = open_office(str(source))
    office, by_hand = opened.as_program(), _ByHand(source)

    def ask(scrap: str, kinds: tuple[str, ...] = _KINDS) -> list[int]:
        return [found.id for found in office.ask(FindRecords(text=scrap, kinds=kinds, limit=_LIMIT))]

    for scrap in scraps:
        assert set(ask(scrap)) >= {row[0] for row in by_hand.find(scrap)}, scrap
    ours, theirs = itertools.cycle(scraps), itertools.cycle(scraps)
    result = paired(
        lambda: ask(next(ours)),
        lambda: by_hand.find(next(theirs)),
        pairs=4 * len(scraps),
        warm_up=len(scraps),
    )
    yield result.row("find by a scrap of text", 2.0)
    for name, kinds, limit in (
        ("find by a scrap of text, p95", _KINDS, 50),
        ("find of any kind, p95", (), None),
    ):
        typed = itertools.cycle([(scrap, kinds) for scrap in scraps])
        times = wall_times(partial(_next, ask, typed), times=4 * len(scraps))
        yield Row(name=name, value=percentile(times, 95) * 1000, unit="ms", limit=limit)
    by_hand.close()
    opened.database.close()


def _next(
    ask: Callable[[str, tuple[str, ...]], object], typed: Iterator[tuple[str, tuple[str, ...]]]
) -> object:
    return ask(*next(typed))
