"""The two tables of time on a job: the spans, and what they add up to by technician and day."""

from dataclasses import dataclass

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.words import tr
from fsmdesk.services.time_sheets.messages import TimeRow, TimeSum
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.widgets.time_sheet.time_words import (
    billed_words,
    exact_words,
    length_words,
    remark_words,
    when_words,
)

_LOOKS = {
    TimeKind.LABOUR: Look("on_site", "wrench"),
    TimeKind.TRAVEL: Look("en_route", "truck"),
    TimeKind.BREAK: Look("neutral", "clock"),
}


@dataclass(frozen=True, slots=True)
class SumRow:
    """A sum with a place in its table."""

    id: int
    day_sum: TimeSum


def entry_columns(formats: Formats) -> tuple[Column, ...]:
    """The spans: who, when, what, how long, and what was corrected."""

    def day(row: TimeRow) -> str:
        return formats.date(row.day)

    def when(row: TimeRow) -> str:
        return when_words(row, formats)

    def length(row: TimeRow) -> str:
        return length_words(row.seconds, formats)

    def exact(row: TimeRow) -> str:
        return exact_words(row.seconds) if row.seconds % 60 else ""

    def overtime(row: TimeRow) -> str:
        return length_words(row.overtime_seconds, formats)

    def remark(row: TimeRow) -> str:
        return remark_words(row, formats)

    return (
        _column("technician", tr("Technician"), 150, is_strong=True),
        _column("day", tr("Day"), 104, get=day),
        _column("start_at", tr("From – to"), 132, get=when, colour=_running_colour),
        _column("kind", tr("What"), 112, Kind.BADGE, get=_kind_words, look=_look),
        _column("seconds", tr("Length"), 128, get=length, secondary=exact),
        _column("overtime_seconds", tr("Overtime"), 84, get=overtime, is_muted=True),
        _column("note", tr("Remarks"), 140, get=remark, colour=_remark_colour, stretch=True),
    )


def sum_columns(formats: Formats) -> tuple[Column, ...]:
    """The sums: worked exactly, billed rounded."""

    def day(row: SumRow) -> str:
        return formats.date(row.day_sum.day)

    def labour(row: SumRow) -> str:
        return length_words(row.day_sum.labour_seconds, formats)

    def overtime(row: SumRow) -> str:
        return length_words(row.day_sum.overtime_seconds, formats)

    def travel(row: SumRow) -> str:
        return length_words(row.day_sum.travel_seconds, formats)

    def rest(row: SumRow) -> str:
        return length_words(row.day_sum.break_seconds, formats)

    def billed(row: SumRow) -> str:
        return billed_words(row.day_sum, formats)

    return (
        _column("technician", tr("Technician"), 150, get=_who, is_strong=True),
        _column("day", tr("Day"), 104, get=day),
        _column("labour", tr("Labour"), 96, get=labour),
        _column("overtime", tr("Overtime"), 84, get=overtime),
        _column("travel", tr("Travel"), 84, get=travel),
        _column("break", tr("Break"), 84, get=rest),
        _column("billed", tr("Billed"), 150, get=billed, is_strong=True, stretch=True),
    )


def _column(key: str, title: str, width: int, kind: Kind = Kind.TEXT, **more: object) -> Column:
    return Column(key, title, kind, width=width, is_sortable=False, **more)  # type: ignore[arg-type]


def _who(row: SumRow) -> str:
    return row.day_sum.technician


def _kind_words(row: TimeRow) -> str:
    return row.kind.label


def _look(row: TimeRow) -> Look:
    return _LOOKS[row.kind]


def _running_colour(row: TimeRow) -> str:
    return "accent" if row.end_at is None else ""


def _remark_colour(row: TimeRow) -> str:
    return "warn_text" if row.is_edited else "muted"
