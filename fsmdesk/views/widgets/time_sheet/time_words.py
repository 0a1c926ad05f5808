"""Time on a job in words. No Qt."""

from dataclasses import replace
from datetime import datetime

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import TimeRounding
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.time_sheets.messages import JobTimeCard, TimeRow, TimeSum


def length_words(seconds: int, formats: Formats) -> str:
    """So much time in whole minutes: `1 h 05`; a dash for none."""
    return formats.duration(seconds // 60) if seconds else "–"


def exact_words(seconds: int) -> str:
    """So much time to the second: `1:05:20`."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def until_now(row: TimeRow, at: datetime) -> TimeRow:
    """The row as it is at this instant: what runs has grown."""
    if row.end_at is not None:
        return row
    grown = max(int((at - row.start_at).total_seconds()), 0)
    return replace(row, seconds=grown)


def when_words(row: TimeRow, formats: Formats) -> str:
    """From and to: `09:38–10:43`, `since 09:38`; with its days where it ends on another one."""
    if row.end_at is None:
        return tr("since {time}").format(time=formats.time(row.start_at))
    return stretch_words(row.start_at, row.end_at, formats)


def stretch_words(start: datetime, end: datetime, formats: Formats) -> str:
    """From and to; one time where nothing lies between."""
    return formats.span(Span(start, end)) if end > start else formats.time(start)


def remark_words(row: TimeRow, formats: Formats) -> str:
    """What was recorded before somebody corrected it, who did and why; then the note."""
    parts = []
    if row.original_start_at is not None:
        was = original_words(row, formats)
        removed = row.end_at is not None and row.end_at <= row.start_at
        parts.append((tr("Removed, was {was}") if removed else tr("Was {was}")).format(was=was))
        parts += [part for part in (row.edited_by, "" if removed else row.edit_reason) if part]
    if row.note:
        parts.append(" ".join(row.note.split()))
    return " · ".join(parts)


def original_words(row: TimeRow, formats: Formats) -> str:
    """What was recorded first."""
    if row.original_start_at is None:
        return ""
    if row.original_end_at is None:
        return tr("running since {time}").format(time=formats.time(row.original_start_at))
    return stretch_words(row.original_start_at, row.original_end_at, formats)


def billed_words(day: TimeSum, formats: Formats) -> str:
    """What is billed of one day, with how much of it is overtime."""
    text = formats.duration(day.billed_minutes) if day.billed_minutes else "–"
    if day.billed_overtime_minutes:
        text += " · " + tr("{length} overtime").format(length=formats.duration(day.billed_overtime_minutes))
    return text


def rule_words(card: JobTimeCard, formats: Formats) -> str:
    """How the shop bills time, in one sentence."""
    step = formats.duration(card.step_minutes)
    words = (
        tr("Each technician's labour of a day is billed in steps of {step}, rounded up.")
        if card.rounding is TimeRounding.UP
        else tr("Each technician's labour of a day is billed to the nearest {step}.")
    )
    text = words.format(step=step)
    if card.least_minutes:
        least = formats.duration(card.least_minutes)
        text += " " + tr("At least {least} are billed.").format(least=least)
    return text


def running_words(card: JobTimeCard, at: datetime, formats: Formats) -> str:
    """Who is at it now: `Fay Brooks · on site since 09:38 · 1 h 05`; empty if nobody is."""
    found = []
    for row in card.rows:
        if row.end_at is None:
            minutes = max(int((at - row.start_at).total_seconds()), 0) // 60
            since = tr("{kind} since {time}").format(
                kind=row.kind.label, time=_time_of(row.start_at, at, formats)
            )
            found.append(" · ".join((row.technician, since, formats.duration(minutes))))
    return "\n".join(found)


def _time_of(instant: datetime, at: datetime, formats: Formats) -> str:
    """The time alone where it is today's."""
    is_today = wall_minute(instant, formats.zone)[0] == wall_minute(at, formats.zone)[0]
    return formats.time(instant) if is_today else formats.instant(instant)
