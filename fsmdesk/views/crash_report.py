"""A report about a bug of ours, saved where the person can find it. It holds no records of the shop."""

import platform
import traceback
from pathlib import Path

from fsmdesk import __version__
from fsmdesk.core.times import now
from fsmdesk.views.atomic_file import write_atomically


def save_crash_report(folder: Path, error: BaseException) -> Path:
    """A new file in `folder` holds what happened, where, and on which system.

    Raises:
        OSError: it can't be written.
    """
    moment = now()
    path = folder / f"crash-{moment:%Y%m%d-%H%M%S-%f}.txt"
    lines = [
        f"fsmdesk {__version__}, {moment:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, {platform.platform()}",
        "",
        *traceback.format_exception(error),
    ]
    write_atomically(path, "\n".join(lines))
    return path
