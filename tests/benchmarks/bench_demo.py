"""How long the demo shops take to be made, and the board of the large one to be painted."""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.services.demo.sizes import DemoSizeName
from tests.benchmarks.bench_start import BARE, board_command, environment_in
from tests.benchmarks.harness import paired_processes
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row


@bench("demo.make", nightly=True)
def make() -> Iterator[Row]:
    """Wall time, once each; nobody has set a limit."""
    sizes: tuple[DemoSizeName, ...] = ("small", "shop", "large")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            start = time.perf_counter()
            make_demo(parse_location(str(Path(name) / "demo.fsmdesk")), size)
            yield Row(name=f"make the {size} demo", value=time.perf_counter() - start, unit="s")


@bench("demo.start", nightly=True)
def start_large() -> Row:
    """As `start`, but on ten years of sixty technicians."""
    office = demo_office("large")
    with tempfile.TemporaryDirectory() as name:
        environment = environment_in(Path(name))
        command = [sys.executable, *board_command(office)]
        result = paired_processes(command, [sys.executable, *BARE], pairs=15, environment=environment)
    return result.row("start to painted board, large demo", None, "s")
