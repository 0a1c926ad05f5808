"""People, stops and days for the tests of the planning."""

from collections.abc import Iterable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.placement import Away, Booking, Diary
from fsmdesk.core.times import Span, instant_at
from fsmdesk.planning.people import Acquaintance, Candidate, PlannedJob, Stop
from fsmdesk.planning.proposals import Search
from fsmdesk.planning.travel import Point

ZONE = ZoneInfo("Europe/Berlin")
FORMATS = Formats("en_GB", "EUR", ZONE)
FRIDAY = date(2026, 11, 20)
TOWN = Point(52_500_000, 13_400_000)
NORTH = Point(52_600_000, 13_400_000)  # 11 km as the bird flies: 22 minutes
FAR = Point(53_500_000, 13_400_000)


def span(start: float, end: float, day: date = FRIDAY) -> Span:
    """From and to in hours on the wall."""
    return Span(instant_at(day, round(start * 60), ZONE), instant_at(day, round(end * 60), ZONE))


def stop(
    start: float, end: float, place: str = "City Library", at: Point | None = TOWN, key: int = 0
) -> Stop:
    """A booking of that day."""
    return Stop(Booking(span(start, end), place, key), at)


def person(
    person_id: int,
    name: str = "Fay",
    *stops: Stop,
    home: Point | None = TOWN,
    away: Iterable[Away] = (),
    skills: dict[str, date | None] | None = None,
    knows: Acquaintance | None = None,
    days: int = 7,
) -> Candidate:
    """Somebody who works from eight to five on each of the days from Friday on."""
    shifts = tuple(span(8, 17, FRIDAY + timedelta(days=at)) for at in range(days))
    diary = Diary(name, shifts, tuple(away), (), skills or {})
    return Candidate(person_id, diary, stops, home, knows or Acquaintance(), name)


def search(job: PlannedJob, *, days: int = 1, at: float = 6.0, **more: object) -> Search:
    """For this job, from so many hours on Friday."""
    now = instant_at(FRIDAY, round(at * 60), ZONE)
    return Search(job, FRIDAY, days, now, FORMATS, **more)  # type: ignore[arg-type]
