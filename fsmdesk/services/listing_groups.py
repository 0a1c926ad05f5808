"""What the rows of a list are grouped by: a value, a record with a name, or the month of a day or an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.lists import month_number, year_and_month
from fsmdesk.core.times import instant_at
from fsmdesk.db.database import Reading
from fsmdesk.models import Company

Expression = ColumnElement[Any] | QueryableAttribute[Any]
# Instants further away are told apart by the months of UTC: a limit for what stands in one statement.
_NEAR_YEARS: Final = 40
GROUP: Final = "list_group"  # what the value is called in a statement


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group, for one reading: `value` of each row, `record` and `name` of what it is the id of."""

    value: ColumnElement[Any]
    row_order: Sequence[ColumnElement[Any]]
    goes_down: bool
    record: Expression | None = None
    name: Expression | None = None

    def group_order(self, value: ColumnElement[Any]) -> Sequence[ColumnElement[Any]]:
        """The order of the groups, where `value` is that of the group."""
        # Two records of the same name stay apart.
        order = [_position(value)] if self.name is None else [self.name, value]
        return _directed(order, self.goes_down)


@dataclass(frozen=True, slots=True)
class GroupBy:
    """Groups by the value itself; by an id, where `record` is the id of what is called `name`; or by the month.

    `name_here` is the name as the row's own query sees it, where that is not `name`.
    """

    value: Expression
    record: Expression | None = None
    name: Expression | None = None
    name_here: Expression | None = None
    is_by_month: bool = False

    def ready(self, work: Reading, descending: bool | None) -> Grouping:
        """The grouping as SQL. `descending` None is its own order: months from the newest, all else upwards."""
        value = month_of(work, self.value) if self.is_by_month else self.value
        goes_down = self.is_by_month if descending is None else descending
        name = self.name_here if self.name_here is not None else self.name
        order = [_position(value)] if name is None else [name, value]
        return Grouping(_plain(value), _directed(order, goes_down), goes_down, self.record, self.name)

    def holds(self, work: Reading, values: Sequence[object]) -> ColumnElement[bool]:
        """True for rows of the groups with these values."""
        given = [value for value in values if value is not None]
        tests: list[ColumnElement[bool]] = []
        if self.is_by_month:
            tests += [_in_month(work, self.value, int(str(value))) for value in given]
        elif given:
            tests.append(self.value.in_(given))
        if len(given) < len(values):
            tests.append(self.value.is_(None))
        return or_(*tests)


def _plain(value: Expression) -> ColumnElement[Any]:
    return value if isinstance(value, ColumnElement) else value.expression


def _directed(order: Sequence[Expression], goes_down: bool) -> list[ColumnElement[Any]]:
    return [one.desc().nulls_last() if goes_down else one.asc().nulls_last() for one in order]


def _position(value: Expression) -> Expression:
    """Words of closed lists stand in the order in which they are declared."""
    words = value.type.enum_class if isinstance(value.type, EnumType) else None
    if words is None or not issubclass(words, Enum):
        return value
    return case(*((value == word, at) for at, word in enumerate(words)), else_=null())


def month_of(work: Reading, value: Expression) -> ColumnElement[int]:
    """The number of the month in which the day or instant is, on the office's wall."""
    if isinstance(value.type, Date):
        return _month_of_day(work, value)
    if not work.is_sqlite:
        there = func.timezone(_zone(work).key, value)
        return cast(extract("year", there) * 12 + extract("month", there) - 1, Integer)
    return _month_of_instant(work, value)


def _month_of_day(work: Reading, value: Expression) -> ColumnElement[int]:
    if work.is_sqlite:
        return cast(func.substr(value, 1, 4), Integer) * 12 + cast(func.substr(value, 6, 2), Integer) - 1
    return cast(extract("year", value) * 12 + extract("month", value) - 1, Integer)


def _month_of_instant(work: Reading, value: Expression) -> ColumnElement[int]:
    """SQLite knows no time zones: a tree of comparisons with the instants at which months begin."""
    first, last = work.session.execute(select(func.min(value), func.max(value))).one()
    if first is None:
        return literal(None, Integer)
    zone = _zone(work)
    near = month_number(work.now.year, work.now.month)
    low = max(_month_at(first, zone), near - 12 * _NEAR_YEARS)
    high = min(_month_at(last, zone), near + 12 * _NEAR_YEARS)
    starts = [(number, month_start(number, zone)) for number in range(low, high + 2)]
    if len(starts) < 2:
        return _month_of_day(work, value)
    tree = _tree(value, starts[:-1])
    outside = or_(value < starts[0][1], value >= starts[-1][1])
    return case((value.is_(None), null()), (outside, _month_of_day(work, value)), else_=tree)


def _tree(value: Expression, starts: Sequence[tuple[int, datetime]]) -> ColumnElement[int]:
    if len(starts) == 1:
        return literal(starts[0][0], Integer)
    middle = len(starts) // 2
    return case(
        (value < starts[middle][1], _tree(value, starts[:middle])), else_=_tree(value, starts[middle:])
    )


def _in_month(work: Reading, value: Expression, number: int) -> ColumnElement[bool]:
    if isinstance(value.type, Date):
        return and_(value >= _first_day(number), value < _first_day(number + 1))
    zone = _zone(work)
    return and_(value >= month_start(number, zone), value < month_start(number + 1, zone))


def month_start(number: int, zone: ZoneInfo) -> datetime:
    """The instant at which the month begins there."""
    return instant_at(_first_day(number), 0, zone)


def _first_day(number: int) -> date:
    return date(*year_and_month(number), 1)


def _month_at(instant: datetime, zone: ZoneInfo) -> int:
    there = instant.astimezone(zone)
    return month_number(there.year, there.month)


def _zone(work: Reading) -> ZoneInfo:
    return ZoneInfo(work.session.scalar(select(Company.timezone)) or "UTC")
