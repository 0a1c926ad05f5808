"""Fixtures for tests with windows: no display, and the same letters on every machine."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from fsmdesk.resources import resource


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application of pytest-qt, with the shipped Inter in place of whatever is installed."""
    for path in sorted(resource("fonts").glob("Inter-*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise AssertionError(f"Qt can't load {path.name}")
    font = QFont("Inter")
    font.setPixelSize(13)
    qapp.setFont(font)
    return qapp
