"""The live feed tells each change of another seat once, whatever the order of commits, and across lost connections."""

import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.terms import Role
from fsmdesk.db.actor import Actor
from fsmdesk.db.backup import backup
from fsmdesk.db.database import Database
from fsmdesk.db.feed import ChangeFeed, Who
from fsmdesk.db.location import parse_location
from fsmdesk.db.restore import restore
from fsmdesk.models import Customer
from tests.db.raw import Raw, connected

Heard = tuple[set[RecordRef], Who]


class Ears:
    """A feed and what it told so far."""

    def __init__(self, location: str, seat: str = "ours") -> None:
        self.told: queue.Queue[Heard] = queue.Queue()
        self.states: queue.Queue[tuple[bool, str]] = queue.Queue()
        self.feed = ChangeFeed(parse_location(location), seat, self._hear, self._state)
        self.feed.start()
        assert self.states.get(timeout=20) == (True, "")

    def _hear(self, changes: ChangeSet, who: Who) -> None:
        self.told.put((set(changes.records), who))

    def _state(self, connected: bool, why: str) -> None:
        self.states.put((connected, why))

    def next(self) -> Heard:
        return self.told.get(timeout=20)

    def all_until(self, last: RecordRef) -> list[RecordRef]:
        """Everything that was told up to the change that is known to be the last."""
        found: list[RecordRef] = []
        while last not in found:
            found += sorted(self.next()[0])
        return found


@pytest.fixture
def listen(raw: Raw) -> Iterator[Callable[..., Ears]]:
    """Starts a feed on the small office."""
    started: list[Ears] = []

    def start(seat: str = "ours") -> Ears:
        started.append(Ears(raw.location, seat))
        return started[-1]

    yield start
    for ears in started:
        ears.feed.stop()


def _rename(name: str) -> str:
    return f"UPDATE customer SET name = '{name}', version = version + 1 WHERE id = 1"


def _customer(key: int) -> str:
    return f"INSERT INTO customer (id, name) VALUES ({key}, 'C{key}')"


def _ref(key: int) -> RecordRef:
    return RecordRef("customer", key)


