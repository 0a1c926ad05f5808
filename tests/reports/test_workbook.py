from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from fsmdesk.core.errors import RuleBroken
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportValue
from fsmdesk.reports.workbook import write_workbook

K = ColumnKind
BERLIN = ZoneInfo("Europe/Berlin")


def sheet_of(
    columns: Sequence[ExportColumn], rows: Sequence[Sequence[ExportValue]], title: str = "List"
) -> Any:
    """The written file, read back."""
    file = BytesIO()
    assert write_workbook(file, title, columns, rows) == len(rows)
    return load_workbook(file).active


def cell_of(column: ExportColumn, value: ExportValue) -> Any:
    return sheet_of([column], [[value]])["A2"]


# column, value, what is read back, its type, its format
CASES: list[tuple[ExportColumn, ExportValue, object, str, str]] = [
    (ExportColumn("Text"), "Pump", "Pump", "s", "General"),
    (ExportColumn("Text"), "  two blanks each side  ", "  two blanks each side  ", "s", "General"),
    (ExportColumn("Text"), "two\nlines", "two\nlines", "s", "General"),
    (ExportColumn("Text"), "مضخة 😀 ポンプ", "مضخة 😀 ポンプ", "s", "General"),
    (ExportColumn("Text"), "<b>&amp;</b>", "<b>&amp;</b>", "s", "General"),
    (ExportColumn("Text"), "00123", "00123", "s", "General"),
    (ExportColumn("Count", K.INTEGER), 12, 12, "n", "0"),
    (ExportColumn("Count", K.INTEGER), 0, 0, "n", "0"),
    (ExportColumn("Net", K.MONEY, "EUR"), 123456, 1234.56, "n", "#,##0.00"),
    (ExportColumn("Net", K.MONEY, "EUR"), -5, -0.05, "n", "#,##0.00"),
    (ExportColumn("Net", K.MONEY, "JPY"), 500, 500, "n", "#,##0"),
    (ExportColumn("Net", K.MONEY, "KWD"), 1234, 1.234, "n", "#,##0.000"),
    (ExportColumn("Qty", K.QUANTITY), 1750, 1.75, "n", "General"),
    (ExportColumn("Day", K.DATE), date(2026, 2, 28), datetime(2026, 2, 28), "d", "mm-dd-yy"),
    (
        ExportColumn("At", K.INSTANT, zone=BERLIN),
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
        datetime(2026, 7, 2, 0, 30),
        "d",
        "m/d/yy h:mm",
    ),
    (
        ExportColumn("At", K.INSTANT, zone=BERLIN),
        datetime(2026, 1, 1, 11, 7, tzinfo=UTC),
        datetime(2026, 1, 1, 12, 7),
        "d",
        "m/d/yy h:mm",
    ),
    (ExportColumn("Paid", K.BOOL), True, True, "b", "General"),
    (ExportColumn("Paid", K.BOOL), False, False, "b", "General"),
    (ExportColumn("Time", K.DURATION), 1590, timedelta(hours=26, minutes=30), "d", "[h]:mm"),
]


@pytest.mark.parametrize(("column", "value", "expected", "kind", "number_format"), CASES)
def test_values_come_back_with_type_and_format(
    column: ExportColumn, value: ExportValue, expected: object, kind: str, number_format: str
) -> None:
    cell = cell_of(column, value)
    assert cell.value == expected
    assert cell.data_type == kind
    assert cell.number_format == number_format


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "#REF!", "TRUE", "1e5", "=", "'x"]
)
def test_text_is_never_a_formula_or_a_number(text: str) -> None:
    cell = cell_of(ExportColumn("Text"), text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_title_is_text_too() -> None:
    sheet = sheet_of([ExportColumn("=A1")], [])
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=A1", "s")


@pytest.mark.parametrize("kind", list(ColumnKind))
def test_no_value_is_an_empty_cell(kind: ColumnKind) -> None:
    assert cell_of(ExportColumn("X", kind, "EUR"), None).value is None


def test_each_row_has_its_own_values() -> None:
    columns = [ExportColumn("Name"), ExportColumn("Net", K.MONEY, "EUR")]
    sheet = sheet_of(columns, [["a", 100], ["b", None], ["", 300], ["d", 400]])
    rows = [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [("a", 1), ("b", None), (None, 3), ("d", 4)]


@pytest.mark.parametrize(
    ("text", "named"),
    [("a\x00b", "character 2"), ("\x1b", "character 1"), ("ab\ud800", "character 3"), ("\ufffe", "U+FFFE")],
)
def test_what_a_cell_cannot_hold_is_refused_with_the_place(text: str, named: str) -> None:
    with pytest.raises(RuleBroken, match="Row 2, Problem") as caught:
        write_workbook(
            BytesIO(), "List", [ExportColumn("No"), ExportColumn("Problem")], [["1", "fine"], ["2", text]]
        )
    assert named in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fits"), [("x" * 32_767, True), ("x" * 32_768, False), ("😀" * 16_384, False)]
)
def test_a_text_is_never_cut(text: str, fits: bool) -> None:
    if fits:
        assert cell_of(ExportColumn("Text"), text).value == text
        return
    with pytest.raises(RuleBroken, match="Row 1, Text"):
        cell_of(ExportColumn("Text"), text)


def test_sums_stand_below_the_rows_and_outside_the_filter() -> None:
    columns = [
        ExportColumn("Name"),
        ExportColumn("Net", K.MONEY, "EUR", has_total=True),
        ExportColumn("Time", K.DURATION, has_total=True),
    ]
    sheet = sheet_of(columns, [["a", 1050, 60], ["b", None, 30], ["c", 250, None]])
    assert [cell.value for cell in sheet[5]] == [None, 13, timedelta(minutes=90)]
    assert sheet["B5"].font.bold
    assert sheet.auto_filter.ref == "A1:C4"


def test_the_head_stays_in_view_and_stands_out() -> None:
    sheet = sheet_of([ExportColumn("Name"), ExportColumn("Net", K.MONEY, "EUR", width=31)], [["a", 1]])
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet["A1"].fill.fgColor.rgb == "FFEEF1F5"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.column_dimensions["B"].width == 31
    assert sheet.column_dimensions["A"].width == 26


@pytest.mark.parametrize(
    ("title", "name"),
    [("Invoices", "Invoices"), ("a/b:c?", "a b c"), ("x" * 40, "x" * 31), ("", "1"), ("''", "1")],
)
def test_any_title_gives_a_sheet_name(title: str, name: str) -> None:
    assert sheet_of([ExportColumn("A")], [], title).title == name


def test_rows_may_come_from_a_generator_and_go_to_a_path(tmp_path: Any) -> None:
    path = tmp_path / "list.xlsx"
    count = write_workbook(path, "List", [ExportColumn("N", K.INTEGER)], ([n] for n in range(500)))
    assert count == 500
    assert load_workbook(path).active["A501"].value == 499  # type: ignore[index]


def test_the_file_is_a_sound_archive_without_formulas() -> None:
    file = BytesIO()
    write_workbook(file, "List", [ExportColumn("T")], [["=1+1"]] * 3)
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
