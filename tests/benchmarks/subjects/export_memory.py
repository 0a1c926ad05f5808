"""How much memory the export of a list takes beyond what the process had before: prints it in megabytes.

On Linux, which forgets an earlier peak when it is asked to.
"""

import sys
from pathlib import Path

import openpyxl  # noqa: F401 - loaded before, as in a program that has exported something already

from fsmdesk.bootstrap import open_office
from tests.benchmarks.exported_jobs import export, request_since


def _megabytes(name: str) -> float:
    """A figure of this process: VmRSS is what it has now, VmHWM the most it had since the peak was forgotten."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    [line] = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) / 1024


opened = open_office(sys.argv[1])
office = opened.as_program()
target = Path(sys.argv[2])
export(office, target, request_since("2999-01-01T00:00:00+00:00"))
Path("/proc/self/clear_refs").write_text("5", "ascii")
before = _megabytes("VmRSS")
count = export(office, target, request_since(sys.argv[3]))
print(count, round(_megabytes("VmHWM") - before, 2))
opened.database.close()
