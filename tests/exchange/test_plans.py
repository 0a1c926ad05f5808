from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, LineKind, Priority
from fsmdesk.exchange.plans import plan_import
from fsmdesk.exchange.questions import About
from fsmdesk.exchange.reading import read_table
from tests.exchange.files import NEW_YORK, planned, workbook


def test_a_customer_becomes_typed_fields_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = 'CustomerID,Company,Address 1,Address 2,Fax,Notes\n7, Müller GmbH ,Hauptstr. 1,Hof,030/1,"two\nlines"\n'
    plan = planned(tmp_path, "customers", text)
    row = plan.rows[0]
    assert dict(row.fields) == {
        "external_id": "7",
        "name": "Müller GmbH",
        "address": "Hauptstr. 1\nHof",
        "notes": "two\nlines",
    }
    assert dict(row.extra) == {"Fax": "030/1"}
    assert (row.row_number, plan.came, plan.is_ready) == (2, 1, True)


def test_a_private_customer_is_named_after_the_person(tmp_path: Path) -> None:
    text = "Company,First Name,Last Name\nAcme,Ann,Lee\n,Bob,Ray\n"
    rows = planned(tmp_path, "customers", text).rows
    assert [(row.fields["name"], row.fields["contact_name"]) for row in rows] == [
        ("Acme", "Ann Lee"),
        ("Bob Ray", "Bob Ray"),
    ]


def test_a_job_keeps_words_that_are_not_ours(tmp_path: Path) -> None:
    text = "Title,Priority,Status,Category\nA,P1,Open,Emergency\nB,P6,In Progress,Paint\nC,Yüksek,Kapalı,Bakım\nD,,,\n"
    rows = planned(tmp_path, "work-orders", text).rows
    assert dict(rows[0].fields) == {
        "title": "A",
        "priority": Priority.CRITICAL,
        "state": WorkOrderState.APPROVED,
        "was_closed": False,
        "kind": JobKind.EMERGENCY,
    }
    assert dict(rows[0].extra) == {"Status": "Open"}
    assert "priority" not in rows[1].fields
    assert dict(rows[1].extra) == {"Priority": "P6", "Status": "In Progress", "Category": "Paint"}
    assert (rows[2].fields["priority"], rows[2].fields["was_closed"]) == (Priority.HIGH, True)
    assert dict(rows[3].fields) == {"title": "D"}


@pytest.mark.parametrize(
    ("status", "was_closed"),
    [
        ("Complete", True),
        ("Closed", True),
        ("Cancelled", True),
        ("On Hold", False),
        ("Terminé", True),
        ("erledigt", True),
    ],
)
def test_a_state_tells_whether_the_job_was_over(tmp_path: Path, status: str, was_closed: bool) -> None:
    row = planned(tmp_path, "work-orders", f"Title,Status\nA,{status}\n").rows[0]
    assert row.fields["was_closed"] is was_closed
    assert row.extra["Status"] == status


def test_an_unknown_state_tells_nothing(tmp_path: Path) -> None:
    row = planned(tmp_path, "work-orders", "Title,Status\nA,Fiddly\n").rows[0]
    assert "was_closed" not in row.fields


def test_bare_numbers_are_no_priorities(tmp_path: Path) -> None:
    row = planned(tmp_path, "work-orders", "Title,Priority\nA,1\n").rows[0]
    assert "priority" not in row.fields
    assert row.extra["Priority"] == "1"


def test_wall_clocks_hang_in_the_given_zone(tmp_path: Path) -> None:
    text = "Title,Submitted,Due Date\nA,2024-07-01 09:00,2024-07-02\nB,2024-07-01T09:00Z,\n"
    rows = planned(tmp_path, "work-orders", text, zone=ZoneInfo("Europe/Berlin")).rows
    assert rows[0].fields["requested_at"] == datetime(2024, 7, 1, 7, tzinfo=UTC)
    assert rows[0].fields["due_at"] == datetime(2024, 7, 2, 21, 59, tzinfo=UTC)
    assert rows[1].fields["requested_at"] == datetime(2024, 7, 1, 9, tzinfo=UTC)


def test_a_job_that_ends_before_it_begins_is_a_reject(tmp_path: Path) -> None:
    (reject,) = planned(tmp_path, "work-orders", "Title,Opened,Closed\nA,2024-07-02,2024-07-01\n").rejects
    assert (reject.column, reject.value) == ("Closed", "2024-07-01")
    assert "before" in reject.reason


def test_an_open_order_of_dates_is_asked_and_nothing_is_read_before(tmp_path: Path) -> None:
    text = "Title,Due Date\nA,03/04/2024\n"
    plan = planned(tmp_path, "work-orders", text)
    assert [question.about for question in plan.questions] == [About.DATES]
    assert "03/04/2024" in plan.questions[0].text
    assert (plan.is_ready, plan.rows, plan.rejects) == (False, (), ())
    answered = planned(tmp_path, "work-orders", text, dates="mdy", zone=ZoneInfo("UTC"))
    assert answered.rows[0].fields["due_at"] == datetime(2024, 3, 4, 23, 59, tzinfo=UTC)


