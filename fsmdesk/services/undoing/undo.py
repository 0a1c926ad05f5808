"""Undo, told from the change log: what a command changed goes back, unless somebody changed it since."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Table, inspect, select

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import (
    Base,
    ChangeLog,
    CommandRecord,
    MailAttachment,
    OutgoingMail,
    Person,
    StateMove,
    Visit,
    WorkOrder,
)
from fsmdesk.models.columns import Instant, PriorityColumn
from fsmdesk.services.mail.queueing import call_back
from fsmdesk.services.permits import permit
from fsmdesk.services.records import last_changer
from fsmdesk.services.registry import handles, message_named, recheck_of
from fsmdesk.services.setup.people import require_owner
from fsmdesk.services.undoing.messages import Undo

_MAIL = frozenset({OutgoingMail.__tablename__, MailAttachment.__tablename__})


@handles(Undo)
def undo(work: Writing, command: Undo) -> str:
    """Every record that the command touched is as it was before, with a new version.

    Raises:
        RuleBroken: the command can't be undone, or the records were changed since.
        NotAllowed: somebody else gave the command, or the person may not do any more what it did.
    """
    _check_undoable(work, command.undone_key)
    entries = _changes_of(work, command.undone_key)
    if not entries:
        raise RuleBroken(tr("There is nothing to undo."))
    # A mail can't be unsaid: what still waits is called back, the rest of the command goes back all the same.
    call_back(work, [entry.record_id for entry in entries if entry.table_name == OutgoingMail.__tablename__])
    entries = [entry for entry in entries if entry.table_name not in _MAIL]
    _refuse_changed_since(work, entries)
    states: dict[Base, Any] = {}
    for entry in entries:
        _take_back(work, entry, states)
    for record, was in states.items():
        _note_state(work, record, was)
    work.session.flush()
    if any(entry.table_name == Person.__tablename__ for entry in entries):
        require_owner(work)
    return command.undone_key


def _check_undoable(work: Reading, key: str) -> None:
    record = work.session.scalar(select(CommandRecord).where(CommandRecord.key == key))
    message = message_named(record.name) if record is not None else None
    if record is None or message is None or not message.undoable:
        raise RuleBroken(tr("This can't be undone."))
    if record.person_id != work.actor.person_id:
        raise NotAllowed(tr("Somebody else did this. Only they can undo it."))
    permit(work.actor.role, message.needs)
    if (recheck := recheck_of(message)) is not None:
        recheck(work, _changes_of(work, key))
    if message is Undo:  # then what was undone is done again
        _check_undoable(work, json.loads(record.result))


def _changes_of(work: Reading, key: str) -> list[ChangeLog]:
    """What the command with this key changed, the latest first."""
    query = select(ChangeLog).where(ChangeLog.command_key == key).order_by(ChangeLog.id.desc())
    return list(work.session.scalars(query))


def _refuse_changed_since(work: Reading, entries: list[ChangeLog]) -> None:
    touched = {(entry.table_name, entry.record_id) for entry in entries}
    newest = max(entry.id for entry in entries)
    for table, record_id in touched:
        later = work.session.scalars(
            select(ChangeLog)
            .where(
                ChangeLog.table_name == table,
                ChangeLog.record_id == record_id,
                ChangeLog.id > newest,
            )
            .order_by(ChangeLog.id)
        )
        if not _cancel_out(later):
            who = last_changer(work, table, record_id) or tr("Somebody")
            raise RuleBroken(tr("{who} changed this since, so it can't be undone.").format(who=who))


def _cancel_out(later: Iterable[ChangeLog]) -> bool:
    """True if the record is now as it was before these changes: each was taken back, latest first."""
    was: dict[str, object] = {}
    became: dict[str, object] = {}
    for entry in later:
        for name, value in (entry.before or {}).items():
            was.setdefault(name, value)
        became = became | (entry.after or {}) if entry.operation != "D" else {}
    return was == became


def _take_back(work: Writing, entry: ChangeLog, states: dict[Base, Any]) -> None:
    """One change goes back; `states` gets the state that the record had before the first one did."""
    model = _model(entry.table_name)
    if entry.operation == "D":
        work.session.add(model(**_values(model, entry.before or {})))
        work.session.flush()
        return
    record = work.session.get(model, entry.record_id)
    if record is None:
        raise RuleBroken(tr("This record is gone."))
    if entry.operation == "I":
        _refuse_kept(work, record)
        states.pop(record, None)
        work.session.delete(record)
    else:
        states.setdefault(record, getattr(record, "state", None))
        for name, value in _values(model, entry.before or {}).items():
            setattr(record, name, value)
    work.session.flush()


def _refuse_kept(work: Reading, record: Base) -> None:
    if isinstance(record, WorkOrder):
        raise RuleBroken(tr("A job keeps its number. Cancel it instead."))
    if isinstance(record, Person) and _has_worked(work, record.id):
        raise RuleBroken(tr("{name} has worked here already. Archive them instead.").format(name=record.name))


def _has_worked(work: Reading, person_id: int) -> bool:
    """True if the log knows the person, who is never forgotten then."""
    done = select(CommandRecord.key).where(CommandRecord.person_id == person_id).limit(1)
    changed = select(ChangeLog.id).where(ChangeLog.person_id == person_id).limit(1)
    return work.session.scalar(done) is not None or work.session.scalar(changed) is not None


def _note_state(work: Writing, record: Base, was: Any) -> None:
    """A state that goes back is a step as well, so it is written down like any other."""
    if not isinstance(record, WorkOrder | Visit) or record.state == was:
        return
    is_visit = isinstance(record, Visit)
    work.session.add(
        StateMove(
            work_order_id=record.work_order_id if isinstance(record, Visit) else record.id,
            visit_id=record.id if is_visit else None,
            before=was.value,
            after=record.state.value,
            at=work.now,
            person_id=work.actor.person_id,
            reason=tr("Undone"),
        )
    )


def _model(table_name: str) -> type[Base]:
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and table.name == table_name:
            return mapper.class_
    raise LookupError(table_name)


def _values(model: type[Base], logged: dict[str, object]) -> dict[str, object]:
    """Values of the log as the model holds them; what the log never holds (version) is left out."""
    columns = inspect(model).columns
    return {name: _from_json(columns[name], value) for name, value in logged.items() if name != "version"}


def _from_json(column: Any, value: object) -> object:
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Instant):
        return datetime.fromisoformat(str(value))
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Boolean):
        return bool(value)
    python_type = getattr(kind, "enum_class", None)
    return python_type(value) if python_type is not None else _plain(kind, value)


def _plain(kind: Any, value: object) -> object:
    return Priority(int(str(value))) if isinstance(kind, PriorityColumn) else value
