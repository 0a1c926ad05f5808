"""Technicians and their skills from a file."""

from sqlalchemy import func, select

from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Technician, TechnicianSkill
from fsmdesk.services.imports.batches import (
    Tally,
    Values,
    differing,
    folded,
    insert_all,
    known_records,
    update_all,
)
from fsmdesk.services.imports.notes import with_extra
from fsmdesk.services.technicians.editing import COLOURS, initials_of, skill_ids

_FIELDS = {
    "name": "name",
    "email": "email",
    "phone": "phone",
    "team": "team",
    "home_address": "address",
    "home_city": "city",
    "home_region": "region",
    "home_latitude_micro": "home_latitude_micro",
    "home_longitude_micro": "home_longitude_micro",
}
_NONE = {"home_latitude_micro": None, "home_longitude_micro": None}
_IN_NOTES = {"shift_words": "Shift", "max_daily_jobs": "Most jobs a day"}


def import_technicians(work: Writing, rows: tuple[ImportRow, ...], tally: Tally, _source: str) -> None:
    """Technicians are known again by their key, or else by name. Skills are added, never taken away."""
    known = known_records(work, Technician, lambda record: folded(record.name))
    position = work.session.scalar(select(func.max(Technician.position))) or 0
    new: list[Values] = []
    new_rows: list[ImportRow] = []
    changes: list[tuple[int, Values]] = []
    settled: list[tuple[int, ImportRow, bool]] = []
    for row in rows:
        values: Values = {
            ours: row.fields[theirs] for theirs, ours in _FIELDS.items() if theirs in row.fields
        }
        key = str(row.fields["external_id"]) if row.fields.get("external_id") else None
        record = known.find(key, folded(str(values["name"])))
        if record is None:
            position += 1
            new.append(_complete(values, key, row, position))
            new_rows.append(row)
            continue
        if key and record.external_id is None:
            values["external_id"] = key
        change = differing(record, values)
        if change:
            changes.append((record.id, change))
        settled.append((record.id, row, bool(change)))
    update_all(work, Technician, changes)
    ids = insert_all(work, Technician, new)
    tally.new += len(ids)
    _add_skills(work, list(zip(ids, new_rows, strict=True)))
    with_new_skills = _add_skills(work, [(technician_id, row) for technician_id, row, _ in settled])
    for technician_id, _row, was_changed in settled:
        if was_changed or technician_id in with_new_skills:
            tally.changed += 1
        else:
            tally.same += 1


def _complete(values: Values, key: str | None, row: ImportRow, position: int) -> Values:
    full = {ours: values.get(ours, _NONE.get(ours, "")) for ours in _FIELDS.values()}
    full |= _NONE if None in (full["home_latitude_micro"], full["home_longitude_micro"]) else {}
    kept = {tr(label): str(row.fields[name]) for name, label in _IN_NOTES.items() if name in row.fields}
    return {
        **full,
        "external_id": key,
        "initials": initials_of(str(values["name"])),
        "colour": COLOURS[position % len(COLOURS)],
        "position": position,
        "notes": with_extra("", {**kept, **row.extra}),
    }


def _add_skills(work: Writing, rows: list[tuple[int, ImportRow]]) -> set[int]:
    """Each technician has the skills that the row names; the ids of those who got one."""
    held = {
        (technician_id, skill_id)
        for technician_id, skill_id in work.session.execute(
            select(TechnicianSkill.technician_id, TechnicianSkill.skill_id)
        )
    }
    added: list[Values] = []
    for technician_id, row in rows:
        names = row.fields.get("skills")
        if isinstance(names, tuple):
            for skill_id in skill_ids(work, [str(name) for name in names]).values():
                if (technician_id, skill_id) not in held:
                    held.add((technician_id, skill_id))
                    added.append({"technician_id": technician_id, "skill_id": skill_id})
    insert_all(work, TechnicianSkill, added)
    return {values["technician_id"] for values in added}
