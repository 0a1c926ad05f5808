import pytest

from fsmdesk.core.errors import NeedsConfirmation, NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import Contact, Customer, Equipment, Site, StateMove, Visit, WorkOrder
from fsmdesk.services.intake.messages import (
    ApproveRequest,
    BookedSlot,
    DeclineRequest,
    Inbox,
    NewCustomer,
    NewMachine,
    NewSite,
    TakeCall,
    WhoIsCalling,
)
from tests.services.shop import BEN, BOILER, LIBRARY, LIBRARY_SITE, SCHOOL_SITE, Shop, at


def test_a_call_makes_one_request_with_the_next_number(shop: Shop) -> None:
    first = shop.dispatcher.do(TakeCall(title="No heat", customer_id=LIBRARY)).value
    second = shop.dispatcher.do(TakeCall(title="Leak", customer_id=LIBRARY)).value
    one, two = shop.get(WorkOrder, first), shop.get(WorkOrder, second)
    assert (one.state, one.number) == (WorkOrderState.REQUESTED, 1)
    assert two.number == 2
    assert [move.after for move in shop.all(StateMove, work_order_id=first)] == ["requested"]


def test_the_same_call_handed_in_twice_is_taken_once(shop: Shop) -> None:
    call = TakeCall(title="No heat", customer_id=LIBRARY)
    assert shop.dispatcher.do(call).value == shop.dispatcher.do(call).value
    assert len(shop.all(WorkOrder)) == 1


def test_customer_site_and_machine_are_made_on_the_spot(shop: Shop) -> None:
    job = shop.dispatcher.do(
        TakeCall(
            title="Ice machine",
            new_customer=NewCustomer(name="مخبز النور", phone="555 0107"),
            new_site=NewSite(name="Bakery", address="2 Mill Lane"),
            new_machine=NewMachine(name="Ice machine", serial="IM-1"),
            skills=("Refrigeration",),
            approve=True,
        )
    ).value
    order = shop.get(WorkOrder, job)
    assert shop.get(Customer, order.customer_id or 0).name == "مخبز النور"
    assert shop.get(Site, order.site_id or 0).customer_id == order.customer_id
    assert shop.get(Equipment, order.equipment_id or 0).site_id == order.site_id
    assert order.state is WorkOrderState.APPROVED
    assert [visit.state for visit in shop.all(Visit, work_order_id=job)] == [VisitState.UNPLACED]


