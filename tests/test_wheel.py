"""The wheel carries everything that the checkout has and the program needs."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout as it is now."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_package_and_resources(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    expected = {f"fsmdesk/{name}" for name in _files(ROOT / "fsmdesk")}
    expected |= {f"fsmdesk/_resources/{name}" for name in _files(ROOT / "resources")}
    expected |= {f"fsmdesk/_resources/guide/{name}" for name in _files(ROOT / "docs" / "guide")}
    assert expected - inside == set()
    metadata = {name for name in inside if name.split("/")[0].endswith(".dist-info")}
    assert inside - expected == metadata
    assert "fsmdesk/_resources/fonts/Inter-Regular.ttf" in inside
    assert any(name.startswith("fsmdesk/db/migrations/versions/0001") for name in inside)


def test_wheel_starts_the_program_and_names_its_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        texts = {
            Path(name).name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "fsmdesk = fsmdesk.cli:main" in texts["entry_points.txt"]
    assert "MIT License" in texts["LICENSE"]
    assert "License-Expression: MIT" in texts["METADATA"]


def test_wheel_finds_its_resources_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = "from fsmdesk.resources import resource; print(resource('fonts/Inter-Regular.ttf'))"
    # -S: without the environment's packages, among which the checkout is.
    run = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = Path(run.stdout.strip())
    assert found.is_file()
    assert found.is_relative_to(tmp_path.resolve())