def test_one_column_speaks_for_the_dates_of_the_file(tmp_path: Path) -> None:
    text = "Name,Install Date,Warranty End\nA,03/04/2020,13/04/2025\n"
    plan = planned(tmp_path, "equipment", text)
    assert plan.rows[0].fields["installed_on"] == date(2020, 4, 3)
    assert "day first" in next(line.how for line in plan.mapping if line.field == "installed_on")


def test_dates_that_contradict_each_other_are_asked(tmp_path: Path) -> None:
    plan = planned(tmp_path, "equipment", "Name,Install Date\nA,13/04/2020\nB,04/13/2020\n")
    assert [question.about for question in plan.questions] == [About.DATES]
    answered = planned(tmp_path, "equipment", "Name,Install Date\nA,13/04/2020\nB,04/13/2020\n", dates="dmy")
    assert [reject.row_number for reject in answered.rejects] == [3]


def test_an_unreadable_date_is_a_reject_that_names_it(tmp_path: Path) -> None:
    plan = planned(
        tmp_path, "equipment", "Name,Serial,Install Date\nA,1,soon\nB,2,2020-01-02\nC,3,2020-02-30\n"
    )
    assert [row.fields["name"] for row in plan.rows] == ["B"]
    assert [(reject.row_number, reject.column, reject.value) for reject in plan.rejects] == [
        (2, "Install Date", "soon"),
        (4, "Install Date", "2020-02-30"),
    ]
    assert "Install Date" in plan.rejects[0].reason and "soon" in plan.rejects[0].reason
    assert plan.rejects[0].cells == ("A", "1", "soon")


def test_all_faults_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    text = "Title,Due Date,Estimated Hours\nA,soon,many\n"
    (reject,) = planned(tmp_path, "work-orders", text).rejects
    assert "soon" in reject.reason and "many" in reject.reason


def test_money_is_minor_units_of_the_office(tmp_path: Path) -> None:
    text = 'Name,Price,Cost\nNut,"1.234,50 €","0,10"\n'
    fields = planned(tmp_path, "items", text).rows[0].fields
    assert (fields["price_minor"], fields["cost_minor"]) == (123_450, 10)
    yen = planned(tmp_path, "items", "Name,Price\nNut,1234\n", exponent=0)
    assert yen.rows[0].fields["price_minor"] == 1234


@pytest.mark.parametrize(
    ("price", "says"),
    [
        ("-5", "not below zero"),
        ("1.005", "more than 2 decimals"),
        ("99999999999", "too large"),
        ("cheap", "no number"),
    ],
)
def test_absurd_amounts_are_rejects(tmp_path: Path, price: str, says: str) -> None:
    (reject,) = planned(tmp_path, "items", f"Name,Price\nNut,{price}\n", decimal=".").rejects
    assert says in reject.reason


def test_an_open_decimal_sign_is_asked(tmp_path: Path) -> None:
    text = 'Name,Price\nNut,"1,234"\n'
    plan = planned(tmp_path, "items", text)
    assert [question.about for question in plan.questions] == [About.DECIMAL]
    assert planned(tmp_path, "items", text, decimal=".").rows[0].fields["price_minor"] == 123_400
    (reject,) = planned(tmp_path, "items", text, decimal=",").rejects
    assert "decimals" in reject.reason


def test_hours_and_minutes_are_told_apart_or_asked(tmp_path: Path) -> None:
    def minutes(header: str, *values: str, **options: str) -> list[object]:
        text = f"Title,{header}\n" + "".join(f"A,{value}\n" for value in values)
        return [
            row.fields.get("duration_minutes")
            for row in planned(tmp_path, "work-orders", text, **options).rows
        ]

    assert minutes("Duration", "60", "90") == [60, 90]
    assert minutes("Estimated Duration", "4", "1.5") == [240, 90]
    assert minutes("Estimated Hours", "20", "0") == [1200, None]
    assert minutes("Duration", "1:30", "45 min") == [90, 45]
    assert minutes("Duration", "8", "40") == []
    assert minutes("Duration", "8", "40", lengths="minutes") == [8, 40]


def test_an_explicit_unit_can_be_mapped(tmp_path: Path) -> None:
    text = "Title,Duration\nA,8\nB,40\n"
    rows = planned(tmp_path, "work-orders", text, mapping={"Duration": "duration_hours"}).rows
    assert [row.fields["duration_minutes"] for row in rows] == [480, 2400]


