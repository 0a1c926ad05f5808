"""What one seat holds in its hand is seen by the others, while both listen to the same server."""

import queue
from collections.abc import Iterator

import pytest

from fsmdesk.core.hands import Hand
from fsmdesk.core.terms import Role
from fsmdesk.db.actor import Actor
from fsmdesk.db.database import Database
from fsmdesk.db.feed import ChangeFeed
from fsmdesk.db.guards.lay import HAND_CHANNEL
from fsmdesk.db.location import parse_location
from fsmdesk.services.hands.messages import ShowHand
from fsmdesk.services.office import Office
from tests.db.raw import Raw


class _Watch:
    def __init__(self, location: str) -> None:
        self.seen: queue.Queue[Hand] = queue.Queue()
        listening: queue.Queue[bool] = queue.Queue()
        self.feed = ChangeFeed(
            parse_location(location),
            "ours",
            lambda _changes, _who: None,
            lambda reached, _why: listening.put(reached),
            on_hand=self.seen.put,
        )
        self.feed.start()
        assert listening.get(timeout=20)


@pytest.fixture
def watch(postgres_raw: Raw) -> Iterator[_Watch]:
    made = _Watch(postgres_raw.location)
    yield made
    made.feed.stop()


def _office(raw: Raw, seat: str) -> Office:
    return Office(Database(parse_location(raw.location)), Actor(1, "Dana", Role.DISPATCHER, seat))


def test_others_see_what_is_held_and_let_go(postgres_raw: Raw, watch: _Watch) -> None:
    theirs = _office(postgres_raw, "theirs")
    for is_held in (True, False):
        theirs.ask(ShowHand(kind="visit", record_id=1, is_held=is_held))
        assert watch.seen.get(timeout=20) == Hand("visit", 1, "Dana", "theirs", is_held)
    theirs.database.close()


def test_the_own_hand_is_not_told_back(postgres_raw: Raw, watch: _Watch) -> None:
    ours, theirs = _office(postgres_raw, "ours"), _office(postgres_raw, "theirs")
    ours.ask(ShowHand(kind="visit", record_id=1, is_held=True))
    theirs.ask(ShowHand(kind="visit", record_id=2, is_held=True))
    assert watch.seen.get(timeout=20).record_id == 2
    ours.database.close()
    theirs.database.close()


def test_what_is_no_hand_is_passed_over(postgres_raw: Raw, watch: _Watch) -> None:
    for said in ("", "{}", "[1, 2]", '["visit", true, "D", "s", true]', '["visit", 1, "D", "s", 1]'):
        postgres_raw.done(f"SELECT pg_notify('{HAND_CHANNEL}', '{said}')")
    theirs = _office(postgres_raw, "theirs")
    theirs.ask(ShowHand(kind="visit", record_id=5, is_held=True))
    assert watch.seen.get(timeout=20).record_id == 5
    theirs.database.close()


def test_in_a_file_nothing_is_told_and_nothing_fails(sqlite_raw: Raw) -> None:
    office = _office(sqlite_raw, "theirs")
    office.ask(ShowHand(kind="visit", record_id=1, is_held=True))
    office.database.close()
