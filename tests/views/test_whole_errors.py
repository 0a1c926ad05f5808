"""A mistake in an override that runs inside another one is reported; it does not end the program."""

import os
import subprocess
import sys

_PROGRAM = """
import sys
from PySide6.QtCore import QAbstractTableModel, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QStyledItemDelegate
from fsmdesk.views.whole_errors import whole_errors

class Model(QAbstractTableModel):
    def rowCount(self, parent=None):
        return 1
    def columnCount(self, parent=None):
        return 1
    def data(self, index, role=0):
        return None

class Cells(QStyledItemDelegate):
    @whole_errors
    def paint(self, painter, option, index):
        MISTAKE

class View(QTableView):
    def paintEvent(self, event):
        super().paintEvent(event)

sys.excepthook = lambda kind, error, _trace: print(kind.__name__)
app = QApplication([])
view, model = View(), Model()
view.setItemDelegate(Cells(view))
view.setModel(model)
view.show()
QTimer.singleShot(200, app.quit)
app.exec()
print("still here")
"""


def _said_by(mistake: str) -> tuple[int, list[str]]:
    answer = subprocess.run(
        [sys.executable, "-c", _PROGRAM.replace("MISTAKE", mistake)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout.split("\n")


def test_half_made_errors_are_reported_and_the_program_goes_on() -> None:
    for mistake, name in (
        ("next(iter(()))", "StopIteration"),
        ("[][1]", "IndexError"),
        ("len(3)", "TypeError"),
    ):
        code, said = _said_by(mistake)
        assert code == 0, mistake
        assert any(name in line for line in said), mistake
        assert "still here" in said, mistake
