"""The databases of the tests themselves: real, of the versions promised, and gone afterwards."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from fsmdesk.db.engine import make_engine
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import HEAD, revision_of
from tests.support.binaries import newest, oldest
from tests.support.databases import NAMED, OfficesByDatabase
from tests.support.keeper import ADDRESS_VARIABLE
from tests.support.offices import Offices

ROOT = Path(__file__).parents[2]


def _build(location: str) -> None:
    if location.startswith("postgresql://"):
        with psycopg.connect(location) as server:
            server.execute("CREATE TABLE built (times int)")
            server.execute("INSERT INTO built VALUES (1)")
        return
    with closing(sqlite3.connect(location)) as file, file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE built (times int)")
        file.execute("INSERT INTO built VALUES (1)")


def _read_and_raise(location: str) -> int:
    """How often the office was written to before; one more now."""
    read, write = "SELECT times FROM built", "UPDATE built SET times = times + 1"
    if location.startswith("postgresql://"):
        with psycopg.connect(location) as server:
            found = server.execute(read).fetchone()
            server.execute(write)
    else:
        with closing(sqlite3.connect(location)) as file, file:
            found = file.execute(read).fetchone()
            file.execute(write)
    assert found is not None
    return int(found[0])


def test_copies_of_a_template_are_apart(offices: Offices) -> None:
    first = offices.copy_of("built", _build)
    assert _read_and_raise(first) == 1
    assert _read_and_raise(first) == 2
    second = offices.copy_of("built", _build)
    assert _read_and_raise(second) == 1
    offices.remove(first)
    offices.remove(second)


def test_fresh_office_is_migrated_and_empty(office_url: str, new_office_url: Callable[[], str]) -> None:
    offices = [parse_location(office_url), parse_location(new_office_url())]
    assert offices[0] != offices[1]
    for location in offices:
        engine = make_engine(location, pooled=False)
        with engine.connect() as connection:
            assert revision_of(connection) == HEAD
            assert connection.execute(text("SELECT count(*) FROM work_order")).scalar() == 0
        engine.dispose()


def test_removed_office_is_gone_though_somebody_is_connected(
    postgres_database: str, offices_by_database: OfficesByDatabase
) -> None:
    offices = offices_by_database.on(postgres_database)
    location = offices.empty()
    with closing(psycopg.connect(location)):
        offices.remove(location)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(location)


def test_servers_are_of_the_versions_promised(
    postgres_database: str, offices_by_database: OfficesByDatabase
) -> None:
    offices = offices_by_database.on(postgres_database)
    location = offices.empty()
    with closing(psycopg.connect(location)) as connection:
        major = connection.info.server_version // 10000
    offices.remove(location)
    expected = {"postgresql-newest": newest().major, "postgresql-oldest": oldest().major}
    assert postgres_database == NAMED or major == expected[postgres_database]
    assert major >= 14


def test_servers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """A run that dies closes the keeper's input; that is all the keeper is told."""
    environment = {name: value for name, value in os.environ.items() if name != ADDRESS_VARIABLE}
    script = (
        "import os, pathlib\n"
        "from tests.support.keeper import Keeper, server_url\n"
        "folder = pathlib.Path('run')\n"
        "folder.mkdir()\n"
        "Keeper.start(folder.resolve())\n"
        "print(server_url('newest'), flush=True)\n"
        "os._exit(9)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environment | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    # The keeper shares the pipe for errors, so the call above came back only after the keeper had ended.
    assert run.returncode == 9
    assert not list(tmp_path.iterdir())
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(run.stdout.strip())
