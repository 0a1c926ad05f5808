"""Two connections at once, ordered so that the second runs into the first while that is still open."""

import threading
from collections.abc import Sequence

import psycopg

from tests.db.raw import DriverError, connected


def race(location: str, first: Sequence[str], second: Sequence[str]) -> Exception | None:
    """What the second one ran into, or None if it was committed; the first one is committed meanwhile.

    The first has run its statements and not committed when the second begins. On PostgreSQL the first
    commits when the second waits for a lock, or has ended without waiting.
    """
    failures: list[Exception] = []
    begun = threading.Event()

    def run_second() -> None:
        with connected(location) as raw:
            begun.set()
            try:
                raw.done(*second)
            except DriverError as error:
                failures.append(error)

    with connected(location) as raw:
        for statement in first:
            raw.run(statement)
        thread = threading.Thread(target=run_second)
        thread.start()
        assert begun.wait(20)
        if not raw.is_sqlite:
            wait_until_blocked(location, thread)
        raw.commit()
        thread.join(20)
    assert not thread.is_alive()
    return failures[0] if failures else None


def wait_until_blocked(location: str, thread: threading.Thread) -> None:
    """Comes back when some connection to this database waits for a lock, or the thread has ended."""
    query = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1"
    with psycopg.connect(location, autocommit=True) as watcher:
        while thread.is_alive() and watcher.execute(query).fetchone() is None:
            thread.join(0.005)
