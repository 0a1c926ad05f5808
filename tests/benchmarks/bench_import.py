"""Importing customers from a CSV file, against the same inserts by hand."""

import csv
import random
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.services.imports.files import FileOptions, import_plan, plan_file
from tests.benchmarks.harness import paired
from tests.benchmarks.offices import copy_of, demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_COUNT = 10_000
_TITLES = ("Account No", "Company", "Phone", "E-mail", "Street", "City", "Postcode", "Country", "VAT No")
_COLUMNS = (
    *("external_id", "name", "phone", "email", "address", "city", "postcode", "country", "tax_number"),
)
_FAMILIES = (
    "Abbott",
    "Brandt",
    "Castell",
    "Doyle",
    "Eriksen",
    "Farrow",
    "Grüner",
    "Hale",
    "Ivanov",
    "Jarvis",
)
_TRADES = ("Bakery", "Dental Practice", "Logistics", "Primary School", "Property Management", "Garage")
_STREETS = ("Mill Lane", "Station Road", "Foundry Street", "Abbey Road", "Harbour Way", "Queen's Parade")
_CITIES = ("Dover", "Ashford", "Sandwich", "Whitstable", "Herne Bay", "Faversham")

_Customer = tuple[str, ...]


def _customers() -> list[_Customer]:
    """The same believable customers each time, no two of one name."""
    chance = random.Random(4)
    found: list[_Customer] = []
    for number in range(_COUNT):
        family = chance.choice(_FAMILIES)
        found.append(
            (
                f"C-{number:05}",
                f"{family} & {chance.choice(_FAMILIES)} {chance.choice(_TRADES)} {number}",
                f"01304 {chance.randrange(100_000, 999_999)}",
                f"office{number}@{family.lower().replace('ü', 'ue')}.example",
                f"{chance.randrange(1, 300)} {chance.choice(_STREETS)}",
                chance.choice(_CITIES),
                f"CT{chance.randrange(1, 22)} {chance.randrange(1, 10)}QX",
                "United Kingdom",
                f"GB {chance.randrange(100_000_000, 999_999_999)}",
            )
        )
    return found


def _write(file: Path, customers: Sequence[_Customer]) -> None:
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(_TITLES)
        writer.writerows(customers)


def _insert_by_hand(office: Path, customers: Sequence[_Customer]) -> None:
    """What is left when nothing is read, recognised, checked or compared: the rows are known beforehand."""
    places = ", ".join("?" * len(_COLUMNS))
    with closing(sqlite3.connect(office, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE acting SET seat = 'hand', transaction_id = transaction_id + 1")
        connection.executemany(
            f"INSERT INTO customer ({', '.join(_COLUMNS)}, region, notes) VALUES ({places}, '', '')",
            customers,
        )
        connection.execute("UPDATE acting SET seat = '', transaction_id = transaction_id + 1")
        connection.execute("COMMIT")


def _content(office: Path) -> tuple[list[tuple[object, ...]], int, int]:
    """The customers, and how many entries log and search index have."""
    with closing(sqlite3.connect(office)) as connection:
        customers = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM customer ORDER BY id").fetchall()
        logged = connection.execute(
            "SELECT count(*) FROM change_log WHERE table_name = 'customer'"
        ).fetchone()
        indexed = connection.execute("SELECT count(*) FROM search").fetchone()
    return customers, int(logged[0]), int(indexed[0])


class _Side:
    """A fresh copy of the demo shop for each turn."""

    def __init__(self, source: Path, place: Path) -> None:
        self._source = source
        self.place = place
        self.opened: OpenOffice | None = None

    def renew(self) -> None:
        """The office is as it was."""
        if self.opened is not None:
            self.opened.database.close()
        for suffix in ("-wal", "-shm"):
            self.place.with_name(self.place.name + suffix).unlink(missing_ok=True)
        copy_of(self._source, self.place)

    def renew_and_open(self) -> None:
        """The same, and somebody may work in it."""
        self.renew()
        self.opened = open_office(str(self.place))


@bench("import.customers")
def customers() -> Row:
    """From the file to the closing account: read, recognised, checked, compared with what is known, inserted."""
    rows = _customers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "customers.csv"
        _write(file, rows)
        ours = _Side(demo_office("shop"), folder / "ours.fsmdesk")
        theirs = _Side(demo_office("shop"), folder / "theirs.fsmdesk")

        def subject() -> None:
            assert ours.opened is not None
            office = ours.opened.as_program()
            done = import_plan(office, plan_file(office, "customers", file, FileOptions()))
            assert done.kept, done.closing
            assert done.counts.new == _COUNT, done.closing

        def floor() -> None:
            _insert_by_hand(theirs.place, rows)

        result = paired(
            subject,
            floor,
            pairs=9,
            warm_up=1,
            prepare_subject=ours.renew_and_open,
            prepare_floor=theirs.renew,
        )
        assert _content(ours.place) == _content(theirs.place)
        assert ours.opened is not None
        ours.opened.database.close()
    return result.row("import of 10,000 customers from CSV", 3.0)
