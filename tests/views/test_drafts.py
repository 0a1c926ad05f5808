"""What was typed is there again after a crash, and gone once it is saved."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.views.drafts import DraftStore

TYPED: dict[str, object] = {
    "text": "“Ring” 😀 \u00a0\u2028 end",
    "count": 3,
    "flag": True,
    "none": None,
    "day": date(2026, 11, 20),
    "at": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    "list": [1, "two"],
}


def test_a_flushed_draft_is_read_by_the_next_program(qapp: QObject, tmp_path: Path) -> None:
    first = DraftStore(tmp_path)
    first.keep("work_order-7", TYPED)
    first.flush()
    assert DraftStore(tmp_path).read("work_order-7") == TYPED


def test_a_draft_is_written_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.keep("intake-new", TYPED)
    qtbot.waitUntil(lambda: DraftStore(tmp_path).read("intake-new") == TYPED)


def test_a_dropped_draft_is_gone(qapp: QObject, tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.keep("site-1", TYPED)
    store.flush()
    store.keep("site-1", {"later": 1})
    store.drop("site-1")
    store.flush()
    assert store.read("site-1") is None
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_no_draft(qapp: QObject, tmp_path: Path) -> None:
    (tmp_path / "site-1.json").write_bytes(b"\xff{half")
    assert DraftStore(tmp_path).read("site-1") is None


def test_keys_never_leave_the_folder(qapp: QObject, tmp_path: Path) -> None:
    store = DraftStore(tmp_path / "drafts")
    store.keep("../../evil", {"a": 1})
    store.flush()
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "drafts"]


def test_what_cannot_be_written_is_kept_and_tried_again(qapp: QObject, tmp_path: Path) -> None:
    blocked = tmp_path / "drafts"
    blocked.write_text("a file where the folder should be")
    store = DraftStore(blocked)
    store.keep("site-1", {"a": 1})
    store.flush()
    assert store.read("site-1") == {"a": 1}
    blocked.unlink()
    store.flush()
    assert DraftStore(blocked).read("site-1") == {"a": 1}


def test_all_drafts_are_known_by_name(qapp: QObject, tmp_path: Path) -> None:
    first = DraftStore(tmp_path)
    assert first.names() == []
    first.keep("work_order-7", TYPED)
    assert first.names() == ["work_order-7"]
    first.flush()
    later = DraftStore(tmp_path)
    later.keep("site-new-of-3", TYPED)
    assert later.names() == ["site-new-of-3", "work_order-7"]
    later.drop("work_order-7")
    assert later.names() == ["site-new-of-3"]
