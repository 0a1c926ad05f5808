"""Measures a subject against a floor in the same run, in pairs, so that a busy machine slows both.

The figure to judge by is the median of the ratios of the pairs. Within one process it is made of
CPU time of the calling thread, which other processes hardly touch.
"""

import gc
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.benchmarks.rows import Row

Clock = Callable[[], float]
Action = Callable[[], object]


def nothing() -> None:
    """The preparation of what needs none."""


@dataclass(frozen=True)
class Paired:
    """What pairs of measurements gave, in seconds: medians of each side, and of the ratios."""

    value: float
    floor: float
    ratio: float

    def row(self, name: str, limit: float | None, unit: str = "ms") -> Row:
        """The row to report, in seconds or milliseconds."""
        scale = {"s": 1.0, "ms": 1000.0}[unit]
        return Row(
            name=name,
            value=self.value * scale,
            unit=unit,
            limit=limit,
            floor=self.floor * scale,
            ratio=self.ratio,
        )


def paired(
    subject: Action,
    floor: Action,
    *,
    pairs: int = 150,
    warm_up: int = 30,
    clock: Clock = time.thread_time,
    prepare_subject: Action = nothing,
    prepare_floor: Action = nothing,
) -> Paired:
    """Calls floor and subject in turn and compares their times.

    Preparations run before each call and are not measured. The default clock is the CPU time of the
    calling thread; use `time.perf_counter` where work is done elsewhere, such as in a database server.
    """
    for _ in range(warm_up):
        _time(floor, prepare_floor, clock)
        _time(subject, prepare_subject, clock)
    times: list[tuple[float, float]] = []
    with _calm_memory():
        for turn in range(pairs):
            # Who goes first changes, so that neither always finds the caches warm.
            if turn % 2:
                subject_time = _time(subject, prepare_subject, clock)
                floor_time = _time(floor, prepare_floor, clock)
            else:
                floor_time = _time(floor, prepare_floor, clock)
                subject_time = _time(subject, prepare_subject, clock)
            times.append((subject_time, floor_time))
    return _summed_up(times)


def paired_processes(
    subject: Sequence[str],
    floor: Sequence[str],
    *,
    pairs: int = 10,
    warm_up: int = 1,
    cpu: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Paired:
    """Runs two programs in turn, each from start to end, and compares their times.

    Wall time, or CPU time of user and system together where `cpu` is asked for and the system tells it.

    Raises:
        RuntimeError: one of them failed; what it wrote is in the text.
    """

    def run(command: Sequence[str]) -> float:
        wall, cpu_time = _process_times(command, environment)
        return cpu_time if cpu and cpu_time is not None else wall

    for _ in range(warm_up):
        run(floor), run(subject)
    times: list[tuple[float, float]] = []
    for turn in range(pairs):
        if turn % 2:
            subject_time, floor_time = run(subject), run(floor)
        else:
            floor_time, subject_time = run(floor), run(subject)
        times.append((subject_time, floor_time))
    return _summed_up(times)


def wall_times(action: Action, *, times: int, warm_up: int = 3, prepare: Action = nothing) -> list[float]:
    """Wall times of the action in seconds, for percentiles."""
    for _ in range(warm_up):
        _time(action, prepare, time.perf_counter)
    with _calm_memory():
        return [_time(action, prepare, time.perf_counter) for _ in range(times)]


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that at least so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def _time(action: Action, prepare: Action, clock: Clock) -> float:
    prepare()
    start = clock()
    action()
    return clock() - start


def _summed_up(times: Sequence[tuple[float, float]]) -> Paired:
    subjects, floors = zip(*times, strict=True)
    if min(floors) <= 0:
        raise ValueError("the floor is too short for the clock; do more in one call")
    ratios = [subject / floor for subject, floor in times]
    return Paired(statistics.median(subjects), statistics.median(floors), statistics.median(ratios))


@contextmanager
def _calm_memory() -> Iterator[None]:
    """Within it Python does not stop to look for garbage."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _process_times(
    command: Sequence[str], environment: Mapping[str, str] | None
) -> tuple[float, float | None]:
    """Wall time, and CPU time where the system tells it, of one run."""
    before = _children_cpu()
    start = time.perf_counter()
    run = subprocess.run(
        command,
        env=None if environment is None else {**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    wall = time.perf_counter() - start
    after = _children_cpu()
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout}{run.stderr}")
    return wall, None if before is None or after is None else after - before


def _children_cpu() -> float | None:
    """CPU seconds of all ended child processes so far."""
    if sys.platform == "win32":
        return None
    import resource  # finer than os.times, and not on Windows

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
