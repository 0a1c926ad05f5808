"""What takes long is shown after half a second, and can be cancelled."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.views.tasks import Step, TaskRunner
from fsmdesk.views.widgets.busy import BusyLine, BusyWatch, ProgressCard


def test_what_is_quick_is_not_shown(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = BusyLine(window)
    window.show()
    line.begin("Reading…")
    line.end()
    qtbot.waitUntil(lambda: not line._timer.isActive())
    assert not line.isVisible()


def test_what_is_slow_is_shown_until_it_ends(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    line = BusyLine(window)
    column.addWidget(line)
    window.show()
    tasks = TaskRunner(window)
    watch = BusyWatch(tasks, line, window)
    gate = Event()
    tasks.run(watch, gate.wait, lambda _: None, lambda _: None)
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: not line.isVisible())
    assert tasks.drain()


def test_a_long_job_shows_how_far_it_is_and_stops_when_asked(qtbot: QtBot) -> None:
    card = ProgressCard("Writing the sheet")
    qtbot.addWidget(card)
    card.show()
    stops: list[int] = []
    card.cancelled.connect(lambda: stops.append(1))
    (bar,) = card.findChildren(QProgressBar)
    assert bar.maximum() == 0  # moving, while nobody knows how long
    card.show_step(Step(30, 100, "30 of 100 rows"))
    assert (bar.value(), bar.maximum()) == (30, 100)
    (cancel,) = card.findChildren(QPushButton)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert stops == [1]
    assert not cancel.isEnabled()
