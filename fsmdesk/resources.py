"""Finds the program's data files, in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path


@cache
def resources_dir() -> Path:
    """The folder with icons, fonts, style and demo data.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("fsmdesk's resources are missing; install it again")


@cache
def guide_dir() -> Path:
    """The folder with the pages of the user guide.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    in_wheel = resources_dir() / "guide"
    for folder in (in_wheel, resources_dir().parent / "docs" / "guide"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("fsmdesk's guide is missing; install it again")


def resource(name: str) -> Path:
    """Path of one data file, such as `fonts/Inter-Regular.ttf`."""
    return resources_dir() / name
