"""The folder of a person's own files."""

import os
import stat
from pathlib import Path

import pytest

from fsmdesk.folders import data_folder, last_office, remember_office


def test_the_folder_is_made_for_this_person_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FSMDESK_OFFICE", raising=False)
    monkeypatch.setenv("FSMDESK_DATA", str(tmp_path / "new" / "data"))
    remember_office("postgresql://fay@127.0.0.1/shop")
    assert last_office() == "postgresql://fay@127.0.0.1/shop"
    if os.name != "nt":  # Windows keeps the folders of a person apart by itself
        assert stat.S_IMODE(data_folder().stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FSMDESK_OFFICE", raising=False)
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("FSMDESK_DATA", str(tmp_path / "taken" / "data"))
    remember_office("shop.fsmdesk")
    assert last_office() == ""
