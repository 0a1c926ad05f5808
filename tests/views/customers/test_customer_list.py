"""The list of customers."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fsmdesk.core.lists import ListRequest
from fsmdesk.services.parties.messages import CustomerList, SaveCustomer
from fsmdesk.views.customers.list_screen import CustomersScreen
from fsmdesk.views.desk import Desk
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.widgets.buttons import Chip, KeyButton
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.party_segments import PartySegments
from tests.views.real_office import CONTROL, RealOffice, click, press, settle, shell_of, shown

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(office: RealOffice) -> list[int]:
    names = ("Corner Bakery", "Ridge Hotel", "Metro Storage")
    return [office.do(SaveCustomer(name=name, credit_hold=name == "Metro Storage")) for name in names]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, three: list[int]) -> CustomersScreen:
    return shown(qtbot, CustomersScreen(desk))


def names(screen: CustomersScreen) -> list[str]:
    return [row.name for row in screen.table.rows().rows_here()]


def chip(screen: CustomersScreen, text: str) -> Chip:
    return next(found for found in screen.findChildren(Chip) if found.text() == text)


def test_customers_by_name_and_enter_opens_one(screen: CustomersScreen, three: list[int]) -> None:
    assert names(screen) == ["Corner Bakery", "Metro Storage", "Ridge Hotel"]
    screen.table.make_current(three[1])
    press(screen, Qt.Key.Key_Return)
    assert shell_of(screen.desk).opened == [("customer", three[1])]


def test_a_new_one_by_key(screen: CustomersScreen) -> None:
    press(screen, Qt.Key.Key_N, CONTROL | SHIFT)
    assert shell_of(screen.desk).went == [("customer", None)]


def test_del_archives_and_the_chip_shows_what_was_archived(
    qtbot: QtBot, screen: CustomersScreen, office: RealOffice, three: list[int]
) -> None:
    screen.table.make_current(three[0])
    press(screen, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(screen) == ["Metro Storage", "Ridge Hotel"])
    click(chip(screen, "Archived"))
    qtbot.waitUntil(lambda: names(screen) == ["Corner Bakery"])
    stored = office.ask(CustomerList(request=ListRequest())).rows
    assert {row.name for row in stored if row.is_archived} == {"Corner Bakery"}


def test_credit_hold_is_a_chip_and_a_badge(qtbot: QtBot, screen: CustomersScreen) -> None:
    click(chip(screen, "Credit hold"))
    qtbot.waitUntil(lambda: names(screen) == ["Metro Storage"])


def test_the_other_segment_goes_to_the_sites(screen: CustomersScreen) -> None:
    segments = screen.findChild(PartySegments)
    assert isinstance(segments, PartySegments)
    segments.chosen.emit("sites")
    assert shell_of(screen.desk).went == [("sites", None)]
    assert segments.choice() == "customers"


def test_an_empty_office_offers_the_first_customer(qtbot: QtBot, desk: Desk) -> None:
    screen = shown(qtbot, CustomersScreen(desk))
    (offered,) = (
        button
        for button in screen.findChildren(KeyButton)
        if button.text() == "New customer" and isinstance(button.parent(), EmptyState)
    )
    assert offered.isVisible()
    click(offered)
    assert shell_of(desk).went == [("customer", None)]


def test_excel_has_the_rows_and_columns_that_are_shown(
    qtbot: QtBot, screen: CustomersScreen, tmp_path: Path
) -> None:
    export = ExcelExport(screen, "customers")
    dialog = export.ask_where(screen.narrowed(screen.reader.request), screen.columns[:2])
    qtbot.addWidget(dialog)
    dialog.reject()
    path = tmp_path / "customers.xlsx"
    export.write(str(path))
    settle(qtbot, screen.desk)
    sheet = load_workbook(path).active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    written = [row[0] for row in values]
    assert {"Corner Bakery", "Metro Storage", "Ridge Hotel"} <= set(written)
    assert any("customers.xlsx" in text for text, _undo in shell_of(screen.desk).said)
