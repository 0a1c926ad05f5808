"""A technician's day: his own visits and what he needs to know of them, nothing of anybody else's."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.messages import Query
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import LineKind, Role
from fsmdesk.models import (
    Absence,
    Company,
    Contact,
    Equipment,
    Person,
    Shift,
    Site,
    WorkOrder,
)
from fsmdesk.services.dispatch.messages import AboutVisit, BoardDay, SetVisitState
from fsmdesk.services.my_day.messages import MyDay, MyDayCard, MyVisit, MyVisitCard, ReportJob
from fsmdesk.services.office import Office
from fsmdesk.services.orders import messages as orders
from fsmdesk.services.setup.messages import SavePerson
from fsmdesk.services.technicians.messages import Technicians
from tests.services.shop import BEN, BOILER, FAY, LIBRARY, LIBRARY_SITE, OWNER, LineOf, Shop, at

_S, _W = VisitState, WorkOrderState
MONDAY = date(2026, 3, 2)


def _day(office: Office, day: date = MONDAY) -> MyDayCard:
    return office.ask(MyDay(day=day))


def _visit(shop: Shop, visit: int, by: Office | None = None) -> MyVisitCard:
    return (by or shop.fays_phone).ask(MyVisit(visit_id=visit))


def test_the_day_is_made_of_own_visits_in_order(shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED, safety_notes="Asbestos")
    late, early = shop.visit(job, at(14)), shop.visit(job, at(8))
    shop.visit(job, at(9), technician_id=BEN)
    shop.visit(job, at(10), state=_S.CANCELLED)
    shop.visit(job, at(9, day=5))
    shop.visit(job)
    card = _day(shop.fays_phone)
    assert (card.technician_id, card.technician) == (FAY, "Fay Brooks")
    assert [row.id for row in card.visits] == [early, late]
    assert card.next_on == date(2026, 3, 5)
    row = card.visits[0]
    assert (row.number, row.customer, row.site, row.city) == (
        1,
        "City Library",
        "Central Library",
        "Springfield",
    )
    assert row.is_hazardous


def test_what_is_under_way_is_there_today_whenever_it_was_planned(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = shop.job(_W.ON_SITE)
    running = shop.visit(job, at(9, day=1), state=_S.ON_SITE, arrived_at=at(9, day=1))
    shop.visit(job, at(13, day=1), state=_S.DONE)
    assert [(row.id, row.since_at) for row in _day(shop.fays_phone).visits] == [(running, at(9, day=1))]
    assert _day(shop.fays_phone, MONDAY + timedelta(days=1)).visits == ()


def test_the_day_is_the_offices_day(sqlite_shop: Shop) -> None:
    sqlite_shop.change(Company, 1, timezone="America/New_York")
    job = sqlite_shop.job(_W.SCHEDULED)
    evening = sqlite_shop.visit(job, at(3, day=3))
    assert [row.id for row in _day(sqlite_shop.fays_phone).visits] == [evening]


def test_shifts_and_absences_of_the_day(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.add(
        Shift(technician_id=FAY, weekday=0, start_minute=480, end_minute=960),
        Absence(technician_id=FAY, start_at=at(0, day=3), end_at=at(0, day=5), reason="Course"),
        Absence(technician_id=FAY, start_at=at(12, day=6), end_at=at(15, day=6), reason="Doctor"),
    )
    assert _day(shop.fays_phone).shifts == ((at(8), at(16)),)
    assert [_day(shop.fays_phone, date(2026, 3, day)).away for day in (2, 3, 4, 5, 6)] == [
        "",
        "Course",
        "Course",
        "",
        "",
    ]


def test_who_is_no_technician_has_no_day(sqlite_shop: Shop) -> None:
    card = _day(sqlite_shop.owner)
    assert (card.technician_id, card.visits) == (None, ())


def test_an_owner_who_is_a_technician_has_one(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.owner.do(
        SavePerson(
            person_id=OWNER,
            seen_version=shop.version(Person, OWNER),
            name="Olive Owner",
            role=Role.OWNER,
            technician_id=BEN,
        )
    )
    job = shop.job(_W.SCHEDULED)
    bens, fays = shop.visit(job, at(9), technician_id=BEN), shop.visit(job, at(9))
    assert [row.id for row in _day(shop.owner).visits] == [bens]
    with pytest.raises(NotAllowed, match="somebody else's visit"):
        _visit(shop, fays, by=shop.owner)


def test_a_visit_tells_what_is_needed_there(shop: Shop) -> None:
    [contact] = shop.add(Contact(customer_id=LIBRARY, name="Lil Reader", phone="555 7", email="l@lib.org"))
    shop.change(
        Site,
        LIBRARY_SITE,
        access_notes="Ring twice",
        postcode="62701",
        latitude_micro=39_800_000,
        longitude_micro=-89_650_000,
    )
    shop.change(Equipment, BOILER, notes="Leaks", warranty_until=date(2027, 1, 1))
    earlier: dict[str, Any] = {
        "cause": "Soot",
        "fix": "Cleaned",
        "completed_at": at(9, day=1),
        "title": "No heat",
    }
    before = shop.job(_W.CLOSED, **earlier)
    shop.visit(before, at(8, day=1), technician_id=BEN, state=_S.DONE)
    job = shop.job(
        _W.SCHEDULED,
        (LineOf(kind=LineKind.PART, description="Ignitor", unit="", planned_milli=2_000, price_minor=4_550),),
        contact_id=contact,
        access_notes="Key at the desk",
        safety_notes="Asbestos",
        protective_gear="Mask",
        problem="Cold since Sunday",
    )
    own = shop.visit(job, at(9))
    shop.visit(job, at(9), technician_id=BEN)
    card = _visit(shop, own)
    assert (card.number, card.problem, card.customer) == (2, "Cold since Sunday", "City Library")
    assert (card.site, card.address) == ("Central Library", "1 Main St, 62701 Springfield")
    assert (card.latitude_micro, card.longitude_micro) == (39_800_000, -89_650_000)
    assert card.access_notes == "Key at the desk\nRing twice"
    assert (card.safety_notes, card.protective_gear) == ("Asbestos", "Mask")
    assert (card.contact, card.phone, card.email) == ("Lil Reader", "555 7", "l@lib.org")
    assert card.machine is not None and (card.machine.serial, card.machine.notes) == ("W-17", "Leaks")
    [past] = card.machine_jobs
    assert (past.number, past.cause, past.fix, past.technicians) == (1, "Soot", "Cleaned", "Ben Ito")
    assert [other.technician for other in card.companions] == ["Ben Ito"]
    assert [(part.description, part.quantity_milli) for part in card.to_bring] == [("Ignitor", 2_000)]
    assert card.is_open


def test_no_money_is_told(sqlite_shop: Shop) -> None:
    names = {field.name for kind in (MyDayCard, MyVisitCard) for field in fields(kind)}
    assert not [name for name in names if "minor" in name or "cost" in name or "price" in name]


def test_without_site_machine_and_contact_it_still_tells(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = shop.job(_W.SCHEDULED, site_id=None, equipment_id=None, customer_id=None, caller="Mr Hill")
    card = _visit(shop, shop.visit(job, at(9)))
    assert (card.site_id, card.machine, card.contact, card.customer) == (None, None, "Mr Hill", "")


def test_somebody_elses_visit_is_refused(shop: Shop) -> None:
    job = shop.job(_W.SCHEDULED)
    bens, nobodys = shop.visit(job, at(9), technician_id=BEN), shop.visit(job)
    for visit in (bens, nobodys):
        with pytest.raises(NotAllowed):
            _visit(shop, visit)
    with pytest.raises(RuleBroken):
        _visit(shop, 4711)


def test_a_report_is_kept_with_the_job(shop: Shop) -> None:
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(9), state=_S.ON_SITE)
    report: dict[str, Any] = {"work_order_id": job, "cause": "Ignitor\r\nworn", "fix": "New one"}
    shop.fays_phone.do(ReportJob(**report, seen_version=1, customer_notes="Book a service"))
    order = shop.get(WorkOrder, job)
    assert (order.cause, order.fix, order.customer_notes) == ("Ignitor\nworn", "New one", "Book a service")
    with pytest.raises(ConflictError):
        shop.fays_phone.do(ReportJob(**report, seen_version=1, customer_notes=""))


def test_a_report_about_somebody_elses_job_or_a_closed_one_is_refused(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    bens, complete = shop.job(_W.ON_SITE), shop.job(_W.COMPLETE)
    shop.visit(bens, at(9), technician_id=BEN)
    shop.visit(complete, at(9), state=_S.DONE)
    for job, error in ((bens, NotAllowed), (complete, RuleBroken)):
        with pytest.raises(error):
            shop.fays_phone.do(
                ReportJob(work_order_id=job, seen_version=1, cause="a", fix="b", customer_notes="")
            )


@pytest.mark.parametrize("after", [_S.EN_ROUTE, _S.ON_SITE])
def test_own_states_go_and_those_of_others_do_not(sqlite_shop: Shop, after: VisitState) -> None:
    shop = sqlite_shop
    job = shop.job(_W.SCHEDULED)
    own, bens = shop.visit(job, at(9)), shop.visit(job, at(9), technician_id=BEN)
    shop.fays_phone.do(SetVisitState(visit_id=own, seen_version=1, after=after))
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(SetVisitState(visit_id=bens, seen_version=1, after=after))


@pytest.mark.parametrize(
    "query",
    [
        BoardDay(day=MONDAY),
        AboutVisit(visit_id=1),
        orders.WorkOrder(work_order_id=1),
        orders.WorkOrderHistory(work_order_id=1),
        Technicians(),
    ],
    ids=lambda query: type(query).__name__,
)
def test_the_offices_screens_are_not_for_technicians(sqlite_shop: Shop, query: Query[Any]) -> None:
    sqlite_shop.visit(sqlite_shop.job(_W.SCHEDULED), at(9))
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(query)
