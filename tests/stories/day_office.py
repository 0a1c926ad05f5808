"""An office as its people meet it in a story: set up by commands, seen by queries, nothing touched below."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import LineKind, Role
from fsmdesk.services.dispatch.messages import BoardDay, BoardJob, BoardView, BoardVisit, SetVisitState
from fsmdesk.services.office import Office
from fsmdesk.services.orders.messages import (
    LineFromItem,
    LineValue,
    SaveWorkOrder,
    WorkOrder,
    WorkOrderCard,
)
from fsmdesk.services.prices.messages import SaveItem
from fsmdesk.services.setup.messages import SavePerson, SetUpOffice
from fsmdesk.services.technicians.messages import SaveTechnician, ShiftValue, SkillHeld


class DayOffice:
    """Who sits where, and short ways to look at what everybody sees."""

    def __init__(self, place: str) -> None:
        first = open_office(place)
        owner_id = first.as_program().do(_set_up()).value
        first.database.close()
        opened = open_office(place)
        self.owner = opened.sit(owner_id)
        self.fay = self.owner.do(_technician("Fay Brooks", SkillHeld("Gas"))).value
        self.ben = self.owner.do(_technician("Ben Ito")).value
        people = {
            role: self.owner.do(SavePerson(name=name, role=role, technician_id=technician)).value
            for role, name, technician in (
                (Role.DISPATCHER, "Dan Desk", None),
                (Role.BOOKKEEPER, "Bea Books", None),
                (Role.TECHNICIAN, "Fay Brooks", self.fay),
            )
        }
        self.labour = self.owner.do(_item("LAB", "Labour", LineKind.LABOUR, 9_500, "h")).value
        self.ignitor = self.owner.do(_item("IGN", "Ignitor", LineKind.PART, 6_450)).value
        opened.database.close()
        self._opened: OpenOffice = open_office(place)
        self.dispatcher, self.bookkeeper, self.fays_phone = (
            self._opened.sit(people[role]) for role in (Role.DISPATCHER, Role.BOOKKEEPER, Role.TECHNICIAN)
        )
        self.owner = self._opened.sit(owner_id)

    def close(self) -> None:
        """Nobody sits here any more."""
        self._opened.database.close()

    @property
    def today(self) -> date:
        """The day in the office."""
        return datetime.now(UTC).date()

    def board(self) -> BoardView:
        """The board as the dispatcher sees it: yesterday to tomorrow, whatever the hour."""
        return self.dispatcher.ask(BoardDay(day=self.today - timedelta(days=1), day_count=3))

    def waiting(self, work_order_id: int) -> BoardJob:
        """The job in the list beside the board."""
        [job] = [job for job in self.board().jobs if job.work_order_id == work_order_id]
        return job

    def card(self, visit_id: int) -> BoardVisit:
        """The visit on the board."""
        [visit] = [visit for visit in self.board().visits if visit.id == visit_id]
        return visit

    def job(self, work_order_id: int) -> WorkOrderCard:
        """The work order as an editor shows it."""
        return self.owner.ask(WorkOrder(work_order_id=work_order_id))

    def report(self, visit_id: int, after: VisitState, seat: Office | None = None) -> None:
        """The visit makes this step now."""
        seen = self.card(visit_id).version
        (seat or self.fays_phone).do(SetVisitState(visit_id=visit_id, seen_version=seen, after=after))

    def line(self, work_order_id: int, item_id: int, done_milli: int) -> LineValue:
        """A line from the price book, done already."""
        query = LineFromItem(work_order_id=work_order_id, item_id=item_id, quantity_milli=done_milli)
        given = self.dispatcher.ask(query)
        values: dict[str, Any] = {field.name: getattr(given, field.name) for field in fields(given)}
        return LineValue(**(values | {"done_milli": done_milli}))

    def save(self, work_order_id: int, **changes: Any) -> None:
        """The editor saves the work order with these fields changed."""
        card = self.job(work_order_id)
        names = {field.name for field in fields(SaveWorkOrder)} - {
            "key",
            "said",
            "work_order_id",
            "seen_version",
            "lines",
        }
        values = {name: getattr(card, name) for name in names} | changes
        self.dispatcher.do(SaveWorkOrder(work_order_id=work_order_id, seen_version=card.version, **values))


def next_hour(hours: int = 1) -> datetime:
    """A full hour that is still to come."""
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours)


def _set_up() -> SetUpOffice:
    return SetUpOffice(
        company_name="Brooks Heating",
        owner_name="Olive Owner",
        currency="USD",
        locale="en_GB",
        timezone="UTC",
        tax_name="Sales tax",
        tax_rate_ppm=60_000,
    )


def _technician(name: str, *skills: SkillHeld) -> SaveTechnician:
    shifts = tuple(ShiftValue(weekday, 480, 1020) for weekday in range(5))
    return SaveTechnician(name=name, skills=skills, shifts=shifts)


def _item(code: str, name: str, kind: LineKind, price_minor: int, unit: str = "") -> SaveItem:
    return SaveItem(code=code, name=name, kind=kind, unit=unit, price_minor=price_minor)
