"""Older offices are brought up, once; everything else is refused with its reason and left as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from fsmdesk.core.errors import EnvironmentProblem, FsmError, OfficeNotUsable
from fsmdesk.core.terms import Role
from fsmdesk.db import migrate, network_share
from fsmdesk.db.actor import Actor
from fsmdesk.db.backup import verify_file
from fsmdesk.db.database import Database
from fsmdesk.db.engine import make_engine
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.location import Location, parse_location
from fsmdesk.db.migrate import HEAD, create_office, ensure_current, known_revisions
from fsmdesk.db.network_share import network_system_among
from fsmdesk.models import Base, Customer
from tests.db.older import NEXT, next_migrations
from tests.db.raw import Raw, connected

NewerProgram = Callable[..., None]


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewerProgram:
    """Call it, and this program is one step further than the offices of this test."""

    def step(more: str = "") -> None:
        monkeypatch.setattr(migrate, "_MIGRATIONS", next_migrations(tmp_path, migrate.HEAD, more))
        monkeypatch.setattr(migrate, "HEAD", NEXT)

    return step


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]
    assert known_revisions()[-1] == migrate.HEAD


def test_the_migrations_make_the_tables_of_the_models(office_url: str) -> None:
    engine = make_engine(parse_location(office_url), pooled=False)
    ours = Base.metadata.tables
    options = {
        "include_name": lambda name, kind, _: kind != "table" or name in ours,
        "compare_server_default": "://" in office_url,  # SQLite hands them back as they were written
    }
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_current_office_is_left_alone(raw: Raw, tmp_path: Path) -> None:
    before = raw.content()
    assert ensure_current(parse_location(raw.location), tmp_path / "backups") is None
    assert raw.content() == before
    assert not (tmp_path / "backups").exists()


def test_an_older_office_is_backed_up_and_migrated(
    raw: Raw, tmp_path: Path, newer_program: NewerProgram
) -> None:
    raw.done("INSERT INTO contact (customer_id, name) VALUES (1, 'Eve')")
    before = raw.content()
    raw.close()
    newer_program()
    place = parse_location(raw.location)
    backup = ensure_current(place, tmp_path / "backups")
    assert backup is not None
    assert [backup] == list((tmp_path / "backups").iterdir())
    assert verify_file(backup) == HEAD
    with connected(str(backup)) as kept:
        assert [row[:2] for row in kept.run("SELECT id, name FROM customer")] == [(1, "Miller")]
    with connected(raw.location) as now:
        assert now.run("SELECT version_num FROM alembic_version") == [(NEXT,)]
        assert now.run("SELECT id, name, nickname FROM customer") == [(1, "Miller", "Nick")]
        after = now.content()
        for table in before:
            if table != "customer":
                assert after[table] == before[table], table
        now.done("UPDATE customer SET name = 'Meier', version = 2 WHERE id = 1")
        assert now.log("customer")[-1]["after"] == {"name": "Meier"}
    engine = make_engine(place, pooled=False)
    with engine.connect() as connection:
        assert guard_differences(connection) == []
    engine.dispose()
    assert ensure_current(place, tmp_path / "backups") is None


def test_a_migration_that_fails_leaves_the_office_as_it_was(
    raw: Raw, tmp_path: Path, newer_program: NewerProgram
) -> None:
    before = raw.content()
    newer_program('    op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(Exception, match="nowhere"):
        ensure_current(parse_location(raw.location), tmp_path / "backups")
    raw.rollback()
    assert raw.run("SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert raw.content() == before
    engine = make_engine(parse_location(raw.location), pooled=False)
    with engine.connect() as connection:
        assert guard_differences(connection) == []
    engine.dispose()


def test_a_migration_that_loses_a_parent_is_taken_back(
    sqlite_raw: Raw, tmp_path: Path, newer_program: NewerProgram
) -> None:
    """Foreign keys are off while tables are rebuilt, so they are looked at afterwards."""
    before = sqlite_raw.content()
    sqlite_raw.close()
    newer_program('    op.execute("DELETE FROM customer")')
    with pytest.raises(OfficeNotUsable, match="refer to something that is gone"):
        ensure_current(parse_location(sqlite_raw.location), tmp_path / "backups")
    with connected(sqlite_raw.location) as raw:
        assert raw.content() == before


_SEAT = """
import sys
from pathlib import Path
from fsmdesk.db import migrate
from fsmdesk.db.location import parse_location

