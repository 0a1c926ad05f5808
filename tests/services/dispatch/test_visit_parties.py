"""Whom a visit concerns, and how they are reached; and by when somebody was promised on site."""

from datetime import date

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.models import Contact, Invoice, Technician, Visit
from fsmdesk.services.dispatch.messages import BoardDay, PartiesOfVisit, Reached, VisitParties
from tests.services.billing.making import draft, issue
from tests.services.shop import FAY, LIBRARY, LIBRARY_SITE, Shop, at


def _parties(shop: Shop, visit_id: int) -> VisitParties:
    return shop.dispatcher.ask(PartiesOfVisit(visit_id=visit_id))


def test_contact_customer_and_technician_are_reached(shop: Shop) -> None:
    contact = shop.add(
        Contact(customer_id=LIBRARY, name="Maria Lopez", phone="555 0177", email="maria@there")
    )[0]
    shop.change(Technician, FAY, phone="555 0199")
    found = _parties(shop, shop.visit(shop.job(contact_id=contact), at(9)))
    assert (found.customer_id, found.site_id, found.email) == (LIBRARY, LIBRARY_SITE, "maria@there")
    assert found.reached == (
        Reached("Maria Lopez", "555 0177"),
        Reached("City Library", "555 0100"),
        Reached("Fay Brooks", "555 0199"),
    )


def test_a_number_is_offered_once_and_a_job_of_nobody_has_none(shop: Shop) -> None:
    contact = shop.add(Contact(customer_id=LIBRARY, name="Desk", phone="555 0100"))[0]
    shop.change(Technician, FAY, phone="")
    found = _parties(shop, shop.visit(shop.job(contact_id=contact), at(9)))
    assert found.reached == (Reached("Desk", "555 0100"),)
    nobody = _parties(shop, shop.visit(shop.job(customer_id=None, site_id=None, equipment_id=None)))
    assert (nobody.customer_id, nobody.site_id, nobody.email, nobody.reached) == (None, None, "", ())
    with pytest.raises(RuleBroken, match="gone"):
        _parties(shop, 999)


def test_invoices_of_the_job_come_newest_first(shop: Shop) -> None:
    job = shop.reviewed_job()
    visit = shop.all(Visit, work_order_id=job)[0].id
    assert _parties(shop, visit).invoices == ()
    invoice = draft(shop, job)
    assert _parties(shop, visit).invoices == ((invoice, ""),)
    issue(shop, invoice)
    assert _parties(shop, visit).invoices == ((invoice, shop.get(Invoice, invoice).number),)


def test_the_board_knows_what_was_promised_until_somebody_is_there(shop: Shop) -> None:
    job = shop.job(respond_by_at=at(10))
    visit = shop.visit(job, at(9))
    later = shop.visit(job, at(13))

    def promised() -> dict[int, object]:
        board = shop.dispatcher.ask(BoardDay(day=date(2026, 3, 2)))
        return {one.id: one.respond_by_at for one in board.visits}

    assert promised() == {visit: at(10), later: at(10)}
    shop.change(Visit, visit, state=VisitState.ON_SITE, arrived_at=at(9, 5))
    assert promised() == {visit: None, later: None}
