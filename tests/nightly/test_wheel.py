"""The wheel in an empty environment outside the checkout: the tour passes there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.home import machine_environment

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.nightly


def _call(command: Sequence[object], folder: Path, environment: dict[str, str]) -> str:
    words = [str(word) for word in command]
    run = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, f"{words}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def _locked_versions(file: Path) -> Path:
    """The lock as constraints without hashes, which pip would then want of the wheel too."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    file.write_text("\n".join(re.findall(r"^[\w.-]+==[^\s\\]+[^\\\n]*", lock, re.MULTILINE)), "utf-8")
    return file


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """`fsmdesk` as installed from the wheel into an environment with nothing else in it."""
    environment = machine_environment()
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
    _call(build, ROOT, environment)
    (wheel,) = tmp_path.glob("*.whl")
    venv = tmp_path / "empty"
    # Without pip inside: some systems can't put it there, and it is not needed.
    _call([sys.executable, "-m", "venv", "--without-pip", venv], tmp_path, environment)
    folder = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", folder / "python", "install", "--quiet"]
    _call([*pip, "-c", _locked_versions(tmp_path / "constraints.txt"), wheel], tmp_path, environment)
    return folder / "fsmdesk"


def test_tour_passes_from_the_wheel(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "tour"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    _call([program, "tour", "--out", out], tmp_path, environment)
    assert json.loads((out / "tour.json").read_text("utf-8"))
    for name in ("invoice.pdf", "job-ticket.pdf", "day-sheet.pdf", "invoices.xlsx"):
        assert (out / name).stat().st_size > 0
    assert list(out.glob("*.png"))
