"""Looking at an office's file does no harm to who works in it."""

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.db import office_file
from fsmdesk.db.office_file import check_file, is_in_wal_mode, prepare_file

# Another program comes, reads and goes; the last one to go takes the WAL with it.
VISIT = (
    "import sqlite3, sys; office = sqlite3.connect(sys.argv[1]); "
    "office.execute('SELECT count(*) FROM sqlite_master').fetchone(); office.close()"
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "north.fsmdesk"
    prepare_file(path)
    return path


def _visit(office: Path) -> None:
    subprocess.run([sys.executable, "-c", VISIT, str(office)], check=True)


def test_what_is_looked_at_while_it_is_open_keeps_its_wal(office: Path) -> None:
    with contextlib.closing(sqlite3.connect(office)) as work:
        work.execute("CREATE TABLE typed (words TEXT)")
        work.commit()
        check_file(office)
        assert is_in_wal_mode(office)
        _visit(office)
        work.execute("INSERT INTO typed VALUES ('after the visit')")
        work.commit()
        with contextlib.closing(sqlite3.connect(office)) as other:
            assert other.execute("SELECT words FROM typed").fetchall() == [("after the visit",)]
        assert office.with_name(office.name + "-wal").exists()


def test_a_file_in_place_of_another_is_read_anew(office: Path) -> None:
    assert is_in_wal_mode(office)
    with contextlib.closing(sqlite3.connect(office)) as work:
        work.execute("PRAGMA journal_mode = DELETE")
    assert not is_in_wal_mode(office)
    office.unlink()
    prepare_file(office)
    assert is_in_wal_mode(office)


def test_only_the_last_files_stay_open(tmp_path: Path) -> None:
    for number in range(office_file._MOST_KEPT + 5):
        path = tmp_path / f"{number}.fsmdesk"
        prepare_file(path)
        check_file(path)
    assert len(office_file._LOOKED_AT) == office_file._MOST_KEPT


def test_what_may_not_be_written_is_said(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    with pytest.raises(EnvironmentProblem, match="can't be opened for writing: Permission denied"):
        check_file(office)
    check_file(office, to_write=False)
