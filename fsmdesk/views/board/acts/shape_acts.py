"""Acts that change what visits are: split, merged, spread, marked, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from fsmdesk.core.states import VISIT_MOVES, VisitState
from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import Part
from fsmdesk.services.waiting.messages import WaitingListRow
from fsmdesk.views.board.acts.chosen_visits import ChosenVisits
from fsmdesk.views.board.acts.lists_dialog import ListsDialog
from fsmdesk.views.board.acts.shaper import customers_of
from fsmdesk.views.board.acts.spread_dialog import SpreadDialog
from fsmdesk.views.board.visits import Job, Visit
from fsmdesk.views.confirm import Question, ask

if TYPE_CHECKING:
    pass


class ShapeActs(ChosenVisits):
    """What shall become of the chosen visits."""

    def split(self, minute: int | None = None) -> None:
        """The visit becomes two: at that minute, else now if that is inside of it, else in the middle."""
        visits = self.movable()
        visit = self.grid.selected_visit
        if not visits or visit is None:
            return
        now = self.grid.state.now_minute
        if minute is None and visit.start_minute < now < visit.end_minute:
            minute = now
        if minute is None:
            middle = (visit.start_minute + visit.end_minute) / 2
            minute = self.grid.scale.snapped(middle, self.grid.snap_minutes)
        if not visit.start_minute < minute < visit.end_minute:
            minute = (visit.start_minute + visit.end_minute) // 2
        if not visit.start_minute < minute < visit.end_minute:
            self.say(tr("This visit is too short to be split"))
            return
        self.wishes.split(visit, minute)

    def split_chosen(self) -> None:
        """The chosen visit becomes two."""
        self.split()

    def mergeable(self, visit: Visit) -> list[Visit]:
        """Visits of the same job and technician that it could become one with."""
        row = self.store.row(visit.technician_id).all()
        return [
            one
            for one in row
            if one.work_order_id == visit.work_order_id and one.id != visit.id and one.is_movable
        ]

    def merge(self, first: Visit, second: Visit) -> None:
        """The two become one."""
        self.wishes.merge(first, second)

    def spread(self) -> None:
        """The visit goes on over several days."""
        visit = self.grid.selected_visit
        if visit is None or not self.movable():
            return

        def extend(parts: tuple[Part, ...]) -> None:
            self.wishes.spread(visit, parts)

        SpreadDialog(visit, self.desk, extend, self.screen).open()

    def leave_crew(self) -> None:
        """The visit is taken out of its crew."""
        visit = self.grid.selected_visit
        if visit is not None and self.movable():
            self.wishes.leave_crew(visit)

    # marks and states

    def pin(self, *, time: bool, technician: bool) -> None:
        """Exactly this is pinned of the chosen visits."""
        visits = self.movable()
        if visits:
            self.wishes.pin(visits, time=time, technician=technician)

    def toggle_pin(self) -> None:
        """Time and technician are pinned, or nothing is."""
        visits = self.movable()
        if visits:
            pinned = any(visit.is_time_pinned or visit.is_technician_pinned for visit in visits)
            self.wishes.pin(visits, time=not pinned, technician=not pinned)

    def confirm(self, *, is_confirmed: bool) -> None:
        """The customers have said yes, or that is taken back."""
        visits = self.movable()
        if visits:
            self.wishes.confirm(visits, is_confirmed=is_confirmed)

    def mark(self, visit: Visit, colour: str, *, is_missing_parts: bool) -> None:
        """The job of the visit has this colour, and misses parts or does not."""
        self.wishes.mark(visit, colour, is_missing_parts=is_missing_parts)

    def set_state(self, after: VisitState) -> None:
        """The chosen visits make this move, each as a step of its own."""
        for visit in self.chosen:
            if (visit.state, after) in VISIT_MOVES:
                self.screen.writer.set_state(visit, after)

    # off the board

    def unplace(self, row: WaitingListRow | None = None) -> None:
        """The chosen visits wait in that list; without one they are to be scheduled."""
        visits = self.movable()
        if visits:
            name = row.name if row is not None else tr("To schedule")
            self.wishes.unplace(visits, row.id if row is not None else None, name)

    def unplace_chosen(self) -> None:
        """The chosen visits wait again, in the lists that their jobs are in."""
        visits = self.movable()
        if visits:
            self.wishes.take_off(visits)

    def drop_on_list(self, visit_ids: tuple[int, ...], list_id: int | None) -> None:
        """Visits were dropped on a list; one that keeps places only lists their jobs."""
        visits = [visit for visit in map(self.store.visit, visit_ids) if visit is not None]
        row = next((row for row in self.lists if row.id == list_id), None)
        if row is not None and row.keeps_place:
            self._list_jobs_of(visits, row)
        elif visits:
            name = row.name if row is not None else tr("To schedule")
            self.wishes.unplace(visits, list_id, name)

    def put_jobs(self, jobs: Sequence[Job], list_id: int | None) -> None:
        """These waiting jobs are in that list."""
        name = next((row.name for row in self.lists if row.id == list_id), tr("To schedule"))
        names = list(dict.fromkeys(job.customer or job.title for job in jobs))
        said = tr("{names}: in “{list}” now").format(names=", ".join(names[:3]), list=name)
        self.wishes.put_in_list([(job.work_order_id, job.work_order_version) for job in jobs], list_id, said)

    @Slot()
    def manage_lists(self) -> None:
        """Lists are made, named, ordered and removed in a dialog."""
        dialog = ListsDialog(self.desk, self.screen)
        dialog.finished.connect(self.read_lists)
        dialog.open()

    def keep_in_list(self, row: WaitingListRow) -> None:
        """The jobs of the chosen visits are in that list and keep their places on the board."""
        self._list_jobs_of(self.chosen, row)

    def _list_jobs_of(self, visits: Sequence[Visit], row: WaitingListRow) -> None:
        jobs = [(visit.work_order_id, visit.work_order_version) for visit in visits]
        said = tr("{names}: in “{list}” now").format(names=customers_of(visits), list=row.name)
        self.wishes.put_in_list(jobs, row.id, said)

    def cancel(self) -> None:
        """The chosen visits are cancelled, if the person says so."""
        visits = self.movable()
        if not visits:
            return
        question = Question(
            title=trn("Cancel the visit?", "Cancel {count} visits?", len(visits)).format(count=len(visits)),
            text=tr("{names}. The job itself stays. You can take this back.").format(
                names=customers_of(visits)
            ),
            verb=trn("Cancel visit", "Cancel visits", len(visits)),
            is_dangerous=True,
        )

        def cancel(reason: str) -> None:
            self.wishes.cancel(visits, reason)

        ask(question, cancel, self.screen)
