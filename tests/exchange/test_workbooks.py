import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.exchange import workbooks
from fsmdesk.exchange.reading import read_table
from tests.exchange.files import records, workbook


def _rewritten(path: Path, part: str, change: dict[str, str]) -> Path:
    """The same workbook with one part changed."""
    new = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        for item in old.infolist():
            data = old.read(item).decode("utf-8") if item.filename == part else None
            if data is None:
                made.writestr(item, old.read(item))
                continue
            for pattern, by in change.items():
                data, count = re.subn(pattern, by, data)
                assert count
            made.writestr(item, data)
    return new


def test_cells_keep_their_types(tmp_path: Path) -> None:
    values = [
        "x",
        7,
        1.5,
        True,
        datetime(2024, 3, 2, 10, 30),
        date(2024, 3, 2),
        time(9, 5),
        timedelta(minutes=90),
    ]
    path = workbook(tmp_path, {"List": [["a", "b", "c", "d", "e", "f", "g", "h"], values]})
    cells = read_table(path).rows[0].cells
    assert cells == (
        "x",
        7,
        1.5,
        True,
        datetime(2024, 3, 2, 10, 30),
        datetime(2024, 3, 2),
        time(9, 5),
        cells[7],
    )
    assert isinstance(cells[3], bool)
    assert cells[7] in (timedelta(minutes=90), time(1, 30))


@pytest.mark.parametrize("claim", ["A1:B1", "A1", "C3:D4"])
def test_a_sheet_that_lies_about_its_size_is_read_to_the_end(tmp_path: Path, claim: str) -> None:
    rows: list[list[object]] = [["name", "city"]]
    rows += [[f"n{n}", "Bonn"] for n in range(300)]
    path = workbook(tmp_path, {"List": rows})
    lying = _rewritten(
        path, "xl/worksheets/sheet1.xml", {r'<dimension ref="[^"]*"': f'<dimension ref="{claim}"'}
    )
    table = read_table(lying)
    assert len(table.rows) == 300
    assert table.rows[-1].cells == ("n299", "Bonn")


def test_a_named_sheet_is_read_and_an_unknown_one_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"One": [["a"], ["1"]], "Two": [["b"], ["2"]]})
    assert records(read_table(path, sheet="Two")) == [{"b": "2"}]
    with pytest.raises(RuleBroken, match="One, Two"):
        read_table(path, sheet="Three")


def test_a_hidden_sheet_is_not_chosen(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path, {"Wide": [["a", "b", "c"], [1, 2, 3]], "Shown": [["a"], [1]]})
    book = load_workbook(path)
    book["Wide"].sheet_state = "hidden"
    book.save(path)
    assert read_table(path).sheet == "Shown"


def test_formulas_give_their_saved_value_and_are_marked_without_one(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List": [["name", "price"], ["Nut", "=1+1"], ["Bolt", 3]]})
    table = read_table(path)
    assert [row.cells[1] for row in table.rows] == [workbooks.NOT_CALCULATED, 3]
    saved = _rewritten(path, "xl/worksheets/sheet1.xml", {r"<f>1\+1</f><v ?(/>|></v>)": "<f>1+1</f><v>2</v>"})
    assert [row.cells[1] for row in read_table(saved).rows] == [2, 3]


def test_damaged_workbooks_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List": [["a"], ["x"]]})
    data = path.read_bytes()
    for broken in (data[: len(data) // 2], data[:200] + b"\x00" * 50 + data[250:], b"PK\x03\x04 nothing"):
        path.write_bytes(broken)
        with pytest.raises(RuleBroken):
            read_table(path)


def test_malformed_xml_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List": [["a"], ["x"]]})
    with pytest.raises(RuleBroken, match="damaged"):
        read_table(_rewritten(path, "xl/worksheets/sheet1.xml", {"</sheetData>": ""}))


def test_definitions_inside_a_workbook_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List": [["a"], ["x"]]})
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'
    with pytest.raises(RuleBroken, match="no spreadsheet program writes"):
        read_table(_rewritten(path, "xl/worksheets/sheet1.xml", {"<worksheet": bomb}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_BYTES", 1_000_000)
    path = workbook(tmp_path, {"List": [["a"], ["x"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", b"\0" * 2_000_000)
    with pytest.raises(RuleBroken, match="unpacks to more than 1 MB"):
        read_table(path)


def test_a_sheet_with_too_many_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 10)
    path = workbook(tmp_path, {"List": [["a", "b"]] * 20})
    with pytest.raises(RuleBroken, match="more than 10 cells"):
        read_table(path)


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("EncryptedPackage".encode("utf-16-le"), "password"),
        ("Workbook".encode("utf-16-le"), "old XLS format"),
    ],
)
def test_protected_and_old_workbooks_are_named(tmp_path: Path, inside: bytes, says: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + inside)
    with pytest.raises(RuleBroken, match=says):
        read_table(path)


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(RuleBroken, match="no Excel workbook"):
        read_table(path)


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="empty"):
        read_table(workbook(tmp_path, {"List": []}))
