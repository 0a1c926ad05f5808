"""Guesses where a site is from the other sites in its postcode; what is a guess is marked as one."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low

from sqlalchemy import func, select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Site
from fsmdesk.services.records import assign, find_seen
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.site_positions.messages import (
    ConfirmPosition,
    GuessedPosition,
    GuessMissingPositions,
    GuessPosition,
)

Point = tuple[int, int]


@answers(GuessPosition)
def answer_guess(work: Reading, query: GuessPosition) -> GuessedPosition | None:
    """Told from sites that are not guesses themselves."""
    points = _points_in(work, query.postcode, query.country, query.site_id)
    return GuessedPosition(*_middle(points), len(points)) if points else None


@handles(ConfirmPosition)
def confirm_position(work: Writing, command: ConfirmPosition) -> None:
    """The site is where it is said to be.

    Raises:
        RuleBroken: nobody has said yet where it is.
    """
    site = find_seen(work, Site, command.site_id, command.seen_version)
    if site.latitude_micro is None:
        raise RuleBroken(tr("Nobody has said yet where this site is."), "latitude_micro")
    assign(site, coordinates_guessed=False)


@handles(GuessMissingPositions)
def guess_missing_positions(work: Writing, command: GuessMissingPositions) -> int:
    """As many as the postcodes tell."""
    return guess_missing(work, command.site_id)


def guess_missing(work: Writing, site_id: int | None = None) -> int:
    """Sites without a place have a guessed one; from two queries, however many sites. How many got one."""
    known: dict[tuple[str, str], list[Point]] = defaultdict(list)
    rows = work.session.execute(
        select(Site.postcode, Site.country, Site.latitude_micro, Site.longitude_micro).where(
            Site.latitude_micro.is_not(None), Site.coordinates_guessed.is_(False), Site.postcode != ""
        )
    )
    for postcode, country, latitude, longitude in rows:
        if latitude is None or longitude is None:
            continue
        known[_key(postcode, country)].append((latitude, longitude))
    guessed = 0
    missing = select(Site).where(
        Site.latitude_micro.is_(None), Site.postcode != "", Site.archived_at.is_(None)
    )
    if site_id is not None:
        missing = missing.where(Site.id == site_id)
    for site in work.session.scalars(missing):
        points = known.get(_key(site.postcode, site.country))
        if points:
            _put(site, _middle(points))
            guessed += 1
    return guessed


def guess_position(work: Writing, site: Site) -> None:
    """A site that says nothing of its place has a guessed one, if its postcode tells."""
    if site.latitude_micro is not None or not site.postcode:
        return
    points = _points_in(work, site.postcode, site.country or "", site.id)
    if points:
        _put(site, _middle(points))


def _put(site: Site, point: Point) -> None:
    site.latitude_micro, site.longitude_micro = point
    site.coordinates_guessed = True


def _points_in(work: Reading, postcode: str, country: str, but_id: int | None) -> Sequence[Point]:
    wanted = _key(postcode, country)
    if not wanted[0]:
        return ()
    bare = func.replace(func.replace(func.upper(Site.postcode), " ", ""), "-", "")
    rows = work.session.execute(
        select(Site.latitude_micro, Site.longitude_micro, Site.country).where(
            bare == wanted[0],
            Site.latitude_micro.is_not(None),
            Site.longitude_micro.is_not(None),
            Site.coordinates_guessed.is_(False),
            Site.id != (but_id or 0),
        )
    )
    return [
        (latitude, longitude)
        for latitude, longitude, where in rows
        if latitude is not None
        and longitude is not None
        and (not (wanted[1] and where) or _key("", where)[1] == wanted[1])
    ]


def _key(postcode: str, country: str) -> tuple[str, str]:
    """Postcodes are the same whatever blanks and dashes are in them."""
    return postcode.upper().replace(" ", "").replace("-", ""), country.strip().casefold()


def _middle(points: Sequence[Point]) -> Point:
    """The median of each coordinate, which one site that lies far off does not move."""
    return median_low(point[0] for point in points), median_low(point[1] for point in points)
