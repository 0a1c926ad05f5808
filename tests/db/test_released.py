"""Offices that earlier programs wrote come up to this one with everything that they hold."""

import gzip
from pathlib import Path

import psycopg
import pytest

from fsmdesk.db.check import check
from fsmdesk.db.engine import make_engine
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import HEAD, ensure_current, known_revisions
from tests.db.raw import Raw

_FOLDER = Path(__file__).parent / "released"


def _written_at(revision: str, empty: str) -> str:
    """The office as the program of that step left it, at the empty place given."""
    if "://" not in empty:
        Path(empty).write_bytes(gzip.decompress((_FOLDER / f"{revision}.fsmdesk.gz").read_bytes()))
        return empty
    script = gzip.decompress((_FOLDER / f"{revision}.sql.gz").read_bytes())
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute(script)
    return empty


def test_every_step_but_the_newest_has_its_office() -> None:
    assert [path.name.split(".")[0] for path in sorted(_FOLDER.glob("*.sql.gz"))] == known_revisions()[:-1]


@pytest.mark.parametrize("revision", known_revisions()[:-1])
def test_an_office_of_an_earlier_step_keeps_all_it_holds(
    empty_database_url: str, tmp_path: Path, revision: str
) -> None:
    location = _written_at(revision, empty_database_url)
    raw = Raw(location)
    before = {name: raw.run(f"SELECT * FROM {name} ORDER BY id") for name in _tables(raw)}
    columns = {name: _columns(raw, name) for name in before}
    raw.close()
    place = parse_location(location)
    assert ensure_current(place, tmp_path / "backups") is not None
    raw = Raw(location)
    assert raw.run("SELECT version_num FROM alembic_version") == [(HEAD,)]
    for name, rows in before.items():
        kept = raw.run(f"SELECT {', '.join(columns[name])} FROM {name} ORDER BY id")
        assert kept[: len(rows)] == rows, name
    assert raw.value("SELECT name FROM customer WHERE id = 1") == "Müller & Söhne"
    raw.done("UPDATE customer SET no_messages = true, version = version + 1 WHERE id = 1")
    assert raw.log("customer")[-1]["after"] in ({"no_messages": True}, {"no_messages": 1})
    raw.close()
    engine = make_engine(place, pooled=False)
    with engine.connect() as connection:
        assert guard_differences(connection) == []
    engine.dispose()
    assert check(place) == []


def _tables(raw: Raw) -> list[str]:
    if raw.is_sqlite:
        names = raw.run("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    else:
        names = raw.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    made_anew = ("search", "sqlite_", "alembic_version", "acting")
    return [name for (name,) in names if not name.startswith(made_anew)]


def _columns(raw: Raw, table: str) -> list[str]:
    if raw.is_sqlite:
        return [row[1] for row in raw.run(f"PRAGMA table_info({table})")]
    rows = raw.run(
        f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' "
        "AND table_schema = 'public' ORDER BY ordinal_position"
    )
    return [name for (name,) in rows]
