"""The Qt that is installed is one that lives (docs/decisions/0002-qt-below-6-12.md)."""

import subprocess
import sys

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

EMITS = 5000

# In a process of its own: a Qt that loses references takes the interpreter down with it.
SCRIPT = f"""
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

heard = []
bell = Bell()
bell.rung.connect(lambda: heard.append(bell.setProperty("last", len(heard))))
for _ in range({EMITS}):
    bell.rung.emit()
print(len(heard))
"""


def test_interpreter_survives_many_signals() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == str(EMITS)


def test_windows_show_the_shipped_font(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"
