"""Files that nobody here wrote, read where they are present."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.core.texts import find_forbidden, unify_line_ends
from fsmdesk.exchange.plans import ImportPlan, plan_import
from fsmdesk.exchange.reading import read_table
from fsmdesk.exchange.recognition import read_kind
from fsmdesk.exchange.rejects_file import write_rejects
from fsmdesk.exchange.rows import Reject
from fsmdesk.exchange.table import Column, SourceTable
from tests.exchange.files import NEW_YORK, records
from tests.support.shared_data import shared_data


def _folder() -> Path:
    folder = shared_data()
    assert folder is not None
    return folder


SPECTRUM = sorted((_folder() / "hostile" / "csv-spectrum" / "csvs").glob("*.csv"))
JOBS = _folder() / "work-orders"
EQUIPMENT = _folder() / "equipment"


def _plan(kind: str, path: Path, **options: Any) -> ImportPlan:
    return plan_import(kind, read_kind(path, kind), zone=options.pop("zone", NEW_YORK), **options)


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_awkward_files_have_their_published_meaning(path: Path) -> None:
    meaning = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text("utf-8"))
    expected = meaning if isinstance(meaning, list) else [meaning]
    if b"\r" not in path.read_bytes():
        expected = [{name: text.replace("\r\n", "\n") for name, text in row.items()} for row in expected]
    if path.stem == "location_coordinates":
        # the published meaning gives another telephone number than the file
        expected[0]["Contact Phone Number"] = "2095257564"
    assert records(read_table(path)) == expected


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("sites", "aifieldservice/data/sites.csv", 60),
        ("technicians", "aifieldservice/data/technicians.csv", 24),
        ("work-orders", "aifieldservice/data/work_orders.csv", 60),
        ("requests", "nyc311-118/data/311_Service_Requests.csv", 117),
        ("sites", "rails-scheduler/locations.csv", 6),
        ("technicians", "rails-scheduler/technicians.csv", 4),
        ("technicians", "hackrice-chevron/data/workers.csv", 10),
        ("sites", "hackrice-chevron/data/fac_detail.csv", 5),
        ("equipment", "hackrice-chevron/data/equipment.csv", 10),
        ("work-orders", "hackrice-chevron/data/work_orders.csv", 30),
        *((kind, f"cmms-import-templates/{language}/{name}.csv", rows)
          for language in ("en", "fr", "tr")
          for kind, name, rows in (
              ("equipment", "asset", 3), ("sites", "location", 5), ("items", "part", 4),
              ("work-orders", "work_order", 3),
          )),
        ("sites", "cmms-telecom-demo/telecom/Locations.csv", 12),
        ("items", "cmms-telecom-demo/telecom/Parts.csv", 10),
        ("work-orders", "cmms-telecom-demo/telecom/WorkOrders.csv", 15),
    ],
)  # fmt: skip
def test_lists_of_other_programs_are_read_whole(kind: str, name: str, rows: int) -> None:
    plan = _plan(kind, JOBS / name)
    assert plan.is_ready
    assert (len(plan.rows), plan.rejects, plan.same) == (rows, (), ())


def test_customers_of_a_trading_company() -> None:
    plan = _plan("customers", _folder() / "customers" / "northwind-customers.csv")
    assert len(plan.rows) == 91
    assert dict(plan.rows[4].fields) == {
        "external_id": "BERGS",
        "name": "Berglunds snabbköp",
        "contact_name": "Christina Berglund",
        "contact_title": "Order Administrator",
        "address": "Berguvsvägen  8",
        "city": "Luleå",
        "postcode": "S-958 22",
        "country": "Sweden",
        "phone": "0921-12 34 65",
    }


def test_a_job_of_a_field_service_shop() -> None:
    row = _plan("work-orders", JOBS / "aifieldservice/data/work_orders.csv", zone=ZoneInfo("UTC")).rows[0]
    assert dict(row.fields) == {
        "external_id": "1001",
        "customer": "Fake Energy Company",
        "site_external_id": "001",
        "city": "San Diego",
        "region": "CA",
        "title": "Transformer inspection",
        "technician": "Carlos Reyes",
        "state": WorkOrderState.APPROVED,
        "was_closed": False,
        "priority": Priority.CRITICAL,
        "requested_at": datetime(2026, 6, 8, 8, tzinfo=UTC),
        "notes": "Customer reported overheating near panel",
        "duration_minutes": 180,
    }
    assert row.extra["safety_escalation"] == "Yes"


def test_a_request_of_a_city() -> None:
    row = _plan("requests", JOBS / "nyc311-118/data/311_Service_Requests.csv").rows[0]
    assert row.fields["requested_at"] == datetime(2016, 6, 21, 2, 4, 21, tzinfo=UTC)
    assert row.fields["latitude_micro"] == 40_675_008
    assert row.fields["address"] == "70 BUSH STREET"
    assert row.fields["was_closed"] is True
    assert row.extra["Borough"] == "BROOKLYN"


def test_placed_jobs_ask_for_the_order_of_their_dates() -> None:
    path = JOBS / "rails-scheduler/work_orders.csv"
    assert not _plan("work-orders", path).is_ready
    plan = _plan("work-orders", path, dates="mdy", zone=ZoneInfo("UTC"))
    starts = [(row.fields["technician_external_id"], row.fields["planned_at"]) for row in plan.rows[:2]]
    assert starts == [
        ("1", datetime(2019, 10, 1, 6, tzinfo=UTC)),
        ("1", datetime(2019, 10, 1, 10, tzinfo=UTC)),
    ]
    assert (plan.rows[1].fields["duration_minutes"], plan.rows[1].fields["price_minor"]) == (120, 23_000)


def test_parents_of_places_and_machines() -> None:
    sites = _plan("sites", JOBS / "cmms-import-templates/tr/location.csv").rows
    assert [row.fields.get("parent") for row in sites][:3] == [None, "Ana Tesis 1", "Kuluçka Evi 1"]
    machines = _plan("equipment", JOBS / "cmms-telecom-demo/telecom/Assets.csv", dates="dmy").rows
    assert (machines[0].fields["parent"], machines[0].fields["serial"]) == ("Switch-1", "RTR1-12345")


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        *(
            ("equipment", f"cmms-import-templates/{language}/meter.csv", "meters")
            for language in ("en", "fr", "tr")
        ),
        ("items", "cmms-telecom-demo/telecom/Meters.csv", "meters"),
        ("work-orders", "cmms-import-templates/en/preventive_maintenance.csv", "maintenance plans"),
        ("customers", "cmms-import-templates/fr/part.csv", "items"),
        ("customers", "aifieldservice/data/sites.csv", "sites"),
        ("sites", "nyc311-118/data/311_Service_Requests.csv", "work orders"),
    ],
)
def test_lists_of_other_things_are_refused_by_name(kind: str, name: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=f"list of {says}"):
        _plan(kind, JOBS / name)


@pytest.mark.parametrize("name", ["Documents.xlsx", "FunctionsCobie.xlsx"])
def test_a_building_handover_holds_equipment(name: str) -> None:
    plan = _plan("equipment", EQUIPMENT / name)
    assert plan.table.sheet == "Component"
    assert plan.rows[0].fields["place"] == "East Elevation_02-8.1-54"
    assert "serial" not in plan.rows[0].fields


def test_a_building_handover_without_equipment_says_so() -> None:
    with pytest.raises(RuleBroken, match="“Component” has only a header"):
        _plan("equipment", EQUIPMENT / "BlankColumns.xlsx")


@pytest.mark.parametrize("path", sorted(EQUIPMENT.rglob("InstalledEq*.xlsx")), ids=lambda path: path.stem)
def test_protected_workbooks_say_so(path: Path) -> None:
    with pytest.raises(RuleBroken, match="password"):
        read_table(path)


@pytest.mark.parametrize("path", sorted(EQUIPMENT.rglob("*template_*.csv")), ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["equipment", "work-orders"])
def test_templates_without_rows_bring_nothing(path: Path, kind: str) -> None:
    with pytest.raises(RuleBroken, match=r"only a header|holds no"):
        _plan(kind, path)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_naughty_strings_are_kept_or_refused_with_the_place(tmp_path: Path, name: str) -> None:
    naughty: list[str] = json.loads((_folder() / "hostile" / "blns" / "blns.json").read_text("utf-8"))
    kept = [text for text in naughty if text.strip() and find_forbidden(text, multiline=True) is None]
    columns = tuple(Column(title, title, at) for at, title in enumerate(("Customer ID", "Name", "Notes")))
    rejects = [Reject(at, "", "", "why", (str(at), f"n{at}", text)) for at, text in enumerate(kept, 2)]
    path = tmp_path / name
    write_rejects(path, SourceTable("list", columns, (), separator=","), rejects)
    plan = _plan("customers", path)
    assert [row.fields["notes"] for row in plan.rows] == [unify_line_ends(text) for text in kept]


def test_naughty_control_characters_are_rejects(tmp_path: Path) -> None:
    naughty: list[str] = json.loads((_folder() / "hostile" / "blns" / "blns.json").read_text("utf-8"))
    refused = [text for text in naughty if text.strip() and find_forbidden(text, multiline=True) is not None]
    assert refused
    columns = tuple(Column(title, title, at) for at, title in enumerate(("Customer ID", "Name", "Notes")))
    rejects = [Reject(at, "", "", "why", (str(at), f"n{at}", text)) for at, text in enumerate(refused, 2)]
    path = tmp_path / "list.csv"
    write_rejects(path, SourceTable("list", columns, (), separator=","), rejects)
    plan = _plan("customers", path)
    assert (len(plan.rejects), plan.rows) == (len(refused), ())
    assert all(reject.column == "Notes" and "character" in reject.reason for reject in plan.rejects)
