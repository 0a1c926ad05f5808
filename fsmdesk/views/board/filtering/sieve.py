"""Which visits and rows a filter lets through, kept up to date row by row."""

from collections.abc import Iterable

from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.store import BoardStore


class Sieve:
    """What does not get through a filter, of what the store holds."""

    def __init__(self, store: BoardStore) -> None:
        self.filter = BoardFilter()
        self._store = store
        self._by_row: dict[int, frozenset[int]] = {}
        self._versions: dict[int, int] = {}
        self.held_back: frozenset[int] = frozenset()

    def use(self, wanted: BoardFilter) -> None:
        """Look through everything with this filter."""
        self.filter = wanted
        self._by_row.clear()
        self._versions.clear()
        self.look()

    def look(self) -> None:
        """Look through rows that changed; `held_back` are the ids of visits that do not get through."""
        if not self.filter.is_active:
            self.held_back = frozenset()
            return
        words = self.filter.words()
        for technician_id, technician in self._store.technicians.items():
            version = self._store.row_version(technician_id)
            if self._versions.get(technician_id) == version:
                continue
            self._versions[technician_id] = version
            visits = self._store.row(technician_id).all()
            if not self.filter.lets_technician(technician):
                self._by_row[technician_id] = frozenset(visit.id for visit in visits)
            else:
                self._by_row[technician_id] = frozenset(
                    visit.id for visit in visits if not self.filter.lets_visit(visit, words)
                )
        self.held_back = frozenset().union(*self._by_row.values())

    def rows(self, technician_ids: Iterable[int]) -> list[int]:
        """The rows that show: all of them, unless those that are not wanted are hidden."""
        if not (self.filter.hides and self.filter.is_about_technicians):
            return list(technician_ids)
        people = self._store.technicians
        return [one for one in technician_ids if one in people and self.filter.lets_technician(people[one])]
