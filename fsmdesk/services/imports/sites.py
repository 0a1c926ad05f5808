"""Sites from a file, and the places inside them."""

from collections.abc import Iterable

from sqlalchemy import select

from fsmdesk.core.words import tr, trn
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Place, Site
from fsmdesk.services.imports.batches import (
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    known_records,
    update_all,
)
from fsmdesk.services.imports.customers import customer_named
from fsmdesk.services.imports.whereabouts import Spot, Whereabouts
from fsmdesk.services.site_positions.guessing import guess_missing

_FIELDS = (
    *("name", "address", "city", "region", "postcode", "country", "access_notes"),
    *("latitude_micro", "longitude_micro"),
)
_NONE = {"latitude_micro": None, "longitude_micro": None}


def import_sites(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Sites are known again by their key, or else by name and address; rows with a parent are places."""
    _import_roots(work, [row for row in rows if not row.fields.get("parent")], tally)
    _import_places(work, [row for row in rows if row.fields.get("parent")], tally)
    guessed = guess_missing(work)
    if guessed:
        words = trn(
            "The place of {n} site was guessed from its postcode.",
            "The places of {n} sites were guessed from their postcodes.",
            guessed,
        )
        tally.also.append(words.format(n=guessed))


def _import_roots(work: Writing, rows: list[ImportRow], tally: Tally) -> None:
    known = known_records(work, Site, lambda record: folded(record.name, record.address, record.city))
    customers: dict[tuple[str, ...], int] = {}
    new: list[Values] = []
    changes: list[tuple[int, Values]] = []
    for row in rows:
        values: Values = {name: row.fields[name] for name in _FIELDS if name in row.fields}
        if row.fields.get("customer"):
            values["customer_id"] = customer_named(work, tally, str(row.fields["customer"]), customers)
        key = str(row.fields["external_id"]) if row.fields.get("external_id") else None
        name = folded(str(values["name"]), str(values.get("address", "")), str(values.get("city", "")))
        record = known.find(key, name)
        if record is None:
            full = {field: values.get(field, _NONE.get(field, "")) for field in _FIELDS}
            full |= _NONE if full["latitude_micro"] is None or full["longitude_micro"] is None else {}
            new.append({**full, "external_id": key, "customer_id": values.get("customer_id")})
            continue
        if key and record.external_id is None:
            values["external_id"] = key
        if change := differing(record, values):
            changes.append((record.id, change))
            tally.changed += 1
        else:
            tally.same += 1
    update_all(work, Site, changes)
    tally.new += len(insert_all(work, Site, new))


def _import_places(work: Writing, rows: list[ImportRow], tally: Tally) -> None:
    """Places below sites or other places, in whatever order the file names them."""
    where = Whereabouts(work, tally)
    known: dict[tuple[int, int | None, tuple[str, ...]], int] = {}
    for place in work.session.execute(select(Place.id, Place.site_id, Place.parent_id, Place.name)):
        known[(place.site_id, place.parent_id, folded(place.name))] = place.id
    waiting = rows
    while waiting:
        later = [row for row in waiting if not _place(work, row, where, known, tally)]
        if len(later) == len(waiting):
            _reject_orphans(later, tally)
            return
        waiting = later


def _place(
    work: Writing,
    row: ImportRow,
    where: Whereabouts,
    known: dict[tuple[int, int | None, tuple[str, ...]], int],
    tally: Tally,
) -> bool:
    """The row's place stands below its parent. False if the parent is not known yet."""
    parents: list[Spot] = where.named(str(row.fields["parent"]))
    if not parents:
        return False
    parent, name = parents[0], str(row.fields["name"])
    key = (parent.site_id, parent.place_id, folded(name))
    if key in known:
        tally.same += 1
        return True
    values = {"site_id": parent.site_id, "parent_id": parent.place_id, "name": name}
    known[key] = insert_all(work, Place, [values])[0]
    where.add_place(known[key], parent.site_id, name)
    tally.new += 1
    return True


def _reject_orphans(rows: Iterable[ImportRow], tally: Tally) -> None:
    for row in rows:
        words = tr("“{parent}”, of which it is part, is not known.")
        tally.reject(row, words.format(parent=row.fields["parent"]))
