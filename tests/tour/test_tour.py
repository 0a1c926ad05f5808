"""The tour in a process of its own, as a person would run it."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_tour_passes_and_leaves_its_pictures_and_documents(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "fsmdesk", "tour", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stdout + run.stderr
    account = json.loads((out / "tour.json").read_text("utf-8"))
    assert account["passed"]
    names = [step["name"] for step in account["steps"]]
    assert names[0] == "open the office on its board"
    assert all(step["checks"] and step["seconds"] > 0 for step in account["steps"])
    for document in ("invoice.pdf", "job-ticket.pdf", "day-sheet.pdf"):
        assert (out / document).read_bytes().startswith(b"%PDF")
    assert (out / "invoices.xlsx").stat().st_size > 4_000
    pictures = sorted(out.glob("*.png"))
    without = next(step for step in account["steps"] if not step["pictures"])
    assert without["name"].startswith("print")
    assert len(pictures) == sum(len(step["pictures"]) for step in account["steps"]) > 30
