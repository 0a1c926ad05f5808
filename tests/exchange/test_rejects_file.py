from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.exchange.closing import ImportCounts, closing_text
from fsmdesk.exchange.plans import plan_import
from fsmdesk.exchange.preview import plan_lines, reject_lines
from fsmdesk.exchange.reading import read_table
from fsmdesk.exchange.rejects_file import write_rejects
from fsmdesk.exchange.rows import Reject
from fsmdesk.exchange.table import Column, SourceTable
from tests.exchange.files import planned, records

TEXT = "Asset Name;Serial;Install Date;Reason\nA;=1;soon;old\nB;2;2020-01-02;new\nC;3;never;old\n"


@pytest.mark.parametrize("name", ["rejects.csv", "rejects.xlsx"])
def test_rejected_rows_can_be_mended_and_imported_again(tmp_path: Path, name: str) -> None:
    plan = planned(tmp_path, "equipment", TEXT)
    path = tmp_path / name
    write_rejects(path, plan.table, plan.rejects)
    again = read_table(path)
    assert [column.name for column in again.columns] == [
        "Asset Name",
        "Serial",
        "Install Date",
        "Reason",
        "Row",
        "Reason (2)",
    ]
    first = records(again)[0]
    assert (str(first["Row"]), first["Serial"], first["Reason"]) == ("2", "=1", "old")
    assert "soon" in str(first["Reason (2)"])
    retried = plan_import("equipment", again, zone=ZoneInfo("UTC"))
    assert len(retried.rejects) == 2
    assert "Row" not in {line.column for line in retried.mapping}


def test_a_mended_file_brings_the_rows_without_our_columns(tmp_path: Path) -> None:
    plan = planned(tmp_path, "equipment", TEXT)
    path = tmp_path / "rejects.csv"
    write_rejects(path, plan.table, plan.rejects)
    path.write_text(
        path.read_text("utf-8-sig").replace("soon", "2020-05-06").replace("never", "2020-05-07"), "utf-8"
    )
    mended = plan_import("equipment", read_table(path), zone=ZoneInfo("UTC"))
    assert [row.fields["name"] for row in mended.rows] == ["A", "C"]
    assert dict(mended.rows[0].extra) == {"Reason": "old"}


def test_cells_beyond_the_header_are_written_too(tmp_path: Path) -> None:
    rows = "".join(f"n{n},x\n" for n in range(6))
    plan = planned(tmp_path, "customers", f"Name,Phone\n{rows}A,1,surplus\n")
    path = tmp_path / "rejects.csv"
    write_rejects(path, plan.table, plan.rejects)
    assert records(read_table(path))[0]["Column 3"] == "surplus"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    plan = planned(tmp_path, "equipment", TEXT)
    with pytest.raises(EnvironmentProblem, match="can't be written"):
        write_rejects(tmp_path / "nowhere" / "rejects.csv", plan.table, plan.rejects)


# What a CSV cell can carry; control characters are tested apart, since they are refused anyway.
_cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=6))
def test_any_text_comes_back_from_the_file_as_it_was(
    tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    columns = tuple(Column(name, name, at) for at, name in enumerate(("Alpha", "Beta", "Gamma")))
    table = SourceTable("list.csv", columns, (), separator=",")
    rejects = [Reject(number, "", "", "why", cells) for number, cells in enumerate(rows, 2)]
    path = tmp_path / "rejects.csv"
    write_rejects(path, table, rejects)
    assert [row.cells[:3] for row in read_table(path).rows] == rows


def test_the_closing_account_adds_up() -> None:
    counts = ImportCounts(came=60, new=57, changed=1, same=1, rejected=1)
    assert closing_text(counts) == "60 rows came: 57 new, 1 changed, 1 same, 1 rejected."
    with pytest.raises(ValueError, match="60 rows came"):
        ImportCounts(came=60, new=58, changed=1, same=1, rejected=1)


def test_the_plan_in_words_tells_what_a_person_must_see(tmp_path: Path) -> None:
    lines = "\n".join(plan_lines(planned(tmp_path, "equipment", TEXT)))
    for told in (
        "Separator: semicolon",
        "Encoding: utf-8",
        "installed_on",
        "row 2: Install Date",
        "2 rejected",
    ):
        assert told in lines
    asked = "\n".join(
        plan_lines(planned(tmp_path, "work-orders", "Title,Due Date,Colour\nA,03/04/2024,red\n"))
    )
    assert "Questions:" in asked and "03/04/2024" in asked and "kept as text: Colour" in asked


def test_many_rejects_are_cut_short() -> None:
    rejects = [Reject(number, "", "", "why", ()) for number in range(30)]
    assert reject_lines(rejects)[-1].strip() == "and 10 more"
