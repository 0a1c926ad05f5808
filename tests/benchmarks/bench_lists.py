"""Lists of 100,000 rows in a window: opened, sorted, filtered, grouped, scrolled; wall time until painted."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication

from fsmdesk.views.desk import Desk
from fsmdesk.views.equipment.list_screen import EquipmentScreen
from fsmdesk.views.invoices.list_screen import InvoicesScreen
from fsmdesk.views.widgets.column_filter import Asks, ColumnFilter
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.work_orders.list_screen import WorkOrdersScreen
from tests.benchmarks.harness import percentile
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row
from tests.benchmarks.screens import SIZE, Seat, is_past, seat

_LEAST_ROWS = 100_000
_FRAMES = 400
_FRAME = 1 / 60
AnyList = ListScreen[Any]


class Shown:
    """One list in a window of its own."""

    def __init__(self, at: Seat, make: Callable[[Desk], AnyList]) -> None:
        self.at = at
        self.screen = make(at.desk)
        self.screen.setFixedSize(*SIZE)
        self._came = 0
        self.screen.reader.came.connect(self._note)

    def _note(self) -> None:
        self._came += 1

    def seconds(self, action: Callable[[], object]) -> float:
        """How long it takes from the action until the first rows of its answer are painted."""
        came, start = self._came, time.perf_counter()
        action()
        self.at.until(lambda: self._came > came)
        self.at.app.processEvents()
        self.screen.repaint()
        took = time.perf_counter() - start
        # What is counted meanwhile is not of the next measurement.
        self.at.until(lambda: not self.screen.reader.is_counting)
        self.at.rest(0.1)
        return took

    def open(self) -> float:
        """The screen is shown and reads."""

        def begin() -> None:
            self.screen.show()
            self.screen.arrive(None)

        return self.seconds(begin)

    def close(self) -> None:
        """The window is gone."""
        self.screen.close()
        self.screen.deleteLater()


def _open_times(at: Seat, make: Callable[[Desk], AnyList]) -> list[float]:
    times = []
    for _turn in range(6):
        start = time.perf_counter()
        shown = Shown(at, make)
        made = time.perf_counter() - start
        times.append(made + shown.open())
        assert shown.screen.reader.total_count >= _LEAST_ROWS
        shown.close()
    return times[1:]


def _sort_times(shown: Shown) -> list[float]:
    return [
        shown.seconds(lambda key=column.key, down=down: shown.screen._sort_shown(key, down))  # type: ignore[misc]
        for column in shown.screen.columns
        if column.is_sortable
        for down in (False, True)
    ]


def _filter_times(shown: Shown, filters: list[ColumnFilter]) -> list[float]:
    times = []
    bar = shown.screen.filters
    for made in filters:
        bar.filter_columns({made.key: made})
        times.append(shown.seconds(bar.changed.emit))
        bar.filter_columns({})
        times.append(shown.seconds(bar.changed.emit))
    return times


def _group_times(shown: Shown) -> list[float]:
    keys = [column.key for column in shown.screen.columns if column.is_grouped]
    times = [shown.seconds(lambda key=key: shown.screen._group_by(key)) for key in keys]  # type: ignore[misc]
    assert shown.screen.reader.total_count >= _LEAST_ROWS
    shown.seconds(lambda: shown.screen._group_by(""))
    return times


def _frame_times(shown: Shown) -> list[float]:
    """Each frame the wheel moves on by three rows; rows are read meanwhile."""
    bar, app = shown.screen.table.verticalScrollBar(), QApplication.instance()
    assert app is not None
    times = []
    for frame in range(_FRAMES):
        start = time.perf_counter()
        bar.setValue(bar.value() + (96 if frame % 100 else 32_000))
        app.processEvents()
        times.append(time.perf_counter() - start)
        shown.at.until(partial(is_past, start + _FRAME))
    assert bar.value() > _FRAMES * 90
    return times


def _row(name: str, times: list[float], limit: float | None) -> Row:
    return Row(name=name, value=percentile(times, 95) * 1000, unit="ms", limit=limit)


@bench("lists.equipment")
def equipment() -> Iterator[Row]:
    """Some 103,000 machines."""
    filters = [
        ColumnFilter("make", Asks.CONTAINS, ("er",)),
        ColumnFilter("customer", Asks.CONTAINS, ("school",)),
        ColumnFilter("warranty_until", Asks.SPAN, ("this_year",)),
        ColumnFilter("serial", Asks.CONTAINS, ("zzzz",)),
        ColumnFilter("place", Asks.EMPTY),
    ]
    with seat(demo_office("large")) as at:
        yield _row("open a list of 100,000 machines, p95", _open_times(at, EquipmentScreen), 500)
        shown = Shown(at, EquipmentScreen)
        shown.open()
        yield _row("sort it by each column, p95", _sort_times(shown), 300)
        yield _row("filter it by a column, p95", _filter_times(shown, filters), 300)
        yield _row("group it, p95", _group_times(shown), None)
        yield _row("scroll it, a frame, p95", _frame_times(shown), 16)
        shown.close()


@bench("lists.longest")
def longest() -> Iterator[Row]:
    """All work orders and all invoices: four and five times as many as promised, so without a limit."""
    with seat(demo_office("large")) as at:
        for name, make in (("work orders", WorkOrdersScreen), ("invoices", InvoicesScreen)):
            yield _row(f"open all {name}, p95", _open_times(at, make), None)
            shown = Shown(at, make)
            shown.open()
            yield _row(f"sort all {name} by each column, p95", _sort_times(shown), None)
            yield _row(f"group all {name}, p95", _group_times(shown), None)
            yield _row(f"scroll all {name}, a frame, p95", _frame_times(shown), 16)
            shown.close()
