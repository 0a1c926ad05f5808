"""Guards of every record: versions move by one, keys stay, nothing is swept away unseen."""

from sqlalchemy import Table, UniqueConstraint

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build, postgresql_guard
from fsmdesk.models import Base


def record_guards(dialect: Dialect) -> list[Guard]:
    """Guards that follow from what a table is, for all tables."""
    guards: list[Guard] = []
    for table in Base.metadata.sorted_tables:
        guards += build(_steady(table), dialect)
        if dialect == "sqlite":
            guards += [guard for refusal in _unreplaced(table) for guard in build(refusal, dialect)]
        else:
            guards.append(_untruncated(table))
    guards += build(Refusal("keep_work_order", "work_order", ("DELETE",), "1 = 1", "kept"), dialect)
    return guards


def _steady(table: Table) -> Refusal:
    """An update keeps the key and, on editable records, raises the version by exactly one."""
    when = "NEW.id <> OLD.id"
    if "version" in table.c:
        when += " OR NEW.version <> OLD.version + 1"
    return Refusal(f"steady_{table.name}", table.name, ("UPDATE",), when, "version")


def _unreplaced(table: Table) -> list[Refusal]:
    """SQLite's `OR REPLACE` removes the row in its way without its delete triggers; so refuse it.

    The refusal takes the place of the unique constraint's own error.
    """
    keys: set[tuple[str, ...]] = {(column.name,) for column in table.columns if column.unique}
    keys |= {
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    inserted = " OR ".join(_taken(table, key) for key in [("id",), *sorted(keys)])
    name = f"unreplaced_{table.name}"
    refusals = [Refusal(name, table.name, ("INSERT",), inserted, "duplicate")]
    if keys:
        updated = " OR ".join(_taken(table, key, "t.id <> OLD.id") for key in sorted(keys))
        refusals.append(Refusal(name, table.name, ("UPDATE",), updated, "duplicate"))
    return refusals


def _taken(table: Table, key: tuple[str, ...], more: str = "1 = 1") -> str:
    same = " AND ".join(f"t.{name} = NEW.{name}" for name in key)
    return f"EXISTS (SELECT 1 FROM {table.name} t WHERE {same} AND {more})"


def _untruncated(table: Table) -> Guard:
    """TRUNCATE fires no row triggers, so it would leave no trace."""
    source = " BEGIN RAISE EXCEPTION 'fsmdesk:append_only'; END"
    return postgresql_guard(
        f"untruncated_{table.name}", table.name, "BEFORE TRUNCATE", "FOR EACH STATEMENT", source
    )
