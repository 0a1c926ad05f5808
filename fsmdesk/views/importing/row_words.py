"""The first rows of a file as they will be, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.exchange.fields import FieldType, Kind, Value
from fsmdesk.exchange.plans import ImportPlan
from fsmdesk.exchange.rows import ImportRow, Reject
from fsmdesk.exchange.table import cell_text, is_blank
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_columns import Kind as ColumnKind

_MOST_CELLS = 4
_LENGTHS = frozenset({FieldType.DURATION, FieldType.HOURS, FieldType.MINUTES})
_DEGREES = frozenset({FieldType.LATITUDE, FieldType.LONGITUDE})


@dataclass(frozen=True, slots=True)
class ComingRow:
    """One row as it will be: `id` is its number in the file, `texts` stand under the names of the fields."""

    id: int
    texts: tuple[tuple[str, str], ...]

    def text(self, name: str) -> str:
        """What the field says; empty for nothing."""
        return dict(self.texts).get(name, "")


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that is not taken: `id` is its number in the file."""

    id: int
    reason: str
    said: str


def coming_rows(plan: ImportPlan, formats: Formats, most: int) -> tuple[ComingRow, ...]:
    """The first rows of the plan."""
    return tuple(_coming(row, plan.kind, formats) for row in plan.rows[:most])


def coming_columns(plan: ImportPlan, rows: Sequence[ComingRow]) -> tuple[Column, ...]:
    """A column for each field of which one of the rows says something, in the order of the kind."""
    said = {name for row in rows for name, _ in row.texts}
    ordered = [field.name for field in plan.kind.fields if field.name in said]
    others = sorted(said - set(ordered) - {""})
    number = Column("id", tr("Row"), ColumnKind.NUMBER, width=56, is_muted=True, is_sortable=False)
    kept = [
        Column("", tr("Kept as text"), width=260, get=partial(_text, ""), is_muted=True, is_sortable=False)
    ]
    return (
        number,
        *(
            Column(name, _title(plan.kind, name), width=150, get=partial(_text, name), is_sortable=False)
            for name in (*ordered, *others)
        ),
        *(kept if "" in said else []),
    )


def rejected_rows(rejects: Sequence[Reject]) -> tuple[RejectedRow, ...]:
    """The rejected rows with what they say, so that a person knows them again."""
    return tuple(RejectedRow(reject.row_number, reject.reason, _said(reject)) for reject in rejects)


def _coming(row: ImportRow, kind: Kind, formats: Formats) -> ComingRow:
    texts = [(name, _written(value, kind, name, formats)) for name, value in row.fields.items()]
    if row.extra:
        texts.append(("", tr(" · ").join(f"{column}: {text}" for column, text in row.extra.items())))
    return ComingRow(row.row_number, tuple(texts))


def _written(value: Value, kind: Kind, name: str, formats: Formats) -> str:
    field = kind.by_name.get(name)
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, datetime):
        return formats.instant(value)
    if isinstance(value, date):
        return formats.date(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, int):
        return _number(value, field.type if field is not None else None, formats)
    return value


def _number(value: int, kind: FieldType | None, formats: Formats) -> str:
    if kind is FieldType.MONEY:
        return formats.money(value)
    if kind in _LENGTHS:
        return formats.duration(value)
    if kind in _DEGREES:
        return f"{value / 1_000_000:.5f}"
    return formats.count(value)


def _title(kind: Kind, name: str) -> str:
    made = {"was_closed": tr("Was closed"), "duration_minutes": tr("Duration")}
    if name in made:
        return made[name]
    field = kind.by_name.get(name)
    return tr(field.label) if field is not None else name


def _text(name: str, row: ComingRow) -> str:
    return row.text(name)


def _said(reject: Reject) -> str:
    cells = [" ".join(cell_text(cell).split()) for cell in reject.cells if not is_blank(cell)]
    return tr(" · ").join(cells[:_MOST_CELLS])
