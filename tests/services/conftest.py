"""The shop that tests of services work in, fresh for each test, on every database."""

from collections.abc import Iterator

import pytest

from tests.services.shop import Shop, fresh_shop
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.support.offices import Offices


@pytest.fixture
def shop(offices: Offices) -> Iterator[Shop]:
    """A fresh shop. The test runs on each database."""
    with fresh_shop(offices) as made:
        yield made


@pytest.fixture
def sqlite_shop(offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop in a SQLite file, for rules to which the database does not matter."""
    with fresh_shop(offices_by_database.on(SQLITE)) as made:
        yield made


@pytest.fixture
def postgres_shop(postgres_database: str, offices_by_database: OfficesByDatabase) -> Iterator[Shop]:
    """A fresh shop on each PostgreSQL, for races between seats."""
    with fresh_shop(offices_by_database.on(postgres_database)) as made:
        yield made
