"""A list comes in: from the drop of the file to the closing account."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.messages import ChangeSet, Command, Done
from fsmdesk.core.terms import Role
from fsmdesk.services.parties.messages import CustomerList, SaveCustomer
from fsmdesk.views.customers.list_screen import CustomersScreen
from fsmdesk.views.desk import Desk, Office
from fsmdesk.views.importing.screen import ImportScreen
from fsmdesk.views.widgets.settings_nav import SettingsNav
from tests.views.importing.books import (
    CUSTOMERS,
    JOBS,
    book,
    choose_field,
    counts,
    fields,
    take,
    workbook,
)
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    click,
    notices,
    press,
    settle,
    shell_of,
    shown,
)

R = TypeVar("R")


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> ImportScreen:
    return shown(qtbot, ImportScreen(desk))


def names(office: RealOffice) -> list[str]:
    page = office.ask(CustomerList(request=ListRequest(sort="name")))
    return [row.name for row in page.rows]


def dialog_of(screen: ImportScreen) -> QFileDialog:
    return screen.window().findChildren(QFileDialog)[-1]


def test_a_file_is_recognised_tried_and_brought_in_by_keys(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    heard: list[ChangeSet] = []
    screen.desk.hub.saved.connect(lambda changes, origin: heard.append(changes))
    assert screen.start.zone.choose_button.hasFocus()
    press(screen, Qt.Key.Key_O, CONTROL)
    dialog = dialog_of(screen)
    assert dialog.isVisible()
    dialog.reject()
    with qtbot.waitActive(screen):
        screen.activateWindow()
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    assert fields(screen)["Company Name"] == "name"
    assert fields(screen)["Shade"] == ""
    assert counts(screen) == {"came": "3", "new": "3", "changed": "0", "same": "0", "rejected": "0"}
    assert names(office) == []
    assert screen.preview.foot.button.text() == "Import 3 rows"
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert screen.done.closing.text() == "3 rows came: 3 new, 0 changed, 0 same, 0 rejected."
    assert names(office) == ["Mill Bakery", "Quay, Rear", "Ridge Hotel"]
    assert len(heard[-1].ids("customer")) == 3
    press(screen, Qt.Key.Key_Space)
    assert shell_of(screen.desk).went == [("customers", None)]


def test_the_first_rows_are_shown_as_they_will_be(qtbot: QtBot, screen: ImportScreen, tmp_path: Path) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    model = screen.preview.rows.table.rows()
    titles = [column.title for column in model.columns()]
    assert titles == ["Row", "Key elsewhere", "Name", "Contact", "Phone", "City", "Kept as text"]
    first = model.row_at(0)
    assert first is not None
    assert (first.id, first.text("name"), first.text("")) == (2, "Ridge Hotel", "Shade: red")


def test_a_file_dropped_on_the_screen_is_read(qtbot: QtBot, screen: ImportScreen, tmp_path: Path) -> None:
    path = book(tmp_path, "clients.csv", CUSTOMERS)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 400), Qt.DropAction.CopyAction, mime, buttons, keys)
    screen.dragEnterEvent(enter)
    assert enter.isAccepted()
    screen.dropEvent(QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(qtbot, screen.desk)
    assert counts(screen)["new"] == "3"


def test_folders_and_several_files_are_not_taken(screen: ImportScreen, tmp_path: Path) -> None:
    one, other = (book(tmp_path, name, CUSTOMERS) for name in ("a.csv", "b.csv"))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for paths in ([tmp_path], [one, other]):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        enter = QDragEnterEvent(QPoint(400, 400), Qt.DropAction.CopyAction, mime, buttons, keys)
        enter.ignore()
        screen.dragEnterEvent(enter)
        assert not enter.isAccepted()


def test_what_the_file_does_not_tell_is_asked_on_an_example(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "jobs.csv", JOBS))
    card = screen.preview.questions
    words = {
        about: [button.text() for button in segments.findChildren(QPushButton)]
        for about, segments in card.segments.items()
    }
    assert words["dates"] == ["Apr 3, 2026 (day first)", "Mar 4, 2026 (month first)"]
    assert words["decimal"] == ["1,250 (decimal point)", "1.25 (decimal comma)"]
    assert words["lengths"] == ["90 h (hours)", "1 h 30 (minutes)"]
    assert not screen.preview.foot.button.isEnabled()
    assert not screen.preview.tiles.isVisible()
    focused = screen.window().focusWidget()
    assert focused is card.segments["dates"].findChildren(QPushButton)[0]
    for about, at in (("dates", 0), ("decimal", 0), ("lengths", 1)):
        button = card.segments[about].findChildren(QPushButton)[at]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        settle(qtbot, screen.desk)
    row = screen.preview.rows.table.rows().row_at(0)
    assert row is not None
    assert row.text("requested_at").startswith("Apr 3, 2026")
    assert (row.text("duration_minutes"), row.text("price_minor")) == ("1 h 30", "1,250.00")
    assert counts(screen)["new"] == "2"
    click(card.segments["dates"].findChildren(QPushButton)[1])
    settle(qtbot, screen.desk)
    row = screen.preview.rows.table.rows().row_at(0)
    assert row is not None
    assert row.text("requested_at").startswith("Mar 4, 2026")


def test_a_column_chosen_by_hand_leaves_the_one_that_was_it(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    choose_field(qtbot, screen, "Shade", "phone")
    assert (fields(screen)["Shade"], fields(screen)["Phone"]) == ("phone", "")
    row = screen.preview.rows.table.rows().row_at(0)
    assert row is not None
    assert (row.text("phone"), row.text("")) == ("red", "Phone: 555 0101")


def test_a_file_without_the_needed_column_asks_which_it_is(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    screen.start.choose_kind("customers")
    take(qtbot, screen, book(tmp_path, "odd.csv", "Alpha,Beta\nRidge Hotel,Dover\n"))
    assert screen.preview.foot.button.isEnabled() is False
    assert screen.window().focusWidget() is screen.preview.mapping.lines["Alpha"].box
    choose_field(qtbot, screen, "Alpha", "name")
    assert counts(screen)["new"] == "1"
    click(screen.preview.foot.button)
    settle(qtbot, screen.desk)
    assert names(office) == ["Ridge Hotel"]


def test_a_list_of_something_else_is_offered_as_that(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    screen.start.choose_kind("customers")
    take(qtbot, screen, book(tmp_path, "jobs.csv", JOBS))
    assert notices(screen) == ["This file holds no customers; it looks like a list of work orders."]
    label, read = screen.banners.notices()[0].actions[0]
    assert label == "Read as work orders"
    read()
    settle(qtbot, screen.desk)
    assert screen.preview.file_card.boxes["kind"].currentData() == "work-orders"
    assert notices(screen) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This file is empty."),
        ("Name,Phone\n", "This file has only a header and no rows."),
        ('{"a": 1}', "This is JSON, not a table. Save it as CSV or XLSX first."),
    ],
)
def test_a_file_that_holds_no_list_says_why(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path, text: str, said: str
) -> None:
    screen.start.choose_kind("customers")
    take(qtbot, screen, book(tmp_path, "a.csv", text))
    assert notices(screen) == [said]
    assert screen.start.isVisible()


def test_a_file_that_is_gone_says_so_and_the_preview_stays(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    path = book(tmp_path, "clients.csv", CUSTOMERS)
    take(qtbot, screen, path)
    path.unlink()
    screen.read_again()
    settle(qtbot, screen.desk)
    assert notices(screen) == [f"There is no file {path}."]
    assert screen.preview.isVisible()
    assert counts(screen)["new"] == "3"


def test_a_sheet_of_another_kind_leaves_the_preview_as_it_was(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    box = screen.preview.file_card.boxes["kind"]
    box.setCurrentIndex(box.findData("work-orders"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, screen.desk)
    assert notices(screen)[0].startswith("This file holds no work orders")
    assert box.currentData() == "customers"
    assert screen.preview.foot.button.text() == "Import 3 rows"


def test_rows_that_cannot_be_tried_say_so_and_can_be_tried_again(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    path = book(tmp_path, "clients.csv", CUSTOMERS)
    full = EnvironmentProblem("The disk is full.")

    class Full:
        """An office whose disk is full for everything that is written."""

        def __init__(self, behind: Office) -> None:
            self.actor, self.may, self.ask = behind.actor, behind.may, behind.ask

        def do(self, command: Command[R], /) -> Done[R]:
            raise full

    real = screen.desk
    screen.desk = replace(real, office=Full(real.office))
    take(qtbot, screen, path)
    assert notices(screen) == ["The disk is full."]
    assert screen.preview.foot.button.toolTip() == "The rows could not be tried."
    assert not screen.preview.foot.button.isEnabled()
    screen.desk = real
    screen.banners.notices()[0].actions[0][1]()
    settle(qtbot, real)
    assert notices(screen) == []
    assert screen.preview.foot.button.isEnabled()


def test_rejects_keep_everything_out_until_the_good_rows_are_chosen(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    text = CUSTOMERS + "K1,Other Hotel,,Dover,,\n"
    take(qtbot, screen, book(tmp_path, "clients.csv", text))
    assert counts(screen) == {"came": "4", "new": "3", "changed": "0", "same": "0", "rejected": "1"}
    rejected = screen.preview.rejects.table.rows().row_at(0)
    assert rejected is not None
    assert (rejected.id, rejected.reason) == (5, "Customer ID: row 2 has the same Customer ID (“K1”)")
    assert not screen.preview.foot.button.isEnabled()
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    assert names(office) == []
    click(screen.preview.foot.choice.findChildren(QPushButton)[1])
    assert screen.preview.foot.button.text() == "Import 3 rows, save the rejects…"
    click(screen.preview.foot.button)
    kept = tmp_path / "kept.csv"
    dialog = dialog_of(screen)
    dialog.fileSelected.emit(str(kept))
    dialog.reject()
    settle(qtbot, screen.desk)
    assert len(names(office)) == 3
    assert screen.done.closing.text() == "4 rows came: 3 new, 0 changed, 0 same, 1 rejected."
    assert notices(screen) == ["The rejected rows are in kept.csv. Mend them there and import that file."]
    with kept.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1][:2] == ["K1", "Other Hotel"]


def test_the_dialog_for_the_rejects_can_be_left_and_nothing_is_imported(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS + "K1,Other Hotel,,Dover,,\n"))
    click(screen.preview.foot.choice.findChildren(QPushButton)[1])
    click(screen.preview.foot.button)
    dialog_of(screen).reject()
    settle(qtbot, screen.desk)
    assert names(office) == []
    assert screen.preview.isVisible()


def test_rejects_that_cannot_be_written_are_told_and_the_rows_are_in(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS + "K1,Other Hotel,,Dover,,\n"))
    click(screen.preview.foot.choice.findChildren(QPushButton)[1])
    click(screen.preview.foot.button)
    dialog = dialog_of(screen)
    dialog.fileSelected.emit(str(tmp_path / "no" / "such" / "kept.csv"))
    dialog.reject()
    settle(qtbot, screen.desk)
    assert len(names(office)) == 3
    assert "can't be written" in notices(screen)[0]
    assert screen.done.rejects.save_button.isVisible()


def test_the_same_file_again_has_nothing_to_bring(qtbot: QtBot, screen: ImportScreen, tmp_path: Path) -> None:
    path = book(tmp_path, "clients.csv", CUSTOMERS)
    take(qtbot, screen, path)
    press(screen, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, screen.desk)
    press(screen, Qt.Key.Key_Escape)
    assert screen.start.isVisible()
    take(qtbot, screen, path)
    assert counts(screen)["same"] == "3"
    assert not screen.preview.foot.button.isEnabled()
    assert screen.preview.foot.button.toolTip() == "Everything in this file is here already."


def test_sheet_encoding_and_separator_can_be_changed(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    rows = [["Customer", "Phone"], ["Ridge Hotel", "555 0101"]]
    more = [["Customer", "Phone", "City"], ["Mill Bakery", "555 0102", "Dover"], ["Quay", "5", "Kent"]]
    take(qtbot, screen, workbook(tmp_path, "two.xlsx", {"Old": rows, "New": more}))
    boxes = screen.preview.file_card.boxes
    assert not boxes["encoding"].isVisible()
    assert counts(screen)["came"] == "2"
    boxes["sheet"].setCurrentIndex(boxes["sheet"].findData("Old"))
    boxes["sheet"].activated.emit(0)
    settle(qtbot, screen.desk)
    assert counts(screen)["came"] == "1"
    take(qtbot, screen, book(tmp_path, "w.csv", "Customer;Phone\nMüller;5\n", "cp1252"))
    assert boxes["separator"].currentText() == "Semicolon ( ; )"
    assert boxes["encoding"].currentData() == "cp1252"
    assert not boxes["sheet"].isVisible()
    boxes["encoding"].setCurrentIndex(boxes["encoding"].findData("cp1251"))
    boxes["encoding"].activated.emit(0)
    settle(qtbot, screen.desk)
    row = screen.preview.rows.table.rows().row_at(0)
    assert row is not None
    assert row.text("name") == "Mьller"


def test_a_file_that_is_being_read_can_be_left(qtbot: QtBot, screen: ImportScreen, tmp_path: Path) -> None:
    screen.take_file(str(book(tmp_path, "clients.csv", CUSTOMERS)))
    assert screen.busy.cancel_button.hasFocus()
    press(screen, Qt.Key.Key_Escape)
    assert screen.start.isVisible()
    settle(qtbot, screen.desk)
    assert screen.start.isVisible()


def test_the_wheel_over_a_drop_down_scrolls_the_page(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    line = screen.preview.mapping.lines["City"]
    before = line.box.currentData()
    line.box.clearFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(line.box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(line.box, event)
    assert line.box.currentData() == before


def test_rows_that_another_seat_makes_first_are_counted_anew(
    qtbot: QtBot, screen: ImportScreen, office: RealOffice, tmp_path: Path
) -> None:
    take(qtbot, screen, book(tmp_path, "clients.csv", CUSTOMERS))
    office.do(SaveCustomer(name="Ridge Hotel", city="Dover"))
    click(screen.preview.foot.button)
    settle(qtbot, screen.desk)
    assert screen.done.closing.text() == "3 rows came: 2 new, 1 changed, 0 same, 0 rejected."


def test_a_list_leads_here_with_its_kind(qtbot: QtBot, desk: Desk, screen: ImportScreen) -> None:
    customers = shown(qtbot, CustomersScreen(desk))
    offered = {spec.id: action for spec, action in desk.actions.offered()}
    offered["import.customers"].trigger()
    assert shell_of(desk).went[-1] == ("import", None)
    customers.hide()
    screen.arrive(None)
    assert screen.start.kind() == "customers"


def test_who_may_not_import_sees_no_way_to_it(qtbot: QtBot, sit_down: SitDown) -> None:
    desk = sit_down(Role.DISPATCHER)
    customers = shown(qtbot, CustomersScreen(desk))
    assert "import.customers" not in {spec.id for spec, _ in desk.actions.offered()}
    nav = SettingsNav(desk, "settings", customers)
    assert "import" not in nav.buttons
