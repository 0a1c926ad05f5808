"""The two larger sizes, whole: as many of everything as they promise, in the time they promise."""

import time
from pathlib import Path

import pytest

from fsmdesk.db.check import check
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.services.demo.sizes import DemoSizeName
from tests.services.demo.conftest import TODAY


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "technicians", "customers", "work_orders", "seconds"),
    [("shop", 12, 400, 20_000, 30), ("large", 60, 15_000, 500_000, 360)],
)
def test_size(
    empty_database_url: str,
    size: DemoSizeName,
    technicians: int,
    customers: int,
    work_orders: int,
    seconds: int,
) -> None:
    location = parse_location(empty_database_url)
    started = time.perf_counter()
    counts = make_demo(location, size, today=TODAY)
    took = time.perf_counter() - started
    assert counts.technicians == technicians
    assert counts.customers == customers
    assert counts.work_orders == pytest.approx(work_orders, rel=0.05)
    assert took < (seconds if location.is_file else seconds * 5 / 3)
    assert check(location) == []


def test_the_small_one_is_made_in_a_second(tmp_path: Path) -> None:
    started = time.process_time()
    make_demo(parse_location(str(tmp_path / "demo.fsmdesk")), "small", today=TODAY)
    assert time.process_time() - started < 2.0
