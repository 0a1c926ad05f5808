"""The rules of the house: which way imports point, how long things get, what a text may say."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "fsmdesk"
LONGEST_FILE = 600
MEDIAN_FILE = 170
LONGEST_FUNCTION = 60

SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_PYTHON = [ROOT / "dev.py", *SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
# A migration is a record of what tables once were, as long as they are many, and never edited again.
WRITTEN_BY_HAND = [path for path in ALL_PYTHON if "migrations/versions" not in path.as_posix()]
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".txt",
    ".qss",
    ".svg",
    ".mako",
    ".spec",
    ".json",
    ".po",
    ".sh",
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _imports(path: Path) -> Iterator[str]:
    """Top-level packages that the file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_imports_keep_the_contract() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_qt_is_known_to_windows_only() -> None:
    """Also inside functions, where the contract would allow it for modules that it does not list."""
    allowed = ("fsmdesk/views/", "fsmdesk/tour/", "fsmdesk/app.py")
    strangers = [
        _name(path)
        for path in SOURCES
        if not _name(path).startswith(allowed) and {"PySide6", "shiboken6"} & set(_imports(path))
    ]
    assert strangers == []


def test_dev_needs_the_standard_library_only() -> None:
    assert set(_imports(ROOT / "dev.py")) <= sys.stdlib_module_names


def test_files_stay_short() -> None:
    lengths = {_name(path): _lines(path) for path in WRITTEN_BY_HAND}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
    assert statistics.median(_lines(path) for path in SOURCES) <= MEDIAN_FILE


def test_functions_stay_short() -> None:
    too_long = {
        f"{_name(path)}:{node.lineno} {node.name}": length
        for path in WRITTEN_BY_HAND
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_names_say_what_is_inside() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [
        _name(path) for path in ALL_PYTHON if vague & set(path.with_suffix("").parts[len(ROOT.parts) :])
    ] == []


def _tracked_texts() -> Iterator[Path]:
    skipped = {".git", ".venv", "out", "dist", "build", "__pycache__"}
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part in skipped or (part.startswith(".") and part.endswith("_cache")) for part in parts)
        if not hidden and path.is_file() and path.suffix in TEXT_SUFFIXES:
            yield path


def test_no_text_names_somebodys_machine() -> None:
    # Written so that this file does not hold what it looks for.
    folders = re.compile(rf"(?<![\w.])/(?:{'|'.join(['home', 'root', 'Users', 'work', 'mnt'])})/\w")
    drives = re.compile(r"\b[CD]:\\{1,2}(?:Users|Documents)")
    found = [
        f"{_name(path)}:{number}: {line.strip()[:80]}"
        for path in _tracked_texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if folders.search(line) or drives.search(line)
    ]
    assert found == []


def test_lock_file_names_no_package_index() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?:|index-url|find-links", text)
