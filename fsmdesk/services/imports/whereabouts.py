"""Finds the site and place that a file means by a key, a name or an address."""

import re
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Place, Site
from fsmdesk.services.imports.batches import Tally, Values, folded, insert_all

_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A site, or a place inside it."""

    site_id: int
    place_id: int | None = None


class Whereabouts:
    """All sites and places of the office, and those that an import adds."""

    def __init__(self, work: Writing, tally: Tally) -> None:
        self._work = work
        self._tally = tally
        self._by_key: dict[str, int] = {}
        self._by_name: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
        self._by_address: dict[tuple[str, ...], int] = {}
        sites = work.session.execute(
            select(Site.id, Site.external_id, Site.name, Site.address, Site.city).order_by(Site.id)
        ).all()
        for site in sites:
            self.add_site(site.id, site.external_id, site.name, site.address, site.city)
        # Lists without keys are often meant by their order; only where no site has a key of its own.
        self._in_order = [] if self._by_key else [site.id for site in sites]
        for place in work.session.execute(select(Place.id, Place.site_id, Place.name)):
            self.add_place(place.id, place.site_id, place.name)

    def add_site(self, site_id: int, key: str | None, name: str, address: str, city: str) -> None:
        """One more site."""
        if key:
            self._by_key[key] = site_id
        self._name(name, Spot(site_id))
        if address:
            self._by_address.setdefault(folded(address, city), site_id)

    def add_place(self, place_id: int, site_id: int, name: str) -> None:
        """One more place."""
        self._name(name, Spot(site_id, place_id))

    def of_key(self, key: str) -> Spot | None:
        """The site with this key elsewhere; where no site has a key, a number means the order they came in."""
        site_id = self._by_key.get(key)
        if site_id is None and key.isascii() and key.isdigit() and 0 < int(key) <= len(self._in_order):
            site_id = self._in_order[int(key) - 1]
        return None if site_id is None else Spot(site_id)

    def named(self, name: str) -> list[Spot]:
        """Everything of this name; a site before a place. `SOC` also finds `Security Centre (SOC)`."""
        found = self._by_name.get(folded(name), [])
        return sorted(found, key=lambda spot: spot.place_id is not None)

    def at_address(self, address: str, city: str) -> Spot | None:
        """The site at this address."""
        site_id = self._by_address.get(folded(address, city))
        return None if site_id is None else Spot(site_id)

    def make_site(self, values: Values) -> Spot:
        """A new site with these values; told in the closing account."""
        site_id = insert_all(self._work, Site, [values])[0]
        self.add_site(site_id, None, values["name"], values.get("address", ""), values.get("city", ""))
        self._tally.also.append(tr("Site “{name}” was made.").format(name=values["name"]))
        return Spot(site_id)

    def _name(self, name: str, spot: Spot) -> None:
        self._by_name[folded(name)].append(spot)
        if bracket := _IN_BRACKETS.search(name):
            self._by_name[folded(bracket.group(1))].append(spot)
