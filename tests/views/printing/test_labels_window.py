"""Labels of machines: which sheet, from where on, how many of each."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.label_stocks import stock_of
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.labels_window import LabelsWindow, show_labels
from tests.services.shop import BOILER, Shop
from tests.views.desks import PlainOffice, make_desk


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def desk(shop: Shop, owner: QWidget, tmp_path: Path) -> Iterator[Desk]:
    made = replace(make_desk(tmp_path, PlainOffice(), owner), office=shop.dispatcher)
    yield made
    made.tasks.drain()


def _open(desk: Desk, owner: QWidget, qtbot: QtBot) -> LabelsWindow:
    window = show_labels(desk, owner, [BOILER])
    qtbot.waitUntil(lambda: window.view.picture_width(0) > 0)
    return window


@pytest.fixture
def window(desk: Desk, owner: QWidget, qtbot: QtBot) -> LabelsWindow:
    return _open(desk, owner, qtbot)


def _labels(window: LabelsWindow) -> list[int]:
    """How many labels are on each page."""
    assert window.paper is not None
    reader = PdfReader(BytesIO(window.paper.content))
    return [page.extract_text().count("Boiler 1") for page in reader.pages]


def _place(window: LabelsWindow) -> tuple[float, float]:
    """Where on the page the name of the first label stands."""
    assert window.paper is not None
    found: list[tuple[float, float]] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if "Boiler" in text:
            found.append((tm[4], tm[5]))

    PdfReader(BytesIO(window.paper.content)).pages[0].extract_text(visitor_text=visit)
    return found[0]


def test_the_usual_sheet_of_the_country_is_offered_first(window: LabelsWindow) -> None:
    assert window.stock_field.read() == "letter-2.625x1"
    assert "1 label · 1 sheet" in window._total.text()


def test_a_click_says_where_the_first_label_goes(window: LabelsWindow, qtbot: QtBot) -> None:
    before = _place(window)
    spot = window.picker.place_of(4).center().toPoint()
    QTest.mouseClick(window.picker, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    qtbot.waitUntil(lambda: _place(window) != before)
    stock = stock_of("letter-2.625x1")
    assert stock is not None
    moved = _place(window)[0] - before[0], before[1] - _place(window)[1]
    wanted = tuple(there - here for here, there in zip(stock.place(0), stock.place(4), strict=True))
    assert moved == pytest.approx(wanted, abs=0.1)


def test_arrows_walk_over_the_sheet_and_stay_on_it(window: LabelsWindow) -> None:
    picker = window.picker
    picker.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(picker, key)
    assert picker.first == 4
    assert picker.accessibleName() == "First label: 5 of 30"
    QTest.keyClick(picker, Qt.Key.Key_Home)
    assert picker.first == 0
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert picker.first == 0


def test_copies_go_over_several_sheets(window: LabelsWindow, qtbot: QtBot) -> None:
    window.copies_field.edit.setFocus()
    window.copies_field.edit.selectAll()
    QTest.keyClicks(window.copies_field.edit, "40")
    qtbot.waitUntil(lambda: _labels(window) == [30, 10])
    assert "40 labels · 2 sheets" in window._total.text()
    window.copies_field.edit.selectAll()
    QTest.keyClicks(window.copies_field.edit, "77")
    assert "from 1 to 50" in window.copies_field.error()


def test_a_roll_has_no_first_place_and_is_remembered(
    window: LabelsWindow, desk: Desk, owner: QWidget, qtbot: QtBot
) -> None:
    box = window.stock_field.box
    box.setCurrentIndex(box.findData("roll-62x29"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: round(window.view.page_size(0)[0]) == 176)
    assert not window.picker.isVisible()
    again = _open(desk, owner, qtbot)
    assert again.stock_field.read() == "roll-62x29"


def test_the_next_labels_begin_behind_those_that_were_printed(
    window: LabelsWindow, desk: Desk, owner: QWidget, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    [dialog] = window.findChildren(QPrintDialog)
    dialog.reject()
    assert _open(desk, owner, qtbot).picker.first == 1


def test_the_shop_is_left_away_on_request(window: LabelsWindow, qtbot: QtBot) -> None:
    def shown() -> str:
        return (
            "" if window.paper is None else PdfReader(BytesIO(window.paper.content)).pages[0].extract_text()
        )

    assert "555 0199" in shown()
    window.shop_field.box.click()
    qtbot.waitUntil(lambda: "555 0199" not in shown())
