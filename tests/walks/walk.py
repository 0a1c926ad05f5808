"""Walks through the real window on an office and writes down what kept it from answering.

python -m tests.walks.walk OFFICE OUT.json [--seconds N] [--seed N] [--role NAME] [--tour]
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsmdesk.tour.record import Record
from fsmdesk.tour.run import tour
from fsmdesk.tour.stage import Stage, stage_for
from tests.walks.walker import Walker
from tests.walks.watched import WatchedApplication

_OLDEST = 2
_PAUSE_MS = 30
_STUCK_SECONDS = 5.0


def _stroll(stage: Stage, watched: WatchedApplication, office: str, seconds: float, seed: int) -> int:
    """How many things the random person did."""
    walker = Walker(stage.app, office, seed)
    # Another theme dresses everything that was ever made, once; see docs/benchmarks.md.
    stage.app.theme.changed.connect(watched.leave_out)

    def collected(_phase: str, info: dict[str, int]) -> None:
        """Whoever left the office has its screens freed, at once; see the same page."""
        if stage.app.desk is None and info["generation"] == _OLDEST:
            watched.leave_out()

    gc.callbacks.append(collected)
    watched.place = lambda: f"{type(stage.window.stack.currentWidget()).__name__}: {walker.doing}"
    began_step = [time.monotonic()]

    def come_unstuck() -> None:
        if time.monotonic() - began_step[0] > _STUCK_SECONDS:
            QTest.keyClick(stage.window, Qt.Key.Key_Escape)  # ends a drag out of the window
            for window in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if window is not None:
                    window.close()

    timer = QTimer(stage.window)
    timer.timeout.connect(come_unstuck)
    timer.start(1000)
    end, steps = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began_step[0] = time.monotonic()
        if not stage.window.isVisible():
            stage.window.show()
        walker.step()
        steps += 1
        QTest.qWait(_PAUSE_MS)
    timer.stop()
    return steps


def main() -> int:
    """Writes the longest blocks; 1 if the program met a bug of its own on the way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("office")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tour", action="store_true")
    parser.add_argument(
        "--role", default="", help="who walks, such as Technician; the first of the list unless said"
    )
    wanted = parser.parse_args()
    # Nothing that is clicked may start another program.
    os.environ["PATH"] = ""
    watched = WatchedApplication()
    with (
        tempfile.TemporaryDirectory(prefix="fsmdesk-walk-") as folder,
        stage_for(wanted.office, wanted.role) as stage,
    ):
        os.chdir(folder)
        os.environ["HOME"] = (
            folder  # file dialogs begin there: nothing is written among the person's own files
        )
        watched.forget()
        if wanted.tour:
            watched.place = lambda: type(stage.window.stack.currentWidget()).__name__
            tour(stage, Record(Path(folder) / "record", lambda _line: None))
            steps = 0
        else:
            steps = _stroll(stage, watched, wanted.office, wanted.seconds, wanted.seed)
        reports = sorted((Path(os.environ["FSMDESK_DATA"]) / "reports").glob("*"))
        bugs = [path.read_text("utf-8") for path in reports]
        found = {
            "events": watched.count,
            "steps": steps,
            "blocks": [asdict(block) for block in watched.blocks],
            "busiest": [asdict(block) for block in watched.busiest],
            "bugs": bugs,
        }
        wanted.out.write_text(json.dumps(found, indent=1), "utf-8")
    for bug in bugs:
        print(bug, file=sys.stderr)
    return 1 if bugs else 0


if __name__ == "__main__":
    sys.exit(main())
