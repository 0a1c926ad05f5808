"""The schedule against a plain loop that copies as many pixmaps and draws as many texts.

Painted into an image of the viewport's size, so that no window system is measured. Cards are rich: two
labels, marks, ways, what really happened, lanes.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path
from random import Random

from PySide6.QtCore import QRect

from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing
from fsmdesk.views.board.painting import ghost_rect
from fsmdesk.views.board.store import BoardChanges
from tests.benchmarks.board_stage import HEIGHT, LARGE, MIDDLE, SIZES, WIDTH, Stage, checked
from tests.benchmarks.harness import paired, percentile, wall_times
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_FRAME_MS = 16.7
_ROUNDS = 3


@bench("board.full_frame")
def full_frame() -> Iterator[Row]:
    """A warm page painted as a whole."""
    for stage in map(Stage, SIZES):
        floor = checked(stage)
        found = paired(lambda stage=stage: stage.paint(stage.pages[0]), floor.paint)  # type: ignore[misc]
        yield found.row(f"board.full_frame {stage.size.name}", 0.7)


@bench("board.cold_jump")
def cold_jump() -> Iterator[Row]:
    """Pages that were not seen before: the first frame, in which forty cards are finished and the others boxes."""
    for stage in map(Stage, SIZES):
        floor = checked(stage)
        found = paired(_jump(stage), floor.paint, prepare_subject=stage.forget)
        yield found.row(f"board.cold_jump {stage.size.name}", 3.0)


@bench("board.scroll")
def scroll() -> Iterator[Row]:
    """The strip that comes into sight when the board moves down by 24 pixels, again and again."""
    for stage in map(Stage, SIZES):
        floor = checked(stage)
        yield paired(_scroll(stage), floor.paint).row(f"board.scroll {stage.size.name}", 0.6)


@bench("board.drag")
def drag() -> Iterator[Row]:
    """One step of a drag: judged by all rules, and both places of the ghost painted."""
    for stage in map(Stage, SIZES):
        floor = checked(stage)
        yield paired(_drag(stage), floor.paint).row(f"board.drag {stage.size.name}", 0.15)


@bench("board.updates")
def updates() -> Iterator[Row]:
    """A thousand visits move in one batch, and the page is painted; lanes out of sight are counted later."""
    for stage in map(Stage, SIZES):
        floor = checked(stage)
        prepare, apply = _updates(stage)
        found = paired(apply, floor.paint, pairs=60, prepare_subject=prepare)
        yield found.row(f"board.updates {stage.size.name}", 3.5)
        prepare()
        rest = wall_times(stage.store.lane_counts, times=20, prepare=lambda: (prepare(), apply()))  # noqa: B023
        yield Row(
            name=f"lanes out of sight afterwards {stage.size.name}",
            value=percentile(rest, 50) * 1e3,
            unit="ms",
        )


@bench("board.large")
def large() -> Row:
    """A page of the large set against a page of the middle one, for as many visits."""
    middle, big = Stage(MIDDLE), Stage(LARGE)
    shown = big.warm(big.pages[0]), middle.warm(middle.pages[0])
    found = paired(lambda: big.paint(big.pages[0]), lambda: middle.paint(middle.pages[0]))
    per_visit = shown[1] / shown[0]
    scaled = replace(found, value=found.value * per_visit, ratio=found.ratio * per_visit)
    return scaled.row("board.large", 1.15)


@bench("board.memory")
def memory() -> Row:
    """What the board takes beyond the data of the large set, after a look at every page; a process of its own."""
    script = Path(__file__).parent / "subjects" / "board_memory.py"
    answer = subprocess.run(
        [sys.executable, str(script)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return Row(name="board.memory L", value=float(answer.stdout.split()[-1]), unit="MB", limit=60.0)


@bench("board.frames", nightly=True)
def frames() -> Iterator[Row]:
    """Every interaction by the wall: the 99th percentile of the best of three rounds."""
    for size in SIZES:
        stage = Stage(size)
        checked(stage)
        prepare, apply = _updates(stage)
        nothing: Callable[[], object] = int
        measured: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
            ("full frame", lambda stage=stage: stage.paint(stage.pages[0]), nothing),  # type: ignore[misc]
            ("cold jump", _jump(stage), stage.forget),
            ("scroll", _scroll(stage), nothing),
            ("drag", _drag(stage), nothing),
            ("1,000 updates", apply, prepare),
        ]
        for name, action, before in measured:
            rounds = [wall_times(action, times=300, warm_up=20, prepare=before) for _ in range(_ROUNDS)]
            best = min(percentile(times, 99) for times in rounds)
            yield Row(name=f"p99 {name} {size.name}", value=best * 1e3, unit="ms", limit=_FRAME_MS)


def _jump(stage: Stage) -> Callable[[], object]:
    pages = cycle(stage.pages)
    return lambda: stage.paint(next(pages))


def _scroll(stage: Stage) -> Callable[[], object]:
    tops = cycle(range(0, stage.grid.layout_of_rows.height - HEIGHT, 24))

    def step() -> None:
        top = next(tops)
        stage.paint(QRect(0, top + HEIGHT - 24, WIDTH, 24), QRect(0, top, WIDTH, HEIGHT))

    return step


def _drag(stage: Stage) -> Callable[[], object]:
    grid = stage.grid
    visit = grid.store.row(5).all()[3]
    gesture = Gesture(GestureKind.MOVE, visit)
    steps = count()
    page = QRect(round(grid.scale.x_of(visit.start_minute)) - 400, 0, WIDTH, HEIGHT)
    before: list[QRect] = []

    def step() -> None:
        at = next(steps)
        start = visit.start_minute + at % 40 * 15
        offer = grid.target.judge(gesture, Landing(at % 20 + 1, start, start + visit.minutes))
        grid.target.show_offer(gesture, offer)
        ghost = grid.state.ghost
        if ghost is None:
            raise AssertionError("nothing is in the hand")
        now = ghost_rect(grid.places, ghost)
        stage.paint_parts([*before, now], page)
        before[:] = [now]

    return step


def _updates(stage: Stage) -> tuple[Callable[[], None], Callable[[], None]]:
    """Makes a batch, and applies it: visits move a quarter of an hour on, or back where they were."""
    chance, versions = Random(5), count(2)
    begun = dict.fromkeys(range(1, stage.size.visits + 1), 0)
    batches: list[BoardChanges] = []

    def prepare() -> None:
        version, changed = next(versions), []
        for visit_id in chance.sample(range(1, stage.size.visits + 1), 1000):
            visit = stage.store.visit(visit_id)
            if visit is not None:
                step = -15 if begun[visit_id] else 15
                begun[visit_id] = 1 - begun[visit_id]
                start = visit.start_minute + step
                changed.append(
                    replace(visit, version=version, start_minute=start, end_minute=start + visit.minutes)
                )
        batches[:] = [BoardChanges(changed)]

    def apply() -> None:
        stage.store.apply(batches[0])
        stage.store.lane_counts(stage.in_sight)
        stage.paint(stage.pages[0])

    return prepare, apply
