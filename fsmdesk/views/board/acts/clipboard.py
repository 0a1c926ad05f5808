"""Cut, copied and pasted visits of the board."""

from collections.abc import Sequence
from dataclasses import dataclass

from fsmdesk.views.board.gesture import Landing, VisitDrop
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.visits import Visit


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste would do: these visits at these places, as further visits if `is_copy`."""

    drops: tuple[VisitDrop, ...]
    is_copy: bool


class BoardClipboard:
    """Remembers visits of this board until others are cut or copied. What was cut can be pasted once."""

    def __init__(self, store: BoardStore) -> None:
        self._store = store
        self._ids: tuple[int, ...] = ()
        self._known: dict[int, Visit] = {}
        self._is_cut = False

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to paste."""
        return not self._ids

    def hold(self, visits: Sequence[Visit], *, is_cut: bool) -> None:
        """These are pasted next."""
        self._known = {visit.id: visit for visit in visits}
        self._ids, self._is_cut = tuple(self._known), is_cut

    def paste_at(self, technician_id: int, minute: int, rows: Sequence[int]) -> Paste | None:
        """The earliest of them begins at `minute` in that row, the others as far from it as they were.

        None if there is nothing to paste. A visit that another day shows is pasted as it was seen last.
        """
        visits = [self._store.visit(visit_id) or self._known[visit_id] for visit_id in self._ids]
        if not visits:
            return None
        first = min(visits, key=lambda visit: (visit.start_minute, visit.id))
        places = {row_id: row for row, row_id in enumerate(rows)}
        down = places.get(technician_id, 0) - places.get(first.technician_id, places.get(technician_id, 0))
        drops = []
        for visit in visits:
            start = visit.start_minute + minute - first.start_minute
            row = places.get(visit.technician_id)
            there = technician_id if row is None else rows[min(max(row + down, 0), len(rows) - 1)]
            drops.append(VisitDrop(visit, Landing(there, start, start + visit.minutes)))
        paste = Paste(tuple(drops), not self._is_cut)
        if self._is_cut:
            self._ids, self._known = (), {}
        return paste
