"""The places inside a site, with the way to each."""

from collections.abc import Iterable

from sqlalchemy import select

from fsmdesk.db.database import Reading
from fsmdesk.models import Place
from fsmdesk.services.parties.messages import PlaceRow

ARROW = " › "


def place_paths(work: Reading, site_id: int) -> tuple[PlaceRow, ...]:
    """All places of a site with their paths, sorted by path; one query."""
    places = work.session.scalars(select(Place).where(Place.site_id == site_id)).all()
    paths = paths_among(places)
    rows = [
        PlaceRow(place.id, place.version, site_id, place.parent_id, place.name, paths[place.id])
        for place in places
    ]
    return tuple(sorted(rows, key=lambda row: (row.path, row.id)))


def paths_among(places: Iterable[Place]) -> dict[int, str]:
    """The way to each of these places by its id, told from these places alone."""
    by_id = {place.id: place for place in places}
    return {place.id: _path(place, by_id) for place in by_id.values()}


def path_of(work: Reading, place_id: int | None) -> str:
    """The way to one place, such as `Main building › Basement`; empty for None."""
    names: list[str] = []
    seen: set[int] = set()
    while place_id is not None and place_id not in seen:
        seen.add(place_id)
        place = work.session.get(Place, place_id)
        if place is None:
            break
        names.append(place.name)
        place_id = place.parent_id
    return ARROW.join(reversed(names))


def _path(place: Place, places: dict[int, Place]) -> str:
    names: list[str] = []
    seen: set[int] = set()
    at: Place | None = place
    while at is not None and at.id not in seen:
        seen.add(at.id)
        names.append(at.name)
        at = places.get(at.parent_id) if at.parent_id is not None else None
    return ARROW.join(reversed(names))
