"""From the command to the first painted window, and to the painted board, against a bare window of the same Qt."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks.harness import paired_processes
from tests.benchmarks.offices import copy_of, demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_SUBJECTS = Path(__file__).parent / "subjects"
BARE: Final = (str(_SUBJECTS / "bare_window.py"),)


def environment_in(folder: Path) -> Mapping[str, str]:
    """No display, and a person's files in this folder."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FSMDESK_DATA": str(folder)}


def board_command(office: Path) -> Sequence[str]:
    """What is run until the board of this office is painted."""
    return (str(_SUBJECTS / "painted_board.py"), str(office))


@bench("start")
def start() -> Iterator[Row]:
    """Whole processes, wall time; the board is that of the demo shop."""
    bare = [sys.executable, *BARE]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_in(folder)
        office = copy_of(demo_office("shop"), folder / "shop.fsmdesk")
        window = [sys.executable, str(_SUBJECTS / "painted_window.py")]
        yield paired_processes(window, bare, pairs=15, environment=environment).row(
            "start to first painted window", 3.0, "s"
        )
        board = [sys.executable, *board_command(office)]
        yield paired_processes(board, bare, pairs=15, environment=environment).row(
            "start to painted board", 5.0, "s"
        )
