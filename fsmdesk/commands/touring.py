"""`fsmdesk tour`: one job through the whole day in the real windows, with a picture of each."""

import argparse
import os
from pathlib import Path

from fsmdesk.core.words import tr

NAME = "tour"


def about() -> str:
    """What the command does, in one line."""
    return tr("drive the windows through one job, without a display, and write pictures and documents")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar=tr("DIR"), help=tr("where they are written")
    )


def run(options: argparse.Namespace) -> int:
    """The tour was made; 0 only if every check on the way held."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fsmdesk.tour.run import main

    return main(options.out, options.office)
