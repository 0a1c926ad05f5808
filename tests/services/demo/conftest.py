"""Demo shops that several tests look at, made once for a run."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest
from sqlalchemy import Connection

from fsmdesk.db.engine import make_engine
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from tests.support.databases import SQLITE, OfficesByDatabase
from tests.support.offices import Offices

TODAY: Final = date(2026, 11, 20)


def _small(location: str) -> None:
    make_demo(parse_location(location), "small", today=TODAY)


@pytest.fixture
def demo_url(offices: Offices) -> Iterator[str]:
    """A small demo shop that the test may change, on each database."""
    location = offices.copy_of("demo", _small)
    yield location
    offices.remove(location)


@pytest.fixture
def demo(demo_url: str) -> Iterator[Connection]:
    """A connection to it."""
    engine = make_engine(parse_location(demo_url), pooled=False)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def sqlite_demo(offices_by_database: OfficesByDatabase) -> Iterator[Connection]:
    """The same on SQLite, for tests to which the database does not matter."""
    maker = offices_by_database.on(SQLITE)
    location = maker.copy_of("demo", _small)
    engine = make_engine(parse_location(location), pooled=False)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
    maker.remove(location)
