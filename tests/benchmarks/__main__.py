"""Runs benchmarks: `python3 dev.py bench [NAME ...] [--json FILE]`."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.registry import Benchmark, chosen, load_all
from tests.benchmarks.rows import Row, as_table, write_json


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure; exit 1 if a limit is broken.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="such as board or board.scroll; default: all"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there too")
    parser.add_argument("--nightly", action="store_true", help="the long ones as well")
    return parser.parse_args(argv)


def _measure(benchmarks: Sequence[Benchmark], rows: list[Row]) -> bool:
    """Collects the rows; False if a benchmark broke. The others still run."""
    whole = True
    for benchmark in benchmarks:
        print(f"{benchmark.name} ...", file=sys.stderr, flush=True)
        try:
            rows.extend(benchmark.rows())
        except Exception:  # noqa: BLE001 - whatever it is, it is shown, and the run fails
            traceback.print_exc()
            whole = False
    return whole


def main(argv: Sequence[str]) -> int:
    """Prints the table, writes the JSON; 1 if a limit or a benchmark is broken, 2 for an unknown name."""
    arguments = _arguments(argv)
    load_all()
    try:
        benchmarks = chosen(arguments.names, arguments.nightly)
    except LookupError as trouble:
        print(f"dev.py bench: {trouble}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    whole = _measure(benchmarks, rows)
    print(as_table(rows))
    if arguments.json:
        write_json(rows, arguments.json)
    return 0 if whole and all(row.is_within_limit for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
