"""Day sheets of everybody who goes somewhere, or of one technician."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.day_sheets import DaySheetsButton, SheetChoice
from fsmdesk.views.printing.preview import PreviewWindow
from tests.services.shop import BEN, FAY, MORNING, Shop, at
from tests.views.desks import PlainOffice, PlainShell, make_desk

# A menu is a window of its own.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_DAY = MORNING.date()


@pytest.fixture
def shell() -> PlainShell:
    return PlainShell()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def desk(shop: Shop, shell: PlainShell, owner: QWidget, tmp_path: Path) -> Iterator[Desk]:
    made = replace(make_desk(tmp_path, PlainOffice(), owner, shell), office=shop.dispatcher)
    yield made
    made.tasks.drain()


def _button(owner: QWidget, desk: Desk, days_later: int = 0) -> DaySheetsButton:
    choice = SheetChoice(_DAY + timedelta(days=days_later), [(FAY, "Fay Brooks"), (BEN, "Ben Ito")], BEN)
    button = DaySheetsButton(desk, lambda: choice, owner)
    button.show()
    return button


def _preview(qtbot: QtBot, button: DaySheetsButton) -> PreviewWindow:
    qtbot.waitUntil(lambda: bool(button.window().findChildren(PreviewWindow)))
    [window] = button.window().findChildren(PreviewWindow)
    qtbot.waitUntil(lambda: window.paper is not None)
    return window


def test_all_who_go_somewhere_are_bound_into_one(
    shop: Shop, owner: QWidget, desk: Desk, qtbot: QtBot
) -> None:
    for technician in (BEN, FAY):
        shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9), technician_id=technician)
    button = _button(owner, desk)
    button.print_all()
    window = _preview(qtbot, button)
    assert window.paper is not None
    pages = [page.extract_text() for page in PdfReader(BytesIO(window.paper.content)).pages]
    assert len(pages) == 2 and "Fay Brooks" in pages[0] and "Ben Ito" in pages[1]
    assert window.windowTitle() == "2 day sheets · Mar 2, 2026"


def test_one_technician_is_chosen_from_the_menu(owner: QWidget, desk: Desk, qtbot: QtBot) -> None:
    button = _button(owner, desk)
    button.click()
    [menu] = button.findChildren(QMenu)
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["Day sheets of all technicians", "Ben Ito", "Fay Brooks"]
    menu.actions()[2].trigger()
    menu.close()
    window = _preview(qtbot, button)
    assert window.paper is not None and window.paper.name == "Day sheet 2026-03-02 Ben Ito"


def test_an_empty_day_is_said(owner: QWidget, desk: Desk, shell: PlainShell, qtbot: QtBot) -> None:
    _button(owner, desk, days_later=30).print_all()
    qtbot.waitUntil(lambda: bool(shell.said))
    assert shell.said[-1][0] == "Nobody has a visit on this day."
