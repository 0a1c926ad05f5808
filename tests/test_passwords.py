"""Passwords go into the computer's keyring and nowhere else."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

import keyring
import keyring.backend
import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from fsmdesk.db.location import parse_location
from fsmdesk.passwords import keep_password, password_in, with_kept_password, with_password, without_password

RingT = TypeVar("RingT")
ADDRESS = "postgresql://rosa@server.example:5433/office%20one?sslmode=require"


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1

    entries: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


class NoRing(keyring.backend.KeyringBackend):
    """What is there on a bare machine."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


def ring_of(kind: Callable[[], RingT]) -> RingT:
    """One of these; the package does not say the type of what makes it."""
    return kind()


@pytest.fixture
def ring() -> Iterator[Ring]:
    before = keyring.get_keyring()
    made = ring_of(Ring)
    Ring.entries.clear()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(ring_of(NoRing))
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize("password", ["secret", "p@ss:w/rd#?", "Schlüssel 7", "%40"])
@pytest.mark.parametrize("address", [ADDRESS, "postgresql://server/office"])
def test_a_password_goes_in_and_out_of_an_address(address: str, password: str) -> None:
    full = with_password(address, password)
    assert parse_location(full).url.password == password_in(full) == password
    assert without_password(full) == address
    assert with_password(full, "other") == with_password(address, "other")


@pytest.mark.parametrize("place", ["/srv/shop.fsmdesk", "C:\\shop@home.fsmdesk"])
def test_a_file_stays_as_it_is(place: str, no_ring: None) -> None:
    assert without_password(place) == with_password(place, "x") == with_kept_password(place) == place
    assert password_in(place) == ""
    assert keep_password(place)


def test_the_keyring_keeps_it_under_the_bare_address(ring: Ring) -> None:
    full = with_password(ADDRESS, "p@ss")
    assert keep_password(full)
    assert ring.entries == {("fsmdesk", ADDRESS): "p@ss"}
    assert with_kept_password(ADDRESS) == full
    newer = with_password(ADDRESS, "newer")
    assert with_kept_password(newer) == newer
    assert keep_password(newer)
    assert with_kept_password(ADDRESS) == newer


def test_without_a_keyring_it_is_said_that_nothing_was_kept(no_ring: None) -> None:
    assert not keep_password(with_password(ADDRESS, "p@ss"))
    assert with_kept_password(ADDRESS) == ADDRESS


def test_an_address_that_cannot_be_read_is_left_to_those_who_say_so(no_ring: None) -> None:
    assert with_kept_password("postgresql://[::1/office") == "postgresql://[::1/office"
