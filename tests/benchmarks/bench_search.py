"""Typing in each search box of a large office: from the key to the painted result, by the wall."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.services.finding.messages import FindRecords, Found
from fsmdesk.views.actions import ActionRegistry
from fsmdesk.views.agreements.list_screen import AgreementsScreen
from fsmdesk.views.customers.list_screen import CustomersScreen
from fsmdesk.views.equipment.list_screen import EquipmentScreen
from fsmdesk.views.invoices.list_screen import InvoicesScreen
from fsmdesk.views.main_window.command_box import CommandBox
from fsmdesk.views.payments.list_screen import PaymentsScreen
from fsmdesk.views.prices.list_screen import PriceBookScreen
from fsmdesk.views.sites.list_screen import SitesScreen
from fsmdesk.views.widgets.field_picker import FieldPicker, found_option
from fsmdesk.views.widgets.list_screen import ListScreen
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.work_orders.list_screen import WorkOrdersScreen
from tests.benchmarks.harness import percentile
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row
from tests.benchmarks.screens import SIZE, Painted, Seat, is_past, seat

_LIMIT: Final = 50
# A quick typist presses a key every 150 ms; what was counted for the key before may still be under way.
_PACE: Final = 0.15
_TYPED: Final = (
    "boiler",
    "hill school",
    "no hot water",
    "property man",
    "leak th",
    "4711",
    "518-555",
    "184.50",
    "radiator v",
    "zzzq",
)
_LISTS: Final[Sequence[tuple[str, type[ListScreen[Any]]]]] = (
    ("work orders", WorkOrdersScreen),
    ("invoices", InvoicesScreen),
    ("payments", PaymentsScreen),
    ("customers", CustomersScreen),
    ("sites", SitesScreen),
    ("equipment", EquipmentScreen),
    ("agreements", AgreementsScreen),
    ("price book", PriceBookScreen),
)


def _key_times(
    at: Seat, field: QWidget, is_shown: Callable[[str], bool], clear: Callable[[], None]
) -> list[float]:
    """For each key of each text how long it takes until what it finds is shown."""
    times = []
    for text in _TYPED:
        clear()
        at.rest(0.3)
        for end in range(1, len(text) + 1):
            start = time.perf_counter()
            QTest.keyClicks(field, text[end - 1])
            typed = text[:end].strip()
            if typed != text[: end - 1].strip():
                at.until(partial(is_shown, typed))
                times.append(time.perf_counter() - start)
            at.until(partial(is_past, start + _PACE))
    return times


def _list_times(at: Seat, make: type[ListScreen[Any]]) -> list[float]:
    screen = make(at.desk)  # type: ignore[call-arg]
    screen.setFixedSize(*SIZE)
    screen.show()
    screen.arrive(None)
    at.rest(0.5)
    painted = Painted(screen.table.viewport())
    came: list[tuple[str, int]] = []
    screen.reader.came.connect(lambda: came.append((screen.reader.request.text, painted.count)))

    def is_shown(typed: str) -> bool:
        if not came or came[-1][0] != typed:
            return False
        # With nothing found there is no row to paint.
        return painted.count > came[-1][1] or not screen.table.isVisible()

    # Once to warm up: what nobody has read for a while comes from the disk.
    _key_times(at, screen.search, is_shown, screen.search.clear)
    times = _key_times(at, screen.search, is_shown, screen.search.clear)
    at.rest(0.3)
    screen.close()
    screen.deleteLater()
    return times


@bench("search.lists")
def lists() -> Iterator[Row]:
    """The search field of each list."""
    with seat(demo_office("large")) as at:
        for name, make in _LISTS:
            times = _list_times(at, make)
            yield Row(
                name=f"key to result, list of {name}, p95",
                value=percentile(times, 95) * 1000,
                unit="ms",
                limit=_LIMIT,
            )


@bench("search.command_box")
def command_box() -> Row:
    """Ctrl+K, over any kind of record."""
    with seat(demo_office("large")) as at:
        window = QWidget()
        window.setFixedSize(*SIZE)
        box = CommandBox(ActionRegistry(window), window)
        answered: list[str] = []

        def find(text: str, answer: Callable[[Sequence[Option]], None]) -> None:
            def show(found: Sequence[Found]) -> None:
                answer([found_option(one) for one in found])
                at.app.processEvents()  # paints it
                answered.append(text)

            at.desk.ask(window, FindRecords(text=text), show)

        box.find_with(find)
        window.show()
        box.setGeometry(QRect(0, 0, *SIZE))
        box.open_box()
        times = _key_times(
            at, box.field, lambda typed: bool(answered) and answered[-1] == typed, box.field.clear
        )
        at.rest(0.3)
        window.close()
        window.deleteLater()
    return Row(
        name="key to result, command box, p95", value=percentile(times, 95) * 1000, unit="ms", limit=_LIMIT
    )


@bench("search.picker")
def picker() -> Row:
    """A field that picks a customer, a site or a machine."""
    with seat(demo_office("large")) as at:
        window = QWidget()
        window.setFixedSize(*SIZE)
        column = QVBoxLayout(window)
        shown: list[str] = []

        def find(text: str) -> FindRecords:
            return FindRecords(text=text, kinds=("customer", "site", "equipment"))

        field = FieldPicker("x", "Customer", at.desk, find, parent=window)
        column.addWidget(field)
        column.addStretch(1)
        window.show()
        field.edit.setFocus()
        whole = field._show

        def note(typed: str, options: list[Option]) -> None:
            whole(typed, options)
            at.app.processEvents()  # paints it
            shown.append(typed)

        field._show = note  # type: ignore[method-assign]
        times = _key_times(at, field.edit, lambda typed: bool(shown) and shown[-1] == typed, field.edit.clear)
        at.rest(0.3)
        window.close()
        window.deleteLater()
    return Row(
        name="key to result, field to pick a record, p95",
        value=percentile(times, 95) * 1000,
        unit="ms",
        limit=_LIMIT,
    )
