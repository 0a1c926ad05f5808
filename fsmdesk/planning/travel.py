"""How long the way between two points takes: the great circle, longer by the office's factor, at the day's speeds."""

from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple, Protocol

_EARTH_KILOMETRES: Final = 6371.0  # mean radius, IUGG
_DAY: Final = 1440
_LEAST_MINUTES: Final = 5  # to get in, set off and park
_SAME_PLACE_KILOMETRES: Final = 0.05
USUAL_KILOMETRES_PER_HOUR: Final = 40
# Streets are longer than the bird's way; 1.3 is usual for towns in Europe and North America.
USUAL_DETOUR_PPM: Final = 1_300_000


class Point(NamedTuple):
    """A place on earth, in millionths of a degree (WGS 84)."""

    latitude_micro: int
    longitude_micro: int


def point_of(latitude_micro: int | None, longitude_micro: int | None) -> Point | None:
    """The point, None where it is not known whole."""
    if latitude_micro is None or longitude_micro is None:
        return None
    return Point(latitude_micro, longitude_micro)


class Speed(NamedTuple):
    """How fast the vehicles get on from a minute of the day on (wall time), until the next one."""

    start_minute: int
    kilometres_per_hour: int


class TravelTimes(Protocol):
    """Whoever knows how long a way takes; a matrix of real drives answers the same question."""

    def minutes(self, here: Point, there: Point, start_wall_minute: int) -> int:
        """Whole minutes for who sets out at that minute of the day; 0 if it is the same place."""
        ...


def kilometres_between(here: Point, there: Point) -> float:
    """The great-circle distance (haversine)."""
    north, south = (radians(point.latitude_micro / 1e6) for point in (here, there))
    east = radians((there.longitude_micro - here.longitude_micro) / 1e6)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _EARTH_KILOMETRES * asin(sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True)
class TravelModel:
    """Ways told from coordinates: `detour_ppm` as long as the bird's way, at the speeds of the day.

    The last speed of a day holds until the first one of the next; without any it is the usual one. Who sets
    out later never arrives earlier.
    """

    detour_ppm: int = USUAL_DETOUR_PPM
    speeds: tuple[Speed | tuple[int, int], ...] = ()
    _pieces: tuple[tuple[int, int, float], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pieces", _pieces(self.speeds))

    def minutes(self, here: Point, there: Point, start_wall_minute: int) -> int:
        """Whole minutes by car, at least five unless it is the same place."""
        return self.minutes_for(kilometres_between(here, there), start_wall_minute)

    def minutes_for(self, kilometres: float, start_wall_minute: int) -> int:
        """The same for a known distance as the bird flies."""
        if kilometres < _SAME_PLACE_KILOMETRES:
            return 0
        left = kilometres * self.detour_ppm / 1e6
        if len(self._pieces) == 1:
            driven = left / self._pieces[0][2]
        else:
            driven = _driven(left, start_wall_minute % _DAY, self._pieces)
        return max(_LEAST_MINUTES, int(driven + 0.5))


def _pieces(speeds: tuple[Speed | tuple[int, int], ...]) -> tuple[tuple[int, int, float], ...]:
    """The day in pieces of one speed: start, end, kilometres a minute."""
    known = sorted(speeds) or [(0, USUAL_KILOMETRES_PER_HOUR)]
    if known[0][0] > 0:  # before the first one of the day the last one of yesterday still holds
        known.insert(0, Speed(0, known[-1][1]))
    ends = [start for start, _ in known[1:]] + [_DAY]
    return tuple((start, end, speed / 60) for (start, speed), end in zip(known, ends, strict=True))


def _driven(left: float, minute: int, pieces: tuple[tuple[int, int, float], ...]) -> float:
    """Minutes on the road for so many kilometres of street, from that minute of the day on."""
    whole_day = sum((end - start) * speed for start, end, speed in pieces)
    days, left = divmod(left, whole_day)
    driven = days * _DAY
    while True:
        for start, end, speed in pieces:
            if end <= minute:
                continue
            reach = (end - max(minute, start)) * speed
            if left <= reach:
                return driven + left / speed
            left -= reach
            driven += end - max(minute, start)
        minute = 0
