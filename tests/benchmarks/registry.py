"""Finds the benchmarks: functions marked with `@bench` in the files `bench_*.py` of this folder."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.rows import Row

Measure = Callable[[], Row | Iterable[Row]]


@dataclass(frozen=True)
class Benchmark:
    """A named measurement that gives one row or several; `nightly` ones run only when asked for."""

    name: str
    measure: Measure
    nightly: bool

    def rows(self) -> Iterator[Row]:
        """Measures, and gives each row as soon as it is known."""
        result = self.measure()
        if isinstance(result, Row):
            yield result
        else:
            yield from result


_known: dict[str, Benchmark] = {}


def bench(name: str, *, nightly: bool = False) -> Callable[[Measure], Measure]:
    """Makes the function known as the benchmark `name`: dotted, from large to small, as `board.scroll`."""

    def register(measure: Measure) -> Measure:
        if name in _known:
            raise ValueError(f"two benchmarks are called {name}")
        _known[name] = Benchmark(name, measure, nightly)
        return measure

    return register


def load_all() -> None:
    """Afterwards every benchmark of this folder is known."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        importlib.import_module(f"tests.benchmarks.{path.stem}")


def chosen(names: Iterable[str], nightly: bool) -> list[Benchmark]:
    """The benchmarks of these names or below them (`board` means `board.scroll` too); of no name: all.

    Nightly ones are among them if `nightly`, or if called by their full name.

    Raises:
        LookupError: a name means nothing.
    """
    wanted = list(names)
    if not wanted:
        return [one for one in _known.values() if nightly or not one.nightly]
    picked: dict[str, Benchmark] = {}
    for name in wanted:
        found = {key: one for key, one in _known.items() if key == name or key.startswith(f"{name}.")}
        found = {key: one for key, one in found.items() if nightly or not one.nightly or key == name}
        if not found:
            raise LookupError(f"no benchmark is called {name}; there are {', '.join(sorted(_known))}")
        picked |= found
    return list(picked.values())
