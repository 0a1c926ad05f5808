"""`dev.py`: what it decides; the set-up itself is what brought these tests to run."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[1]


def _called(monkeypatch: pytest.MonkeyPatch, code: int = 0) -> list[list[str]]:
    """From here on commands are noted, not run; each ends with `code`."""
    commands: list[list[str]] = []

    def note(*command: str | Path) -> int:
        commands.append([str(word) for word in command])
        return code

    monkeypatch.setattr(dev, "call", note)
    monkeypatch.setattr(dev, "ensure_ready", lambda needs_qt=True: None)
    return commands


@pytest.fixture
def fake_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that holds what today's lock file names."""
    for name in ("python", "stamp"):
        (tmp_path / name).touch()
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    (tmp_path / "stamp").write_text(dev.stamp_text(), "utf-8")
    return tmp_path


@pytest.fixture
def no_installing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that would have been taken."""
    steps: list[str] = []
    for name in ("make_environment", "install_locked", "show_checkout_to_environment"):
        monkeypatch.setattr(dev, name, lambda name=name: steps.append(name))
    return steps


def test_second_call_installs_nothing(fake_venv: Path, no_installing: list[str]) -> None:
    assert fake_venv.exists()
    dev.ensure_ready(needs_qt=False)
    assert no_installing == []


def test_changed_lock_is_installed(
    fake_venv: Path, no_installing: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "new.lock"
    lock.write_text("another==1\n", "utf-8")
    monkeypatch.setattr(dev, "LOCK", lock)
    dev.ensure_ready(needs_qt=False)
    assert no_installing[-2:] == ["install_locked", "show_checkout_to_environment"]
    no_installing.clear()
    dev.ensure_ready(needs_qt=False)
    assert no_installing == []
    assert (fake_venv / "stamp").read_text("utf-8") == dev.stamp_text()


def test_run_without_display_makes_the_tour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = _called(monkeypatch)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert dev.main(["run"]) == 0
    assert commands[0][1:] == ["-m", "fsmdesk", "tour", "--out", str(ROOT / "out" / "tour")]
    assert "no display" in capsys.readouterr().out


def test_run_with_display_opens_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _called(monkeypatch)
    monkeypatch.setattr(dev, "has_display", lambda: True)
    dev.main(["run"])
    assert commands[0][1:] == ["-m", "fsmdesk"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_display_on_linux_is_told_by_the_environment(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is expected


def test_freezing_tries_what_was_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _called(monkeypatch)
    assert dev.main(["freeze"]) == 0
    assert commands[0][1:3] == ["-m", "PyInstaller"]
    assert commands[0][-1] == str(ROOT / "installer" / "fsmdesk.spec")
    assert commands[1][1] == str(ROOT / "installer" / "smoke.py")
    failed = _called(monkeypatch, code=1)
    assert dev.main(["freeze"]) == 1
    assert len(failed) == 1


def test_check_runs_all_even_if_the_first_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _called(monkeypatch, code=1)
    assert dev.main(["check"]) == 1
    assert len(commands) == 4


def test_tests_spread_over_the_cores_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _called(monkeypatch)
    dev.main(["test", "-k", "board"])
    assert "-n" in commands[0] and commands[0][-2:] == ["-k", "board"]
    dev.main(["test", "--pdb"])
    assert commands[1][1:] == ["-m", "pytest", "--pdb"]


def test_missing_library_names_its_debian_package() -> None:
    assert dev.missing_packages({"libnobodyhasthis.so.9": "libnobody9"}) == ["libnobody9"]


def test_without_rights_the_one_line_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "apt_install", lambda packages: False)
    monkeypatch.setattr(dev, "WINDOW_LIBRARIES", {"libnobodyhasthis.so.9": "libnobody9"})
    dev.ensure_libraries()
    assert "sudo apt-get install -y libnobody9" in capsys.readouterr().out
    monkeypatch.setattr(dev, "QT_LIBRARIES", {"libnobodyhasthis.so.8": "libnobody8"})
    with pytest.raises(SystemExit, match="sudo apt-get install -y libnobody8 libnobody9"):
        dev.ensure_libraries()


def test_python_without_venv_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(dev, "succeeds", lambda *command: False)
    monkeypatch.setattr(dev, "apt_install", lambda packages: False)
    with pytest.raises(SystemExit, match=r"sudo apt-get install -y python3\.\d+-venv"):
        dev.make_environment()


@pytest.mark.parametrize("args", [[], ["walk"], ["check", "now"], ["build", "now"], ["freeze", "now"]])
def test_wrong_usage_ends_with_2(args: list[str]) -> None:
    run = subprocess.run([sys.executable, "dev.py", *args], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr
    assert "Traceback" not in run.stderr
