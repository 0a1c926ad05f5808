"""A long list is written with its progress told; stopped, it leaves no file."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fsmdesk.services.exports.messages import ExportList
from fsmdesk.views.excel_export import ExcelExport
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.progress_banner import ProgressBanner
from tests.views.desks import PlainOffice, PlainShell, make_desk

ROWS = 40_000


class SlowWriter:
    """Tells of a few rows, then waits until it may go on."""

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.was_stopped = Event()

    def write(self, query: ExportList) -> int:
        """How many rows there were."""
        query.tell(12_000, ROWS)
        assert self.may_go_on.wait(20)
        try:
            query.tell(ROWS, ROWS)
        except Exception:
            self.was_stopped.set()
            raise
        return ROWS


@pytest.fixture
def writer() -> SlowWriter:
    return SlowWriter()


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path, writer: SlowWriter) -> Iterator[Screen]:
    office, holder = PlainOffice(), QWidget()
    qtbot.addWidget(holder)
    office.answers[ExportList] = writer.write
    made = Screen(make_desk(tmp_path, office, holder, PlainShell()), "List", holder)
    holder.resize(1000, 400)
    made.resize(1000, 400)
    holder.show()
    yield made
    made.desk.tasks.drain()


def banner_of(qtbot: QtBot, screen: Screen) -> ProgressBanner:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in screen.findChildren(ProgressBanner)))
    return screen.findChildren(ProgressBanner)[0]


def test_how_far_it_is_stands_above_the_list_until_it_is_written(
    qtbot: QtBot, screen: Screen, writer: SlowWriter, tmp_path: Path
) -> None:
    ExcelExport(screen, "customers").write(str(tmp_path / "customers.xlsx"))
    assert screen.banners.isHidden()  # what is quick is not announced
    banner = banner_of(qtbot, screen)
    bar = banner.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum()) == (12_000, ROWS)
    writer.may_go_on.set()
    qtbot.waitUntil(lambda: [notice.key for notice in screen.banners.notices()] == ["export"])
    qtbot.waitUntil(lambda: not isValid(banner))
    assert screen.banners.notices()[0].text == "40,000 rows are in customers.xlsx."


def test_cancel_stops_it_and_says_so(
    qtbot: QtBot, screen: Screen, writer: SlowWriter, tmp_path: Path
) -> None:
    ExcelExport(screen, "customers").write(str(tmp_path / "customers.xlsx"))
    banner = banner_of(qtbot, screen)
    cancel = banner.findChild(KeyButton)
    assert cancel is not None
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    writer.may_go_on.set()
    assert writer.was_stopped.wait(5)
    shell = screen.desk.shell
    assert isinstance(shell, PlainShell)
    assert [words for words, _undo in shell.said] == ["customers.xlsx was not written."]
    assert screen.banners.notices() == []
