"""The measuring itself: ratios that hold still, limits that are applied, JSON with just the agreed keys."""

import itertools
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import registry
from tests.benchmarks.harness import paired, paired_processes, percentile, wall_times
from tests.benchmarks.registry import bench, chosen
from tests.benchmarks.rows import Row, as_table, write_json


class FakeClock:
    """Moves only when work is done, and by some more each time, as on a machine that gets busier."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slowness = 1.0

    def __call__(self) -> float:
        return self.now

    def work(self, amount: float) -> None:
        self.now += amount * self.slowness
        self.slowness *= 1.01


def test_ratio_holds_on_a_machine_that_gets_slower() -> None:
    clock = FakeClock()
    result = paired(lambda: clock.work(3), lambda: clock.work(2), pairs=100, warm_up=0, clock=clock)
    assert result.ratio == pytest.approx(1.5, rel=0.02)
    assert result.value > 3 and result.floor > 2


def test_preparation_is_not_measured() -> None:
    clock = FakeClock()
    result = paired(
        lambda: clock.work(1),
        lambda: clock.work(1),
        pairs=10,
        clock=clock,
        prepare_subject=lambda: clock.work(1000),
    )
    assert result.ratio < 100


def test_floor_below_the_clock_is_refused() -> None:
    clock = FakeClock()
    with pytest.raises(ValueError, match="too short"):
        paired(lambda: clock.work(1), lambda: None, pairs=3, clock=clock)


def test_whole_programs_are_compared() -> None:
    floor = [sys.executable, "-S", "-c", "pass"]
    subject = [sys.executable, "-S", "-c", "sum(range(6_000_000))"]
    assert paired_processes(subject, floor, pairs=2, warm_up=0).ratio > 1.2
    assert paired_processes(subject, floor, pairs=2, warm_up=0, cpu=True).ratio > 1.2


def test_program_that_fails_is_no_measurement() -> None:
    good, bad = [sys.executable, "-c", "pass"], [sys.executable, "-c", "raise SystemExit('no office')"]
    with pytest.raises(RuntimeError, match="no office"):
        paired_processes(bad, good, pairs=1)


def test_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7], 99) == 7
    assert len(wall_times(lambda: None, times=5)) == 5


def test_limit_is_about_the_ratio_where_there_is_one() -> None:
    slow_but_close = Row(name="a", value=900, unit="ms", floor=850, ratio=900 / 850, limit=2)
    assert slow_but_close.is_within_limit
    assert not Row(name="b", value=900, unit="ms", limit=50).is_within_limit
    assert not Row(name="c", value=math.nan, unit="ms", limit=50).is_within_limit
    assert "OVER" in as_table([Row(name="b", value=900, unit="ms", limit=50)])


def test_json_has_the_agreed_keys(tmp_path: Path) -> None:
    file = tmp_path / "new" / "rows.json"
    write_json([Row(name="a", value=1.5, unit="s")], file)
    row = {"name": "a", "value": 1.5, "unit": "s", "limit": None, "floor": None, "ratio": None}
    assert json.loads(file.read_text("utf-8")) == [row]


@pytest.fixture
def own_benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the benchmarks of this test are known."""
    monkeypatch.setattr(registry, "_known", {})
    monkeypatch.setattr(command, "load_all", lambda: None)
    yield


@pytest.mark.usefixtures("own_benchmarks")
def test_benchmarks_are_chosen_by_name_or_group() -> None:
    counter = itertools.count()
    for name, nightly in (("board.scroll", False), ("board.soak", True), ("boarding", False)):
        bench(name, nightly=nightly)(lambda: Row(name="x", value=next(counter), unit="s"))
    assert [one.name for one in chosen([], nightly=False)] == ["board.scroll", "boarding"]
    assert [one.name for one in chosen(["board"], nightly=False)] == ["board.scroll"]
    assert [one.name for one in chosen(["board"], nightly=True)] == ["board.scroll", "board.soak"]
    assert [one.name for one in chosen(["board.soak"], nightly=False)] == ["board.soak"]
    with pytest.raises(LookupError, match=r"bord.*board\.scroll"):
        chosen(["bord"], nightly=False)
    with pytest.raises(ValueError, match="two benchmarks"):
        bench("boarding")(list)


@pytest.mark.usefixtures("own_benchmarks")
def test_command_fails_if_a_limit_or_a_benchmark_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks() -> Row:
        raise OSError("no disk")

    bench("fine")(lambda: Row(name="fine", value=1, unit="s", limit=2))
    bench("over")(lambda: [Row(name="over", value=3, unit="s", limit=2)])
    bench("broken")(breaks)
    file = tmp_path / "rows.json"
    assert command.main(["fine"]) == 0
    assert command.main(["over"]) == 1
    assert command.main(["none"]) == 2
    assert command.main(["--json", str(file)]) == 1
    assert [row["name"] for row in json.loads(file.read_text("utf-8"))] == ["fine", "over"]
    assert "no disk" in capsys.readouterr().err
