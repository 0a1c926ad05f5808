"""How long the way between two points takes, told from the great circle."""

from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple

_EARTH_KILOMETRES: Final = 6371.0  # mean radius, IUGG
# Streets are longer than the bird's way; 1.3 is usual for towns in Europe and North America.
_DETOUR: Final = 1.3
_KILOMETRES_PER_HOUR: Final = 40.0
_LEAST_MINUTES: Final = 5


class Point(NamedTuple):
    """A place on earth, in millionths of a degree (WGS 84)."""

    latitude_micro: int
    longitude_micro: int


def kilometres_between(here: Point, there: Point) -> float:
    """The great-circle distance (haversine)."""
    north, south = (radians(point.latitude_micro / 1e6) for point in (here, there))
    east = radians((there.longitude_micro - here.longitude_micro) / 1e6)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * _EARTH_KILOMETRES * asin(sqrt(min(1.0, half)))


def minutes_between(here: Point, there: Point) -> int:
    """Whole minutes by car, at least five unless it is the same place."""
    kilometres = kilometres_between(here, there)
    if kilometres < 0.05:
        return 0
    return max(_LEAST_MINUTES, round(kilometres * _DETOUR / _KILOMETRES_PER_HOUR * 60))
