"""How long the way to each visit is that stands on the board: as it is booked, else as the office's ways are told."""

from zoneinfo import ZoneInfo

from fsmdesk.core.times import wall_minute
from fsmdesk.planning.travel import Point, TravelTimes
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Visit, instant_of

_MOST_KNOWN = 20_000


class WaysShown:
    """Minutes from the visit before on the same day, else from home; 0 where an end is not known.

    Two of them are equal if they tell the same for the same board.
    """

    def __init__(self, store: BoardStore, travel: TravelTimes, zone: ZoneInfo) -> None:
        self._store = store
        self._travel = travel
        self._zone = zone
        self._known: dict[tuple[Point, Point, int], int] = {}

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, WaysShown)
            and self._store is other._store
            and self._travel == other._travel
            and self._zone == other._zone
        )

    def __hash__(self) -> int:
        return hash((id(self._store), self._zone))

    def __call__(self, visit: Visit) -> int:
        """The way to this visit."""
        if visit.travel_minutes or visit.point is None:
            return visit.travel_minutes
        here, leaves = self._start(visit)
        if here is None or here == visit.point:
            return 0
        hour = wall_minute(instant_of(leaves), self._zone)[1] // 60
        key = (here, visit.point, hour)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._travel.minutes(here, visit.point, hour * 60)
        return known

    def _start(self, visit: Visit) -> tuple[Point | None, int]:
        """Where the way begins, and when: at the visit before, if that was since midnight."""
        midnight = visit.start_minute - wall_minute(instant_of(visit.start_minute), self._zone)[1]
        best: Visit | None = None
        for other in self._store.row(visit.technician_id).between(midnight, visit.start_minute):
            is_before = other.id != visit.id and midnight < other.end_minute <= visit.start_minute
            if is_before and (best is None or other.end_minute > best.end_minute):
                best = other
        if best is not None:
            return best.point, best.end_minute
        technician = self._store.technicians.get(visit.technician_id)
        return (technician.home if technician is not None else None), visit.start_minute
