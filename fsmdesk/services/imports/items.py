"""The price book from a file."""

from sqlalchemy import select

from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Item, ItemCost
from fsmdesk.services.imports.batches import (
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    known_records,
    update_all,
)
from fsmdesk.services.imports.notes import said_notes, with_extra

_FIELDS = ("name", "kind", "unit", "category", "price_minor", "notes")
_DEFAULTS: Values = {"kind": LineKind.PART, "price_minor": 0}


def import_items(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Items are known again by their key or code, or else by name. A file without codes uses key or name."""
    known = known_records(work, Item, lambda record: folded(record.name))
    by_code = {record.code: record for record in work.session.execute(select(Item.__table__))}
    new: list[Values] = []
    new_rows: list[ImportRow] = []
    changes: list[tuple[int, Values]] = []
    settled: list[tuple[int, ImportRow, bool]] = []
    for row in rows:
        if not _is_priced(row, tally):
            continue
        values: Values = {name: row.fields[name] for name in _FIELDS if name in row.fields}
        key = str(row.fields["external_id"]) if row.fields.get("external_id") else None
        code = str(row.fields.get("code") or key or row.fields["name"])[:200]
        record = by_code.get(code) or known.find(key, folded(str(values["name"])))
        if record is None:
            full = {name: values.get(name, _DEFAULTS.get(name, "")) for name in _FIELDS}
            full["notes"] = with_extra(str(full["notes"]), row.extra)
            new.append({**full, "code": code, "external_id": key})
            new_rows.append(row)
            continue
        if key and record.external_id is None:
            values["external_id"] = key
        said_notes(values, row.extra)
        change = differing(record, values)
        if change:
            changes.append((record.id, change))
        settled.append((record.id, row, bool(change)))
    new, new_rows = _without_doubles(new, new_rows, tally)
    update_all(work, Item, changes)
    ids = insert_all(work, Item, new)
    tally.new += len(ids)
    _costs(work, list(zip(ids, new_rows, strict=True)))
    dearer = _costs(work, [(item_id, row) for item_id, row, _ in settled])
    for item_id, _row, was_changed in settled:
        if was_changed or item_id in dearer:
            tally.changed += 1
        else:
            tally.same += 1


def _is_priced(row: ImportRow, tally: Tally) -> bool:
    for name in ("price_minor", "cost_minor"):
        amount = row.fields.get(name)
        if isinstance(amount, int) and amount < 0:
            tally.reject(row, tr("A price can't be negative."))
            return False
    return True


def _without_doubles(
    new: list[Values], rows: list[ImportRow], tally: Tally
) -> tuple[list[Values], list[ImportRow]]:
    """A code stands for one item; a later row of the file with the same one is refused."""
    seen: set[str] = set()
    kept: list[tuple[Values, ImportRow]] = []
    for values, row in zip(new, rows, strict=True):
        if values["code"] in seen:
            tally.reject(row, tr("Another row has the code {code}.").format(code=values["code"]))
        else:
            seen.add(values["code"])
            kept.append((values, row))
    return [values for values, _ in kept], [row for _, row in kept]


def _costs(work: Writing, rows: list[tuple[int, ImportRow]]) -> set[int]:
    """Costs are as the rows say; the ids of the items whose cost changed."""
    known = {cost.item_id: cost for cost in work.session.execute(select(ItemCost.__table__))}
    new: list[Values] = []
    changes: list[tuple[int, Values]] = []
    touched: set[int] = set()
    for item_id, row in rows:
        cost = row.fields.get("cost_minor")
        if not isinstance(cost, int):
            continue
        stored = known.get(item_id)
        if stored is None:
            new.append({"item_id": item_id, "cost_minor": cost})
        elif stored.cost_minor != cost:
            changes.append((stored.id, {"cost_minor": cost}))
        else:
            continue
        touched.add(item_id)
    insert_all(work, ItemCost, new)
    update_all(work, ItemCost, changes)
    return touched
