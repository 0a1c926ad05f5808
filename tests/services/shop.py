"""A small shop that service tests work in: who sits there, what is known, and short ways to make a job."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import (
    BillTo,
    JobKind,
    LineKind,
    Priority,
    RequestSource,
    Role,
    TaxCategory,
)
from fsmdesk.db.actor import Actor
from fsmdesk.db.database import Database, Reading
from fsmdesk.db.location import parse_location
from fsmdesk.db.migrate import create_office
from fsmdesk.models import (
    Base,
    Company,
    Customer,
    Equipment,
    Item,
    Person,
    Site,
    Tax,
    TaxComponent,
    Technician,
    Visit,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.office import Office
from fsmdesk.services.records import next_number
from tests.support.offices import Offices

RecordT = TypeVar("RecordT", bound=Base)
# A Monday, eight in the morning in the shop.
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PROGRAM = Actor(None, "fsmdesk", Role.OWNER, "seat-0")

OWNER, DISPATCHER, BOOKKEEPER, FAYS_PHONE = 1, 2, 3, 4
FAY, BEN, LEFT = 1, 2, 3
LIBRARY, SCHOOL = 1, 2
LIBRARY_SITE, SCHOOL_SITE = 1, 2
BOILER = 1
SALES_TAX, EXEMPT_TAX, COUNTY_TAX = 1, 2, 3
HOUR, IGNITOR = 1, 2


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """An instant in March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@dataclass(frozen=True)
class LineOf:
    """A line as tests ask for it."""

    price_minor: int = 10_000
    done_milli: int = 1_000
    planned_milli: int = 1_000
    kind: LineKind = LineKind.LABOUR
    description: str = "Labour"
    unit: str = "h"
    discount_ppm: int = 0
    tax_id: int | None = None
    bill_to: BillTo = BillTo.CUSTOMER
    note: str = ""


class Shop:
    """One office with people at several seats, and a clock that tests turn."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.now = MORNING
        self.database = Database(parse_location(url), clock=lambda: self.now)
        self.owner = self.seat(OWNER, Role.OWNER)
        self.dispatcher = self.seat(DISPATCHER, Role.DISPATCHER)
        self.bookkeeper = self.seat(BOOKKEEPER, Role.BOOKKEEPER)
        self.fays_phone = self.seat(FAYS_PHONE, Role.TECHNICIAN)

    def seat(self, person_id: int, role: Role) -> Office:
        """That person at a seat of their own."""
        return Office(self.database, Actor(person_id, role.label, role, f"seat-{person_id}"))

    def wait(self, **length: float) -> None:
        """Time passes."""
        self.now += timedelta(**length)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at the records."""
        with self.database.read(PROGRAM) as work:
            yield work

    def get(self, model: type[RecordT], record_id: int) -> RecordT:
        """The record as it is stored now."""
        with self.reading() as work:
            record = work.session.get_one(model, record_id)
            work.session.expunge_all()
            return record

    def all(self, model: type[RecordT], **values: Any) -> list[RecordT]:
        """All records with these values, oldest first."""
        with self.reading() as work:
            found = list(work.session.scalars(select(model).filter_by(**values).order_by(model.id)))
            work.session.expunge_all()
            return found

    def version(self, model: type[RecordT], record_id: int) -> int:
        """The version that a screen would have seen just now."""
        return int(getattr(self.get(model, record_id), "version"))  # noqa: B009

    def add(self, *records: Base) -> list[int]:
        """The records stand; their ids."""
        with self.database.write(PROGRAM) as work:
            work.session.add_all(records)
            work.session.flush()
            return [record.id for record in records]

    def change(self, model: type[RecordT], record_id: int, **values: Any) -> None:
        """The record has these values, as if some other service had done it."""
        with self.database.write(PROGRAM) as work:
            record = work.session.get_one(model, record_id)
            for name, value in values.items():
                setattr(record, name, value)

    def job(
        self,
        state: WorkOrderState = WorkOrderState.APPROVED,
        lines: Sequence[LineOf] = (),
        **values: Any,
    ) -> int:
        """A job of the library's boiler in that state, with these lines; its id."""
        given: dict[str, Any] = {
            "kind": JobKind.CORRECTIVE,
            "priority": Priority.MEDIUM,
            "source": RequestSource.PHONE,
            "title": "Boiler does not start",
            "customer_id": LIBRARY,
            "site_id": LIBRARY_SITE,
            "equipment_id": BOILER,
            "requested_at": self.now,
            "duration_minutes": 90,
        }
        with self.database.write(PROGRAM) as work:
            number = next_number(work, "work_order")
            order = WorkOrder(number=number, state=state, **(given | values))
            work.session.add(order)
            work.session.flush()
            for position, line in enumerate(lines):
                work.session.add(WorkOrderLine(work_order_id=order.id, position=position, **_values_of(line)))
            return order.id

    def visit(
        self,
        work_order_id: int,
        start_at: datetime | None = None,
        end_at: datetime | None = None,
        technician_id: int | None = FAY,
        state: VisitState = VisitState.PLANNED,
        **values: Any,
    ) -> int:
        """A visit of that job; unplaced unless it has a start. Its id."""
        if start_at is None:
            technician_id, state = None, VisitState.UNPLACED
        elif end_at is None:
            end_at = start_at + timedelta(hours=1)
        visit = Visit(
            work_order_id=work_order_id,
            technician_id=technician_id,
            start_at=start_at,
            end_at=end_at,
            state=state,
            **values,
        )
        return self.add(visit)[0]

    def reviewed_job(self, *lines: LineOf, **values: Any) -> int:
        """A job that was done this morning, is reviewed, and waits for its invoice."""
        given = {"cause": "Ignitor worn out", "fix": "Replaced ignitor", "completed_at": self.now}
        job = self.job(WorkOrderState.REVIEWED, lines or (LineOf(),), **(given | values))
        start = at(0, day=1) + timedelta(hours=job)
        self.visit(
            job, start, state=VisitState.DONE, arrived_at=start, finished_at=start + timedelta(hours=1)
        )
        return job


