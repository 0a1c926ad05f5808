"""fsmdesk until its window is painted for the first time."""

import os

from PySide6.QtWidgets import QApplication

from fsmdesk.app import App
from fsmdesk.folders import data_folder
from fsmdesk.views.theme.fonts import load_fonts


def _end() -> None:
    os._exit(0)


app = QApplication([])
load_fonts(app)
seated = App(app, "", data_folder())
seated.window.painted.connect(_end)
seated.start()
app.exec()
