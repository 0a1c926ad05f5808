"""Machines from a file."""

from sqlalchemy import select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Equipment, Place
from fsmdesk.services.imports.batches import (
    Known,
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    known_records,
    update_all,
)
from fsmdesk.services.imports.notes import said_notes, with_extra
from fsmdesk.services.imports.whereabouts import Spot, Whereabouts

_FIELDS = ("name", "category", "make", "model", "serial", "installed_on", "warranty_until", "notes")
_NONE = {"installed_on": None, "warranty_until": None}


def import_equipment(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, source: str) -> None:
    """Machines are known again by their key, or else by name, serial number and site.

    Where a file does not say where its machines are, they stand at a site named after the file until
    somebody moves them; the closing account says so.
    """
    importer = _Importer(work, tally, source)
    for row in rows:
        importer.take(row)
    importer.finish()


class _Importer:
    def __init__(self, work: Writing, tally: Tally, source: str) -> None:
        self._work = work
        self._tally = tally
        self._source = source
        self._where = Whereabouts(work, tally)
        self._known: Known = known_records(
            work, Equipment, lambda record: (folded(record.name, record.serial), record.site_id)
        )
        self._places: dict[tuple[int, tuple[str, ...]], int] = {}
        for place in work.session.execute(select(Place.id, Place.site_id, Place.name)):
            self._places.setdefault((place.site_id, folded(place.name)), place.id)
        self._holding: Spot | None = None
        self._new: list[Values] = []
        self._new_rows: list[ImportRow] = []
        self._parents: list[tuple[int, str, ImportRow]] = []
        self._changes: dict[int, Values] = {}

    def take(self, row: ImportRow) -> None:
        """The row is compared with what is known."""
        spot = self._spot(row)
        values: Values = {name: row.fields[name] for name in _FIELDS if name in row.fields}
        key = str(row.fields["external_id"]) if row.fields.get("external_id") else None
        name = (folded(str(values["name"]), str(values.get("serial", ""))), spot.site_id)
        record = self._known.find(key, name)
        if record is None:
            full = {field: values.get(field, _NONE.get(field, "")) for field in _FIELDS}
            full["notes"] = with_extra(str(full["notes"]), row.extra)
            self._new.append({**full, "external_id": key, "site_id": spot.site_id, "place_id": spot.place_id})
            self._new_rows.append(row)
            return
        values["site_id"] = spot.site_id
        if spot.place_id is not None:
            values["place_id"] = spot.place_id
        said_notes(values, row.extra)
        change = differing(record, values)
        self._changes[record.id] = change
        if row.fields.get("parent"):
            self._parents.append((record.id, str(row.fields["parent"]), row))

    def finish(self) -> None:
        """Everything is written, parents last, since a file may name them later than their parts."""
        ids = insert_all(self._work, Equipment, self._new)
        self._tally.new += len(ids)
        for machine_id, row in zip(ids, self._new_rows, strict=True):
            if row.fields.get("parent"):
                self._parents.append((machine_id, str(row.fields["parent"]), row))
        parents = self._parent_changes()
        for machine_id, parent_id in parents.items():
            if machine_id in self._changes:
                self._changes[machine_id]["parent_id"] = parent_id
        fresh = set(ids)
        update_all(
            self._work,
            Equipment,
            [(key, {"parent_id": value}) for key, value in parents.items() if key in fresh],
        )
        update_all(self._work, Equipment, [(key, value) for key, value in self._changes.items() if value])
        changed = sum(1 for value in self._changes.values() if value)
        self._tally.changed += changed
        self._tally.same += len(self._changes) - changed

    def _parent_changes(self) -> dict[int, int]:
        machines = self._work.session.execute(
            select(Equipment.id, Equipment.name, Equipment.site_id, Equipment.parent_id)
        ).all()
        by_name: dict[tuple[str, ...], list[int]] = {}
        parent_of = {machine.id: machine.parent_id for machine in machines}
        for machine in machines:
            by_name.setdefault(folded(machine.name), []).append(machine.id)
        wanted: dict[int, int] = {}
        for machine_id, parent, row in self._parents:
            candidates = [found for found in by_name.get(folded(parent), []) if found != machine_id]
            if not candidates or _is_below(candidates[0], machine_id, parent_of):
                words = tr("Row {row}: “{parent}”, of which it is part, is not known.")
                self._tally.also.append(words.format(row=row.row_number, parent=parent))
            elif parent_of[machine_id] != candidates[0]:
                wanted[machine_id] = parent_of[machine_id] = candidates[0]
        return wanted

    def _spot(self, row: ImportRow) -> Spot:
        site = row.fields.get("site")
        spot = None
        if site:
            found = self._where.named(str(site))
            key = self._where.of_key(str(site))
            spot = key or (found[0] if found else self._where.make_site({"name": str(site)}))
        spot = spot or self._holding_site()
        place = row.fields.get("place")
        return self._place_at(spot, str(place)) if place else spot

    def _holding_site(self) -> Spot:
        if self._holding is None:
            found = self._where.named(self._source)
            self._holding = found[0] if found else self._where.make_site({"name": self._source})
            words = tr("The file does not say where its machines are; they stand at “{site}” for now.")
            self._tally.also.append(words.format(site=self._source))
        return self._holding

    def _place_at(self, spot: Spot, name: str) -> Spot:
        key = (spot.site_id, folded(name))
        if key not in self._places:
            values = {"site_id": spot.site_id, "parent_id": spot.place_id, "name": name}
            self._places[key] = insert_all(self._work, Place, [values])[0]
        return Spot(spot.site_id, self._places[key])


def _is_below(machine_id: int, above: int, parent_of: dict[int, int | None]) -> bool:
    """True if `machine_id` is a part of `above`, however deep, so that it can't be its parent."""
    at: int | None = machine_id
    seen: set[int] = set()
    while at is not None and at not in seen:
        if at == above:
            return True
        seen.add(at)
        at = parent_of.get(at)
    return False
