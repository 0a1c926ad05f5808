"""Values of the right kind on SQLite, which would keep any value in any column.

PostgreSQL does this by itself. Sums of text or of fractions would not be money, and an instant that is
written otherwise would sort wrongly.
"""

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, String, Table

from fsmdesk.db.guards.shape import Guard, Refusal, build
from fsmdesk.models import Base
from fsmdesk.models.columns import BigId, Instant, PriorityColumn

_LARGEST_INTEGER = (1 << 31) - 1
# Without a modifier SQLite hands the 31st of February back as it came.
_DIGIT = "[0-9]"
_FORM_OF_INSTANT = "????-??-??T??:??:??.".replace("?", _DIGIT) + _DIGIT * 6 + "+00:00"


def value_guards() -> list[Guard]:
    """One guard for each table; the change log is written by triggers, from values that passed."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "change_log"]
    return [guard for table in tables for guard in build(_refusal(table), "sqlite")]


def _refusal(table: Table) -> Refusal:
    return Refusal(
        f"a_values_{table.name}", table.name, ("INSERT", "UPDATE"), wrong_values(table, "NEW"), "type"
    )


def wrong_values(table: Table, row: str) -> str:
    """SQL that is true if the row of this name has a value of the wrong kind."""
    return " OR ".join(
        f"({row}.{column.name} IS NOT NULL AND ({_wrong(column, row)}))"
        for column in table.columns
        if column.name != "id"
    )


def _wrong(column: Column[object], row: str) -> str:
    value, kind = f"{row}.{column.name}", column.type
    if isinstance(kind, Instant):
        return (
            f"{value} NOT GLOB '{_FORM_OF_INSTANT}' OR "
            f"strftime('%Y-%m-%dT%H:%M:%S', substr({value}, 1, 19), '+0 days') IS NOT substr({value}, 1, 19)"
        )
    if isinstance(kind, Boolean):
        return f"typeof({value}) <> 'integer' OR {value} NOT IN (0, 1)"
    if isinstance(kind, Date):
        return f"typeof({value}) <> 'text' OR date({value}, '+0 days') IS NOT {value}"
    if isinstance(kind, LargeBinary):
        return f"typeof({value}) <> 'blob'"
    if isinstance(kind, String):
        too_long = f" OR length({value}) > {kind.length}" if kind.length else ""
        return f"typeof({value}) <> 'text' OR instr({value}, char(0)) > 0{too_long}"
    assert isinstance(kind, Integer | PriorityColumn | type(BigId)), kind
    small = f" OR abs({value}) > {_LARGEST_INTEGER}" if type(kind) is Integer else ""
    return f"typeof({value}) <> 'integer'{small}"
