"""The demo shop as a whole: sound, the same for the same seed, all of it or nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from fsmdesk.core.errors import RuleBroken
from fsmdesk.db.check import check
from fsmdesk.db.contents import TableContent, contents
from fsmdesk.db.engine import make_engine
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import DemoCounts, make_demo
from tests.services.demo.conftest import TODAY

# What tells when and by whom the demo was made, and by which program.
_OF_THE_MAKING = {"change_log"}


def _contents(location: str) -> dict[str, TableContent]:
    engine = make_engine(parse_location(location), pooled=False)
    with engine.connect() as connection:
        found = contents(connection)
    engine.dispose()
    return {table: content for table, content in found.items() if table not in _OF_THE_MAKING}


def _file(folder: Path, seed: int = 1, today: date = TODAY) -> str:
    location = str(folder / f"{seed}-{today}-{len(list(folder.iterdir()))}.fsmdesk")
    make_demo(parse_location(location), "small", seed, today=today)
    return location


def test_a_place_without_office_gets_one(empty_database_url: str) -> None:
    counts = make_demo(parse_location(empty_database_url), "small", today=TODAY)
    assert counts.technicians == 4
    assert counts.customers == 12
    assert 50 <= counts.work_orders <= 120
    assert counts.visits > counts.work_orders / 2
    assert counts.invoices > counts.payments > 0
    assert check(parse_location(empty_database_url)) == []


def test_an_empty_office_is_filled(office_url: str) -> None:
    made = make_demo(parse_location(office_url), "small", today=TODAY)
    assert isinstance(made, DemoCounts)
    assert check(parse_location(office_url)) == []


def test_an_office_that_is_not_empty_is_refused(demo_url: str) -> None:
    before = _contents(demo_url)
    with pytest.raises(RuleBroken, match="not empty"):
        make_demo(parse_location(demo_url), "small", today=TODAY)
    assert _contents(demo_url) == before
    assert check(parse_location(demo_url)) == []


def test_both_databases_hold_the_same(demo_url: str, tmp_path: Path) -> None:
    assert _contents(demo_url) == _contents(_file(tmp_path))


def test_the_same_seed_gives_the_same_shop(tmp_path: Path) -> None:
    first, second, other = (_contents(_file(tmp_path, seed)) for seed in (5, 5, 6))
    assert first == second
    differing = {table for table in first if first[table] != other[table]}
    assert {"customer", "work_order", "visit", "invoice", "equipment"} <= differing
    assert first["item"] == other["item"]


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 11, 21),  # Saturday
        date(2027, 3, 14),  # Sunday, and the clock skips an hour
        date(2026, 11, 1),  # Sunday, and the clock goes back
        date(2027, 1, 1),  # holiday, first day of a series
        date(2028, 2, 29),
    ],
)
def test_any_day_is_a_day_with_work(tmp_path: Path, today: date) -> None:
    location = _file(tmp_path, today=today)
    assert check(parse_location(location)) == []
    engine = make_engine(parse_location(location), pooled=False)
    with engine.connect() as connection:
        states = set(
            connection.execute(
                text("SELECT state FROM visit WHERE substr(start_at, 1, 10) = :day"),
                {"day": today.isoformat()},
            ).scalars()
        )
    engine.dispose()
    assert {"on_site", "en_route", "done", "planned"} <= states


class _Stopped(Exception):
    pass


def _stop_at(share: float) -> Callable[[str, float], None]:
    def progress(_words: str, reached: float) -> None:
        if reached >= share:
            raise _Stopped

    return progress


@pytest.mark.parametrize("share", [0.0, 0.02, 0.9])
def test_a_demo_that_is_stopped_leaves_no_file(tmp_path: Path, share: float) -> None:
    location = parse_location(str(tmp_path / "demo.fsmdesk"))
    with pytest.raises(_Stopped):
        make_demo(location, "small", today=TODAY, progress=_stop_at(share))
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_is_stopped_leaves_an_empty_office_empty(office_url: str) -> None:
    before = _contents(office_url)
    with pytest.raises(_Stopped):
        make_demo(parse_location(office_url), "small", today=TODAY, progress=_stop_at(0.9))
    assert _contents(office_url) == before
    assert check(parse_location(office_url)) == []


def test_progress_goes_from_nothing_to_nearly_all(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    location = parse_location(str(tmp_path / "demo.fsmdesk"))
    make_demo(location, "small", today=TODAY, progress=lambda words, share: told.append((words, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert 0.85 < shares[-1] <= 1.0
    assert all(words for words, _ in told)


def test_new_records_go_on_counting(demo: Connection) -> None:
    highest = demo.execute(text("SELECT max(id) FROM customer")).scalar()
    demo.execute(text("INSERT INTO customer (name) VALUES ('Another')"))
    assert demo.execute(text("SELECT id FROM customer WHERE name = 'Another'")).scalar() == (highest or 0) + 1
