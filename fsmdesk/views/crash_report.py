"""A report about a bug of ours, saved where the person can find it.

It holds no records of the shop on purpose: values that went to the database are left out, and the home folder
is written as `~`. What the text of an error quotes can't be known, so the report says that it should be read first.
"""

import platform
import re
import sys
import traceback
from pathlib import Path

from fsmdesk import __version__
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.views.atomic_file import write_atomically

# SQLAlchemy quotes the values of a statement, PostgreSQL those of the row that it refused.
_VALUES = re.compile(r"^(\[parameters: ).*?(\]?)$(?=\n\(Background|\n?\Z|\n\S)", re.MULTILINE | re.DOTALL)
_DETAIL = re.compile(r"^((?:DETAIL|CONTEXT):\s+).*$", re.MULTILINE)


def report_text(error: BaseException) -> str:
    """What happened, where, and on which system."""
    told = "".join(traceback.format_exception(error))
    told = _DETAIL.sub(r"\1(left out)", _VALUES.sub(r"\1left out\2", told))
    qt = sys.modules.get("PySide6")
    lines = [
        f"fsmdesk {__version__}, {now():%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()}, Qt {getattr(qt, '__version__', '-')}, {platform.platform()}",
        "",
        tr("Customers, jobs and amounts are left out. The last line may still quote what was typed: read it"),
        tr("before you hand this on."),
        "",
        told.replace(str(Path.home()), "~"),
    ]
    return "\n".join(lines)


def save_crash_report(folder: Path, error: BaseException) -> Path:
    """A new file in `folder` holds the report.

    Raises:
        OSError: it can't be written.
    """
    path = folder / f"crash-{now():%Y%m%d-%H%M%S-%f}.txt"
    write_atomically(path, report_text(error))
    return path
