"""The window is found as it was left, and a broken file is no reason not to start."""

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.views.person_settings import PersonSettings


def test_what_was_kept_is_there_next_time(qapp: QObject, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = PersonSettings(path)
    settings.keep("place", "board")
    settings.keep("zoom", 3)
    settings.keep("open", True)
    settings.keep("list", {"columns": ["number", "total"]})
    settings.flush()
    again = PersonSettings(path)
    assert again.text("place") == "board"
    assert again.number("zoom") == 3
    assert again.flag("open")
    assert again.mapping("list") == {"columns": ["number", "total"]}


def test_it_is_written_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = PersonSettings(path)
    settings.keep("place", "board")
    qtbot.waitUntil(path.exists, timeout=3000)


def test_a_value_of_another_kind_counts_as_missing(qapp: QObject, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"place": 7, "zoom": "big", "open": 1, "list": []}')
    settings = PersonSettings(path)
    assert settings.text("place", "board") == "board"
    assert settings.number("zoom", 2) == 2
    assert not settings.flag("open")
    assert settings.mapping("list") == {}


def test_a_damaged_file_counts_as_empty(qapp: QObject, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in (b"", b"{", b"[1]", b"\xff\xfe"):
        path.write_bytes(content)
        assert PersonSettings(path).text("place") == ""


def test_a_full_disk_costs_the_settings_only(qapp: QObject, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings = PersonSettings(blocked / "settings.json")
    settings.keep("place", "board")
    settings.flush()
    assert settings.text("place") == "board"
