"""The command line: what each command does, what it says, and how it ends."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fsmdesk.cli import main
from fsmdesk.commands import checking
from fsmdesk.folders import data_folder, last_office

Run = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command: exit code, lines of output, and what is said on the other stream."""
    monkeypatch.setenv("FSMDESK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FSMDESK_OFFICE", raising=False)

    def command(*words: str | Path) -> tuple[int, list[str], str]:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert code == 0 or err.count("\n") == 1, err
        assert "Traceback" not in err
        return code, out.splitlines(), err

    yield command


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Path:
    """A small demo shop, and the office used last."""
    path = tmp_path / "demo.fsmdesk"
    code, out, _ = run("demo", "--office", path, "--size", "small")
    assert code == 0
    assert "4 technicians" in out[0]
    return path


def test_a_demo_is_sound_and_is_used_from_then_on(run: Run, demo: Path) -> None:
    assert run("check") == (0, [f"{demo}: nothing is broken."], "")


def test_a_demo_in_either_database(run: Run, empty_database_url: str) -> None:
    assert run("demo", "--office", empty_database_url, "--size", "small", "--seed", "7")[0] == 0
    assert run("check", "--office", empty_database_url)[0] == 0


def test_a_demo_is_not_made_over_something(run: Run, demo: Path) -> None:
    code, out, err = run("demo", "--size", "small")
    assert (code, out) == (1, [])
    assert "is not empty" in err


def test_the_office_is_named_before_or_after_or_by_the_environment(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder() / "last-office").unlink()
    assert run("check")[0] == 1
    assert run("--office", demo, "check")[0] == 0
    assert run("check", "--office", demo)[0] == 0
    monkeypatch.setenv("FSMDESK_OFFICE", str(demo))
    assert run("check")[0] == 0


