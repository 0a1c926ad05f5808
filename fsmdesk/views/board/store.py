"""Everything on the board in one place: what the office has, and what this seat has asked for meanwhile.

A visit that was just dropped is shown at its new place at once, as *pending*. The office's answer
settles it: its version wins whenever it is newer than the one that was dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fsmdesk.views.board.index import RowIndex
from fsmdesk.views.board.lanes import ALONE, Lane, restacked, stacked
from fsmdesk.views.board.visits import Job, Technician, Visit

_ALWAYS = (0, 1 << 40)
_MANY = 8
_LARGE = 100


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """What to put on the board and what to take off it."""

    visits: Sequence[Visit] = ()
    gone_visits: Iterable[int] = ()


@dataclass(slots=True)
class ChangedRows:
    """What has to be painted again: spans by technician, or everything if the rows themselves changed."""

    spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    is_structural: bool = False

    def add(self, visit: Visit) -> None:
        """The place of this visit has to be painted again."""
        span = (visit.start_minute, visit.end_minute)
        self.spans.setdefault(visit.technician_id, []).append(span)

    def add_row(self, technician_id: int) -> None:
        """All of this row has to be painted again, since its lanes moved."""
        self.spans.setdefault(technician_id, []).append(_ALWAYS)

    def merge(self, other: "ChangedRows") -> None:
        """Both together."""
        self.is_structural |= other.is_structural
        for technician_id, spans in other.spans.items():
            self.spans.setdefault(technician_id, []).extend(spans)


@dataclass(frozen=True, slots=True)
class _Pending:
    """What is shown instead of the stored visit; None while it is on its way back to the list."""

    shown: Visit | None
    seen_version: int


class BoardStore:
    """Visits by row and by id, technicians, waiting jobs, and the overlay of what is pending."""

    def __init__(self) -> None:
        self.technicians: dict[int, Technician] = {}
        self.jobs: dict[tuple[int, int], Job] = {}
        self._stored: dict[int, Visit] = {}
        self._rows: dict[int, RowIndex] = {}
        self._pending: dict[int, _Pending] = {}
        self._hidden_jobs: set[tuple[int, int]] = set()
        self._lanes: dict[int, dict[int, Lane]] = {}
        self._lanes_before: dict[int, tuple[Mapping[int, Lane], list[Visit]]] = {}
        self._lane_counts: dict[int, int] = {}
        self._stale: set[int] = set()
        self._row_versions: dict[int, int] = {}
        self._changes = 0
        self._loaded_as = 0

    def load(self, technicians: Iterable[Technician], visits: Iterable[Visit], jobs: Iterable[Job]) -> None:
        """The board shows exactly this; nothing is pending any more."""
        self.technicians = {technician.id: technician for technician in technicians}
        self.jobs = {job.key: job for job in jobs}
        self._stored = {visit.id: visit for visit in visits}
        self._pending.clear()
        self._hidden_jobs.clear()
        rows: dict[int, list[Visit]] = {technician_id: [] for technician_id in self.technicians}
        for visit in self._stored.values():
            rows.setdefault(visit.technician_id, []).append(visit)
        self._rows = {technician_id: RowIndex(row) for technician_id, row in rows.items()}
        self._lanes.clear()
        self._lanes_before.clear()
        self._lane_counts.clear()
        self._stale = set(self._rows)
        self._row_versions.clear()
        self._changes += 1
        self._loaded_as = self._changes

    def apply(self, changes: BoardChanges) -> ChangedRows:
        """What the office says now; a pending visit stays as dropped until a newer version arrives."""
        changed = ChangedRows()
        for visit_id in changes.gone_visits:
            if self._stored.get(visit_id) is not None:
                self._replace(visit_id, changed, stored=None, pending=None)
        visits = self._apply_plain(changes.visits, changed) if len(changes.visits) > 1 else changes.visits
        for visit in visits:
            stored, pending = self._stored.get(visit.id), self._pending.get(visit.id)
            if stored is not None and visit.version < stored.version:
                continue
            # Whole visits are compared only where the version does not tell, since that takes longest.
            is_known = stored is not None and visit.version == stored.version and stored == visit
            if is_known and pending is None:
                continue
            if pending is not None and visit.version > pending.seen_version:
                pending = None
            self._replace(visit.id, changed, stored=visit, pending=pending)
        return changed

    def _apply_plain(self, visits: Sequence[Visit], changed: ChangedRows) -> list[Visit]:
        """Take over what is simply newer in the same row; returns what needs a closer look.

        This is the usual case, and a thousand of them may come at once.
        """
        stored, pending, rows = self._stored, self._pending, self._rows
        is_large = len(visits) > _LARGE
        touched: dict[int, list[Visit]] = {}
        others: list[Visit] = []
        for visit in visits:
            before = stored.get(visit.id)
            if (
                before is None
                or visit.version <= before.version
                or visit.technician_id != before.technician_id
                or visit.id in pending
            ):
                others.append(visit)
                continue
            stored[visit.id] = visit
            technician_id = visit.technician_id
            rows[technician_id].replace(before, visit)
            both = touched.get(technician_id)
            if both is None:
                touched[technician_id] = [before, visit]
            else:
                both += (before, visit)
        for technician_id, both in touched.items():
            if is_large or len(both) > _MANY or self._lanes.get(technician_id):
                changed.add_row(technician_id)
            else:
                for visit in both:
                    changed.add(visit)
            self._touch_row(technician_id, both)
        return others

    def _touch_row(self, technician_id: int, visits: Sequence[Visit]) -> None:
        """The row is another one, with `visits` as they were and as they are."""
        self._changes += 1
        self._row_versions[technician_id] = self._changes
        lanes = self._lanes.pop(technician_id, None)
        if lanes is not None:
            self._lanes_before[technician_id] = (lanes, [*visits])
        elif technician_id in self._lanes_before:
            self._lanes_before[technician_id][1].extend(visits)
        self._stale.add(technician_id)

    def put_pending(self, visit_id: int, shown: Visit | None) -> ChangedRows:
        """Show the visit like this (None: not at all) until the office answers.

        A visit that is not stored yet, one just placed from the list, may be shown too; its id must
        not be one that the office gives.
        """
        changed = ChangedRows()
        stored = self._stored.get(visit_id)
        seen = stored.version if stored is not None else (shown.version if shown is not None else 0)
        self._replace(visit_id, changed, stored=stored, pending=_Pending(shown, seen))
        return changed

    def end_pending(self, visit_id: int) -> ChangedRows:
        """Show what is stored again; nothing happens if it was not pending."""
        changed = ChangedRows()
        if visit_id in self._pending:
            self._replace(visit_id, changed, stored=self._stored.get(visit_id), pending=None)
        return changed

    def show_technicians(self, technicians: Iterable[Technician]) -> ChangedRows:
        """The rows are these, in this order."""
        fresh = {technician.id: technician for technician in technicians}
        changed = ChangedRows(is_structural=fresh != self.technicians or [*fresh] != [*self.technicians])
        if changed.is_structural:
            self.technicians = fresh
            for technician_id in fresh:
                self._rows.setdefault(technician_id, RowIndex())
        return changed

    def show_jobs(self, jobs: Iterable[Job]) -> None:
        """These jobs wait now."""
        self.jobs = {job.key: job for job in jobs}
        self._hidden_jobs &= self.jobs.keys()

    def hide_job(self, key: tuple[int, int]) -> None:
        """The job is left out of the list while it is being placed."""
        self._hidden_jobs.add(key)

    def unhide_job(self, key: tuple[int, int]) -> None:
        """The job is back in the list, if it still waits."""
        self._hidden_jobs.discard(key)

    def waiting_jobs(self) -> list[Job]:
        """Jobs of the list: by priority, then due, then age."""
        shown = (job for key, job in self.jobs.items() if key not in self._hidden_jobs)
        return sorted(shown, key=lambda job: job.urgency)

    def visit(self, visit_id: int) -> Visit | None:
        """The visit as it is shown now."""
        pending = self._pending.get(visit_id)
        return pending.shown if pending is not None else self._stored.get(visit_id)

    def stored_visit(self, visit_id: int) -> Visit | None:
        """The visit as the office has it."""
        return self._stored.get(visit_id)

    def stored_ids(self) -> frozenset[int]:
        """Ids of all visits that the office has here."""
        return frozenset(self._stored)

    def is_pending(self, visit_id: int) -> bool:
        """True while the office has not answered about this visit."""
        return visit_id in self._pending

    def row(self, technician_id: int) -> RowIndex:
        """The visits of one technician; empty if there is no such row."""
        found = self._rows.get(technician_id)
        return found if found is not None else RowIndex()

    def row_version(self, technician_id: int) -> int:
        """A number that a row never has twice: it is another one after each change of the row."""
        return self._row_versions.get(technician_id, self._loaded_as)

    def lanes(self, technician_id: int) -> Mapping[int, Lane]:
        """Lanes of the visits in a row that overlap others; worked out once for each change of the row."""
        found = self._lanes.get(technician_id)
        if found is None:
            row, before = self.row(technician_id), self._lanes_before.pop(technician_id, None)
            found = stacked(row.all()) if before is None else restacked(before[0], row, before[1])
            self._lanes[technician_id] = found
        return found

    def lane_of(self, visit: Visit) -> Lane:
        """Where in the height of its row a visit stands."""
        return self.lanes(visit.technician_id).get(visit.id, ALONE)

    def lane_counts(self, now: Iterable[int] | None = None) -> dict[int, int]:
        """How many lanes each row needs; only rows with more than one are in it.

        Only rows in `now` are counted if it is given; the others may be as they were before the last changes,
        which `has_stale_lanes` tells.
        """
        stale = set(self._stale) if now is None else self._stale.intersection(now)
        self._stale -= stale
        for technician_id in stale:
            lanes = self.lanes(technician_id)
            if lanes:
                self._lane_counts[technician_id] = max([lane.of for lane in lanes.values()])
            else:
                self._lane_counts.pop(technician_id, None)
        return dict(self._lane_counts)

    @property
    def has_stale_lanes(self) -> bool:
        """True if some rows have not been counted since they changed."""
        return bool(self._stale)

    def planned_minutes(self, technician_id: int, start_minute: int, end_minute: int) -> int:
        """How much of a span is planned for a technician."""
        return sum(
            min(visit.end_minute, end_minute) - max(visit.start_minute, start_minute)
            for visit in self.row(technician_id).between(start_minute, end_minute)
        )

    def _replace(
        self, visit_id: int, changed: ChangedRows, *, stored: Visit | None, pending: _Pending | None
    ) -> None:
        """Store both layers of one visit and bring its row up to date."""
        before = self.visit(visit_id)
        if stored is None:
            self._stored.pop(visit_id, None)
        else:
            self._stored[visit_id] = stored
        if pending is None:
            self._pending.pop(visit_id, None)
        else:
            self._pending[visit_id] = pending
        after = self.visit(visit_id)
        if before is not None:
            self._rows[before.technician_id].remove(before)
            self._touch(before, changed)
        if after is not None:
            row = self._rows.get(after.technician_id)
            if row is None:
                row = self._rows[after.technician_id] = RowIndex()
            row.add(after)
            self._touch(after, changed)

    def _touch(self, visit: Visit, changed: ChangedRows) -> None:
        if self._lanes.get(visit.technician_id):
            changed.add_row(visit.technician_id)
        changed.add(visit)
        self._touch_row(visit.technician_id, (visit,))
