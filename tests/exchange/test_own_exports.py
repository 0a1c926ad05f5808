"""What our own lists write, the import reads back as it was."""

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsmdesk.core.texts import find_forbidden
from fsmdesk.exchange.plans import plan_import
from fsmdesk.exchange.reading import read_table
from fsmdesk.reports.columns import ColumnKind, ExportColumn
from fsmdesk.reports.csv_file import csv_bytes
from tests.exchange.files import NEW_YORK

_storable = st.text(max_size=15).filter(lambda text: find_forbidden(text, multiline=True) is None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_storable, _storable), min_size=1, max_size=8))
def test_every_storable_text_comes_back_from_csv(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    columns = [ExportColumn("Number"), ExportColumn("Name"), ExportColumn("Notes")]
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(columns, [(f"N{at}", *pair) for at, pair in enumerate(texts)]))
    table = read_table(path)
    assert (table.encoding, table.separator) == ("utf-8-sig", ",")
    assert [row.cells[1:] for row in table.rows] == texts


def test_typed_values_come_back_with_their_meaning(tmp_path: Path) -> None:
    columns = [
        ExportColumn("Title"),
        ExportColumn("Priority"),
        ExportColumn("Due", ColumnKind.INSTANT, zone=NEW_YORK),
        ExportColumn("Requested", ColumnKind.DATE),
        ExportColumn("Price", ColumnKind.MONEY, currency="USD"),
    ]
    due = datetime(2024, 7, 1, 16, 30, tzinfo=UTC)
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes(columns, [("=Leak", "2 High", due, date(2024, 6, 30), 123_450)]))
    fields = plan_import("work-orders", read_table(path), zone=NEW_YORK).rows[0].fields
    assert (fields["title"], fields["due_at"], fields["price_minor"]) == ("=Leak", due, 123_450)
    assert fields["priority"] == 2
    assert fields["requested_at"] == datetime(2024, 6, 30, 4, tzinfo=UTC)