def test_doubles_in_the_file_are_rejects_and_repetitions_the_same(tmp_path: Path) -> None:
    text = "CustomerID,Name\n1,A\n1,A\n1,B\n2,C\n,D\n,D\n"
    plan = planned(tmp_path, "customers", text)
    assert [row.row_number for row in plan.rows] == [2, 5, 6, 7]
    assert plan.same == (3,)
    assert [(reject.row_number, reject.column, reject.value) for reject in plan.rejects] == [
        (4, "CustomerID", "1")
    ]
    assert "row 2" in plan.rejects[0].reason
    assert len(plan.rows) + len(plan.same) + len(plan.rejects) == plan.came


def test_rows_that_name_nothing_or_too_much_are_rejects(tmp_path: Path) -> None:
    rows = "".join(f"n{n},a@b.de\n" for n in range(6))
    plan = planned(tmp_path, "customers", f"Name,Email\n{rows},x@y.de\nz,c@d.de,surplus\n")
    assert [reject.row_number for reject in plan.rejects] == [8, 9]
    assert "name" in plan.rejects[0].reason
    assert "more cells than the header" in plan.rejects[1].reason


@pytest.mark.parametrize("column", ["Name", "Fax", "Notes"])
def test_control_characters_are_rejects_with_the_place_named(tmp_path: Path, column: str) -> None:
    cells = {"Name": "A", "Fax": "1", "Notes": "x"} | {column: "ab\x07c"}
    (reject,) = planned(tmp_path, "customers", f"Name,Fax,Notes\n{','.join(cells.values())}\n").rejects
    assert reject.column == column
    assert "character 3" in reject.reason and "U+0007" in reject.reason


def test_a_text_that_is_too_long_is_a_reject(tmp_path: Path) -> None:
    (reject,) = planned(tmp_path, "customers", f"Name,Email\n{'x' * 1001},\n").rejects
    assert "1001" in reject.reason and len(reject.reason) < 200


def test_marks_for_nothing_are_nothing_but_a_dash_may_be_a_name(tmp_path: Path) -> None:
    text = "Name,Serial,Installed,External ID\n-,n/a,n/a,-\nB,#N/A,?,--\n"
    rows = planned(tmp_path, "equipment", text).rows
    assert [dict(row.fields) for row in rows] == [{"name": "-"}, {"name": "B"}]


def test_lists_coordinates_and_counts(tmp_path: Path) -> None:
    text = "Technician,Skills,Home Lat,Home Lng,Max Daily Jobs\nAnn,Gas; Boiler;Gas,40.5,-74,4\n"
    fields = planned(tmp_path, "technicians", text).rows[0].fields
    assert fields["skills"] == ("Gas", "Boiler")
    assert (fields["home_latitude_micro"], fields["home_longitude_micro"]) == (40_500_000, -74_000_000)
    assert fields["max_daily_jobs"] == 4


def test_one_column_of_coordinates_fills_both(tmp_path: Path) -> None:
    fields = planned(tmp_path, "sites", 'Name,Coordinates\nA,"(40.5, -74.25)"\n').rows[0].fields
    assert dict(fields) == {"name": "A", "latitude_micro": 40_500_000, "longitude_micro": -74_250_000}


def test_kinds_of_lines(tmp_path: Path) -> None:
    rows = planned(
        tmp_path, "items", "Name,Type,Price\nA,Service,1\nB,Inventory,2\nC,Flat fee,3\nD,Bundle,4\n"
    ).rows
    kinds = [row.fields.get("kind") for row in rows]
    assert kinds == [LineKind.LABOUR, LineKind.PART, LineKind.FEE, None]
    assert rows[3].extra["Type"] == "Bundle"


def test_typed_cells_of_a_workbook_are_taken_as_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Serial", "Install Date", "Warranty"],
        ["A", 12345, datetime(2020, 4, 3), "2024-01-02"],
        ["B", 1.5, 45000, None],
        ["C", "=1/0", None, None],
    ]
    plan = plan_import("equipment", read_table(workbook(tmp_path, {"Equipment": rows})), zone=NEW_YORK)
    assert dict(plan.rows[0].fields) == {
        "name": "A",
        "serial": "12345",
        "installed_on": date(2020, 4, 3),
        "warranty_until": date(2024, 1, 2),
    }
    # a serial day number is a date only where the workbook says so
    assert [reject.row_number for reject in plan.rejects] == [3, 4]
    assert "never calculated" in plan.rejects[1].reason


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="only a header"):
        planned(tmp_path, "customers", "Name,Email\n")


@pytest.mark.parametrize("option", [{"dates": "ymd?"}, {"decimal": ";"}, {"lengths": "days"}])
def test_answers_that_are_none_are_refused(tmp_path: Path, option: dict[str, str]) -> None:
    with pytest.raises(RuleBroken):
        planned(tmp_path, "customers", "Name\nA\n", **option)
