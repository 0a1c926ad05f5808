"""How full the days of technicians are: planned minutes against those that they work."""

from enum import Enum
from typing import NamedTuple

from fsmdesk.core.words import tr
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Technician

_FULL_PERCENT = 90
_MOST_KEPT = 20_000


class LoadLevel(Enum):
    """Told by colour and by the figures beside it."""

    AWAY = "away"
    FREE = "free"
    PARTLY = "partly"
    FULL = "full"
    OVER = "over"

    @property
    def label(self) -> str:
        """In words, for the legend and for tips."""
        words = {
            LoadLevel.AWAY: tr("Not working"),
            LoadLevel.FREE: tr("Free"),
            LoadLevel.PARTLY: tr("Partly planned"),
            LoadLevel.FULL: tr("Fully planned"),
            LoadLevel.OVER: tr("Planned beyond the shift"),
        }
        return words[self]


class Load(NamedTuple):
    """Minutes planned of minutes worked in a span."""

    planned: int
    worked: int

    @property
    def level(self) -> LoadLevel:
        """How full that is."""
        if self.planned > self.worked:
            return LoadLevel.OVER
        if not self.worked:
            return LoadLevel.AWAY
        if not self.planned:
            return LoadLevel.FREE
        return LoadLevel.FULL if self.planned * 100 >= self.worked * _FULL_PERCENT else LoadLevel.PARTLY


class LoadBook:
    """Loads by technician and span, from memory while neither the row nor the technician changed."""

    def __init__(self, store: BoardStore) -> None:
        self.store = store
        self._kept: dict[tuple[int, int, int], tuple[int, Technician, Load]] = {}

    def load(self, technician_id: int, start_minute: int, end_minute: int) -> Load:
        """What is planned for a technician in a span; nothing for one who has no row."""
        technician = self.store.technicians.get(technician_id)
        if technician is None:
            return Load(0, 0)
        key, version = (technician_id, start_minute, end_minute), self.store.row_version(technician_id)
        kept = self._kept.get(key)
        if kept is not None and kept[0] == version and kept[1] is technician:
            return kept[2]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        planned = self.store.planned_minutes(technician_id, start_minute, end_minute)
        found = Load(planned, worked_minutes(technician, start_minute, end_minute))
        self._kept[key] = (version, technician, found)
        return found


def worked_minutes(technician: Technician, start_minute: int, end_minute: int) -> int:
    """Minutes of shifts in a span, less those of absences."""
    total = 0
    for opens, closes in technician.shifts:
        start, end = max(opens, start_minute), min(closes, end_minute)
        if end <= start:
            continue
        total += end - start
        at = start
        for absence in technician.absences:
            gone, back = max(absence.start_minute, at), min(absence.end_minute, end)
            if back > gone:
                total -= back - gone
                at = back
    return total
