"""Visits as a calendar file that calendars of phones and desktops read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vText


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event. `uid` is the same each time the file is made, `version` grows with each change."""

    uid: str
    version: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    notes: str


def calendar_file(name: str, entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """The file: instants in UTC, so that it needs no tables of time zones."""
    calendar = Calendar()
    calendar.add("prodid", "-//fsmdesk//fsmdesk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar["x-wr-calname"] = vText(name)
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.version)
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    if entry.notes:
        event.add("description", entry.notes)
    return event
