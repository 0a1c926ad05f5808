"""A backup is one file with the whole office in it, or it is not there."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from fsmdesk.core.errors import EnvironmentProblem, FsmError, OfficeNotUsable
from fsmdesk.db.backup import backup, copy_of_office, reading
from fsmdesk.db.contents import contents
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.location import Location, parse_location
from fsmdesk.db.migrate import ensure_current
from tests.db.raw import Raw, connected


def test_a_backup_is_an_office_of_its_own_with_the_same_content(raw: Raw, tmp_path: Path) -> None:
    target = tmp_path / "backup.fsmdesk"
    copied = backup(parse_location(raw.location), target)
    assert copied["customer"].rows == 1
    assert copied["change_log"].rows == len(raw.run("SELECT id FROM change_log"))
    assert [path.name for path in tmp_path.iterdir()] == ["backup.fsmdesk"]
    with reading(target) as connection:
        assert contents(connection) == copied
        assert guard_differences(connection) == []
    assert ensure_current(Location(path=target), tmp_path) is None
    with connected(str(target)) as copy:
        copy.done("UPDATE customer SET name = 'Changed in the copy', version = 2 WHERE id = 1")
        assert copy.log("customer")[-1]["after"] == {"name": "Changed in the copy"}
    assert raw.value("SELECT name FROM customer") == "Miller"


def test_both_databases_give_the_same_digests(sqlite_raw: Raw, postgres_raw: Raw, tmp_path: Path) -> None:
    found = [
        backup(parse_location(raw.location), tmp_path / str(at))
        for at, raw in enumerate((sqlite_raw, postgres_raw))
    ]
    # When and by which login is the log's, and differs.
    for content in found:
        del content["change_log"]
    assert found[0] == found[1]


def test_an_existing_file_is_not_overwritten(raw: Raw, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    with pytest.raises(EnvironmentProblem, match="exists already"):
        backup(parse_location(raw.location), target)
    assert target.read_text() == "precious"


def test_a_backup_shows_one_moment_while_others_write(raw: Raw, tmp_path: Path) -> None:
    """A writer keeps moving money between two records; in the copy nothing is missing and nothing is there twice."""
    raw.done(
        "INSERT INTO item (id, code, name, kind, price_minor) VALUES (1, 'A', 'A', 'part', 500000)",
        "INSERT INTO item (id, code, name, kind, price_minor) VALUES (2, 'B', 'B', 'part', 500000)",
    )
    stop, moved = threading.Event(), threading.Event()
    rounds: list[int] = []

    def keep_moving() -> None:
        with connected(raw.location) as writer:
            while not stop.is_set():
                for item, change in ((1, "- 1"), (2, "+ 1")):
                    price = f"price_minor = price_minor {change}"
                    writer.run(f"UPDATE item SET {price}, version = version + 1 WHERE id = {item}")
                writer.commit()
                rounds.append(1)
                moved.set()

    thread = threading.Thread(target=keep_moving)
    thread.start()
    try:
        assert moved.wait(20)
        for at in range(3):
            copy_of_office(parse_location(raw.location), tmp_path / f"{at}.fsmdesk")
    finally:
        stop.set()
        thread.join(20)
    for at in range(3):
        with closing(sqlite3.connect(tmp_path / f"{at}.fsmdesk")) as copy:
            assert copy.execute("SELECT sum(price_minor) FROM item").fetchone() == (1000000,)
            logged = "SELECT count(*) FROM change_log WHERE table_name = 'item' AND operation = 'U'"
            (versions,) = copy.execute("SELECT sum(version - 1) FROM item").fetchone()
            assert copy.execute(logged).fetchone() == (versions,)
    assert len(rounds) > 0


def test_no_office_no_backup(tmp_path: Path) -> None:
    with pytest.raises(OfficeNotUsable, match="There is no office"):
        backup(Location(path=tmp_path / "nothing"), tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_records_that_refer_to_nothing_are_told(sqlite_raw: Raw, tmp_path: Path) -> None:
    sqlite_raw.run("PRAGMA foreign_keys = OFF")
    sqlite_raw.done("INSERT INTO contact (customer_id, name) VALUES (77, 'Nobody''s')")
    with pytest.raises(OfficeNotUsable, match="1 records refer to something that is gone"):
        backup(parse_location(sqlite_raw.location), tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_office_is_not_taken_for_a_good_one(sqlite_raw: Raw, tmp_path: Path) -> None:
    sqlite_raw.run("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_raw.close()
    path = Path(sqlite_raw.location)
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 2, len(content), 50):
        content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(FsmError, match=r"damaged|not the same|refer to something"):
        backup(Location(path=path), tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.db.backup import backup
from fsmdesk.db.location import parse_location
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    backup(parse_location(sys.argv[1]), Path(sys.argv[2]))
except EnvironmentProblem as problem:
    print(problem)
"""


def test_a_disk_without_room_is_said_in_a_sentence_and_nothing_is_left(raw: Raw, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    run = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, raw.location, str(target)], capture_output=True, text=True
    )
    assert "disk" in run.stdout, run.stderr
    assert len(run.stdout.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
