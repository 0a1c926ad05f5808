"""A landing with whose row it is and what stands around it: the same list at each step, until the row changes."""

from collections.abc import Sequence

from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.placement_rules import Place
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Visit

_DAY = 24 * 60
_MOST = 4096

_Key = tuple[int, int, int, frozenset[int]]


class Surroundings:
    """Looks up the days around a landing once for each state of its row."""

    def __init__(self, store: BoardStore) -> None:
        self._store = store
        self._known: dict[_Key, tuple[int, Sequence[Visit]]] = {}
        self._origin: tuple[tuple[object, ...], Place | None] | None = None

    def origin(self, visit: Visit, moved: frozenset[int] = frozenset()) -> Place | None:
        """Where the visit stands now: the same at each step of a drag, until its row changes."""
        row_id = visit.technician_id
        stamp = (self._store.technicians.get(row_id), self._store.row_version(row_id), moved)
        if self._origin is None or self._origin[0][0] is not visit or self._origin[0][1:] != stamp:
            stands = Landing(row_id, visit.start_minute, visit.end_minute)
            self._origin = ((visit, *stamp), self.place(stands, moved))
        return self._origin[1]

    def place(self, landing: Landing, moved: frozenset[int] = frozenset()) -> Place | None:
        """The landing, its technician, and who stands there besides the `moved` ones; None without such a row."""
        row_id = landing.technician_id
        technician = self._store.technicians.get(row_id)
        if technician is None:
            return None
        # A day on the wall lies within the days in UTC around it.
        first, last = landing.start_minute // _DAY, landing.end_minute // _DAY
        key, version = (row_id, first, last, moved), self._store.row_version(row_id)
        known = self._known.get(key)
        if known is None or known[0] != version:
            found = self._store.row(row_id).between((first - 1) * _DAY, (last + 2) * _DAY)
            if moved:
                found = [visit for visit in found if visit.id not in moved]
            if len(self._known) >= _MOST:
                self._known.clear()
            known = self._known[key] = (version, found)
        return Place(landing, technician, known[1])
