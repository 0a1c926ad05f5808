"""Reads places on the map as other programs write them, into millionths of a degree."""

import re
from decimal import Decimal, InvalidOperation

MICRO = 1_000_000
LIMITS = {"latitude": 90, "longitude": 180}

_DEGREES = re.compile(r"([+-]?)([0-9]{1,3})(?:[.,]([0-9]+))?\s*°?\s*([NSEWO]?)", re.ASCII | re.IGNORECASE)
# Degree signs are often lost on the way through a wrong encoding.
_SEXAGESIMAL = re.compile(
    "([+-]?)([0-9]{1,3})\\s*[°º˚d\ufffd]\\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\\s*['′’m]\\s*)?"
    "(?:([0-9]{1,2}(?:[.,][0-9]+)?)\\s*(?:\"|″|”|''|s)\\s*)?([NSEWO]?)",
    re.ASCII | re.IGNORECASE,
)
_PAIR = re.compile(
    r"^\(?\s*([+-]?[0-9]{1,3}\.[0-9]+°?\s*[NS]?)\s*[,; ]\s*([+-]?[0-9]{1,3}\.[0-9]+°?\s*[EWO]?)\s*\)?$",
    re.ASCII | re.IGNORECASE,
)
_POINT = re.compile(r"^POINT\s*\(\s*([+-]?[0-9.]+)\s+([+-]?[0-9.]+)\s*\)$", re.ASCII | re.IGNORECASE)
_SEXAGESIMAL_PAIR = re.compile(r"^(.*?[NS])[\s,;]+(.*[EWO])$", re.IGNORECASE)


def read_degrees(text: str, limit: int) -> int | None:
    """Millionths of a degree, 0.5 rounded away from zero; None if the text is no angle within the limit."""
    text = text.strip()
    for pattern in (_DEGREES, _SEXAGESIMAL):
        found = pattern.fullmatch(text)
        if found:
            break
    else:
        return None
    degrees = _plain(found) if found.re is _DEGREES else _from_sixtieths(found)
    side = found[found.re.groups].upper()
    if found[1] == "-" or side in ("S", "W"):
        degrees = -degrees
    return micro(degrees, limit)


def micro(degrees: Decimal, limit: int) -> int | None:
    """Millionths of a degree, rounded half away from zero; None beyond the limit."""
    if not -limit <= degrees <= limit:
        return None
    return int((degrees * MICRO).to_integral_value(rounding="ROUND_HALF_UP"))


def read_pair(text: str) -> tuple[int, int] | None:
    """Latitude and longitude from one cell, as `(40.7, -74.0)`, `POINT (-74.0 40.7)` or in degrees and minutes."""
    text = text.strip()
    swapped = False
    found = _PAIR.match(text) or _SEXAGESIMAL_PAIR.match(text)
    if found is None:
        found, swapped = _POINT.match(text), True
    if found is None:
        return None
    north, east = (found[2], found[1]) if swapped else (found[1], found[2])
    latitude, longitude = read_degrees(north, LIMITS["latitude"]), read_degrees(east, LIMITS["longitude"])
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def _plain(found: re.Match[str]) -> Decimal:
    return Decimal(f"{found[2]}.{found[3] or 0}")


def _from_sixtieths(found: re.Match[str]) -> Decimal:
    try:
        minutes, seconds = (Decimal((found[at] or "0").replace(",", ".")) for at in (3, 4))
    except InvalidOperation:
        return Decimal("NaN")
    return Decimal(found[2]) + minutes / 60 + seconds / 3600
