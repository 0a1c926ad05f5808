"""The frozen program starts, opens an office, and prints an invoice; without Python, Qt or the checkout around it."""

import subprocess
import sys
from pathlib import Path

import pytest

from installer.smoke import smoke

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.nightly


def test_the_frozen_program_works(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "build")]
    run = subprocess.run(
        [*build, *places, str(ROOT / "installer" / "fsmdesk.spec")], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    name = "fsmdesk-console.exe" if sys.platform == "win32" else "fsmdesk"
    home = tmp_path / "home"
    home.mkdir()
    seen = smoke(tmp_path / "dist" / "fsmdesk" / name, home)
    assert "the tour passed" in seen[2]
