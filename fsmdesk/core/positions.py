"""Places on the globe as people type and paste them: degrees, minutes and seconds, and links of maps.

A coordinate is millionths of a degree, about a hand's breadth.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.typed_numbers import plain_digits
from fsmdesk.core.words import tr

_MICRO: Final = 1_000_000
_LONGEST: Final = 2_000
_HIGHEST_LATITUDE, _HIGHEST_LONGITUDE = 90 * _MICRO, 180 * _MICRO
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,15})?"
_SIDE: Final = r"[NSEWO]"  # O is west or east in other languages: ost, ouest, oeste
_DEGREES: Final = re.compile(rf"([+-]?)({_NUMBER})\s*°?")
_SEXAGESIMAL: Final = re.compile(
    rf"({_SIDE})?\s*([+-]?)(\d{{1,3}})\s*[°ºd: ]\s*(\d{{1,2}}(?:[.,]\d+)?)\s*(?:['′’m: ]\s*"
    rf"(?:(\d{{1,2}}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′|s)?)?)?\s*({_SIDE})?",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(rf"({_SIDE})?\s*([+-]?)({_NUMBER})\s*°?\s*({_SIDE})?", re.IGNORECASE)
_DOTTED_PAIR: Final = re.compile(
    r"\(?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*\)?"
)
_COMMA_PAIR: Final = re.compile(
    r"\(?\s*([+-]?\d{1,3}(?:,\d+)?)\s*°?\s*(?:;|,\s|\s)\s*([+-]?\d{1,3}(?:,\d+)?)\s*°?\s*\)?"
)
# In the order in which they are believed: the pin of a Google link before the middle of its map.
_IN_LINKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)",
        r"[?&]mlat=(-?\d+\.?\d*)&mlon=(-?\d+\.?\d*)",
        r"/@(-?\d+\.\d+),(-?\d+\.\d+)",
        r"#map=\d+\.?\d*/(-?\d+\.?\d*)/(-?\d+\.?\d*)",
        r"/(-?\d{1,2}\.\d{3,}),\+?(-?\d{1,3}\.\d{3,})",
    )
)
_QUERY_NAMES: Final = ("q", "query", "ll", "sll", "center", "destination", "daddr", "coordinate", "cp", "to")


class Position(NamedTuple):
    """Latitude and longitude in millionths of a degree."""

    latitude_micro: int
    longitude_micro: int


def read_position(text: str) -> Position | None:
    """The place that is meant by `52.1, 4.3`, `52,1 4,3`, `52°6'N 4°18'E`, `geo:52.1,4.3` or the link of a map.

    None if it is no place, or none on this globe.
    """
    typed = plain_digits(text).replace("\u2212", "-").strip()
    if not typed or len(typed) > _LONGEST:
        return None
    is_link = typed.lower().startswith("geo:") or "://" in typed[:12]
    found = _from_link(typed) if is_link else None
    return found or _from_pair(typed) or _from_sides(typed)


def read_degrees(text: str, key: str) -> int:
    """Millionths of a degree of one coordinate, such as `52.520008`, `52,52` or `52°31'12"N`.

    Raises:
        RuleBroken: it is no coordinate.
    """
    typed = plain_digits(text).replace("\u2212", "-").strip()
    found = _DEGREES.fullmatch(typed)
    if found is not None:
        return _signed(found[1], _micro(found[2]))
    one = _sexagesimal(typed)
    if one is None:
        raise RuleBroken(tr("A coordinate looks like 52.520008."), key)
    return one[0]


def write_degrees(micro: int) -> str:
    """The coordinate as maps show it."""
    whole, fraction = divmod(abs(micro), _MICRO)
    return f"{'-' if micro < 0 else ''}{whole}.{fraction:06d}"


def _from_link(text: str) -> Position | None:
    if text.lower().startswith("geo:"):
        return _from_pair(text[4:].split(";")[0].split("?")[0])
    for pattern in _IN_LINKS:
        found = pattern.search(unquote(text))
        if found is not None:
            return _on_globe(_micro_of(found[1]), _micro_of(found[2]))
    try:
        parts = urlsplit(text)
        queries = parse_qs(parts.query)
    except ValueError:
        return None
    for name in _QUERY_NAMES:
        for value in queries.get(name, ()):
            pair = _from_pair(value.removeprefix("loc:").replace("~", ","))
            if pair is not None:
                return pair
    return None


def _from_pair(text: str) -> Position | None:
    # Without a point it is hard to tell two numbers from one with a comma: then there must be two commas.
    pattern = _DOTTED_PAIR if "." in text else _COMMA_PAIR if text.count(",") > 1 or ";" in text else None
    found = pattern.fullmatch(text) if pattern is not None else None
    return _on_globe(_micro_of(found[1]), _micro_of(found[2])) if found is not None else None


def _from_sides(text: str) -> Position | None:
    """Two coordinates with their sides of the world, in either order; without sides latitude comes first."""
    if not re.search(r"[°ºNSEWO]", text, re.IGNORECASE):
        return None
    for middle in (match.start() for match in re.finditer(r"[,;\s]|(?<=[NSEWOnsewo])(?=\d)", text)):
        first, second = text[:middle].strip(" ,;"), text[middle:].strip(" ,;")
        one, other = _sexagesimal(first), _sexagesimal(second)
        if one is None or other is None:
            continue
        sides = one[1], other[1]
        if sides[0] in ("E", "W", "O") and sides[1] in ("N", "S"):
            one, other = other, one
        elif sides[0] in ("E", "W", "O") or sides[1] in ("N", "S") or bool(sides[0]) != bool(sides[1]):
            continue
        found = _on_globe(one[0], other[0])
        if found is not None:
            return found
    return None


def _sexagesimal(text: str) -> tuple[int, str] | None:
    """Millionths of a degree, and the side of the world that was named."""
    found = _SEXAGESIMAL.fullmatch(text)
    if found is not None:
        before, sign, degrees, minutes, seconds, after = found.groups()
        minute_micro, second_micro = _micro(minutes), _micro(seconds or "0")
        if minute_micro >= 60 * _MICRO or second_micro >= 60 * _MICRO:
            return None
        micro = int(degrees) * _MICRO + (minute_micro * 60 + second_micro + 1800) // 3600
    else:
        plain = _PLAIN.fullmatch(text)
        if plain is None:
            return None
        before, sign, number, after = plain.groups()
        micro = _micro(number)
    side = (before or after or "").upper()
    if (before and after) or (sign and side):
        return None
    return _signed("-" if side in ("S", "W") else sign, micro), side


def _signed(sign: str, micro: int) -> int:
    return -micro if sign == "-" else micro


def _micro_of(number: str) -> int:
    return _signed("-" if number.startswith("-") else "", _micro(number.lstrip("+-")))


def _micro(number: str) -> int:
    whole, _, fraction = number.replace(",", ".").partition(".")
    return int(whole) * _MICRO + int(fraction.ljust(6, "0")[:6])


def _on_globe(latitude: int, longitude: int) -> Position | None:
    if abs(latitude) > _HIGHEST_LATITUDE or abs(longitude) > _HIGHEST_LONGITUDE:
        return None
    return Position(latitude, longitude)
