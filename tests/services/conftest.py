"""The shop that tests of services work in, fresh for each test, on every database."""

from collections.abc import Iterator

import pytest

from tests.services.shop import Shop, build_shop
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.support.offices import Offices


@pytest.fixture
def shop(offices: Offices) -> Iterator[Shop]:
    """A fresh shop. The test runs on each database."""
    yield from _open(offices)


@pytest.fixture
def sqlite_shop(offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop in a SQLite file, for rules to which the database does not matter."""
    yield from _open(offices_by_database.on(SQLITE))


@pytest.fixture
def postgres_shop(postgres_database: str, offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop on each PostgreSQL, for races between seats."""
    yield from _open(offices_by_database.on(postgres_database))


def _open(offices: Offices) -> Iterator[Shop]:
    location = offices.copy_of("shop", build_shop)
    shop = Shop(location)
    yield shop
    shop.database.close()
    offices.remove(location)
