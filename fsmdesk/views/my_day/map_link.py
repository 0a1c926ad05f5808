"""Where a site is on a map that the computer's browser shows."""

from urllib.parse import quote, urlencode

_MICRO = 1_000_000


def map_address(latitude_micro: int | None, longitude_micro: int | None, address: str) -> str:
    """The web address of a map at these coordinates, else at this address; empty where neither is known."""
    if latitude_micro is not None and longitude_micro is not None:
        place = f"{_degrees(latitude_micro)}/{_degrees(longitude_micro)}"
        marker = urlencode({"mlat": _degrees(latitude_micro), "mlon": _degrees(longitude_micro)})
        return f"https://www.openstreetmap.org/?{marker}#map=17/{place}"
    if address:
        return f"https://www.openstreetmap.org/search?query={quote(address, safe='')}"
    return ""


def _degrees(micro: int) -> str:
    whole, fraction = divmod(abs(micro), _MICRO)
    return f"{'-' if micro < 0 else ''}{whole}.{fraction:06d}"
