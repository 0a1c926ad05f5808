import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.file_names import disk_name, ending_of, kept_name, may_run


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("boiler.jpg", "boiler.jpg"),
        ("\\\\server\\photos\\boiler.jpg", "boiler.jpg"),
        ("/etc/passwd", "passwd"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("\udcff.png", ".png"),
        ("Prüfbericht  Heizung.pdf", "Prüfbericht Heizung.pdf"),
        ("..", "file"),
        ("", "file"),
        ("   ", "file"),
    ],
)
def test_a_name_is_kept_without_folders_and_without_what_cannot_be_seen(given_name: str, kept: str) -> None:
    assert kept_name(given_name) == kept


@pytest.mark.parametrize(
    ("name", "on_disk"),
    [
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("a:b?.png", "a_b_.png"),
        ("note. .", "note"),
        ("Kessel „Süd“.jpg", "Kessel „Süd“.jpg"),
    ],
)
def test_a_name_on_disk_is_one_that_every_system_takes(name: str, on_disk: str) -> None:
    assert disk_name(name) == on_disk


def test_a_long_name_keeps_its_ending() -> None:
    long = disk_name("ü" * 400 + ".jpeg")
    assert long.endswith("ü.jpeg") and len(long.encode()) <= 180
    assert kept_name("x" * 400 + ".pdf").endswith("x.pdf")


@given(st.text())
def test_whatever_comes_in_there_is_a_name_without_a_folder(text: str) -> None:
    kept, on_disk = kept_name(text), disk_name(text)
    assert kept and kept_name(kept) == kept
    assert on_disk not in ("", ".", "..") and len(on_disk.encode()) <= 180
    assert not set(on_disk) & set('<>:"/\\|?*\x00\n')


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("setup.exe", b""),
        ("SETUP.EXE", b""),
        ("photo\u202egpj.exe", b""),
        ("rechnung.pdf.js", b""),
        ("rechnung.xlsm", b""),
        ("setup.exe.", b""),
        ("holiday.jpg", b"MZ\x90\x00"),
        ("notes", b"#!/bin/sh\n"),
        ("drawing.svg", b"<svg"),
    ],
)
def test_what_may_run_is_known_by_its_ending_and_by_its_start(name: str, start: bytes) -> None:
    assert may_run(name, start)


@pytest.mark.parametrize("name", ["boiler.jpg", "manual.pdf", "offer.docx", "list.xlsx", "notes.txt", ".png"])
def test_what_does_not_run_is_opened_without_a_question(name: str) -> None:
    assert not may_run(name, b"%PDF-1.7")


def test_the_ending_is_what_stands_behind_the_last_dot() -> None:
    assert [ending_of(name) for name in ("a.tar.GZ", "noend", ".hidden", "x.")] == ["gz", "", "", ""]
