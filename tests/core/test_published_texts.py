"""Naughty strings are kept byte for byte, or refused for a character that can't be kept."""

import csv
import io
import json

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import clean_text, guard_for_csv, search_fold, unguard_from_csv
from tests.support.shared_data import shared_data


def naughty_strings() -> list[str]:
    folder = shared_data()
    assert folder is not None
    strings: list[str] = json.loads((folder / "hostile" / "blns" / "blns.json").read_text("utf-8"))
    return strings


def is_kept(text: str) -> bool:
    try:
        return clean_text(text, "name") == text
    except RuleBroken:
        return False


def test_all_but_those_with_control_characters_are_kept() -> None:
    for text in naughty_strings():
        controls = [c for c in text if (ord(c) < 32 and c != "\t") or 127 <= ord(c) < 160 or c == "\ufffe"]
        assert is_kept(text) == (not controls), ascii(text)


def test_they_survive_a_csv_file_and_none_is_a_formula_there() -> None:
    kept = [text for text in naughty_strings() if is_kept(text)]
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows([guard_for_csv(text), "end"] for text in kept)
    cells = [row[0] for row in csv.reader(io.StringIO(sheet.getvalue(), newline=""))]
    assert [unguard_from_csv(cell) for cell in cells] == kept
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_each_is_found_by_itself() -> None:
    for text in naughty_strings():
        assert search_fold(text.strip()) in search_fold(text)
