"""A filter on one column as a person set it: kept as JSON, said in words, and turned into conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.lists import FilterTest, ListFilter
from fsmdesk.core.times import instant_at
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.table_columns import Column, Kind, written

Raw = str | int | bool | None


class Asks(StrEnum):
    """What a person can ask of a column."""

    CONTAINS = "contains"
    IS = "is"
    BETWEEN = "between"
    SPAN = "span"
    EMPTY = "empty"
    FILLED = "filled"


class DaySpan(StrEnum):
    """Days that move along with today."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    NEXT_WEEK = "next_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    NEXT_MONTH = "next_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return _SPAN_WORDS[self]

    def days(self, today: date, week_start: int = 0) -> tuple[date, date]:
        """First and last day; weeks begin on that weekday, Monday is 0."""
        monday = today - timedelta(days=(today.weekday() - week_start) % 7)
        first = today.replace(day=1)
        match self:
            case DaySpan.TODAY:
                return today, today
            case DaySpan.YESTERDAY:
                return today - timedelta(days=1), today - timedelta(days=1)
            case DaySpan.THIS_WEEK:
                return monday, monday + timedelta(days=6)
            case DaySpan.LAST_WEEK:
                return monday - timedelta(days=7), monday - timedelta(days=1)
            case DaySpan.NEXT_WEEK:
                return monday + timedelta(days=7), monday + timedelta(days=13)
            case DaySpan.THIS_MONTH:
                return first, _next_month(first) - timedelta(days=1)
            case DaySpan.LAST_MONTH:
                return (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)
            case DaySpan.NEXT_MONTH:
                after = _next_month(first)
                return after, _next_month(after) - timedelta(days=1)
            case DaySpan.THIS_YEAR:
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case DaySpan.LAST_YEAR:
                return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


_SPAN_WORDS = {
    DaySpan.TODAY: tr("Today"),
    DaySpan.YESTERDAY: tr("Yesterday"),
    DaySpan.THIS_WEEK: tr("This week"),
    DaySpan.LAST_WEEK: tr("Last week"),
    DaySpan.NEXT_WEEK: tr("Next week"),
    DaySpan.THIS_MONTH: tr("This month"),
    DaySpan.LAST_MONTH: tr("Last month"),
    DaySpan.NEXT_MONTH: tr("Next month"),
    DaySpan.THIS_YEAR: tr("This year"),
    DaySpan.LAST_YEAR: tr("Last year"),
}


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """`values` are JSON values: words, whole numbers, days as `2026-03-01`; of BETWEEN either may be None."""

    key: str
    test: Asks
    values: tuple[Raw, ...] = ()

    def conditions(
        self, column: Column, today: date, zone: ZoneInfo, week_start: int = 0
    ) -> tuple[ListFilter, ...]:
        """The same for the office; weeks begin on that weekday, Monday is 0."""
        match self.test:
            case Asks.CONTAINS:
                return (ListFilter(self.key, FilterTest.CONTAINS, self.values),)
            case Asks.IS:
                by_raw = {raw_of(value): value for value, _words in choices_of(column)}
                return (
                    ListFilter(self.key, FilterTest.IS, tuple(by_raw.get(raw, raw) for raw in self.values)),
                )
            case Asks.EMPTY | Asks.FILLED:
                return (ListFilter(self.key, FilterTest(self.test.value)),)
            case Asks.SPAN:
                first, last = DaySpan(str(self.values[0])).days(today, week_start)
                return _between(column, first, last, zone)
            case Asks.BETWEEN:
                low, high = (_value(column, raw) for raw in self.values)
                return _between(column, low, high, zone)

    def words(self, column: Column, formats: Formats) -> str:
        """What the chip says."""
        match self.test:
            case Asks.CONTAINS:
                return tr("{column}: “{text}”").format(column=column.title, text=self.values[0])
            case Asks.IS:
                words = {raw_of(value): word for value, word in choices_of(column)}
                said = ", ".join(words.get(raw, str(raw)) for raw in self.values)
                return tr("{column}: {text}").format(column=column.title, text=said)
            case Asks.EMPTY:
                return tr("{column}: nothing entered").format(column=column.title)
            case Asks.FILLED:
                return tr("{column}: entered").format(column=column.title)
            case Asks.SPAN:
                said = DaySpan(str(self.values[0])).label
                return tr("{column}: {text}").format(column=column.title, text=said)
            case Asks.BETWEEN:
                return self._between_words(column, formats)

    def _between_words(self, column: Column, formats: Formats) -> str:
        low, high = (
            None if raw is None else written(_value(column, raw), column.value_kind, formats)
            for raw in self.values
        )
        if low is None:
            return tr("{column} up to {high}").format(column=column.title, high=high)
        if high is None:
            return tr("{column} from {low}").format(column=column.title, low=low)
        return tr("{column} from {low} to {high}").format(column=column.title, low=low, high=high)

    def as_json(self) -> dict[str, object]:
        """What is kept."""
        return {"key": self.key, "test": self.test.value, "values": list(self.values)}


