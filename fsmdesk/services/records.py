"""What every service that edits records does: find one, check the version that was seen, take a number."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import func, inspect, select, true
from sqlalchemy.orm import InstrumentedAttribute

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Base, ChangeLog, NumberSeries, Person

RecordT = TypeVar("RecordT", bound=Base)


def find(work: Reading, model: type[RecordT], record_id: int) -> RecordT:
    """The record with this id.

    Raises:
        RuleBroken: there is none any more.
    """
    record = work.session.get(model, record_id)
    if record is None:
        raise RuleBroken(tr("This record is gone."))
    return record


def hold(work: Writing, model: type[RecordT], record_id: int) -> RecordT:
    """The record as it is stored now; nobody else changes it, or adds to it, before this is committed.

    A job is held before its visits and whatever else belongs to it, so that two seats never wait for each other.

    Raises:
        RuleBroken: there is none any more.
    """
    record = work.session.get(model, record_id, with_for_update=True, populate_existing=True)
    if record is None:
        raise RuleBroken(tr("This record is gone."))
    return record


def find_seen(work: Writing, model: type[RecordT], record_id: int, seen_version: int) -> RecordT:
    """The record, held, if it still is at the version that the screen saw.

    Raises:
        RuleBroken: it is gone.
        ConflictError: somebody changed it since; carries what is stored now, and who changed it.
    """
    record = hold(work, model, record_id)
    stored = int(getattr(record, "version", seen_version))
    if stored != seen_version:
        who = last_changer(work, model.__tablename__, record_id)
        raise ConflictError(
            tr("{who} changed this in the meantime.").format(who=who or tr("Somebody else")),
            who=who,
            seen_version=seen_version,
            stored_version=stored,
            theirs=stored_values(record),
        )
    return record


def stored_values(record: Base) -> Mapping[str, object]:
    """All columns of a record by name."""
    return {column.key: getattr(record, column.key) for column in record.__mapper__.column_attrs}


def last_changer(work: Reading, table: str, record_id: int) -> str:
    """The name of the person who changed this record last; empty if the log does not say."""
    found = last_change(work, table, record_id)
    return found[0] if found is not None else ""


def last_change(work: Reading, table: str, record_id: int) -> tuple[str, datetime] | None:
    """Who changed this record last, empty if it was nobody of the office, and when; None if the log is silent."""
    row = work.session.execute(
        select(Person.name, ChangeLog.at)
        .select_from(ChangeLog)
        .outerjoin(Person, Person.id == ChangeLog.person_id)
        .where(ChangeLog.table_name == table, ChangeLog.record_id == record_id)
        .order_by(ChangeLog.id.desc())
        .limit(1)
    ).first()
    return (row[0] or "", row[1]) if row is not None else None


def changes_of(work: Reading, *tables: str) -> int:
    """How often any record of these tables changed: a version of them all together.

    It grows with each change, also where a record goes.
    """
    query = select(func.count()).select_from(ChangeLog).where(ChangeLog.table_name.in_(tables))
    return work.session.scalar(query) or 0


def assign(record: Base, **values: Any) -> None:
    """The record holds these values; columns that already do are left alone, so nothing changes for nothing."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def refuse_taken(
    work: Reading, column: InstrumentedAttribute[Any], value: str | None, own_id: int | None, words: str
) -> None:
    """Nothing happens if no other record has this value in the column; None and "" are nobody's.

    Raises:
        RuleBroken: another one has it. `words` say so, with the value in place of `{value}`.
    """
    if not value:
        return
    key = inspect(column.class_).primary_key[0]
    others = select(key).where(column == value, key != own_id if own_id is not None else true())
    if work.session.execute(others.limit(1)).first() is not None:
        raise RuleBroken(words.format(value=value), field=column.key)


def next_number(work: Writing, series: str) -> int:
    """The next free number of a series. The series is locked until the transaction ends.

    A trigger moves the series when the record that takes the number is written, so nothing is lost
    when the transaction fails.
    """
    last = work.session.scalar(select(NumberSeries.last).where(NumberSeries.name == series).with_for_update())
    if last is None:
        work.session.add(NumberSeries(name=series, last=0))
        work.session.flush()
        last = 0
    return last + 1


def cleaned(
    command: object,
    lines: Iterable[str] = (),
    texts: Iterable[str] = (),
    required: Iterable[str] = (),
    short: Iterable[str] = (),
) -> dict[str, str]:
    """The command's text fields by name, checked: `lines` of one line, `texts` of several, `short` up to 200.

    Raises:
        RuleBroken: a field that is `required` is blank, or holds what can't be stored.
    """
    values: dict[str, str] = {}
    for name in (*lines, *short):
        limit = 200 if name in short else None
        values[name] = clean_text(getattr(command, name), name, max_length=limit)
    for name in texts:
        values[name] = clean_text(getattr(command, name), name, multiline=True)
    for name in required:
        require(values[name], name)
    return values


def require(value: str, field: str, words: str = "") -> None:
    """Nothing happens if there is something in `value`.

    Raises:
        RuleBroken: it is blank.
    """
    if not value.strip():
        label = words or tr(field.replace("_", " ").capitalize())
        raise RuleBroken(tr("{what} is needed.").format(what=label), field=field)
