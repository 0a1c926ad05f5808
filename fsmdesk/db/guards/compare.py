"""Compares the guards that are there with those that should be."""

from typing import NamedTuple

from sqlalchemy import Connection, text

from fsmdesk.core.words import tr
from fsmdesk.db.guards.bookings import CONSTRAINT
from fsmdesk.db.guards.lay import all_guards, dialect_of
from fsmdesk.db.guards.shape import Guard

_TRIGGERS = (
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_FUNCTIONS = (
    "SELECT p.proname, p.prosrc, coalesce(array_to_string(p.proconfig, ';'), '') FROM pg_proc p "
    "WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'fsm\\_%'"
)
_NO_OVERLAP = (
    "EXCLUDE USING gist (fsm_slot(technician_id, start_at, travel_minutes, end_at, finished_at, state::text) WITH &&) "
    "WHERE (NOT double_booked)"
)


class _Laid(NamedTuple):
    """What is, or should be, there under one name; a trigger is empty for a plain function."""

    source: str
    trigger: str


def guard_differences(connection: Connection) -> list[str]:
    """One sentence for each guard that is missing, changed, switched off, or not ours."""
    if dialect_of(connection) == "sqlite":
        expected = {guard.name: _Laid("", guard.body) for guard in all_guards("sqlite")}
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        return _compare(expected, {str(name): _Laid("", str(sql)) for name, sql in rows})
    path = connection.execute(text("SELECT quote_ident(current_schema())")).scalar()
    expected = {
        guard.name: _expected(guard, f"search_path={path}, pg_temp") for guard in all_guards("postgresql")
    }
    problems = _compare(expected, _present(connection))
    definition = connection.execute(
        text(
            "SELECT pg_get_constraintdef(oid, true) FROM pg_constraint "
            "WHERE conname = :name AND connamespace = current_schema()::regnamespace"
        ),
        {"name": CONSTRAINT},
    ).scalar()
    if definition is None:
        problems.append(tr("The guard {name} is missing.").format(name=CONSTRAINT))
    elif definition != _NO_OVERLAP:
        problems.append(tr("The guard {name} has been changed.").format(name=CONSTRAINT))
    return problems


def _expected(guard: Guard, path: str) -> _Laid:
    trigger = next((sql for sql in guard.statements if sql.startswith("CREATE TRIGGER")), "")
    return _Laid(guard.body + (f"\n{path}" if trigger else "\n"), trigger)


def _present(connection: Connection) -> dict[str, _Laid]:
    """What is laid; a trigger that is switched off is told from one that is not by a word at its end."""
    sources = {str(name): f"{source}\n{path}" for name, source, path in connection.execute(text(_FUNCTIONS))}
    triggers = {
        str(name): str(definition) + ("" if enabled in ("O", "A") else " -- off")
        for name, definition, enabled in connection.execute(text(_TRIGGERS))
    }
    return {
        name: _Laid(sources.get(name, ""), triggers.get(name, ""))
        for name in sources.keys() | triggers.keys()
    }


def _compare(expected: dict[str, _Laid], present: dict[str, _Laid]) -> list[str]:
    missing = tr("The guard {name} is missing.")
    foreign = tr("The trigger {name} is not ours.")
    problems = [missing.format(name=name) for name in sorted(expected.keys() - present.keys())]
    problems += [foreign.format(name=name) for name in sorted(present.keys() - expected.keys())]
    for name in sorted(expected.keys() & present.keys()):
        if present[name].trigger == expected[name].trigger + " -- off":
            problems.append(tr("The guard {name} is switched off.").format(name=name))
        elif expected[name] != present[name]:
            problems.append(tr("The guard {name} has been changed.").format(name=name))
    return problems
