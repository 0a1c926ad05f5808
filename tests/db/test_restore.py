"""A backup that is restored is the same office, on either database, and one can go on working in it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from fsmdesk.core.errors import FsmError, OfficeNotUsable
from fsmdesk.db.backup import backup
from fsmdesk.db.contents import contents
from fsmdesk.db.engine import make_engine
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import create_office
from fsmdesk.db.office_file import APPLICATION_ID
from fsmdesk.db.restore import restore
from tests.db.raw import Raw, connected, refused
from tests.db.world import at, insert, issue, job, visit


@pytest.fixture
def file(sqlite_raw: Raw, tmp_path: Path) -> Path:
    """A backup of the small office, with pictures and texts that are hard to carry."""
    sqlite_raw.done(
        insert("picture", id="5", sha256="'a'", media_type="'image/png'", content="x'0001feff5c4e'"),
        insert("customer", id="41", name="'Ünï\u2028 \\ \"quoted\" \t ''x'' 🛠'", notes="'\\N'"),
        insert("skill", id="7", name="'Gone'"),
        "DELETE FROM skill WHERE id = 7",
        insert("command", id="3", key="'k'", name="'MoveVisit'", at=at("08:00"), result="'null'"),
        insert("site", id="1", name="'Home'"),
        insert("equipment", id="1", site_id="1", name="'Pump'"),
        insert("equipment", id="2", site_id="1", name="'Boiler'"),
        "UPDATE equipment SET parent_id = 2, version = 2 WHERE id = 1",
    )
    target = tmp_path / "backup.fsmdesk"
    backup(parse_location(sqlite_raw.location), target)
    return target


def test_a_restored_office_is_the_same_and_goes_on(
    file: Path, empty_database_url: str, tmp_path: Path
) -> None:
    place = parse_location(empty_database_url)
    restored = restore(file, place)
    engine = make_engine(place)
    with engine.connect() as connection:
        assert contents(connection) == restored
        assert guard_differences(connection) == []
    engine.dispose()
    again = tmp_path / "again.fsmdesk"
    assert backup(place, again) == restored
    with connected(empty_database_url) as raw:
        raw.done(
            "INSERT INTO customer (name) VALUES ('New')",
            "INSERT INTO skill (name) VALUES ('Never the key of one that is gone')",
            issue(2, 2),
            job(3),
            "UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1",
        )
        assert raw.value("SELECT max(id) FROM customer") == 42
        assert raw.value("SELECT id FROM skill") == 8
        assert [entry["operation"] for entry in raw.log("skill")] == ["I", "D", "I"]
        refused(raw, "fsmdesk:overlap|visit_no_overlap", visit(9, "09:00", "11:00"))
        refused(raw, "fsmdesk:issued", "UPDATE invoice SET summary = 'x', version = version + 1 WHERE id = 1")


def test_an_office_moves_to_the_other_database_and_back(
    file: Path, empty_database_url: str, tmp_path: Path
) -> None:
    original = restore(file, parse_location(empty_database_url))
    second = tmp_path / "second.fsmdesk"
    assert backup(parse_location(empty_database_url), second) == original
    third = tmp_path / "third.fsmdesk"
    assert restore(second, parse_location(str(third))) == original
    with connected(str(third)) as raw, connected(empty_database_url) as other:
        row = "SELECT name, notes FROM customer WHERE id = 41"
        assert raw.run(row) == other.run(row) == [("Ünï\u2028 \\ \"quoted\" \t 'x' 🛠", "\\N")]


def test_restoring_into_an_office_nobody_has_used_is_fine(file: Path, office_url: str) -> None:
    restored = restore(file, parse_location(office_url))
    with connected(office_url) as raw:
        assert raw.value("SELECT count(*) FROM customer") == restored["customer"].rows == 2


def test_restoring_over_records_is_refused(file: Path, raw: Raw) -> None:
    before = raw.content()
    with pytest.raises(OfficeNotUsable, match="is not empty"):
        restore(file, parse_location(raw.location))
    assert raw.content() == before


def test_restoring_over_something_else_is_refused(file: Path, postgres_raw: Raw) -> None:
    with psycopg.connect(postgres_raw.location, autocommit=True) as other:
        name = "fsmdesk_test_foreign"
        other.execute(f"DROP DATABASE IF EXISTS {name}")
        other.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        url = postgres_raw.location.rsplit("/", 1)[0] + f"/{name}"
        try:
            with psycopg.connect(url) as foreign:
                foreign.execute("CREATE TABLE diary (line text)")
            with pytest.raises(OfficeNotUsable, match="is not empty"):
                restore(file, parse_location(url))
            with psycopg.connect(url) as foreign:
                tables = foreign.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                ).fetchall()
            assert tables == [("diary",)]
        finally:
            other.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _spoil(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer fsmdesk"),
        ("DROP TABLE alembic_version", "not an fsmdesk office"),
        ("PRAGMA application_id = 5", "not an fsmdesk office"),
        ("DELETE FROM customer WHERE id = 1", "refer to something that is gone"),
    ],
)
def test_a_file_that_is_no_sound_office_is_refused(
    file: Path, empty_database_url: str, spoiled: str, why: str
) -> None:
    _spoil(file, spoiled)
    with pytest.raises(FsmError, match=why):
        restore(file, parse_location(empty_database_url))
    _is_still_empty(empty_database_url)


def test_a_file_that_is_cut_short_is_refused(file: Path, empty_database_url: str) -> None:
    file.write_bytes(file.read_bytes()[:-5000])
    with pytest.raises(FsmError, match="cut short"):
        restore(file, parse_location(empty_database_url))
    _is_still_empty(empty_database_url)


def test_a_restore_that_fails_at_the_last_step_leaves_nothing(file: Path, empty_database_url: str) -> None:
    """Two visits at once can't be under PostgreSQL's constraint; a missing parent can't be under any."""
    _spoil(file, visit(9, "09:00", "11:00"), "UPDATE work_order SET customer_id = 1")
    place = parse_location(empty_database_url)
    if place.is_file:
        _spoil(file, "ALTER TABLE visit RENAME COLUMN notes TO remarks")
    with pytest.raises(Exception, match=r"another visit|remarks|notes"):
        restore(file, place)
    _is_still_empty(empty_database_url)


def _is_still_empty(url: str) -> None:
    if "://" not in url:
        assert [path for path in Path(url).parent.iterdir() if Path(url).name in path.name] == []
        return
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        )
        assert found.fetchone() == (0,)


def test_a_backup_that_is_opened_as_an_office_is_one(file: Path, tmp_path: Path) -> None:
    office = tmp_path / "office.fsmdesk"
    shutil.copyfile(file, office)
    with connected(str(office)) as raw:
        assert raw.value("PRAGMA application_id") == APPLICATION_ID
        raw.done("INSERT INTO customer (name) VALUES ('New')")
        assert raw.log("customer")[-1]["after"]["name"] == "New"


def test_creating_over_a_restored_office_is_refused(file: Path, empty_database_url: str) -> None:
    place = parse_location(empty_database_url)
    restored = restore(file, place)
    with pytest.raises(OfficeNotUsable, match=r"not empty|exists already"):
        create_office(place)
    with connected(empty_database_url) as raw:
        assert raw.value("SELECT count(*) FROM customer") == restored["customer"].rows
