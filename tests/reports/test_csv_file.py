import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.texts import unguard_from_csv
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportValue
from fsmdesk.reports.csv_file import csv_bytes

K = ColumnKind

CASES: list[tuple[ExportColumn, ExportValue, str]] = [
    (ExportColumn("T"), "Pump, big", "Pump, big"),
    (ExportColumn("T"), 'say "hi"', 'say "hi"'),
    (ExportColumn("T"), "two\nlines", "two\nlines"),
    (ExportColumn("T"), "", ""),
    (ExportColumn("T"), "=1+1", "'=1+1"),
    (ExportColumn("T"), "+49 30 1", "'+49 30 1"),
    (ExportColumn("T"), "-5", "'-5"),
    (ExportColumn("T"), "@x", "'@x"),
    (ExportColumn("T"), "a=b", "a=b"),
    (ExportColumn("N", K.INTEGER), -7, "-7"),
    (ExportColumn("M", K.MONEY, "EUR"), 123405, "1234.05"),
    (ExportColumn("M", K.MONEY, "EUR"), -5, "-0.05"),
    (ExportColumn("M", K.MONEY, "JPY"), 500, "500"),
    (ExportColumn("M", K.MONEY, "KWD"), 1, "0.001"),
    (ExportColumn("Q", K.QUANTITY), 1750, "1.75"),
    (ExportColumn("Q", K.QUANTITY), 2000, "2"),
    (ExportColumn("Q", K.QUANTITY), 10000, "10"),
    (ExportColumn("D", K.DATE), date(2026, 2, 3), "2026-02-03"),
    (
        ExportColumn("I", K.INSTANT, zone=ZoneInfo("America/New_York")),
        datetime(2026, 7, 1, 2, 5, tzinfo=UTC),
        "2026-06-30 22:05",
    ),
    (ExportColumn("B", K.BOOL), True, "TRUE"),
    (ExportColumn("B", K.BOOL), False, "FALSE"),
    (ExportColumn("L", K.DURATION), 1590, "26:30"),
    (ExportColumn("L", K.DURATION), -5, "-0:05"),
    (ExportColumn("N", K.INTEGER), None, ""),
]


@pytest.mark.parametrize(("column", "value", "cell"), CASES)
def test_each_kind_has_one_form(column: ExportColumn, value: ExportValue, cell: str) -> None:
    data = csv_bytes([ExportColumn("First"), column], [["x", value]])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["First", column.title], ["x", cell]]
    if isinstance(value, str):
        assert unguard_from_csv(rows[1][1]) == value


def test_excel_can_tell_the_encoding() -> None:
    assert csv_bytes([ExportColumn("Größe")], []) == b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe\r\n"


def test_a_control_character_is_refused_with_the_place() -> None:
    with pytest.raises(RuleBroken, match="Row 2, Name"):
        csv_bytes([ExportColumn("Name")], [["a"], ["b\x07"]])
