"""How much memory the board takes beyond the data of the large set: prints it in megabytes. On Linux."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.benchmarks.board_stage import LARGE, SMALL, Stage, store_of


def _megabytes(name: str) -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    [line] = [line for line in lines if line.startswith(f"{name}:")]
    return int(line.split()[1]) / 1024


before_data = _megabytes("VmRSS")
small = Stage(SMALL)  # fonts, icons and the toolkit itself are no part of the board's data
small.warm(small.pages[0])
empty = _megabytes("VmRSS")
store = store_of(LARGE)
data = _megabytes("VmRSS") - empty
del store
stage = Stage(LARGE)
for page in stage.pages:
    stage.warm(page)
print(round(_megabytes("VmHWM") - empty - data, 1))
