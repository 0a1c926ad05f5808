"""About says what whoever helps has to know, and it can be copied."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import fsmdesk
from fsmdesk.views.main_window.about_dialog import AboutDialog
from fsmdesk.views.main_window.about_facts import facts, licences
from tests.walk.walker import miscast, nameless, out_of_reach


def test_versions_are_shown_and_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show_facts(facts("shop.fsmdesk", "PostgreSQL 18.1", "0002", tmp_path), licences())
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for line in (
        f"fsmdesk: {fsmdesk.__version__}",
        "Database: PostgreSQL 18.1",
        "Schema: 0002",
        f"Your files: {tmp_path}",
    ):
        assert line in copied.splitlines()
    for name in ("Python: 3.", "Qt: 6.", "SQLAlchemy: 2.", "System: "):
        assert name in copied
    assert [*nameless(dialog), *miscast(dialog), *out_of_reach(dialog)] == []


def test_every_part_has_its_licence() -> None:
    assert [fact.name for fact in licences() if not fact.value] == []


def test_without_an_office_nothing_is_said_of_one(tmp_path: Path) -> None:
    assert {"Database", "Schema", "Office"} & {fact.name for fact in facts("", "", "", tmp_path)} == set()
