"""How much room the hours between two working days take on the board."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from fsmdesk.core.times import instant_at
from fsmdesk.core.words import tr
from fsmdesk.views.board.time_scale import Stretch, TimeScale, day_stretch
from fsmdesk.views.board.visits import minute_of

_NARROW = 1 / 6
_LEAD_MINUTES = 60


class Nights(StrEnum):
    """The values are what is remembered."""

    FULL = "full"
    NARROW = "narrow"
    HIDDEN = "hidden"

    @property
    def label(self) -> str:
        """In words, for a menu."""
        words = {
            Nights.FULL: tr("Nights in full"),
            Nights.NARROW: tr("Nights narrow"),
            Nights.HIDDEN: tr("Nights hidden"),
        }
        return words[self]


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """When the office opens and closes, as minutes after midnight on its wall."""

    opens: int
    closes: int


def days_scale(
    days: Sequence[date],
    zone: ZoneInfo,
    hour_width: float,
    nights: Nights,
    office: WorkingDay,
    busy: Iterable[tuple[int, int]] = (),
) -> TimeScale:
    """The scale of these days. No visit is ever hidden: a night with something in it (`busy`) stays, narrow."""
    spans = [] if nights is not Nights.HIDDEN else sorted(busy)
    found: list[Stretch] = []
    for day in days:
        found += _day_parts(day, zone, nights, office, spans)
    return TimeScale(_joined(found), hour_width, zone)


def _day_parts(
    day: date, zone: ZoneInfo, nights: Nights, office: WorkingDay, busy: Sequence[tuple[int, int]]
) -> list[Stretch]:
    start, end, _ = day_stretch(day, zone)
    if nights is Nights.FULL:
        return [Stretch(start, end)]
    opens = minute_of(instant_at(day, max(0, office.opens - _LEAD_MINUTES), zone))
    closes = office.closes + _LEAD_MINUTES
    shuts = end if closes >= 24 * 60 else min(end, minute_of(instant_at(day, closes, zone)))
    parts = [Stretch(start, opens, _NARROW), Stretch(opens, shuts), Stretch(shuts, end, _NARROW)]
    parts = [part for part in parts if part.end_minute > part.start_minute]
    if nights is Nights.NARROW:
        return parts
    return [part for part in parts if part.weight == 1 or _is_busy(part, busy)]


def _is_busy(part: Stretch, busy: Sequence[tuple[int, int]]) -> bool:
    return any(start < part.end_minute and end > part.start_minute for start, end in busy)


def _joined(parts: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one density become one stretch where it is narrow; the others stay a day each."""
    found: list[Stretch] = []
    for part in parts:
        if found and found[-1].weight == part.weight < 1 and found[-1].end_minute == part.start_minute:
            found[-1] = Stretch(found[-1].start_minute, part.end_minute, part.weight)
        else:
            found.append(part)
    return found
