"""`fsmdesk`: the window."""

import argparse
import os
import sys

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr


def run(options: argparse.Namespace) -> int:
    """The window was open, on the office that was named, until somebody closed it."""
    return open_window(options.office)


def open_window(place: str) -> int:
    """The same, for an office that may be empty: then the last one, else the welcome.

    Raises:
        EnvironmentProblem: there is no display here.
    """
    if not _has_display():
        raise EnvironmentProblem(
            tr("There is no display here. `fsmdesk tour --out DIR` shows every screen as a picture.")
        )
    from fsmdesk.app import run_window

    return run_window(place or None)


def _has_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
