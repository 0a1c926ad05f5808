"""The databases that one test run tries, and the fixtures that make offices on them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.keeper import server_url
from tests.support.offices import Offices, PostgresOffices, SqliteOffices, migrated

NAMED_VARIABLE = "FSMDESK_TEST_DATABASE_URL"
RUN_VARIABLE = "FSMDESK_TEST_RUN"
SQLITE = "sqlite"
NAMED = "postgresql-named"
POSTGRES = [NAMED] if os.environ.get(NAMED_VARIABLE) else ["postgresql-newest", "postgresql-oldest"]


def postgres_offices_on(database: str) -> PostgresOffices:
    """Offices on that server, which is started if it does not run yet."""
    url = (
        os.environ[NAMED_VARIABLE] if database == NAMED else server_url(database.removeprefix("postgresql-"))
    )
    process = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return PostgresOffices(url, os.environ[RUN_VARIABLE], process)


class OfficesByDatabase:
    """What makes offices, for each database; servers are asked for when first needed."""

    def __init__(self, folder: Path) -> None:
        self._sqlite = SqliteOffices(folder)
        self._postgres: dict[str, PostgresOffices] = {}

    def on(self, database: str) -> Offices:
        """The maker of offices for a database of that name."""
        if database == SQLITE:
            return self._sqlite
        if database not in self._postgres:
            self._postgres[database] = postgres_offices_on(database)
        return self._postgres[database]

    def close(self) -> None:
        """Afterwards no connection is open."""
        for offices in self._postgres.values():
            offices.close()


@pytest.fixture(scope="session")
def offices_by_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficesByDatabase]:
    """Keeps templates and connections for the whole run."""
    makers = OfficesByDatabase(tmp_path_factory.mktemp("offices"))
    yield makers
    makers.close()


@pytest.fixture(params=[SQLITE, *POSTGRES])
def database(request: pytest.FixtureRequest) -> str:
    """Name of the database that this round of the test runs on: every one, one after the other."""
    return str(request.param)


@pytest.fixture(params=POSTGRES)
def postgres_database(request: pytest.FixtureRequest) -> str:
    """The same, PostgreSQL only."""
    return str(request.param)


@pytest.fixture
def offices(database: str, offices_by_database: OfficesByDatabase) -> Offices:
    """Makes offices on the database of this round, for tests that want templates of their own."""
    return offices_by_database.on(database)


@pytest.fixture
def new_office_url(offices: Offices) -> Iterator[Callable[[], str]]:
    """Call it for one more fresh migrated office on the same database; all are gone after the test."""
    made: list[str] = []

    def new() -> str:
        made.append(offices.copy_of("migrated", migrated))
        return made[-1]

    yield new
    for location in made:
        offices.remove(location)


@pytest.fixture
def office_url(new_office_url: Callable[[], str]) -> str:
    """A fresh migrated office: a file path for SQLite, a URL for PostgreSQL. The test runs on each."""
    return new_office_url()


@pytest.fixture
def empty_database_url(offices: Offices) -> Iterator[str]:
    """A database with nothing in it (for SQLite a path where no file is). The test runs on each."""
    location = offices.empty()
    yield location
    offices.remove(location)


@pytest.fixture
def sqlite_office_url(offices_by_database: OfficesByDatabase) -> Iterator[str]:
    """A fresh migrated office in a SQLite file, for tests to which the database does not matter."""
    maker = offices_by_database.on(SQLITE)
    location = maker.copy_of("migrated", migrated)
    yield location
    maker.remove(location)


@pytest.fixture
def postgres_office_url(postgres_database: str, offices_by_database: OfficesByDatabase) -> Iterator[str]:
    """A fresh migrated office on each PostgreSQL, for what SQLite does not have."""
    maker = offices_by_database.on(postgres_database)
    location = maker.copy_of("migrated", migrated)
    yield location
    maker.remove(location)
