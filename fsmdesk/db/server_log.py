"""Reads on in the change log of an office on a PostgreSQL server."""

import select
import socket
from typing import Any

import psycopg

from fsmdesk.core.hands import Hand
from fsmdesk.db.connecting import postgresql_arguments
from fsmdesk.db.guards.lay import CHANNEL, HAND_CHANNEL
from fsmdesk.db.location import Location
from fsmdesk.db.log_reader import Entry

# A server that says nothing for so long is asked whether it is still there.
_SILENCE_SECONDS = 20.0
_HIGHEST_IS_FOREIGN = (
    "SELECT 1 FROM (SELECT max(transaction_id) AS highest FROM change_log) m "
    "WHERE m.highest >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
)
_LAST_FOREIGN = (
    "SELECT max(id) FROM change_log "
    "WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
)


class PostgresqlLogReader:
    """PostgreSQL commits out of the order of keys and of transactions.

    Up to the oldest transaction that is still open everything is final. What was committed beyond that
    is told at once and remembered, until the oldest open transaction has passed it.
    """

    _ROWS = (
        "SELECT s.low, l.id, l.transaction_id, l.table_name, l.record_id, l.seat, l.person_id, "
        "coalesce(p.name, '') FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS low, "
        "pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS high) s "
        "LEFT JOIN change_log l ON l.transaction_id >= coalesce(%(final)s, s.low) "
        "AND l.transaction_id < s.high AND l.id > %(foreign)s "
        "LEFT JOIN person p ON p.id = l.person_id ORDER BY l.id"
    )

    _BEFORE = (
        "SELECT l.id, l.transaction_id, l.table_name, l.record_id, l.seat, l.person_id, coalesce(p.name, '') "
        "FROM change_log l LEFT JOIN person p ON p.id = l.person_id "
        "WHERE l.id > (SELECT max(id) FROM change_log) - 5000 "
        "AND l.at > clock_timestamp() - make_interval(secs => %s) ORDER BY l.id"
    )

    def __init__(self, location: Location, look_back_seconds: int) -> None:
        self._address = location.address
        self._look_back = look_back_seconds
        self._before: list[Entry] = []
        self._is_called = False
        self._hands: list[Hand] = []
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._final: int | None = None
        self._foreign = 0
        self._told: dict[int, int] = {}

    def connect(self) -> None:
        """Connected, and woken by what others write."""
        connection = psycopg.connect(self._address, autocommit=True, **postgresql_arguments())
        for channel in (CHANNEL, HAND_CHANNEL):
            connection.execute(f"LISTEN {channel}".encode())
        connection.add_notify_handler(self._note_call)
        self._connection = connection
        if self._final is None:
            self._foreign = self._last_foreign()
            self._new_rows()
            self._before = self._rows_before()

    def wait(self, woken: socket.socket) -> None:
        """Comes back when the server says something, or after a long silence."""
        assert self._connection is not None
        pgconn = self._connection.pgconn
        # What the server said in the middle of a query has been taken from the socket with its answer.
        if not (self._is_called or self._is_called_now()):
            listened: list[int | socket.socket] = [pgconn.socket, woken]
            select.select(listened, [], [], _SILENCE_SECONDS)
            pgconn.consume_input()
            self._is_called_now()
        self._is_called = False

    def _is_called_now(self) -> bool:
        """True if a call is waiting; none is any more. What it was about is in the log."""
        assert self._connection is not None
        is_called = False
        while (call := self._connection.pgconn.notifies()) is not None:
            is_called = True
            self._take(call.relname.decode(), call.extra.decode())
        return is_called

    def _note_call(self, call: psycopg.Notify) -> None:
        self._is_called = True
        self._take(call.channel, call.payload)

    def _take(self, channel: str, said: str) -> None:
        hand = Hand.unpacked(said) if channel == HAND_CHANNEL else None
        if hand is not None:
            self._hands.append(hand)

    def hands(self) -> list[Hand]:
        """What seats were told to hold or to have let go of since the last time."""
        hands, self._hands = self._hands, []
        return hands

    def read(self) -> list[Entry]:
        """What was committed since the last time."""
        before, self._before = self._before, []
        return before + self._new_rows()

    def close(self) -> None:
        """Not connected."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _new_rows(self) -> list[Entry]:
        assert self._connection is not None
        query = self._connection.execute(
            self._ROWS.encode(), {"final": self._final, "foreign": self._foreign}
        )
        found: list[Entry] = []
        for low, key, transaction, *entry in query.fetchall():
            self._final = low
            if key is not None and key not in self._told:
                self._told[key] = transaction
                found.append(Entry(*entry))
        final = self._final or 0
        self._told = {key: transaction for key, transaction in self._told.items() if transaction >= final}
        return found

    def _rows_before(self) -> list[Entry]:
        """What was committed shortly before, or since the position was taken; it is not told again."""
        assert self._connection is not None
        if not self._look_back:
            return []
        rows = self._connection.execute(self._BEFORE.encode(), (self._look_back,)).fetchall()
        self._told |= {key: transaction for key, transaction, *_ in rows if transaction >= (self._final or 0)}
        return [Entry(*entry) for _, _, *entry in rows]

    def _last_foreign(self) -> int:
        """The last key of those that came from another server with that server's transaction numbers.

        Ours are all below what the next transaction gets; numbers above it can only have come with a restore.
        """
        assert self._connection is not None
        # The highest is at the end of an index; only where it is foreign the rest is looked at.
        if self._connection.execute(_HIGHEST_IS_FOREIGN).fetchone() is None:
            return 0
        row = self._connection.execute(_LAST_FOREIGN).fetchone()
        return int(row[0]) if row else 0
