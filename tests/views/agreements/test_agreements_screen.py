"""The list of agreements with its panel."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.parties.messages import AgreementList, AgreementRow, SaveAgreement, SaveCustomer
from fsmdesk.views.agreements.list_screen import AgreementsScreen
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker
from tests.views.real_office import CONTROL, RealOffice, field_of, fill, press, settle, shown, type_into

_FIRST = AgreementList(request=ListRequest())
_YEAR: dict[str, Any] = {
    "starts_on": date(2019, 1, 1),
    "ends_on": date(2019, 12, 31),
    "covers_parts": True,
}
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ridge(office: RealOffice) -> int:
    return office.do(SaveCustomer(name="Ridge Hotel"))


@pytest.fixture
def gold(office: RealOffice, ridge: int) -> int:
    return office.do(
        SaveAgreement(customer_id=ridge, name="GOLD", starts_on=date(2020, 1, 1), covers_labour=True)
    )


def stored(office: RealOffice) -> list[AgreementRow]:
    return list(office.ask(AgreementList(request=ListRequest())).rows)


def test_a_new_agreement_by_key(qtbot: QtBot, desk: Desk, office: RealOffice, ridge: int) -> None:
    screen = shown(qtbot, AgreementsScreen(desk))
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    form = screen.panel.form
    picker = field_of(form, "customer_id", FieldPicker)
    type_into(picker, "ridge")
    qtbot.waitUntil(lambda: [option.id for option in picker.options()] == [ridge])
    press(screen, Qt.Key.Key_Return)
    fill(form, name="SILVER", starts_on="1/1/2026")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    (row,) = stored(office)
    assert (row.customer, row.name, row.starts_on, row.covers_labour) == (
        "Ridge Hotel",
        "SILVER",
        date(2026, 1, 1),
        True,
    )
    assert not screen.panel.isVisible()
    qtbot.waitUntil(lambda: len(screen.table.rows().rows_here()) == 1)


def test_enter_edits_in_the_panel_and_the_customer_stays(
    qtbot: QtBot, desk: Desk, office: RealOffice, gold: int
) -> None:
    screen = shown(qtbot, AgreementsScreen(desk))
    screen.table.make_current(gold)
    press(screen, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert field_of(screen.panel.form, "customer_id", FieldPicker).edit.isReadOnly()
    fill(screen.panel.form, ends_on="12/31/2019")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert "before it starts" in screen.panel.form.fields["ends_on"].error()
    fill(screen.panel.form, ends_on="12/31/2020")
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, desk)
    assert stored(office)[0].ends_on == date(2020, 12, 31)


def test_esc_closes_the_panel_and_gives_the_list_the_focus(
    qtbot: QtBot, desk: Desk, office: RealOffice, gold: int
) -> None:
    screen = shown(qtbot, AgreementsScreen(desk), gold)
    assert screen.panel.isVisible()
    press(screen, Qt.Key.Key_Escape)
    assert not screen.panel.isVisible() and screen.table.hasFocus()
    assert stored(office)[0].version == 1


def test_del_archives(qtbot: QtBot, desk: Desk, office: RealOffice, gold: int) -> None:
    screen = shown(qtbot, AgreementsScreen(desk))
    screen.table.make_current(gold)
    press(screen, Qt.Key.Key_Delete)
    settle(qtbot, desk)
    assert stored(office)[0].is_archived


def test_the_columns_that_are_shown_are_written_as_a_sheet(
    qtbot: QtBot, desk: Desk, office: RealOffice, gold: int, tmp_path: Path
) -> None:
    office.do(SaveAgreement(customer_id=office.ask(_FIRST).rows[0].customer_id, name="OLD", **_YEAR))
    screen = shown(qtbot, AgreementsScreen(desk))
    path = tmp_path / "agreements.csv"
    columns = tuple(column.key for column in AgreementsScreen.columns)
    assert office.ask(ExportList(kind="agreements", path=str(path), columns=columns)) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Customer", "Agreement", "Covers", "Starts", "Ends", "State"]
    assert rows[1] == ["Ridge Hotel", "OLD", "parts covered", "2019-01-01", "2019-12-31", "Ended"]
    assert rows[2] == ["Ridge Hotel", "GOLD", "labour covered", "2020-01-01", "", "In force"]
    assert any(spec.id == "agreements.excel" for spec, _action in desk.actions.offered())
    assert screen.export_kind == "agreements"
