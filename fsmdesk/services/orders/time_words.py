"""What the log says about the time that was spent on a job, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import ChangeLog, Technician, TimeEntry
from fsmdesk.services.the_company import formats_of, the_company

TABLE: Final = TimeEntry.__tablename__


@dataclass(frozen=True, slots=True)
class TimeNames:
    """Whose each entry of time is by its id, what technicians are called, and how the shop writes times."""

    owners: Mapping[int, int]
    technicians: Mapping[int, str]
    formats: Formats


def time_names(work: Reading, entries: Sequence[ChangeLog]) -> TimeNames | None:
    """What is needed to tell of these entries of the log; None if none of them is about time."""
    ids = {entry.record_id for entry in entries if entry.table_name == TABLE}
    if not ids:
        return None
    # Of what is gone only the log tells whose it was: as it was removed, or else as it was added.
    owners = {
        entry.record_id: int(str(values["technician_id"]))
        for entry in entries
        if entry.table_name == TABLE and "technician_id" in (values := entry.before or entry.after or {})
    }
    rows = work.session.execute(
        select(TimeEntry.id, TimeEntry.technician_id).where(TimeEntry.id.in_(sorted(ids)))
    )
    owners |= {row.id: row.technician_id for row in rows}
    names = work.session.execute(
        select(Technician.id, Technician.name).where(Technician.id.in_(sorted(set(owners.values()))))
    )
    return TimeNames(owners, {row.id: row.name for row in names}, formats_of(the_company(work)))


def time_words(entry: ChangeLog, names: TimeNames) -> str:
    """Such as `Fay Brooks: Labour 2 Mar 2026 09:30–11:30 written down`."""
    before, after = entry.before or {}, entry.after or {}
    values: Mapping[str, Any] = {**before, **after}
    owner = int(str(values.get("technician_id") or names.owners.get(entry.record_id, 0)))
    who = names.technicians.get(owner, "") or tr("Somebody")
    if entry.operation == "I":
        words = tr("{who}: {what} written down")
        return words.format(who=who, what=_what(after, names.formats))
    if entry.operation == "D":
        return tr("{who}: {what} removed").format(who=who, what=_what(before, names.formats))
    parts = [*_ends(before, after, names.formats), *_rest(before, after)]
    return tr("Time of {who}: {changes}").format(who=who, changes="; ".join(parts) or tr("changed"))


def _what(values: Mapping[str, Any], formats: Formats) -> str:
    kind = TimeKind(str(values["kind"])).label
    start, end = _instant(values.get("start_at")), _instant(values.get("end_at"))
    if start is None:
        return kind
    if end is None:
        return tr("{kind} from {start} on").format(kind=kind, start=formats.instant(start))
    if end <= start:
        return f"{kind} {formats.instant(start)}"
    return f"{kind} {formats.date(start.astimezone(formats.zone).date())} {formats.span(Span(start, end))}"


def _ends(before: Mapping[str, Any], after: Mapping[str, Any], formats: Formats) -> list[str]:
    """What became of its start and its end."""
    found = []
    for name, label in (("start_at", tr("start")), ("end_at", tr("end"))):
        if name not in after:
            continue
        was, now = _instant(before.get(name)), _instant(after[name])
        if was is None and now is not None:
            found.append(tr("ended {when}").format(when=formats.instant(now)))
        elif now is None:
            found.append(tr("goes on"))
        elif was is not None:
            found.append(f"{label} {formats.instant(was)} → {formats.instant(now)}")
    return found


def _rest(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    found = []
    if "kind" in after:
        was, now = (TimeKind(str(side["kind"])).label for side in (before, after))
        found.append(f"{was} → {now}")
    if after.get("edit_reason"):
        found.append(tr("because “{reason}”").format(reason=after["edit_reason"]))
    if "note" in after:
        found.append(tr("note “{note}”").format(note=after["note"]))
    return found


def _instant(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None