def _values_of(line: LineOf) -> dict[str, Any]:
    return {name: getattr(line, name) for name in LineOf.__dataclass_fields__}


@contextmanager
def fresh_shop(offices: Offices) -> Iterator[Shop]:
    """A shop of its own on this database, gone afterwards."""
    location = offices.copy_of("shop", build_shop)
    shop = Shop(location)
    yield shop
    shop.database.close()
    offices.remove(location)


def build_shop(url: str) -> None:
    """The office of the shop, with the ids that the constants above name."""
    location = parse_location(url)
    create_office(location)
    database = Database(location, clock=lambda: MORNING)
    try:
        with database.write(PROGRAM) as work:
            for batch in _records():
                work.session.add_all(batch)
                work.session.flush()
    finally:
        database.close()


def _records() -> list[list[Base]]:
    return [
        [_company()],
        [
            Technician(name="Fay Brooks", initials="FB", position=1),
            Technician(name="Ben Ito", initials="BI", position=2),
            Technician(name="Lou Left", initials="LL", position=3, archived_at=MORNING - timedelta(days=90)),
        ],
        [
            Person(name="Olive Owner", role=Role.OWNER),
            Person(name="Dan Desk", role=Role.DISPATCHER),
            Person(name="Bea Books", role=Role.BOOKKEEPER),
            Person(name="Fay Brooks", role=Role.TECHNICIAN, technician_id=FAY),
        ],
        [
            Customer(name="City Library", phone="555 0100", address="1 Main St", city="Springfield"),
            Customer(name="Hill School", tax_exempt=True, exempt_certificate="5519", payment_days=14),
        ],
        [
            Site(customer_id=LIBRARY, name="Central Library", address="1 Main St", city="Springfield"),
            Site(customer_id=SCHOOL, name="Hill School", address="9 Hill Rd", city="Springfield"),
        ],
        [Equipment(site_id=LIBRARY_SITE, name="Boiler 1", make="Weil", model="GV90", serial="W-17")],
        [
            Tax(code="S", name="Sales tax", is_default=True),
            Tax(code="E", name="Exempt", is_exemption=True),
            Tax(code="C", name="State and county"),
        ],
        _tax_components(),
        [
            Item(code="LAB", name="Labour", kind=LineKind.LABOUR, unit="h", price_minor=10_000),
            Item(code="IGN", name="Ignitor", kind=LineKind.PART, unit="", price_minor=4_550),
        ],
    ]


def _company() -> Company:
    return Company(
        id=1,
        name="Brooks Heating",
        address="5 Works Lane",
        city="Springfield",
        phone="555 0199",
        licence="HV-331",
        tax_number="US-77",
        currency="USD",
        locale="en_GB",
        timezone="UTC",
        payment_text="Pay {amount} to account 123, quoting {number}.",
        payment_link="https://pay.example/{number}?amount={amount}",
        payment_days=30,
        invoice_prefix="{year}-",
        credit_note_prefix="CN-",
        number_digits=4,
    )


def _tax_components() -> list[Base]:
    standard, exempt = TaxCategory.STANDARD, TaxCategory.EXEMPT
    return [
        TaxComponent(tax_id=SALES_TAX, name="Sales tax", category=standard, rate_ppm=60_000),
        TaxComponent(
            tax_id=SALES_TAX,
            name="Sales tax",
            category=standard,
            rate_ppm=70_000,
            valid_from=date(2026, 7, 1),
        ),
        TaxComponent(tax_id=EXEMPT_TAX, name="Exempt", category=exempt, rate_ppm=0),
        TaxComponent(tax_id=COUNTY_TAX, name="State", category=standard, rate_ppm=62_500),
        TaxComponent(tax_id=COUNTY_TAX, name="County", category=standard, rate_ppm=12_500),
    ]
