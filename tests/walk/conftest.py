"""The whole program on a small demo shop, opened once for each file of tests."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from fsmdesk.app import App
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.views.desk import Desk
from fsmdesk.views.main_window.places import Place

_PATIENCE_SECONDS = 30
OWNER = 1


class Walked:
    """The window, and the desk of its owner."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.window = app.window
        wait_for(lambda: app.desk is not None and app.window.current_screen() is not None)
        assert app.desk is not None
        self.desk: Desk = app.desk
        self.settle()

    def settle(self) -> None:
        """Everything that was asked is answered, shown and laid out."""
        for _ in range(3):
            wait_for(self.app.tasks.is_idle)
            QApplication.processEvents()
            QApplication.sendPostedEvents()

    def places(self) -> list[Place]:
        """The places that the owner may see."""
        return list(self.window._places.values())

    def go(self, place: str, record_id: int | None = None) -> None:
        """Show a place, whole."""
        self.window.go(place, record_id)
        self.window.screens.settle()
        self.settle()


def wait_for(holds: Callable[[], bool]) -> None:
    """Qt goes on until it holds."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until
        QApplication.processEvents()


@pytest.fixture(scope="module")
def walked(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """The program of the owner of a small demo shop."""
    folder: Path = tmp_path_factory.mktemp("walk")
    place = str(folder / "shop.fsmdesk")
    make_demo(parse_location(place), "small")
    settings = folder / "settings" / "this-computer.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"sitters": {place: OWNER}}), "utf-8")
    sheet, palette = qapp.styleSheet(), qapp.palette()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSMDESK_DATA", str(folder))
        app = App(qapp, place, folder)
        app.window.resize(1440, 900)
        app.start()
        yield Walked(app)
        app.window.close()
        app.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