office, migrations, folder, name = sys.argv[1:]
migrate._MIGRATIONS = Path(migrations)
migrate.HEAD = "0004"
Path(folder, "started-" + name).touch()
print(migrate.ensure_current(parse_location(office), Path(folder, "backups")))
"""
_WAIT = """    from pathlib import Path
    from threading import Event
    while len(list(Path("{folder}").glob("started-*"))) < 3:
        Event().wait(0.01)"""


def test_seats_that_start_at_once_migrate_once(raw: Raw, tmp_path: Path) -> None:
    """The one that migrates waits until the others have started, so all of them find an older office."""
    raw.close()
    folder = next_migrations(tmp_path, HEAD, _WAIT.format(folder=tmp_path))
    seats = [
        subprocess.Popen(
            [sys.executable, "-c", _SEAT, raw.location, str(folder), str(tmp_path), name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "abc"
    ]
    answers = [seat.communicate(timeout=60) for seat in seats]
    assert [seat.returncode for seat in seats] == [0, 0, 0], answers
    backups = list((tmp_path / "backups").iterdir())
    assert len(backups) == 1
    assert sorted(out.strip() for out, _ in answers) == sorted([str(backups[0]), "None", "None"])
    with connected(raw.location) as now:
        assert now.run("SELECT nickname FROM customer") == [("Nick",)]


def test_threads_that_make_the_same_office_make_it_once(empty_database_url: str) -> None:
    place = parse_location(empty_database_url)
    begun = threading.Barrier(2)
    failures: list[Exception] = []

    def make() -> None:
        begun.wait(20)
        try:
            create_office(place)
        except FsmError as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(failures) == 1
    with connected(empty_database_url) as raw:
        assert raw.run("SELECT name, last FROM number_series") == [("work_order", 0)]


def _refused(location: Location, why: str, folder: Path) -> None:
    with pytest.raises(FsmError, match=why):
        ensure_current(location, folder / "backups")
    assert not (folder / "backups").exists()


def test_an_office_of_a_newer_program_is_refused(raw: Raw, tmp_path: Path) -> None:
    raw.done("UPDATE alembic_version SET version_num = '7777'")
    before = raw.content()
    _refused(parse_location(raw.location), "was written by a newer fsmdesk. Update this program", tmp_path)
    assert raw.content() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is not an fsmdesk office"),
        (b"Dear diary, " * 1000, "is not an fsmdesk office"),
        (b"SQLite format 3\x00" + bytes(84), "is not an fsmdesk office"),
    ],
)
def test_files_that_are_no_office_are_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "file.fsmdesk"
    path.write_bytes(content)
    _refused(Location(path=path), why, tmp_path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmark (url text)")
    content = path.read_bytes()
    _refused(Location(path=path), "is not an fsmdesk office", tmp_path)
    assert path.read_bytes() == content


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    _refused(Location(path=tmp_path / "nothing"), "There is no office at", tmp_path)
    _refused(Location(path=tmp_path), "is a folder", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_an_office_that_is_cut_short_is_refused(sqlite_raw: Raw, tmp_path: Path, share: float) -> None:
    sqlite_raw.close()
    path = Path(sqlite_raw.location)
    content = path.read_bytes()
    content = content[: int(len(content) * share)]
    path.write_bytes(content)
    _refused(Location(path=path), "is cut short. Restore it from a backup", tmp_path)
    assert path.read_bytes() == content


def test_an_office_that_is_overwritten_inside_is_refused(sqlite_raw: Raw, tmp_path: Path) -> None:
    sqlite_raw.close()
    path = Path(sqlite_raw.location)
    content = bytearray(path.read_bytes())
    content[100:8192] = os.urandom(8092)
    path.write_bytes(content)
    _refused(Location(path=path), "is damaged", tmp_path)


def test_a_place_without_an_office_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    why = "is not an fsmdesk office" if "://" in empty_database_url else "There is no office"
    _refused(parse_location(empty_database_url), why, tmp_path)


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    _refused(parse_location("postgresql://u:secret@127.0.0.1:1/x"), "server does not answer", tmp_path)


def test_a_database_that_is_not_there_is_said(postgres_raw: Raw, tmp_path: Path) -> None:
    url = postgres_raw.location.rsplit("/", 1)[0] + "/no_such_database"
    _refused(parse_location(url), "no such database", tmp_path)


def _temporary_root(folder: Path) -> Path:
    """The highest folder above that pytest made."""
    return next((place for place in reversed(folder.parents) if place.name.startswith("pytest-of-")), folder)


_AS_SOMEBODY = """
import os, sys
from pathlib import Path
from fsmdesk.core.errors import FsmError
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import ensure_current
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    ensure_current(parse_location(sys.argv[1]), Path(sys.argv[2]))
except FsmError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("file_mode", "why"), [(0o444, "can't be opened for writing"), (0o000, "can't be opened")]
)
def test_an_office_that_may_not_be_written_is_said(
    sqlite_raw: Raw, tmp_path_factory: pytest.TempPathFactory, file_mode: int, why: str
) -> None:
    """By an account without special rights; the machine's own may write anything."""
    sqlite_raw.close()
    folder = tmp_path_factory.mktemp("open")
    ours = [place for place in (folder, *folder.parents) if place.is_relative_to(_temporary_root(folder))]
    for place in ours:  # pytest made them for its own account alone
        place.chmod(0o755)
    path = folder / "office.fsmdesk"
    shutil.copyfile(sqlite_raw.location, path)
    path.chmod(file_mode)
    run = subprocess.run(
        [sys.executable, "-c", _AS_SOMEBODY, str(path), str(folder / "backups")],
        capture_output=True,
        text=True,
    )
    assert why in run.stdout, run.stderr
    assert len(run.stdout.splitlines()) == 1
    assert [file.name for file in folder.iterdir()] == ["office.fsmdesk"]


