"""Where an imported job is, and which machine it is about."""

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Equipment, Site
from fsmdesk.services.imports.batches import Tally, folded
from fsmdesk.services.imports.whereabouts import Spot, Whereabouts

_ADDRESS = ("address", "city", "region", "postcode", "country", "latitude_micro", "longitude_micro")


class JobPlaces:
    """Sites, places and machines as jobs of a file name them."""

    def __init__(self, work: Writing, tally: Tally) -> None:
        self._work = work
        self._where = Whereabouts(work, tally)
        self._machines: dict[tuple[str, ...], list[tuple[int, int, int | None]]] = {}
        rows = work.session.execute(
            select(
                Equipment.id,
                Equipment.site_id,
                Equipment.place_id,
                Equipment.name,
                Equipment.serial,
                Equipment.external_id,
            )
        )
        for row in rows:
            for name in {row.name, row.serial, row.external_id} - {"", None}:
                self._machines.setdefault(folded(name), []).append((row.id, row.site_id, row.place_id))

    def of(self, row: ImportRow) -> tuple[Spot | None, str]:
        """The spot of the job, or the reason why there can be none. No spot and no reason: none is named."""
        key, name = row.fields.get("site_external_id"), row.fields.get("site")
        if key:
            spot = self._where.of_key(str(key))
            if spot is not None:
                return spot, ""
            if not name and not row.fields.get("address"):
                words = tr("There is no site {key}. Import the sites first.")
                return None, words.format(key=key)
        if name:
            found = self._where.named(str(name))
            return (found[0] if found else self._make(row, str(name))), ""
        if row.fields.get("address"):
            address, city = str(row.fields["address"]), str(row.fields.get("city", ""))
            known = self._where.at_address(address, city)
            return known or self._make(row, address.split("\n")[0]), ""
        machine = row.fields.get("equipment")
        for _id, site_id, place_id in self._machines.get(folded(str(machine or "")), [])[:1]:
            return Spot(site_id, place_id), ""
        return None, ""

    def machine(self, row: ImportRow, spot: Spot | None) -> tuple[int | None, str]:
        """The machine's id; or, if it is not known at that site, the words that name it."""
        said = row.fields.get("equipment")
        if not said:
            return None, ""
        for machine_id, site_id, _place in self._machines.get(folded(str(said)), []):
            if spot is not None and site_id == spot.site_id:
                return machine_id, ""
        return None, str(said)

    def customer_of(self, spot: Spot) -> int | None:
        """Who pays for work at this site, as far as it is known."""
        return self._work.session.scalar(select(Site.customer_id).where(Site.id == spot.site_id))

    def _make(self, row: ImportRow, name: str) -> Spot:
        values = {key: row.fields[key] for key in _ADDRESS if key in row.fields}
        if not ("latitude_micro" in values and "longitude_micro" in values):
            values.pop("latitude_micro", None)
            values.pop("longitude_micro", None)
        return self._where.make_site({"name": name, **values})
