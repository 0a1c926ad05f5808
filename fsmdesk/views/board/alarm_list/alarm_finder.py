"""Finds what asks for attention in the store, looking again only at rows where something may be different."""

from collections.abc import Mapping
from dataclasses import dataclass

from fsmdesk.views.board.alarms import NEVER, Alarm, alarm_and_change
from fsmdesk.views.board.store import BoardStore

# So many visits are looked at in one go: about five milliseconds.
_VISITS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class _Row:
    version: int
    until: int
    alarms: Mapping[int, Alarm]


class AlarmFinder:
    """What is wrong, by visit id. A large store takes several looks, so that nobody waits for them."""

    def __init__(self, store: BoardStore) -> None:
        self._store = store
        self._rows: dict[int, _Row] = {}
        self._looked: tuple[_Row, ...] = ()
        self.found: dict[int, Alarm] = {}

    def look(self, now_minute: int) -> bool:
        """Look as far as it takes no time; `found` is renewed and True is returned once all rows were looked at."""
        room = _VISITS_AT_ONCE
        technicians = self._store.technicians
        for technician_id in technicians:
            row, version = self._rows.get(technician_id), self._store.row_version(technician_id)
            if row is not None and row.version == version and now_minute < row.until:
                continue
            if room <= 0:
                return False
            visits = self._store.row(technician_id).all()
            room -= len(visits) + 1
            alarms, until = {}, NEVER
            for visit in visits:
                alarm, change = alarm_and_change(visit, now_minute)
                until = min(until, change)
                if alarm is not None:
                    alarms[visit.id] = alarm
            self._rows[technician_id] = _Row(version, until, alarms)
        looked = tuple(self._rows[technician_id] for technician_id in technicians)
        if [id(row) for row in looked] != [id(row) for row in self._looked]:
            self._looked = looked
            self.found = {visit_id: alarm for row in looked for visit_id, alarm in row.alarms.items()}
        return True
