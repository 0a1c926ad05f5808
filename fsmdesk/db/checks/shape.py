"""The shape of the database itself: guards, tables, constraints, indexes, and what is in the wrong place."""

from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.pool import StaticPool

from fsmdesk.core.words import tr
from fsmdesk.db.checks.rules import Rule, broken, labelled, listed
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.guards.search import DOCS, KIND_STEP
from fsmdesk.db.guards.values import wrong_values
from fsmdesk.models import Base


def check_shape(connection: Connection) -> Iterator[str]:
    """One sentence for each thing that is not as this program makes it."""
    yield from listed(guard_differences(connection))
    is_sqlite = connection.dialect.name == "sqlite"
    yield from _sqlite_shape(connection) if is_sqlite else _postgresql_shape(connection)
    yield from check_references(connection)


def check_references(connection: Connection) -> Iterator[str]:
    """One sentence for each record that refers to nothing, or that search does not find."""
    for rule in _references():
        yield from broken(connection, rule)
    yield from _search(connection)


def _sqlite_shape(connection: Connection) -> Iterator[str]:
    sound = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    if sound != ["ok"]:
        yield from (tr("The file is damaged: {what}.").format(what=what) for what in sound)
    expected, found = _fresh_schema(), _schema(connection)
    for name in sorted(expected.keys() - found.keys()):
        yield tr("{name} is missing in the file.").format(name=name)
    for name in sorted(found.keys() - expected.keys()):
        yield tr("{name} in the file is not ours.").format(name=name)
    for name in sorted(expected.keys() & found.keys()):
        if expected[name] != found[name]:
            yield tr("{name} in the file is not as this program makes it.").format(name=name)
    if connection.exec_driver_sql("SELECT count(*) FROM acting WHERE id = 1").scalar() != 1:
        yield tr("The row that says who acts is missing, so nothing that is changed is logged.")
    for table in Base.metadata.sorted_tables:
        if table.name != "change_log":
            sentence = tr("{kind} {id} has a value of the wrong kind.").replace(
                "{kind}", labelled(table.name).capitalize()
            )
            query = f"SELECT t.id AS id FROM {table.name} t WHERE {wrong_values(table, 't')}"
            yield from broken(connection, Rule(sentence, query))


def _schema(connection: Connection) -> dict[str, str]:
    """Tables and indexes by name; triggers are compared as guards, statistics and shadows are SQLite's own."""
    rows = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index', 'view') "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
        )
    )
    return {str(name): str(sql) for name, sql in rows}


def _fresh_schema() -> dict[str, str]:
    """What a new office has."""
    from sqlalchemy import create_engine

    from fsmdesk.db.guards.lay import lay_guards
    from fsmdesk.db.migrate import HEAD, upgrade_tables

    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as fresh:
            upgrade_tables(fresh, HEAD)
            lay_guards(fresh)
            return _schema(fresh)
    finally:
        engine.dispose()


def _postgresql_shape(connection: Connection) -> Iterator[str]:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(
        connection,
        opts={"include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables},
    )
    for difference in compare_metadata(context, Base.metadata):
        yield tr("The tables are not as this program makes them: {what}.").format(what=_in_words(difference))
    present = set(
        connection.execute(
            text(
                "SELECT conname FROM pg_constraint WHERE convalidated "
                "AND connamespace = current_schema()::regnamespace"
            )
        ).scalars()
    )
    for name in sorted(_constraint_names() - present):
        yield tr("The constraint {name} is missing.").format(name=name)


def _in_words(difference: object) -> str:
    """Such as `remove_index ix_visit_state`; alembic hands out nested tuples with live objects in them."""
    if isinstance(difference, list | tuple):
        return " ".join(filter(None, (_in_words(part) for part in difference)))
    name = getattr(difference, "name", difference)
    return str(name) if isinstance(name, str) else ""


def _constraint_names() -> set[str]:
    return {
        str(constraint.name)
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name
    }


def _references() -> Iterator[Rule]:
    """What refers to a record that is not there."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            column, target = key.parent.name, key.column.table.name
            sentence = tr("{kind} {id} refers to {target} {missing}, which is gone.")
            yield Rule(
                sentence.replace("{kind}", labelled(table.name).capitalize()).replace(
                    "{target}", labelled(target)
                ),
                f"SELECT c.id AS id, c.{column} AS missing FROM {table.name} c LEFT JOIN {target} p "
                f"ON p.id = c.{column} WHERE c.{column} IS NOT NULL AND p.id IS NULL ORDER BY c.id",
            )


def _search(connection: Connection) -> Iterator[str]:
    key = "rowid" if connection.dialect.name == "sqlite" else "id"
    for doc in DOCS:
        first = doc.number * KIND_STEP
        indexed = connection.execute(
            text(f"SELECT count(*) FROM search WHERE {key} >= {first} AND {key} < {first + KIND_STEP}")
        ).scalar()
        stored = connection.execute(text(f"SELECT count(*) FROM {doc.table}")).scalar()
        if indexed != stored:
            yield tr("Search finds {indexed} of {stored} records of kind {kind}.").format(
                indexed=indexed, stored=stored, kind=labelled(doc.table)
            )