def test_an_office_that_another_program_keeps_locked_is_said(
    sqlite_raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fsmdesk.db.connecting.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("fsmdesk.db.engine.BUSY_MILLISECONDS", 50)
    before = sqlite_raw.content()
    database = Database(parse_location(sqlite_raw.location))
    sqlite_raw.run("UPDATE customer SET name = 'Locked', version = 2 WHERE id = 1")
    seat = Actor(None, "Test", Role.OWNER, "seat")
    with pytest.raises(EnvironmentProblem, match="in use by another program"), database.write(seat) as work:
        work.session.add(Customer(name="New"))
    with database.read(seat) as work:  # reading goes on meanwhile
        assert work.session.get_one(Customer, 1).name == "Miller"
    sqlite_raw.rollback()
    with database.write(seat) as work:  # and the program goes on afterwards
        work.session.add(Customer(name="New"))
    database.close()
    assert len(sqlite_raw.content()["customer"]) == len(before["customer"]) + 1


@pytest.mark.parametrize(
    ("path", "mounts", "system"),
    [
        ("/data/office", [("/", "ext4"), ("/data", "nfs4")], "nfs4"),
        ("/data/office", [("/", "nfs"), ("/data", "ext4")], ""),
        ("/database/office", [("/", "ext4"), ("/data", "nfs4")], ""),
        ("/data/a/office", [("/", "ext4"), ("/data", "cifs"), ("/data/a", "xfs")], ""),
        ("/data/a/office", [("/", "ext4"), ("/data", "xfs"), ("/data/a", "fuse.sshfs")], "fuse.sshfs"),
        ("/data/office", [("/", "ext4"), ("/data", "ext4"), ("/data", "smb3")], "smb3"),
        ("/data/office", [("/", "ext4"), ("/data", "nfs"), ("/data", "ext4")], ""),
        ("/data/office", [], ""),
    ],
)
def test_the_mount_that_holds_the_file_tells_of_a_network(
    path: str, mounts: list[tuple[str, str]], system: str
) -> None:
    assert network_system_among(Path(path), mounts) == system


def test_an_office_on_a_network_share_is_refused(
    sqlite_raw: Raw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(sqlite_raw.location)
    monkeypatch.setattr(network_share, "_linux_mounts", lambda: [("/", "ext4"), (str(path.parent), "cifs")])
    monkeypatch.setattr(network_share, "_bsd_mounts", lambda: [("/", "apfs"), (str(path.parent), "cifs")])
    _refused(Location(path=path), r"is on a network share \(cifs\)", tmp_path)
    new = path.parent / "new.fsmdesk"
    with pytest.raises(OfficeNotUsable, match="network share"):
        create_office(Location(path=new))
    assert not new.exists()
