import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fsmdesk.core.errors import EnvironmentProblem, NotAllowed, RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.terms import Priority
from fsmdesk.models import Customer, Equipment
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.exports.sheets import exportable_kinds
from fsmdesk.services.imports.files import FileOptions, import_plan, plan_file
from tests.services.shop import BOILER, LineOf, Shop, at


@pytest.mark.parametrize("kind", exportable_kinds())
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_every_kind_is_written_on_every_database(shop: Shop, tmp_path: Path, kind: str, ending: str) -> None:
    shop.job(lines=[LineOf()])
    path = tmp_path / f"{kind}.{ending}"
    count = shop.owner.ask(ExportList(kind=kind, path=str(path)))
    assert path.stat().st_size > 0
    if ending == "csv":
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == count + 1


def test_values_keep_their_types_and_rows_their_order(shop: Shop, tmp_path: Path) -> None:
    shop.change(Equipment, BOILER, installed_on=date(2020, 4, 1))
    shop.job(title="=1+1", due_at=at(12), lines=[LineOf(price_minor=12_345)])
    path = tmp_path / "jobs.xlsx"
    shop.owner.ask(
        ExportList(kind="work-orders", path=str(path), columns=("number", "title", "due_at", "net_minor"))
    )
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Number", "Title", "Finished by", "Net")
    assert rows[1] == (1, "=1+1", at(12).replace(tzinfo=None), 123.45)
    assert sheet["B2"].data_type == "s"


def test_only_what_the_request_selects_is_written(shop: Shop, tmp_path: Path) -> None:
    shop.add(*(Customer(name=f"Hotel {number}", city="Dover") for number in range(5)))
    request = ListRequest(text="hotel", filters=(ListFilter("archived", values=(False,)),), limit=2)
    path = tmp_path / "hotels.csv"
    assert shop.owner.ask(ExportList(kind="customers", path=str(path), request=request)) == 5


def test_costs_are_left_out_for_those_who_may_not_see_them(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    shop.dispatcher.ask(ExportList(kind="items", path=str(path)))
    assert "Cost" not in path.read_text(encoding="utf-8-sig").splitlines()[0]
    shop.owner.ask(ExportList(kind="items", path=str(path)))
    assert "Cost" in path.read_text(encoding="utf-8-sig").splitlines()[0]
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(ExportList(kind="items", path=str(path)))


@pytest.mark.parametrize(
    ("values", "field"),
    [({"kind": "dogs"}, "kind"), ({"columns": ("tail",)}, "columns"), ({"path": "x.pdf"}, "path")],
)
def test_what_can_not_be_exported_is_said(
    sqlite_shop: Shop, tmp_path: Path, values: dict[str, object], field: str
) -> None:
    given = {"kind": "items", "path": str(tmp_path / "x.csv")} | values
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.owner.ask(ExportList(**given))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(sqlite_shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        sqlite_shop.owner.ask(ExportList(kind="items", path=str(tmp_path / "no" / "x.xlsx")))
    assert list(tmp_path.iterdir()) == []


def test_an_export_comes_back_by_import_as_the_same(shop: Shop, tmp_path: Path) -> None:
    shop.add(Customer(name="'=cmd", city="Dover"), Customer(name="-Minus", city="+Plus", phone="@home"))
    path = tmp_path / "customers.csv"
    shop.owner.ask(ExportList(kind="customers", path=str(path), columns=("name", "city", "phone", "email")))
    done = import_plan(shop.owner, plan_file(shop.owner, "customers", path, FileOptions()))
    assert (done.counts.same, done.counts.new, done.counts.changed) == (4, 0, 0)


def test_groups_stand_over_their_rows_with_their_sums(shop: Shop, tmp_path: Path) -> None:
    for price in (10_000, 20_000):
        shop.job(title="Boiler", priority=Priority.HIGH, lines=[LineOf(price_minor=price)])
    shop.job(title="Tap", priority=Priority.LOW, lines=[LineOf(price_minor=500)])
    request = ListRequest(sort="net_minor", group_by="priority")
    columns = ("title", "priority", "net_minor")
    path = tmp_path / "jobs.xlsx"
    query = ExportList(kind="work-orders", path=str(path), request=request, columns=columns)
    assert shop.owner.ask(query) == 3
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Title", "Priority", "Net"),
        ("2 High (2)", None, 300),
        ("Boiler", "2 High", 100),
        ("Boiler", "2 High", 200),
        ("4 Low (1)", None, 5),
        ("Tap", "4 Low", 5),
        (None, None, 305),
    ]
    assert [sheet.row_dimensions[line].outlineLevel for line in range(2, 7)] == [0, 1, 1, 0, 1]
    shop.owner.ask(replace(query, path=str(tmp_path / "jobs.csv")))
    lines = (tmp_path / "jobs.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["Boiler,2 High,100.00", "Boiler,2 High,200.00", "Tap,4 Low,5.00"]


class Stopped(Exception):
    """What a person who waits no longer raises."""


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("stop_at", [0, 50, 120])
def test_a_long_export_tells_how_far_it_is_and_leaves_nothing_when_stopped(
    sqlite_shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, stop_at: int
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    sqlite_shop.add(*(Customer(name=f"Hotel {number}", city="Dover") for number in range(120)))
    path = tmp_path / f"hotels.{ending}"
    path.write_text("last week's")
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == stop_at:
            raise Stopped

    request = ListRequest(text="hotel")
    with pytest.raises(Stopped):
        sqlite_shop.owner.ask(ExportList(kind="customers", path=str(path), request=request, tell=tell))
    assert told == [(done, 120) for done in (0, 50, 100, 120) if done <= stop_at]
    assert path.read_text() == "last week's"
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name, "scratch"]
    assert list(scratch.iterdir()) == []
