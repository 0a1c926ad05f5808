"""Alarms in words, for the list and for screen readers."""

from dataclasses import dataclass

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.alarms import Alarm, alarm_since
from fsmdesk.views.board.visits import Visit, instant_of

_DAY = 24 * 60
_DAYS_FROM = 2


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm in the list. `stamp` is another one as soon as something about it changes."""

    visit_id: int
    alarm: Alarm
    since_minute: int
    customer: str
    job: str
    technician: str
    meaning: str
    stamp: str

    @property
    def spoken(self) -> str:
        """The whole alarm in one sentence."""
        parts = (self.customer, self.alarm.label, self.technician, self.meaning, self.job)
        return ", ".join(part for part in parts if part)


def alarm_row(visit: Visit, alarm: Alarm, technician: str, now_minute: int, formats: Formats) -> AlarmRow:
    """The alarm of a visit as it is at this time."""
    since = alarm_since(visit, alarm)
    return AlarmRow(
        visit_id=visit.id,
        alarm=alarm,
        since_minute=since,
        customer=visit.customer or visit.title,
        job=f"#{visit.number} · {visit.title}" if visit.number else visit.title,
        technician=technician,
        meaning=_meaning(visit, alarm, since, now_minute, formats),
        stamp=stamp_of(visit, alarm),
    )


def stamp_of(visit: Visit, alarm: Alarm) -> str:
    """What was wrong with what: who puts the alarm away does not see it again while this is the same."""
    parts = (
        alarm.value, visit.technician_id, visit.start_minute, visit.end_minute, visit.state.value,
        visit.promised_minute, visit.window_end_minute,
    )  # fmt: skip
    return "|".join(str(part) for part in parts)


def _meaning(visit: Visit, alarm: Alarm, since: int, now_minute: int, formats: Formats) -> str:
    """Since when, and what it means."""
    time = _when(since, now_minute, formats)
    passed = _length(now_minute - since, formats)
    if alarm is Alarm.OVER:
        text = tr("Should have been done by {time}, {passed} ago")
    elif alarm is Alarm.PROMISE:
        text = tr("Promised by {time}, {passed} ago")
    elif alarm is Alarm.LATE:
        text = tr("Should have begun at {time}, {passed} ago; {state} so far")
    elif now_minute < since:
        text = tr("The customer's window closes at {time}, in {left}")
    else:
        text = tr("The customer's window closed at {time}, {passed} ago")
    left = _length(since - now_minute, formats)
    return text.format(time=time, passed=passed, left=left, state=visit.state.label.lower())


def _length(minutes: int, formats: Formats) -> str:
    """Hours and minutes, or whole days from two on."""
    days = minutes // _DAY
    if days < _DAYS_FROM:
        return formats.duration(max(0, minutes))
    return trn("{n} day", "{n} days", days).format(n=formats.count(days))


def _when(minute: int, now_minute: int, formats: Formats) -> str:
    """The time, with its day where that is another one."""
    at = instant_of(minute)
    is_today = wall_minute(at, formats.zone)[0] == wall_minute(instant_of(now_minute), formats.zone)[0]
    return formats.time(at) if is_today else formats.instant(at)
