"""What refers to a record, told from the tables: nothing that is added later can be forgotten here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, UniqueConstraint, select

from fsmdesk.core.states import BILLED_STATES
from fsmdesk.models import Base, KitPart, Shift, TechnicianPay, WorkOrder, WorkOrderLine

# A record says itself where it went; that is no belonging.
_NO_BELONGING = frozenset({"merged_into_id"})
# The kept technician goes on working at his own hours and for his own pay; a kept kit holds what it held.
_STAYS = frozenset({(Shift, "technician_id"), (TechnicianPay, "technician_id"), (KitPart, "kit_id")})


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a table that names the record that a row belongs to."""

    model: type[Base]
    column: str

    def rows_of(self, record_id: int) -> Select[Any]:
        """The rows that belong to the record and can move.

        Lines of jobs that were billed stay as they were: what was issued never changes.
        """
        query = select(self.model).where(self._own == record_id)
        if self.model is WorkOrderLine:
            billed = select(WorkOrder.id).where(WorkOrder.state.in_(BILLED_STATES))
            query = query.where(WorkOrderLine.work_order_id.not_in(billed))
        return query

    def same_as(self, row: Base, kept_id: int) -> Iterator[Select[Any]]:
        """Queries for a row of the kept record that the moved row would be the double of."""
        for key in _keys_with(_table(self.model), self.column):
            others = [getattr(self.model, name) == getattr(row, name) for name in key if name != self.column]
            yield select(self.model).where(self._own == kept_id, *others)

    @property
    def _own(self) -> ColumnElement[Any]:
        column: ColumnElement[Any] = getattr(self.model, self.column)
        return column


def references_to(model: type[Base]) -> list[Reference]:
    """Every column of every table by which rows belong to records of this one, in a stable order."""
    target = _table(model)
    found = [
        Reference(mapper.class_, column.name)
        for mapper in Base.registry.mappers
        for column in _table(mapper.class_).columns
        if column.name not in _NO_BELONGING
        and (mapper.class_, column.name) not in _STAYS
        and any(key.column.table is target for key in column.foreign_keys)
    ]
    return sorted(found, key=lambda one: (_table(one.model).name, one.column))


def _keys_with(table: Table, column: str) -> Iterator[tuple[str, ...]]:
    """The unique keys of the table that this column is part of."""
    if table.columns[column].unique:
        yield (column,)
    for constraint in table.constraints:
        names = (
            tuple(each.name for each in constraint.columns)
            if isinstance(constraint, UniqueConstraint)
            else ()
        )
        if column in names and len(names) > 1:
            yield names
    for index in table.indexes:
        names = tuple(each.name for each in index.columns)
        if index.unique and column in names and len(names) > 1:
            yield names


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
