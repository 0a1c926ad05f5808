"""A small office in memory behind the board: one Friday, with versions, overlaps and refusals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fsmdesk.core.errors import ConflictError, NeedsConfirmation
from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import ChangeSet, RecordRef
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import instant_at
from fsmdesk.services.dispatch.messages import (
    AboutVisit,
    BoardDay,
    BoardJob,
    BoardRules,
    BoardTechnician,
    BoardView,
    BoardVisit,
    Debtors,
    MoveVisit,
    PlaceVisit,
    SetVisitState,
    UnplaceVisit,
    VisitDetail,
)
from fsmdesk.services.shaping.messages import UnplaceVisits
from fsmdesk.services.waiting.messages import WaitingListRow, WaitingLists
from fsmdesk.views.board.board_rows import job_from, technician_from, visit_from
from fsmdesk.views.board.store import BoardStore
from tests.views.desks import FORMATS, PlainOffice

DAY = date(2026, 11, 20)


class BoardWorld:
    """Technicians, visits and jobs of one day, answering the messages of the board."""

    def __init__(self, formats: Formats = FORMATS) -> None:
        self.formats = formats
        self.technicians: dict[int, BoardTechnician] = {}
        self.visits: dict[int, BoardVisit] = {}
        self.jobs: list[BoardJob] = []
        self.rules = BoardRules()
        self.lists: list[WaitingListRow] = []
        self.debtors: set[int] = set()
        self.office = PlainOffice()
        self.office.answers = {
            BoardDay: self.view,
            Debtors: lambda _query: frozenset(self.debtors),
            AboutVisit: self.about,
            MoveVisit: self.move,
            PlaceVisit: self.place,
            UnplaceVisit: self.unplace,
            SetVisitState: self.set_state,
            UnplaceVisits: self.unplace_all,
            WaitingLists: lambda _query: tuple(self.lists),
        }
        changes = ChangeSet.of([RecordRef("visit", 1)])
        self.office.changes = dict.fromkeys(
            (MoveVisit, PlaceVisit, UnplaceVisit, UnplaceVisits, SetVisitState), changes
        )

    # making it

    def at(self, hour: int, minute: int = 0, day: date = DAY) -> datetime:
        return instant_at(day, hour * 60 + minute, self.formats.zone)

    def technician(
        self, technician_id: int, name: str, skills_text: str = "", **more: Any
    ) -> BoardTechnician:
        words = name.split()
        defaults: dict[str, Any] = {
            "initials": words[0][0] + words[-1][0],
            "colour": "#4a6fe0",
            "skills": (),
            "shifts": ((self.at(7, 30), self.at(17)),),
            "absences": (),
        }
        made = BoardTechnician(id=technician_id, name=name, skills_text=skills_text, **(defaults | more))
        self.technicians[technician_id] = made
        return made

    def visit(
        self,
        technician_id: int,
        start: tuple[int, int],
        end: tuple[int, int],
        customer: str = "Harbour Dental",
        **more: Any,
    ) -> BoardVisit:
        number = more.pop("number", 4400 + len(self.visits))
        defaults: dict[str, Any] = {
            "id": len(self.visits) + 1,
            "version": 1,
            "work_order_id": number,
            "work_order_version": 1,
            "title": "Tune-up",
            "site": "12 Quay Street",
            "state": VisitState.PLANNED,
            "priority": Priority.MEDIUM,
            "kind": JobKind.CORRECTIVE,
            "skills": (),
            "window_start_at": None,
            "window_end_at": None,
            "due_at": None,
            "double_booked": False,
            "crew_size": 1,
            "is_hazardous": False,
        }
        made = BoardVisit(
            number=number,
            customer=customer,
            technician_id=technician_id,
            start_at=self.at(*start),
            end_at=self.at(*end),
            **(defaults | more),
        )
        self.visits[made.id] = made
        return made

    def job(self, number: int, customer: str, title: str = "No cooling", **more: Any) -> BoardJob:
        defaults: dict[str, Any] = {
            "work_order_id": number,
            "work_order_version": 3,
            "visit_id": None,
            "visit_version": 0,
            "site": "",
            "priority": Priority.HIGH,
            "kind": JobKind.CORRECTIVE,
            "due_at": None,
            "window_start_at": None,
            "window_end_at": None,
            "duration_minutes": 120,
            "skills": (),
            "is_hazardous": False,
        }
        made = BoardJob(number=number, customer=customer, title=title, **(defaults | more))
        self.jobs.append(made)
        return made

    def fill(self, store: BoardStore) -> None:
        """The store shows what is here."""
        store.load(
            [technician_from(row) for row in self.technicians.values()],
            [visit_from(row) for row in self.visits.values()],
            [job_from(row) for row in self.jobs],
        )

    # answering

    def view(self, query: BoardDay) -> BoardView:
        starts = self.at(0, day=query.day)
        ends = self.at(24, day=query.day + timedelta(days=query.day_count - 1))
        return BoardView(
            first_day=query.day,
            day_count=query.day_count,
            timezone=str(self.formats.zone),
            day_start_minute=450,
            day_end_minute=1020,
            technicians=tuple(self.technicians.values()),
            visits=tuple(row for row in self.visits.values() if row.start_at < ends and row.end_at > starts),
            jobs=tuple(self.jobs),
            job_count=len(self.jobs),
            rules=self.rules,
        )

    def about(self, query: AboutVisit) -> VisitDetail:
        row = self.visits[query.visit_id]
        return VisitDetail(
            visit_id=row.id,
            work_order_id=row.work_order_id,
            number=row.number,
            customer=row.customer,
            title=row.title,
            kind=row.kind,
            priority=row.priority,
            equipment="Boiler 1 “Weil-McLain 88”, SN CP6694412",
            place="Basement plant room",
            safety_notes="Lock-out/tag-out, confined space" if row.is_hazardous else "",
            access_notes="",
            state=row.state,
            technician=self.technicians[row.technician_id].name,
            since_at=row.start_at + timedelta(minutes=8) if row.state is VisitState.ON_SITE else None,
            machine_history="2 earlier visits to this boiler: Mar 2026 igniter, Jan 2025 low-water cutoff",
            agreement="Agreement GOLD covers labour",
            phone="",
        )

    def move(self, command: MoveVisit) -> None:
        row = self._seen(command.visit_id, command.seen_version)
        is_twice = self._check_overlap(row.id, command)
        self.visits[row.id] = replace(
            row,
            version=row.version + 1,
            technician_id=command.technician_id,
            start_at=command.start_at,
            end_at=command.end_at,
            double_booked=is_twice,
        )

    def place(self, command: PlaceVisit) -> int:
        job = next(job for job in self.jobs if job.work_order_id == command.work_order_id)
        visit_id = command.visit_id or max(self.visits, default=0) + 1
        is_twice = self._check_overlap(visit_id, command)
        self.jobs.remove(job)
        made = self.visit(
            command.technician_id,
            (0, 0),
            (1, 0),
            job.customer,
            id=visit_id,
            version=job.visit_version + 1,
            number=job.number,
            title=job.title,
            skills=job.skills,
        )
        self.visits[visit_id] = replace(
            made, start_at=command.start_at, end_at=command.end_at, double_booked=is_twice
        )
        return visit_id

    def unplace(self, command: UnplaceVisit) -> None:
        row = self._seen(command.visit_id, command.seen_version)
        del self.visits[row.id]
        minutes = int((row.end_at - row.start_at).total_seconds() // 60)
        self.job(
            row.number,
            row.customer,
            row.title,
            visit_id=row.id,
            visit_version=row.version + 1,
            duration_minutes=minutes,
        )

    def unplace_all(self, command: UnplaceVisits) -> None:
        for seen in command.visits:
            self.unplace(UnplaceVisit(visit_id=seen.visit_id, seen_version=seen.version))

    def set_state(self, command: SetVisitState) -> None:
        row = self._seen(command.visit_id, command.seen_version)
        self.visits[row.id] = replace(row, version=row.version + 1, state=command.after)

    def change(self, visit_id: int, **fields: Any) -> None:
        """Another seat changed the visit."""
        row = self.visits[visit_id]
        self.visits[visit_id] = replace(row, version=row.version + 1, **fields)

    def _seen(self, visit_id: int, version: int) -> BoardVisit:
        row = self.visits[visit_id]
        if row.version != version:
            raise ConflictError("Somebody changed this visit meanwhile.", seen_version=version)
        return row

    def _check_overlap(self, visit_id: int, command: MoveVisit | PlaceVisit) -> bool:
        clash = any(
            row.technician_id == command.technician_id
            and row.start_at < command.end_at
            and command.start_at < row.end_at
            for row in self.visits.values()
            if row.id != visit_id
        )
        if clash and not command.reason:
            raise NeedsConfirmation("overlap", "There is another visit then.", needs_reason=True)
        return clash


def small_world(formats: Formats = FORMATS) -> BoardWorld:
    """Ana with three visits, Ben with one, Cleo with none; two jobs wait."""
    world = BoardWorld(formats)
    world.technician(1, "Ana Ruiz", "HVAC", skills=(("HVAC", date(2027, 3, 31)), ("Gas", date(2026, 10, 1))))
    world.technician(2, "Ben Okafor", "Plumbing")
    world.technician(3, "Cleo Tan", absences=((world.at(13), world.at(17), "Training day"),))
    world.visit(1, (8, 0), (9, 30), "Harbour Dental", number=4411)
    world.visit(1, (10, 0), (11, 0), "City Library", number=4421)
    world.visit(1, (14, 0), (16, 0), "Oakfield Estates", number=4398)
    world.visit(2, (9, 0), (10, 30), "Corner Bakery", number=4419)
    world.job(4431, "Foundry Lofts", skills=("HVAC",), priority=Priority.CRITICAL, due_at=world.at(12))
    world.job(4430, "Lakeside Apts", "Water under sink", duration_minutes=90)
    return world


def clock() -> datetime:
    """Friday 20 November 2026, 10:43 UTC."""
    return datetime(2026, 11, 20, 10, 43, tzinfo=UTC)
