"""Each family of error is shown as it should be, at the right place."""

import sys
import threading
from pathlib import Path
from unittest.mock import Mock, call

import pytest
from PySide6.QtCore import QObject, Qt, qCritical
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy.exc import StatementError

from fsmdesk.core.errors import ConflictError, EnvironmentProblem, NotAllowed, RuleBroken
from fsmdesk.views.crash_dialog import CrashDialog
from fsmdesk.views.crash_hooks import CrashHooks
from fsmdesk.views.crash_report import report_text
from fsmdesk.views.error_presenter import ErrorPresenter, Notice
from fsmdesk.views.widgets.banner import BannerArea
from tests.views.desks import PlainShell
from tests.walk.walker import miscast, nameless, out_of_reach


class Room(QWidget):
    """A widget with room for banners."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Notice] = []

    def show_notice(self, notice: Notice) -> None:
        self.notices.append(notice)


class Area(QWidget):
    """A widget with real banners."""

    def __init__(self) -> None:
        super().__init__()
        self.banners = BannerArea(self)

    def show_notice(self, notice: Notice) -> None:
        self.banners.show_notice(notice)


@pytest.fixture
def shell() -> PlainShell:
    return PlainShell()


@pytest.fixture
def errors(qapp: QObject, shell: PlainShell, tmp_path: Path) -> ErrorPresenter:
    return ErrorPresenter(shell, tmp_path / "reports")


@pytest.mark.parametrize("error", [RuleBroken("Mend it."), NotAllowed("Mend it."), ConflictError("Mend it.")])
def test_what_a_person_can_mend_is_shown_nearest_to_it(
    errors: ErrorPresenter, shell: PlainShell, qtbot: QtBot, error: Exception
) -> None:
    room = Room()
    qtbot.addWidget(room)
    inner = QWidget(QWidget(room))
    errors.show(error, inner)
    assert [(notice.text, notice.tone) for notice in room.notices] == [("Mend it.", "warn")]
    assert shell.notices == []


def test_trouble_outside_offers_to_try_again(errors: ErrorPresenter, shell: PlainShell) -> None:
    tries: list[int] = []
    errors.show(EnvironmentProblem("The server does not answer."), None, lambda: tries.append(1))
    (notice,) = shell.notices
    assert notice.tone == "danger"
    ((_words, again),) = notice.actions
    again()
    assert tries == [1]


def test_once_the_office_answers_again_what_could_not_be_read_is_read(
    errors: ErrorPresenter, qtbot: QtBot
) -> None:
    area, gone = Area(), Area()
    qtbot.addWidget(area)
    lost, tries = EnvironmentProblem("The server does not answer."), Mock()
    errors.show(lost, area, tries.list, read="list")
    errors.show(lost, area, tries.list_again, read="list")
    errors.show(lost, area, tries.overtaken, read="search")
    errors.forget_unread(area, "search")
    errors.show(lost, gone, tries.gone, read="list")
    delete(gone)
    errors.end_outage()
    errors.end_outage()
    assert tries.mock_calls == [call.list_again()]
    assert area.banners.notices() == []


def test_what_was_to_be_saved_waits_for_the_person(errors: ErrorPresenter, qtbot: QtBot) -> None:
    area, save = Area(), Mock()
    qtbot.addWidget(area)
    errors.show(EnvironmentProblem("The server does not answer."), area, save)
    errors.end_outage()
    assert (area.banners.notices(), save.mock_calls) == ([], [])
    errors.show(RuleBroken("Choose a customer."), area)
    errors.end_outage()
    assert [notice.text for notice in area.banners.notices()] == ["Choose a customer."]


def test_a_bug_leaves_a_report_and_says_where(
    errors: ErrorPresenter, shell: PlainShell, tmp_path: Path
) -> None:
    try:
        raise KeyError("missing")
    except KeyError as error:
        errors.show(error)
    (report,) = (tmp_path / "reports").iterdir()
    assert "KeyError: 'missing'" in report.read_text("utf-8")
    assert str(report) in shell.notices[0].text


def test_a_report_that_cannot_be_saved_is_said_so(qapp: QObject, shell: PlainShell, tmp_path: Path) -> None:
    blocked = tmp_path / "reports"
    blocked.write_text("a file where the folder should be")
    ErrorPresenter(shell, blocked).show(ZeroDivisionError("by zero"))
    assert "by zero" in shell.notices[0].text


@pytest.fixture
def hooks(errors: ErrorPresenter) -> CrashHooks:
    return CrashHooks(errors, errors)


def test_uncaught_errors_of_any_thread_are_shown(hooks: CrashHooks, shell: PlainShell, qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook
    hooks.install()
    try:
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        sys.excepthook(ValueError, ValueError("here"), None)
        qCritical("Qt is unhappy")
        qtbot.waitUntil(lambda: len(shell.notices) == 3)
    finally:
        hooks.remove()
        sys.excepthook, threading.excepthook = before


def test_a_report_leaves_out_values_and_says_what_it_may_hold() -> None:
    statement = StatementError(
        "no such table", "INSERT INTO customer (name) VALUES (?)", ("Müller & Söhne",), Exception("gone")
    )
    text = report_text(statement)
    assert "INSERT INTO customer" in text
    assert "Müller" not in text
    refused = Exception("duplicate key\nDETAIL:  Key (name)=(City Library) already exists.\nmore")
    told = report_text(refused)
    assert "City Library" not in told
    assert told.rstrip().endswith("more")
    assert "read it" in told
    assert str(Path.home()) not in report_text(Exception(f"{Path.home()}/shop.fsmdesk"))


def test_the_report_can_be_read_copied_and_saved(
    errors: ErrorPresenter, shell: PlainShell, qtbot: QtBot, tmp_path: Path
) -> None:
    errors.show_crash(ValueError("our own bug"))
    ((_words, look),) = shell.notices[-1].actions
    look()
    dialog = errors._dialog
    assert isinstance(dialog, CrashDialog)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert "our own bug" in dialog.report.toPlainText()
    assert not dialog.isModal()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "our own bug" in QGuiApplication.clipboard().text()
    dialog.save_as(str(tmp_path / "mine.txt"))
    assert "our own bug" in (tmp_path / "mine.txt").read_text("utf-8")
    dialog.save_as(str(tmp_path / "mine.txt" / "below-a-file.txt"))
    assert "could not be saved" in dialog.said.text()
    assert [*nameless(dialog), *miscast(dialog), *out_of_reach(dialog)] == []
    dialog.deleteLater()
