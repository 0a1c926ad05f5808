"""Who should go: the best slots of sixty technicians with full days for one job."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Booking, Diary
from fsmdesk.core.terms import Priority
from fsmdesk.core.times import Span, instant_at
from fsmdesk.planning.people import Acquaintance, Candidate, PlannedJob, Stop
from fsmdesk.planning.proposals import Search
from fsmdesk.planning.suggesting import suggest
from fsmdesk.planning.travel import Point, Speed, TravelModel
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_ZONE: Final = ZoneInfo("Europe/Berlin")
_FIRST: Final = date(2026, 11, 23)
_SKILLS: Final = ("Gas", "HVAC", "Plumbing", "Electrical")
_SPEEDS: Final = (Speed(0, 50), Speed(420, 25), Speed(570, 40), Speed(930, 25), Speed(1110, 45))
_TIMES: Final = 40
_LIMIT_MS: Final = 50.0


def full_shop(people: int, days: int) -> list[Candidate]:
    """Each of them works from eight to five, with seven visits a day and little between them."""
    chance = random.Random(5)
    return [_technician(number, days, chance) for number in range(people)]


def _technician(number: int, days: int, chance: random.Random) -> Candidate:
    shifts: list[Span] = []
    stops: list[Stop] = []
    for at in range(days):
        day = _FIRST + timedelta(days=at)
        shifts.append(Span(instant_at(day, 480, _ZONE), instant_at(day, 1020, _ZONE)))
        minute = 480
        while minute < 960:
            length = chance.choice((45, 60, 60, 75, 90))
            span = Span(instant_at(day, minute, _ZONE), instant_at(day, minute + length, _ZONE))
            booking = Booking(span, f"Customer {len(stops)}", number * 1000 + len(stops))
            stops.append(Stop(booking, _point(chance), 0))
            minute += length + chance.choice((10, 15, 20, 20, 30, 75))
    skills: dict[str, date | None] = dict.fromkeys(chance.sample(_SKILLS, 3))
    knows = Acquaintance(number % 3, number % 5, _FIRST)
    diary = Diary(f"Tech {number}", tuple(shifts), skills=skills)
    return Candidate(number, diary, tuple(stops), _point(chance), knows, f"Tech {number}")


def _point(chance: random.Random) -> Point:
    return Point(52_300_000 + chance.randrange(400_000), 13_100_000 + chance.randrange(600_000))


@bench("board.suggest")
def suggestions() -> Iterator[Row]:
    """Median CPU time of one answer, for one day and for a week."""
    for days in (1, 7):
        people = full_shop(60, days)
        job = PlannedJob(45, Priority.HIGH, Point(52_480_000, 13_380_000), ("Gas",))
        now = instant_at(_FIRST, 470, _ZONE)
        formats = Formats("en_GB", "EUR", _ZONE)
        search = Search(job, _FIRST, days, now, formats, TravelModel(1_300_000, _SPEEDS))
        found = suggest(search, people)
        assert len(found.proposals) == search.most, "the shop is too full to measure anything"
        named = {one.technician_id for one in found.proposals} | {one.technician_id for one in found.declined}
        assert named == set(range(60))
        times = []
        for _ in range(_TIMES):
            start = time.thread_time()
            suggest(search, people)
            times.append(time.thread_time() - start)
        name = f"suggestions for one job, 60 technicians, {days} full days"
        yield Row(name=name, value=median(times) * 1000, unit="ms", limit=_LIMIT_MS)