def filters_from_json(kept: object, columns: Sequence[Column]) -> dict[str, ColumnFilter]:
    """The filters that were kept, by column; what this program does not know is left out."""
    known = {column.key: column for column in columns if column.is_filtered}
    found: dict[str, ColumnFilter] = {}
    for entry in kept if isinstance(kept, list) else []:
        made = _filter_from(entry) if isinstance(entry, Mapping) else None
        if made is not None and made.key in known and _fits(made, known[made.key]):
            found[made.key] = made
    return found


def _fits(made: ColumnFilter, column: Column) -> bool:
    """False for bounds that are none of this column's; a column may have become another sort meanwhile."""
    if made.test is not Asks.BETWEEN:
        return True
    try:
        values = [_value(column, raw) for raw in made.values]
    except ValueError:
        return False
    return all(value is None or isinstance(value, int | date) for value in values)


def _filter_from(entry: Mapping[str, object]) -> ColumnFilter | None:
    values = entry.get("values")
    try:
        test = Asks(str(entry.get("test")))
        made = ColumnFilter(str(entry.get("key")), test, tuple(values) if isinstance(values, list) else ())
    except ValueError:
        return None
    needed = {Asks.CONTAINS: 1, Asks.SPAN: 1, Asks.BETWEEN: 2}.get(test, 0)
    if len(made.values) < needed or (test is Asks.SPAN and made.values[0] not in list(DaySpan)):
        return None
    return made


def choices_of(column: Column) -> Sequence[tuple[object, str]]:
    """All values of a closed list with their words."""
    if column.value_kind is Kind.YES_NO and not column.choices:
        return ((True, tr("Yes")), (False, tr("No")))
    return column.choices


def raw_of(value: object) -> Raw:
    """A value of a closed list as it is kept."""
    plain = value.value if isinstance(value, Enum) else value
    return plain if isinstance(plain, str | int) or plain is None else str(plain)


def _value(column: Column, raw: Raw) -> object:
    if raw is None or column.value_kind not in (Kind.DATE, Kind.INSTANT):
        return raw
    return date.fromisoformat(str(raw))


def _between(column: Column, low: object, high: object, zone: ZoneInfo) -> tuple[ListFilter, ...]:
    if column.value_kind is Kind.INSTANT:
        low = _start(low, zone) if isinstance(low, date) else low
        # The last microsecond of the day: instants are kept to the microsecond.
        high = (
            _start(high + timedelta(days=1), zone) - timedelta(microseconds=1)
            if isinstance(high, date)
            else high
        )
    found = [ListFilter(column.key, FilterTest.FROM, (low,))] if low is not None else []
    if high is not None:
        found.append(ListFilter(column.key, FilterTest.UNTIL, (high,)))
    return tuple(found)


def _start(day: date, zone: ZoneInfo) -> datetime:
    return instant_at(day, 0, zone)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
