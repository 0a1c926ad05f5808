"""What the frozen program is called and what goes into it; read from the package, so that nothing is said twice."""

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUNDLE_ID = "org.fsmdesk.fsmdesk"

# Parts of Qt, and of other packages, that come along by themselves and are never used.
LEFT_OUT = (
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuick3D", "PySide6.QtOpenGL"),
    *("PySide6.QtSql", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml"),
    *("tkinter", "pytest", "hypothesis", "mypy", "PyInstaller", "setuptools", "pip"),
)
# Found by name at run time only: drivers of the database, and the keyrings of the systems.
NAMED_ONLY = (
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.dialects.postgresql",
    "psycopg",
    "psycopg_binary",
    "logging.config",
)


@dataclass(frozen=True, slots=True)
class Product:
    """Name, version and what it is good for, as pyproject.toml and the package say."""

    name: str
    version: str
    about: str

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """The version as four numbers, as Windows wants it; what is no number counts as 0."""
        found = [int(part) if part.isdecimal() else 0 for part in self.version.split(".")]
        first, second, third, fourth, *_ = [*found, 0, 0, 0, 0]
        return first, second, third, fourth


def product() -> Product:
    """What this checkout makes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    source = ROOT / project["tool"]["hatch"]["version"]["path"]
    return Product(project["project"]["name"], _version(source), project["project"]["description"])


def parts() -> list[str]:
    """The packages that the program needs, as pyproject.toml names them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = [re.split(r"[^\w-]", line, maxsplit=1)[0] for line in project["project"]["dependencies"]]
    return list(dict.fromkeys(names))


def data_files() -> list[tuple[str, str]]:
    """Folders that go along as they are, and where they lie in the frozen program.

    They are those that the wheel takes along, and the migrations, which Alembic reads as files.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included: dict[str, Any] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    migrations = "fsmdesk/db/migrations"
    return [
        *((str(ROOT / folder), target) for folder, target in included.items()),
        (str(ROOT / migrations), migrations),
    ]


def _version(source: Path) -> str:
    for statement in ast.parse(source.read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "__version__":
            return str(ast.literal_eval(statement.value))
    raise ValueError(f"{source} names no version")
