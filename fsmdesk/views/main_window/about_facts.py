"""What About says: versions, paths, and who made the parts, gathered in a worker."""

import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path

from fsmdesk import __version__
from fsmdesk.core.words import tr
from fsmdesk.resources import resources_dir

# What the program is made of; each is named with the licence under which its makers gave it.
_PARTS = (
    *("PySide6-Essentials", "SQLAlchemy", "psycopg", "alembic", "reportlab", "openpyxl", "lxml", "pypdfium2"),
    *(
        "segno",
        "uharfbuzz",
        "python-bidi",
        "Babel",
        "tzdata",
        "platformdirs",
        "charset-normalizer",
        "keyring",
    ),
)
_LONGEST_LICENCE = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, and its value."""

    name: str
    value: str


def facts(office: str, server: str, step: str, folder: Path) -> list[Fact]:
    """Versions and paths; `server` and `step` are empty where no office is open."""
    from PySide6 import __version__ as qt

    found = [
        Fact("fsmdesk", __version__),
        Fact("Python", platform.python_version()),
        Fact("Qt", qt),
        Fact("SQLAlchemy", _version("SQLAlchemy")),
        Fact(tr("Database"), server),
        Fact(tr("Schema"), step),
        Fact(tr("System"), platform.platform()),
        Fact(tr("Office"), office),
        Fact(tr("Your files"), str(folder)),
        Fact(tr("Program"), str(Path(sys.executable if is_frozen() else resources_dir().parent))),
    ]
    return [fact for fact in found if fact.value]


def is_frozen() -> bool:
    """True in the program that needs no Python."""
    return bool(getattr(sys, "frozen", False))


def as_text(lines: Iterable[Fact]) -> str:
    """All lines, to be copied."""
    return "\n".join(f"{fact.name}: {fact.value}" for fact in lines)


def licences() -> list[Fact]:
    """Fonts, icons and libraries, each with its licence; fsmdesk itself first."""
    own = [
        Fact("fsmdesk", "MIT"),
        Fact(tr("Fonts: Inter, Noto"), "SIL Open Font License 1.1"),
        Fact(tr("Icons: Lucide"), "ISC"),
    ]
    return own + [Fact(f"{name} {_version(name)}".strip(), _licence(name)) for name in _PARTS]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program may leave what is said about a package behind
        return ""


def _licence(name: str) -> str:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    told = next((one for key in ("License-Expression", "License") for one in said.get_all(key) or ()), "")
    if told and "\n" not in told and len(told) <= _LONGEST_LICENCE:
        return str(told)
    kinds = [one for one in said.get_all("Classifier") or () if one.startswith("License ::")]
    return ", ".join(one.rpartition(" :: ")[2] for one in kinds)