def test_a_new_customers_address_is_the_site_unless_another_is_given(shop: Shop) -> None:
    new = NewCustomer(name="A. Thornton", address="7 Elm St", city="Springfield")
    job = shop.dispatcher.do(TakeCall(title="Tap drips", new_customer=new)).value
    site = shop.get(Site, shop.get(WorkOrder, job).site_id or 0)
    assert (site.name, site.address, site.city) == ("A. Thornton", "7 Elm St", "Springfield")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "   "}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"window_start_at": at(12), "window_end_at": at(11)}, "window_end_at"),
        ({"site_id": SCHOOL_SITE, "equipment_id": BOILER}, "equipment_id"),
        ({"new_machine": NewMachine(name="Pump")}, "site_id"),
        ({"new_customer": NewCustomer(name=" ")}, "customer_id"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    sqlite_shop: Shop, values: dict[str, object], field: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(TakeCall(**({"title": "No heat"} | values)))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert sqlite_shop.all(WorkOrder) == []
    assert len(sqlite_shop.all(Customer)) == 2


def test_a_contact_of_somebody_else_is_refused(sqlite_shop: Shop) -> None:
    (contact,) = sqlite_shop.add(Contact(customer_id=LIBRARY, name="P. Doyle"))
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.dispatcher.do(TakeCall(title="x", customer_id=2, contact_id=contact))
    assert caught.value.field == "contact_id"


def test_the_inbox_is_by_priority_then_age(shop: Shop) -> None:
    for title, priority in (("a", Priority.LOW), ("b", Priority.HIGH), ("c", Priority.HIGH)):
        shop.dispatcher.do(TakeCall(title=title, customer_id=LIBRARY, priority=priority))
        shop.wait(minutes=5)
    rows = shop.dispatcher.ask(Inbox())
    assert [row.title for row in rows] == ["b", "c", "a"]
    assert {row.requested_by for row in rows} == {"Dan Desk"}


def test_a_declined_request_leaves_the_inbox_with_its_reason(shop: Shop) -> None:
    job = shop.dispatcher.do(TakeCall(title="Paint", customer_id=LIBRARY)).value
    with pytest.raises(RuleBroken) as caught:
        shop.dispatcher.do(DeclineRequest(work_order_id=job, seen_version=1, reason=" "))
    assert caught.value.field == "reason"
    shop.dispatcher.do(DeclineRequest(work_order_id=job, seen_version=1, reason="We do not paint."))
    assert shop.dispatcher.ask(Inbox()) == ()
    assert shop.all(StateMove, work_order_id=job)[-1].reason == "We do not paint."


def test_who_may_not_approve_does_not(shop: Shop) -> None:
    job = shop.bookkeeper.do(TakeCall(title="No heat", customer_id=LIBRARY)).value
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(ApproveRequest(work_order_id=job, seen_version=1))
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(TakeCall(title="No heat", customer_id=LIBRARY, approve=True))
    assert len(shop.all(WorkOrder)) == 1


def test_what_is_known_of_the_caller_comes_in_one_answer(shop: Shop) -> None:
    shop.job(title="Open one")
    facts = shop.dispatcher.ask(WhoIsCalling(customer_id=LIBRARY))
    assert facts.name == "City Library"
    assert [site.id for site in facts.sites] == [LIBRARY_SITE]
    assert facts.sites[0].machines[0].id == BOILER
    assert [job.title for job in facts.open_jobs] == ["Open one"]
    assert facts.payment_days == 30


def test_a_contact_or_a_site_says_whose_call_it_is(shop: Shop) -> None:
    (contact,) = shop.add(Contact(customer_id=LIBRARY, name="P. Doyle"))
    by_contact = shop.dispatcher.ask(WhoIsCalling(contact_id=contact))
    by_site = shop.dispatcher.ask(WhoIsCalling(site_id=SCHOOL_SITE))
    assert (by_contact.name, by_site.name) == ("City Library", "Hill School")


def test_of_a_site_without_customer_the_site_is_known(shop: Shop) -> None:
    (site,) = shop.add(Site(name="Pump house", address="River Lane"))
    shop.job(title="Pump is loud", customer_id=None, site_id=site, equipment_id=None)
    facts = shop.dispatcher.ask(WhoIsCalling(site_id=site))
    assert facts.customer_id is None
    assert [choice.name for choice in facts.sites] == ["Pump house"]
    assert [job.title for job in facts.open_jobs] == ["Pump is loud"]


def test_a_call_with_a_slot_is_planned_at_once(shop: Shop) -> None:
    slot = BookedSlot(BEN, at(10))
    call = TakeCall(title="No heat", customer_id=LIBRARY, duration_minutes=90, approve=True, slot=slot)
    job = shop.dispatcher.do(call).value
    assert shop.get(WorkOrder, job).state is WorkOrderState.SCHEDULED
    (visit,) = shop.all(Visit, work_order_id=job)
    assert (visit.technician_id, visit.start_at, visit.end_at) == (BEN, at(10), at(11, 30))
    assert visit.state is VisitState.PLANNED


def test_a_slot_that_is_gone_leaves_no_half_call_behind(shop: Shop) -> None:
    shop.visit(shop.job(WorkOrderState.SCHEDULED), at(10), technician_id=BEN)
    call = TakeCall(title="No heat", customer_id=LIBRARY, approve=True, slot=BookedSlot(BEN, at(10)))
    with pytest.raises(NeedsConfirmation):
        shop.dispatcher.do(call)
    assert len(shop.all(WorkOrder)) == 1
    again = shop.dispatcher.do(
        TakeCall(title="No heat", customer_id=LIBRARY, approve=True, slot=BookedSlot(BEN, at(11)))
    )
    assert shop.get(WorkOrder, again.value).number == 2


def test_a_slot_needs_an_approved_job_and_somebody_who_schedules(shop: Shop) -> None:
    slot = BookedSlot(BEN, at(10))
    with pytest.raises(RuleBroken, match="approved"):
        shop.dispatcher.do(TakeCall(title="No heat", slot=slot))
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(TakeCall(title="No heat", slot=slot))
    assert shop.all(WorkOrder) == []
