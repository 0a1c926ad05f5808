"""The door of the frozen program: the same as `fsmdesk`."""

import faulthandler
import os
import sys
from multiprocessing import freeze_support

# A program without a console on Windows has no streams; what is said there is for nobody.
if sys.stdout is None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open as long as the program
if sys.stderr is None:
    sys.stderr = sys.stdout

if sys.__stderr__ is not None:  # what dies below Python says where
    faulthandler.enable(sys.__stderr__)

from fsmdesk.cli import main

if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
