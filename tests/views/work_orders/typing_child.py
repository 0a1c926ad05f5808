"""A program of its own that types into a job until somebody ends it: `typing_child.py OFFICE FOLDER JOB WHERE`.

WHERE is `problem`, or a column of the first line, which is then open and never left.
"""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from fsmdesk.services.office import Office
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import Shop
from tests.views.desks import PlainShell, make_desk

TEXT = "Boiler locks out on ignition after purge; check flame sensor, igniter and gas valve. "
DIGITS = "1234567"
_LETTER_MS = 40


def main(place: str, folder: str, job: int, where: str) -> None:
    """Type letter by letter; each is told on a line of its own a moment after it was typed."""
    app = QApplication([])
    holder, office = QWidget(), _seat(place)
    desk = make_desk(Path(folder), office, holder, shell=PlainShell())
    screen = WorkOrderScreen(desk)
    screen.show()
    screen.arrive(job)
    while screen.form.card is None or not desk.tasks.is_idle():
        app.processEvents()
    lines = screen.form.lines
    lines.model.change(lines.model.lines()[0].id, note="typed before the end")
    text = TEXT if where == "problem" else DIGITS
    field = _problem(screen) if where == "problem" else _cell(screen, where)
    for count in range(1, 10_000):
        QTest.keyClicks(field, text[(count - 1) % len(text)])
        QTest.qWait(_LETTER_MS)
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


def _problem(screen: WorkOrderScreen) -> QWidget:
    field = screen.form.fields["problem"].focusProxy()
    assert isinstance(field, QWidget)
    return field


def _cell(screen: WorkOrderScreen, key: str) -> QWidget:
    table = screen.form.lines.table
    table.edit_cell(table.lines.lines()[0].id, key)
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, QLineEdit)
    return editor


def _seat(place: str) -> Office:
    return Shop(place).owner


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
