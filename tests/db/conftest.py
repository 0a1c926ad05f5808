"""The small office of world.py on each database, with a bare connection to it."""

from collections.abc import Iterator

import pytest

from tests.db.raw import Raw, connected
from tests.db.world import fill
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.support.offices import Offices, migrated


def _small(location: str) -> None:
    migrated(location)
    fill(location)


def _connection(offices: Offices) -> Iterator[Raw]:
    location = offices.copy_of("small", _small)
    with connected(location) as connection:
        yield connection
    offices.remove(location)


@pytest.fixture
def raw(offices: Offices) -> Iterator[Raw]:
    """A bare connection to a fresh copy of the small office, on each database."""
    yield from _connection(offices)


@pytest.fixture
def sqlite_raw(offices_by_database: OfficesByDatabase) -> Iterator[Raw]:
    """The same on SQLite, for what only SQLite has."""
    yield from _connection(offices_by_database.on(SQLITE))


@pytest.fixture
def postgres_raw(postgres_database: str, offices_by_database: OfficesByDatabase) -> Iterator[Raw]:
    """The same on each PostgreSQL, for what only PostgreSQL has."""
    yield from _connection(offices_by_database.on(postgres_database))
