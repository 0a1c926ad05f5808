"""A program that is killed while somebody types loses nothing of what was typed."""

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.intake.screen import DRAFT
from tests.views.intake.typing_program import TEXT

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("seed", range(3))
def test_no_letter_is_lost_when_the_program_is_killed(qapp: QObject, tmp_path: Path, seed: int) -> None:
    letters = random.Random(seed).randint(2, 40)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.views.intake.typing_program", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout is not None
        typed = 0
        for line in program.stdout:
            typed = int(line) if line.strip().isdigit() else 0
            if typed >= letters:
                break
        program.kill()
    kept = DraftStore(tmp_path / "drafts").read(DRAFT)
    assert kept is not None
    form = kept["form"]
    assert isinstance(form, dict)
    assert TEXT.startswith(form["problem"])
    assert len(form["problem"]) >= typed


def test_a_draft_is_written_while_somebody_types_on(qtbot: QtBot, tmp_path: Path) -> None:
    """However soon one letter follows the other."""
    store, letters = DraftStore(tmp_path), itertools.count(1)

    def is_written_between_letters() -> bool:
        store.keep("intake-new", {"typed": "x" * next(letters)})
        return DraftStore(tmp_path).read("intake-new") is not None

    qtbot.waitUntil(is_written_between_letters)
    assert next(letters) < 20
