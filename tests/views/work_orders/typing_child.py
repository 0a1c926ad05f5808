"""A program of its own that types into a job until somebody ends it: `typing_child.py OFFICE FOLDER JOB`."""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.services.office import Office
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import Shop
from tests.views.desks import PlainShell, make_desk

TEXT = "Boiler locks out on ignition after purge; check flame sensor, igniter and gas valve. "
_LETTER_MS = 40


def main(place: str, folder: str, job: int) -> None:
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
    field = screen.form.fields["problem"].focusProxy()
    assert isinstance(field, QWidget)
    for count in range(1, 10_000):
        QTest.keyClicks(field, TEXT[(count - 1) % len(TEXT)])
        QTest.qWait(_LETTER_MS)
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


def _seat(place: str) -> Office:
    return Shop(place).owner


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
