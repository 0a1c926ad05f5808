"""Writing many records at once: compared with what is known, inserted and updated in bulk, each counted once."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update

from fsmdesk.db.database import Reading, Writing
from fsmdesk.exchange.rows import ImportRow
from fsmdesk.models import Base
from fsmdesk.services.imports.messages import ImportOutcome, RowReject

CHUNK = 500
Values = dict[str, Any]


class Tally:
    """Counts what became of the rows, and keeps the sentences about what else was made."""

    def __init__(self) -> None:
        self.new = 0
        self.changed = 0
        self.same = 0
        self.rejects: list[RowReject] = []
        self.also: list[str] = []

    def reject(self, row: ImportRow, reason: str) -> None:
        """This row is not imported, for this reason."""
        self.rejects.append(RowReject(row.row_number, reason))

    def outcome(self) -> ImportOutcome:
        """The account so far."""
        return ImportOutcome(self.new, self.changed, self.same, tuple(self.rejects), tuple(self.also))


class Known:
    """Records that are already there, found by their key elsewhere, or else by what names them.

    Records with the same name are handed out one after the other, so that a file with two of them meets
    the same two again when it comes a second time.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, Any] = {}
        self._by_name: dict[Hashable, deque[Any]] = defaultdict(deque)

    def add(self, record: Any, key: str | None, name: Hashable) -> None:
        """One more known record."""
        if key:
            self._by_key[key] = record
        self._by_name[name].append(record)

    def find(self, key: str | None, name: Hashable) -> Any | None:
        """The record with this key, or the next one of this name that has no other key."""
        if key and key in self._by_key:
            return self._by_key[key]
        waiting = self._by_name.get(name)
        while waiting:
            record = waiting.popleft()
            if not key or not record.external_id:
                return record
        return None


def known_records(work: Reading, model: type[Base], name_of: Callable[[Any], Hashable]) -> Known:
    """All records of a table, as plain rows."""
    known = Known()
    table = model.__table__
    for record in work.session.execute(select(table)):
        known.add(record, record.external_id, name_of(record))
    return known


def differing(record: Any, values: Mapping[str, Any]) -> Values:
    """Those of the values that the record does not have yet."""
    return {name: value for name, value in values.items() if getattr(record, name) != value}


def insert_all(work: Writing, model: type[Base], rows: list[Values]) -> list[int]:
    """The rows are records; their ids, in order. All rows must name the same columns."""
    ids: list[int] = []
    for start in range(0, len(rows), CHUNK):
        statement = insert(model).returning(model.id, sort_by_parameter_order=True)
        ids += work.session.scalars(statement, rows[start : start + CHUNK])
    for record_id in ids:
        work.note(str(model.__tablename__), record_id)
    return ids


def insert_singly(work: Writing, model: type[Base], rows: list[Values]) -> None:
    """The same one statement for each row, where a trigger counts them one by one."""
    if rows:
        work.session.connection().execute(insert(table_of(model)), rows)


def update_all(work: Writing, model: type[Base], changes: Iterable[tuple[int, Values]]) -> None:
    """Each record has its new values and a version more."""
    table = table_of(model)
    by_columns: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for record_id, values in changes:
        by_columns[tuple(sorted(values))].append(
            {"b_id": record_id, **{f"b_{k}": v for k, v in values.items()}}
        )
        work.note(str(model.__tablename__), record_id)
    for columns, rows in by_columns.items():
        new = {name: bindparam(f"b_{name}", type_=table.c[name].type) for name in columns}
        statement = (
            update(table).where(table.c.id == bindparam("b_id")).values(**new, version=table.c.version + 1)
        )
        work.session.connection().execute(statement, rows)


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def folded(*parts: str | None) -> tuple[str, ...]:
    """Names as they are compared: without case and outer blanks."""
    return tuple(" ".join((part or "").casefold().split()) for part in parts)