def test_the_check_lists_what_is_broken(run: Run, demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as raw:
        raw.execute("DROP TRIGGER fsm_log_customer_update")
        raw.execute("UPDATE customer SET version = 2 WHERE id = 1")
        raw.commit()
    code, out, err = run("check")
    assert code == 1
    assert out == [
        "The guard fsm_log_customer_update is missing.",
        "The log does not tell how customer 1 came to version 2.",
    ]
    assert "2 things are broken" in err


def test_a_backup_restores_elsewhere(run: Run, demo: Path, empty_database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.fsmdesk"
    assert run("backup", file)[0] == 0
    code, out, err = run("backup", file)
    assert code == 1
    assert "exists already" in err
    code, out, _ = run("restore", file, "--office", empty_database_url)
    assert code == 0
    assert "read back and compared" in out[0]
    assert run("check", "--office", empty_database_url)[0] == 0
    assert urlsplit(last_office()).path in empty_database_url
    code, out, err = run("restore", file, "--office", empty_database_url)
    assert code == 1
    assert "is not empty" in err


def test_migrating_what_is_current_says_so(run: Run, demo: Path) -> None:
    assert run("migrate") == (0, [f"{demo} is up to date."], "")


def test_migrating_lays_guards_anew_that_are_not_as_they_should_be(run: Run, demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as raw:
        raw.execute("DROP TRIGGER fsm_log_customer_update")
        raw.commit()
    code, out, _ = run("migrate")
    assert code == 0
    assert out == [f"{demo} is up to date.", "The guard fsm_log_customer_update is missing. It is laid anew."]
    assert run("check")[0] == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_lists_are_exported(run: Run, demo: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"customers.{ending}"
    assert run("export", "customers", file) == (0, [f"12 rows in {file}."], "")
    assert file.stat().st_size > 500


def test_an_unknown_ending_is_said(run: Run, demo: Path, tmp_path: Path) -> None:
    code, _, err = run("export", "customers", tmp_path / "customers.doc")
    assert code == 1
    assert ".xlsx or .csv" in err


def test_an_import_tells_the_account_and_its_rejects(run: Run, demo: Path, tmp_path: Path) -> None:
    file, report = tmp_path / "customers.csv", tmp_path / "rejects.csv"
    file.write_text("Customer name,Phone,Email\nFresh Foods,555-1,a@b.example\n,555-2,\n", "utf-8")
    code, out, err = run("import", "customers", file, "--report", report)
    assert code == 1
    assert "Nothing was imported" in err
    assert out[-2] == "2 rows came: 1 new, 0 changed, 0 same, 1 rejected."
    assert out[-1] == f"The rejected rows are in {report}."
    assert "555-2" in report.read_text("utf-8-sig")
    code, out, _ = run("import", "customers", file, "--dry-run")
    assert code == 0
    assert run("export", "customers", tmp_path / "before.csv")[1] == [
        f"12 rows in {tmp_path / 'before.csv'}."
    ]
    assert run("import", "customers", file, "--keep-going")[0] == 0
    assert run("export", "customers", tmp_path / "after.csv")[1] == [f"13 rows in {tmp_path / 'after.csv'}."]


def test_an_import_asks_what_it_can_not_know(run: Run, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "equipment.csv"
    file.write_text("Asset name,Site,Serial number,Installed\nBoiler,Home,A1,03/04/2024\n", "utf-8")
    code, _, err = run("import", "equipment", file)
    assert code == 1
    assert "--dates dmy|mdy" in err
    assert run("import", "equipment", file, "--dates", "dmy", "--dry-run")[0] == 0


def test_columns_are_named_by_hand(run: Run, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("xyz,Phone\nFresh Foods,555-1\n", "utf-8")
    code, out, _ = run("import", "customers", file, "--map", "xyz=name")
    assert code == 0
    assert out[-1] == "1 row came: 1 new, 0 changed, 0 same, 0 rejected."


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["demo"],
        ["demo", "--size", "huge"],
        ["demo", "--size", "small", "--seed", "x"],
        ["backup"],
        ["restore"],
        ["tour"],
        ["export", "customers"],
        ["export", "secrets", "x.csv"],
        ["import", "invoices", "x.csv"],
        ["import", "customers", "x.csv", "--map", "nothing"],
        ["import", "customers", "x.csv", "--dates", "xyz"],
        ["check", "--offi", "x"],
    ],
)
def test_wrong_words_end_with_2(run: Run, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("fsmdesk")
    assert said.endswith(" --help.\n")
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["import", "--help"]])
def test_help_ends_with_0(run: Run, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 0


@pytest.mark.parametrize(
    "command", [["check"], ["migrate"], ["backup", "x"], ["export", "customers", "x.csv"]]
)
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("nowhere.fsmdesk", "There is no office at"),
        ("folder", "is a folder"),
        ("text.fsmdesk", "is not an fsmdesk office"),
        ("mysql://u:secret@h/x", "not mysql://"),
        ("postgresql://u:secret@127.0.0.1:1/x", "does not answer"),
        ("postgresql://u:secret@127.0.0.1:1", "names no database"),
        ("postgresql://u:secret@[::1/x", "can't be read"),
    ],
)
def test_offices_that_can_not_be_opened_are_said_in_one_line(
    run: Run, tmp_path: Path, command: list[str], place: str, why: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.fsmdesk").write_text("Dear diary\n" * 100)
    office = place if "://" in place else str(tmp_path / place)
    code, out, err = run(*command, "--office", office)
    assert (code, out) == (1, [])
    assert why in err
    assert "secret" not in err
    assert not (tmp_path / "x").exists()


def test_what_is_our_mistake_ends_in_a_report(
    run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(named: str) -> None:
        raise ZeroDivisionError("our own mistake")

    monkeypatch.setattr(checking, "location_of", break_down)
    code, _, err = run("check")
    assert code == 1
    report = next((tmp_path / "data" / "reports").iterdir())
    assert str(report) in err
    assert "ZeroDivisionError: our own mistake" in report.read_text("utf-8")


def test_a_report_that_can_not_be_written_is_no_second_mistake(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "location_of", lambda named: 1 / 0)
    (demo.parent / "data" / "reports").write_text("a file in the way")
    code, _, err = run("check")
    assert code == 1
    assert "our mistake (ZeroDivisionError)" in err


def _started(*words: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "fsmdesk", *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=Path(__file__).parents[1])


def test_a_closed_pipe_is_no_traceback(run: Run, demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names[:30]:
            raw.execute(f"DROP TRIGGER {name}")
    process = _started("check")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    assert process.wait() == 1
    assert said == "fsmdesk: The output is no longer read.\n"
    process.stderr.close()


def test_ctrl_c_is_no_traceback(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(named: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "location_of", interrupted)
    assert run("check") == (1, [], "fsmdesk: Stopped. What was not finished was not kept.\n")


if os.name != "nt":  # Windows has no such signal to send

    @pytest.fixture
    def heeding_ctrl_c() -> Iterator[None]:
        """What this process starts heeds Ctrl+C, even where it was itself started in the background to ignore it."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    def test_a_demo_that_is_stopped_leaves_nothing(run: Run, tmp_path: Path, heeding_ctrl_c: None) -> None:
        office = tmp_path / "large.fsmdesk"
        process = _started("demo", "--office", office, "--size", "large")
        while not office.exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert process.returncode == 1
        assert said == "fsmdesk: Stopped. What was not finished was not kept.\n"
        assert not office.exists()


_CLEARING_UP_FAILS = """
import sys
from fsmdesk import cli

class Left:
    def __del__(self):
        raise {error}("left over")

def leave(words):
    Left()
    return 0

cli._carry_out = leave
sys.argv = ["fsmdesk", "check"]
sys.exit(cli.main())
"""


@pytest.mark.parametrize(("error", "reports"), [("OSError", 0), ("ZeroDivisionError", 1)])
def test_what_fails_while_things_are_cleared_away_is_no_traceback(
    run: Run, tmp_path: Path, error: str, reports: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CLEARING_UP_FAILS.format(error=error)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((tmp_path / "data").rglob("crash-*.txt"))) == reports


def test_without_a_display_the_window_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, _, err = run()
    assert code == 1
    assert "There is no display here" in err


def test_the_door_opens_without_what_the_window_does_not_need() -> None:
    """The window is to be painted before SQLAlchemy is loaded."""
    script = (
        "import sys, fsmdesk.cli, fsmdesk.commands.window; "
        "print([m for m in ('sqlalchemy', 'PySide6') if m in sys.modules])"
    )
    command = [sys.executable, "-S", "-c", script]
    run = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert run.stdout == "[]\n", run.stderr