def test_what_another_seat_commits_is_told_with_who_did_it(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen()
    database = Database(parse_location(raw.location))
    with database.write(Actor(1, "Olga", Role.OWNER, "theirs")) as work:
        work.session.add_all([Customer(name="New"), Customer(name="Newer")])
    database.close()
    assert ears.next() == ({_ref(2), _ref(3)}, Who("Olga", "theirs"))


def test_our_own_changes_are_left_out(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen("ours")
    database = Database(parse_location(raw.location))
    for seat, key in (("ours", 7), ("theirs", 8)):
        with database.write(Actor(None, "", Role.OWNER, seat)) as work:
            work.session.add(Customer(id=key, name="New"))
    database.close()
    assert ears.next() == ({_ref(8)}, Who("", "theirs"))


def test_a_plain_client_is_heard_too(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen()
    raw.done(_rename("Meier"))
    assert ears.next() == ({_ref(1)}, Who("", ""))


def test_what_was_before_and_what_is_rolled_back_is_not_told(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen()
    raw.run(_customer(20))
    raw.rollback()
    raw.done(_customer(21))
    assert ears.all_until(_ref(21)) == [_ref(21)]


def test_removed_records_are_told(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen()
    raw.done("DELETE FROM allocation WHERE id = 1")
    assert ears.next()[0] == {RecordRef("allocation", 1)}


def test_many_seats_and_many_changes_are_each_told_once(raw: Raw, listen: Callable[..., Ears]) -> None:
    ears = listen()
    for key in range(100, 160):
        raw.done(_customer(key))
    raw.done(_customer(999))
    assert ears.all_until(_ref(999)) == [*(_ref(key) for key in range(100, 160)), _ref(999)]


def test_a_long_transaction_that_began_earlier_and_commits_later_is_not_lost(postgres_raw: Raw) -> None:
    """Its number and its keys are lower than those that were told long before."""
    ears = Ears(postgres_raw.location)
    with connected(postgres_raw.location) as slow, connected(postgres_raw.location) as quick:
        slow.run(_customer(50))
        quick.done(_customer(51))
        assert ears.all_until(_ref(51)) == [_ref(51)]
        quick.done(_customer(52))
        assert ears.all_until(_ref(52)) == [_ref(52)]
        slow.run(_customer(53))
        slow.commit()
        assert ears.all_until(_ref(53)) == [_ref(50), _ref(53)]
        quick.done(_customer(54))
        assert ears.all_until(_ref(54)) == [_ref(54)]
    ears.feed.stop()


def test_a_transaction_that_was_open_when_we_came_is_not_lost(postgres_raw: Raw) -> None:
    with connected(postgres_raw.location) as slow:
        slow.run(_customer(50))
        postgres_raw.done(_customer(51))
        ears = Ears(postgres_raw.location)
        postgres_raw.done(_customer(52))
        assert ears.all_until(_ref(52)) == [_ref(52)]
        slow.commit()
        assert ears.all_until(_ref(50)) == [_ref(50)]
    ears.feed.stop()


def test_a_lost_connection_is_said_and_nothing_is_missed_meanwhile(postgres_raw: Raw) -> None:
    ears = Ears(postgres_raw.location)
    with psycopg.connect(postgres_raw.location, autocommit=True) as admin:
        with connected(postgres_raw.location) as slow:
            slow.run(_customer(60))
            postgres_raw.done(_customer(61))
            assert ears.all_until(_ref(61)) == [_ref(61)]
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND query LIKE '%pg_snapshot_xmin%' AND pid <> pg_backend_pid()"
            )
            connected_again, why = ears.states.get(timeout=20)
            assert not connected_again
            assert "server does not answer" in why
            postgres_raw.done(_customer(62))
            slow.commit()
        while ears.states.get(timeout=20) != (True, ""):
            pass  # a busy server may need a second try
        postgres_raw.done(_customer(63))
    assert sorted(ears.all_until(_ref(63))) == [_ref(60), _ref(62), _ref(63)]
    ears.feed.stop()


def test_a_file_that_goes_away_is_said_and_heard_again_when_it_is_back(
    sqlite_raw: Raw, tmp_path: Path
) -> None:
    path = Path(sqlite_raw.location)
    sqlite_raw.close()
    aside = tmp_path / "aside"
    shutil.move(path, aside)
    states: queue.Queue[tuple[bool, str]] = queue.Queue()
    told: queue.Queue[ChangeSet] = queue.Queue()
    feed = ChangeFeed(
        parse_location(str(path)),
        "ours",
        lambda changes, _: told.put(changes),
        lambda is_connected, why: states.put((is_connected, why)),
    )
    feed.start()
    is_connected, why = states.get(timeout=20)
    assert not is_connected
    assert "can't be opened" in why
    shutil.move(aside, path)
    while not states.get(timeout=20)[0]:
        pass
    with connected(str(path)) as raw:
        raw.done(_customer(70))
    assert told.get(timeout=20).ids("customer") == {70}
    feed.stop()


def test_an_office_that_came_from_another_server_tells_only_what_is_new(
    sqlite_raw: Raw, empty_database_url: str, tmp_path: Path
) -> None:
    """Its log has the other server's transaction numbers, which may be far ahead of this one's."""
    sqlite_raw.done(
        "DROP TRIGGER fsm_keep_change_log_update",
        "UPDATE change_log SET transaction_id = transaction_id + 100000000 WHERE id % 2 = 0",
    )
    file = tmp_path / "moved.fsmdesk"
    backup(parse_location(sqlite_raw.location), file)
    restore(file, parse_location(empty_database_url))
    ears = Ears(empty_database_url)
    with connected(empty_database_url) as raw:
        raw.done(_customer(80))
        assert ears.all_until(_ref(80)) == [_ref(80)]
        raw.done(_rename("Meier"))
        assert ears.all_until(_ref(1)) == [_ref(1)]
    ears.feed.stop()


def test_in_a_storm_of_commits_each_is_told_once_and_none_waits_for_the_next(
    postgres_raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call of the server wakes the feed, also one that comes in the middle of a query."""
    monkeypatch.setattr("fsmdesk.db.server_log._SILENCE_SECONDS", 3600)
    ears = Ears(postgres_raw.location)

    def commit_many(first: int) -> None:
        with connected(postgres_raw.location) as seat:
            for key in range(first, first + 40):
                seat.done(_customer(key))

    threads = [threading.Thread(target=commit_many, args=(first,)) for first in (1000, 2000, 3000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    told: list[RecordRef] = []
    while len(told) < 120:
        told += ears.next()[0]
    assert sorted(told) == [_ref(first + at) for first in (1000, 2000, 3000) for at in range(40)]
    ears.feed.stop()


def test_a_seat_that_looks_back_hears_what_was_committed_just_before_once(raw: Raw) -> None:
    raw.done(_customer(90))
    told: queue.Queue[ChangeSet] = queue.Queue()
    place = parse_location(raw.location)
    feed = ChangeFeed(place, "ours", lambda changes, _: told.put(changes), look_back_seconds=600)
    feed.start()
    found = told.get(timeout=20)
    assert found.ids("customer") >= {90}
    raw.done(_customer(91))
    assert told.get(timeout=20) == ChangeSet.of([_ref(91)])
    feed.stop()


def test_stopping_is_quick_and_leaves_no_connection(raw: Raw) -> None:
    ears = Ears(raw.location)
    ears.feed.stop()
    if not raw.is_sqlite:  # a server notices a moment later that somebody has left
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE '%pg_snapshot_xmin%' AND pid <> pg_backend_pid()"
        )
        deadline = monotonic() + 20
        while raw.value(query):
            raw.rollback()
            assert monotonic() < deadline
    raw.done(_rename("Unheard"))
    assert ears.told.empty()
