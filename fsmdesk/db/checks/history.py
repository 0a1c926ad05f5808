"""The promises about the log: it tells of every record, and what it tells is what is there."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection, LargeBinary, Table, select, text

from fsmdesk.core.words import tr
from fsmdesk.db.checks.rules import LISTED, Rule, broken, labelled, listed
from fsmdesk.db.contents import rows_of
from fsmdesk.db.guards.history import logged_tables
from fsmdesk.models import ChangeLog

_LOG = ChangeLog.__table__
_BATCH = 5000


def check_history(connection: Connection) -> Iterator[str]:
    """One sentence for each record that the log does not know, or knows otherwise."""
    for table in logged_tables():
        for rule in _versions(table.name):
            yield from broken(connection, rule)
        yield from listed(list(_replayed(connection, table)))
    yield from broken(connection, _commands())
    yield from broken(connection, _issued_later())


def _versions(table: str) -> list[Rule]:
    last = (
        f"SELECT l.record_id, l.operation, l.record_version FROM change_log l JOIN (SELECT max(id) AS id "
        f"FROM change_log WHERE table_name = '{table}' GROUP BY record_id) m ON m.id = l.id"
    )
    kind = labelled(table)
    return [
        Rule(
            tr("The log does not tell how {kind} {id} came to version {version}.").replace("{kind}", kind),
            f"SELECT t.id AS id, t.version AS version FROM {table} t LEFT JOIN ({last}) e ON e.record_id = t.id "
            "WHERE e.record_id IS NULL OR e.operation = 'D' OR e.record_version <> t.version ORDER BY t.id",
        ),
        Rule(
            tr("{kind} {id} is gone, and the log does not tell who removed it.").replace(
                "{kind}", kind.capitalize()
            ),
            f"SELECT e.record_id AS id FROM ({last}) e LEFT JOIN {table} t ON t.id = e.record_id "
            "WHERE t.id IS NULL AND e.operation <> 'D' ORDER BY e.record_id",
        ),
    ]


def _commands() -> Rule:
    return Rule(
        tr("The log names a command ({key}) that was never carried out."),
        "SELECT DISTINCT l.command_key AS key FROM change_log l LEFT JOIN command c ON c.key = l.command_key "
        "WHERE l.command_key IS NOT NULL AND c.id IS NULL ORDER BY 1",
    )


def _issued_later() -> Rule:
    """A part of an issued document that was written after the document was issued."""
    return Rule(
        tr("{number} was changed after it had been issued (line {line})."),
        "SELECT i.number AS number, l.id AS line FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id "
        "WHERE i.state = 'issued' AND (SELECT max(e.id) FROM change_log e WHERE e.table_name = 'invoice_line' "
        "AND e.record_id = l.id) > (SELECT max(e.id) FROM change_log e WHERE e.table_name = 'invoice' "
        "AND e.record_id = i.id) ORDER BY l.id",
    )


def _replayed(connection: Connection, table: Table) -> Iterator[str]:
    """Records that are not what all their changes in the log make of them, told in one pass over both."""
    stored = _stored(connection, table)
    record = next(stored, None)
    found = 0
    for record_id, changes in groupby(_changes(connection, table), key=itemgetter(0)):
        values: dict[str, Any] = {}
        for _, _, after in changes:
            values = values | after if after is not None else {}
        while record is not None and record["id"] < record_id:
            record = next(stored, None)
        if record is None or record["id"] != record_id:
            continue  # gone or never logged: the versions tell that
        differing = [
            name
            for name, value in record.items()
            if name != "version" and name in values and values[name] != value
        ]
        if differing:
            found += 1
            yield tr("{kind} {id} is not what the log says ({columns}).").format(
                kind=labelled(table.name).capitalize(), id=record_id, columns=", ".join(differing)
            )
            if found > LISTED:
                return


def _changes(connection: Connection, table: Table) -> Iterator[tuple[int, str, dict[str, Any] | None]]:
    # Of records that came in bulk the log keeps no values, so there is nothing to compare.
    nothing = "'{}'" if connection.dialect.name == "sqlite" else "'{}'::jsonb"
    query = (
        select(_LOG.c.record_id, _LOG.c.operation, _LOG.c.after)
        .where(_LOG.c.table_name == table.name, text(f"(operation <> 'I' OR after <> {nothing})"))
        .order_by(_LOG.c.record_id, _LOG.c.id)
    )
    for record_id, operation, after in connection.execute(query.execution_options(yield_per=_BATCH)):
        yield int(record_id), str(operation), after


def _stored(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The records as the log would write them."""
    columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
    flags = {column.name for column in columns if isinstance(column.type, Boolean)}
    names = [column.name for column in columns]
    for row in rows_of(connection, table.name, names):
        values: dict[str, Any] = dict(zip(names, row, strict=True))
        for name in flags:
            values[name] = None if values[name] is None else bool(values[name])
        yield values
