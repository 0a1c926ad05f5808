"""Acts that give visits other places: to the minute, by days, swapped, pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fsmdesk.core.words import tr, trn
from fsmdesk.services.shaping.messages import PushPlan, SeenVisit
from fsmdesk.views.board.acts.chosen_visits import ChosenVisits
from fsmdesk.views.board.acts.day_dialog import DayDialog
from fsmdesk.views.board.acts.place_dialog import PlaceDialog, PlaceQuestion
from fsmdesk.views.board.acts.push_dialog import PushDialog
from fsmdesk.views.board.gesture import JobDrop, Landing, VisitDrop
from fsmdesk.views.board.visits import Job, Visit, minute_of

if TYPE_CHECKING:
    pass


class PlaceActs(ChosenVisits):
    """Where the chosen visits shall stand."""

    def move_to(self) -> None:
        """To the minute and to anybody; several keep their distance."""
        visits = self.movable()
        if not visits:
            return
        first = self.grid.selected_visit or visits[0]
        title = trn("Move the visit", "Move {count} visits", len(visits)).format(count=len(visits))
        question = PlaceQuestion(title, tr("Move"), first, _place_of(first), first.id)

        def move(landing: Landing) -> None:
            drops = [VisitDrop(first, landing)]
            for other in visits:
                if other.id != first.id:
                    by = landing.start_minute - first.start_minute
                    same = other.technician_id == first.technician_id
                    who = landing.technician_id if same else other.technician_id
                    there = Landing(who, other.start_minute + by, other.end_minute + by)
                    drops.append(VisitDrop(other, there))
            if len(drops) > 1 or not self.with_crew(drops[0]):
                self.wishes.move(drops)

        PlaceDialog(question, self.desk, self.store, move, self.screen).open()

    def copy_to(self, *, as_crew: bool = False) -> None:
        """One more visit of the job, at anybody's; with `as_crew` a helper who goes along."""
        visit = self.grid.selected_visit
        if visit is None:
            return
        title, verb = tr("Copy the visit"), tr("Copy")
        if as_crew:
            title, verb = tr("Who goes along?"), tr("Add helper")
        there = _place_of(visit)
        if as_crew:
            other = next((one for one in self.store.technicians if one != visit.technician_id), None)
            there = Landing(other or visit.technician_id, visit.start_minute, visit.end_minute)
        question = PlaceQuestion(title, verb, visit, there, None)

        def copy(landing: Landing) -> None:
            self.wishes.copy([VisitDrop(visit, landing)], as_crew=as_crew, is_helper=as_crew)

        PlaceDialog(question, self.desk, self.store, copy, self.screen).open()

    def add_helper(self) -> None:
        """Somebody goes along."""
        self.copy_to(as_crew=True)

    def book(self, job: Job, landing: Landing | None = None) -> None:
        """A waiting job gets a place to the minute."""
        first = next(iter(self.store.technicians), None)
        if landing is None and first is not None:
            now = self.grid.state.now_minute
            scale, step = self.grid.scale, self.grid.snap_minutes
            start = scale.stepped(now, 1, step) if now else scale.start_minute
            landing = Landing(job.technician_id or first, start, start + job.duration_minutes)
        if landing is None:
            return
        title = tr("Book {customer}").format(customer=job.customer or job.title)
        question = PlaceQuestion(title, tr("Book"), job, landing, job.visit_id)

        def place(there: Landing) -> None:
            self.wishes.place([JobDrop(job, there)])

        PlaceDialog(question, self.desk, self.store, place, self.screen).open()

    def postpone(self, days: int = 0, months: int = 0) -> None:
        """The chosen visits stand so much later, at the same time by the clock."""
        visits = self.movable()
        if visits:
            self.wishes.postpone(visits, days, months)

    def move_day(self, technician_id: int | None = None) -> None:
        """Everything of the day, by state, to another one."""
        people = [(one.id, one.name) for one in self.store.technicians.values()]

        def move(seen: tuple[SeenVisit, ...], days: int) -> None:
            versions = {one.visit_id for one in seen}
            here = [visit for visit in map(self.store.visit, versions) if visit is not None]
            self.wishes.postpone_seen(seen, days, here)

        DayDialog(self.screen.day, people, self.desk, move, self.screen, technician_id).open()

    def swap(self, first: Visit, second: Visit) -> None:
        """The two take each other's places."""
        self.wishes.swap(first, second)

    def swap_chosen(self) -> None:
        """The two chosen visits take each other's places."""
        visits = self.movable()
        if len(visits) == 2:
            self.wishes.swap(*visits)

    def push(self) -> None:
        """What follows goes on later, after a look at what that is."""
        visit = self.grid.selected_visit
        if visit is None:
            return

        def push(plan: PushPlan, grown: int | None) -> None:
            drops = self._pushed(plan)
            if grown is not None:
                longer = Landing(visit.technician_id, visit.start_minute, visit.end_minute + grown)
                drops.append(VisitDrop(visit, longer))
            self.wishes.move_plan(plan, drops)

        late = self.grid.state.now_minute - visit.end_minute
        begun = not visit.is_movable and late > 0
        PushDialog(visit, self.desk, push, self.screen, late if begun else 30).open()

    def _pushed(self, plan: PushPlan) -> list[VisitDrop]:
        """The pushed visits that are shown here, at their new places."""
        drops = []
        for push in plan.pushed:
            shown = self.store.visit(push.visit.visit_id)
            if shown is not None:
                there = Landing(shown.technician_id, minute_of(push.start_at), minute_of(push.end_at))
                drops.append(VisitDrop(shown, there))
        return drops


def _place_of(visit: Visit) -> Landing:
    return Landing(visit.technician_id, visit.start_minute, visit.end_minute)
