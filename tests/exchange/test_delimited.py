from pathlib import Path

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.exchange import reading
from fsmdesk.exchange.delimited import recognise_separator
from fsmdesk.exchange.reading import read_table
from tests.exchange.files import records, text_file


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_recognised(tmp_path: Path, separator: str) -> None:
    text = f"name{separator}city\nA{separator}Berlin\nB{separator}Bonn\n"
    table = read_table(text_file(tmp_path, text))
    assert table.separator == separator
    assert records(table) == [{"name": "A", "city": "Berlin"}, {"name": "B", "city": "Bonn"}]


def test_decimal_commas_do_not_make_the_comma_a_separator(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "name;price\nNut;1,50\nBolt;2,50\nWasher;0,10\n"))
    assert records(table)[1] == {"name": "Bolt", "price": "2,50"}


def test_a_single_column_needs_no_separator(tmp_path: Path) -> None:
    assert records(read_table(text_file(tmp_path, "name\r\nAda\r\nBob"))) == [
        {"name": "Ada"},
        {"name": "Bob"},
    ]


def test_two_separators_that_fit_alike_are_both_named() -> None:
    assert recognise_separator("a,b;c\n1,2;3\n") == (",", (";",))


def test_excels_own_separator_line_is_obeyed_and_counted(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "sep=;\r\na;b\r\n1,2;3\r\n"))
    assert records(table) == [{"a": "1,2", "b": "3"}]
    assert (table.header_row, table.rows[0].number) == (2, 3)


def test_quotes_newlines_and_doubled_quotes_keep_their_meaning(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, 'a,b\r\n"two\r\nlines","say ""hi"", ok"\r\n1,""\r\n'))
    assert records(table) == [{"a": "two\r\nlines", "b": 'say "hi", ok'}, {"a": "1", "b": ""}]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, 'a,b\n"x\ny",1\n\n,\nz,2\n'))
    assert [row.number for row in table.rows] == [2, 5]


def test_a_quotation_mark_that_never_closes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="row 3 is never closed"):
        read_table(text_file(tmp_path, 'a,b\n1,2\n3,"open\n4,5\n'))


def test_quotes_that_are_not_doubled_are_read_and_noted(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, 'a,b\n"3" pipe",2\n'))
    assert table.rows[0].cells[1] == "2"
    assert any("quotation marks" in note for note in table.notes)


def test_an_inch_mark_inside_a_plain_cell_stays(tmp_path: Path) -> None:
    assert records(read_table(text_file(tmp_path, 'a,b\n3" pipe,2\n')))[0]["a"] == '3" pipe'


def test_the_guard_before_formulas_is_taken_off_once(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "a,b,c,d\n'=1+1,'@x,'tis,''-y\n"))
    assert table.rows[0].cells == ("=1+1", "@x", "'tis", "'-y")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\n \r\n", "empty"),
        (",,\n,,\n", "empty"),
        ('{"a": [1, 2]}', "JSON"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ('<?xml version="1.0"?><a/>', "web page"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        read_table(text_file(tmp_path, text))


def test_a_missing_file_and_a_picture_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="no file"):
        read_table(tmp_path / "nowhere.csv")
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01")
    with pytest.raises(RuleBroken, match="no text table"):
        read_table(picture)


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    with pytest.raises(RuleBroken, match="larger than 1 MB"):
        read_table(text_file(tmp_path, "a,b\n" + "1,2\n" * 300_000))


def test_a_cell_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="Row 2"):
        read_table(text_file(tmp_path, "a,b\n" + "x" * 200_000 + ",1\n"))
