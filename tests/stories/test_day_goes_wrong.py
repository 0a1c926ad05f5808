"""The day as it mostly is: two jobs at one time, a part that is missing, a mistake on the invoice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NeedsConfirmation, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import PaymentMethod
from fsmdesk.services.billing.messages import (
    CreditInvoice,
    DraftInvoice,
    Invoice,
    InvoiceStanding,
    IssueInvoice,
    RecordPayment,
)
from fsmdesk.services.closeout.messages import Closeout, CompleteWorkOrder, ReviewWorkOrder, SendBack
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, UnplaceVisit
from fsmdesk.services.intake.messages import NewCustomer, NewSite, TakeCall
from fsmdesk.services.undoing.messages import Undo
from tests.stories.day_office import DayOffice, next_hour

_S, _W = VisitState, WorkOrderState


def _approved_job(office: DayOffice, name: str = "City Library") -> int:
    call = TakeCall(
        title="Radiator leaks",
        new_customer=NewCustomer(name=name, address="1 Main St"),
        new_site=NewSite(name=f"{name}, hall"),
        duration_minutes=60,
        approve=True,
    )
    return office.dispatcher.do(call).value


def _place(office: DayOffice, job: int, technician: int, hours: int = 1, reason: str = "") -> PlaceVisit:
    waiting = office.waiting(job)
    start = next_hour(hours)
    return PlaceVisit(
        work_order_id=job,
        visit_id=waiting.visit_id,
        seen_version=waiting.visit_version or waiting.work_order_version,
        technician_id=technician,
        start_at=start,
        end_at=start + timedelta(hours=1),
        reason=reason,
    )


def _work_and_complete(office: DayOffice, job: int, visit: int) -> None:
    for after in (_S.ON_SITE, _S.DONE):
        office.report(visit, after, office.dispatcher)
    if not office.job(job).lines:
        office.save(job, lines=(office.line(job, office.labour, 1_000),))
    seen = office.job(job).version
    command = CompleteWorkOrder(work_order_id=job, seen_version=seen, cause="Worn seal", fix="New seal")
    office.dispatcher.do(command)


def test_two_jobs_at_one_time(office: DayOffice) -> None:
    first, second = _approved_job(office), _approved_job(office, "Hill School")
    office.dispatcher.do(_place(office, first, office.fay))
    with pytest.raises(NeedsConfirmation, match="Fay is at City Library until") as asked:
        office.dispatcher.do(_place(office, second, office.fay))
    assert asked.value.needs_reason
    marked = office.dispatcher.do(_place(office, second, office.fay, reason="Five minutes, next door")).value
    assert office.card(marked).double_booked
    card = office.card(marked)
    move = MoveVisit(
        visit_id=marked,
        seen_version=card.version,
        technician_id=office.ben,
        start_at=card.start_at,
        end_at=card.end_at,
    )
    office.dispatcher.do(move)
    assert not office.card(marked).double_booked
    with pytest.raises(ConflictError) as conflict:
        office.owner.do(UnplaceVisit(visit_id=marked, seen_version=card.version))
    assert conflict.value.who == "Dan Desk"


def test_a_move_is_taken_back(office: DayOffice) -> None:
    job = _approved_job(office)
    placing = _place(office, job, office.fay)
    visit = office.dispatcher.do(placing).value
    office.dispatcher.do(Undo(undone_key=placing.key))
    assert office.waiting(job).visit_id == visit
    assert office.job(job).state is _W.APPROVED


def test_a_part_is_missing_and_somebody_comes_again(office: DayOffice) -> None:
    job = _approved_job(office)
    visit = office.dispatcher.do(_place(office, job, office.fay)).value
    for after, follows in ((_S.ON_SITE, _W.ON_SITE), (_S.WAITING, _W.WAITING), (_S.PARTLY_DONE, _W.APPROVED)):
        office.report(visit, after)
        assert office.job(job).state is follows
    assert office.waiting(job).visit_id is None
    again = office.dispatcher.do(_place(office, job, office.fay, hours=3)).value
    _work_and_complete(office, job, again)
    assert {each.state for each in office.job(job).visits} == {_S.DONE, _S.PARTLY_DONE}


def test_the_review_sends_a_job_back(office: DayOffice) -> None:
    job = _approved_job(office)
    _work_and_complete(office, job, office.dispatcher.do(_place(office, job, office.fay)).value)
    [row] = office.bookkeeper.ask(Closeout()).to_review
    office.bookkeeper.do(SendBack(work_order_id=job, seen_version=row.version, reason="It still leaks"))
    assert office.waiting(job).visit_id is not None
    _work_and_complete(office, job, office.dispatcher.do(_place(office, job, office.ben, hours=3)).value)
    [row] = office.bookkeeper.ask(Closeout()).to_review
    assert row.technicians == "Fay Brooks, Ben Ito"


def test_a_wrong_invoice_is_credited_and_written_anew(office: DayOffice) -> None:
    job = _approved_job(office)
    _work_and_complete(office, job, office.dispatcher.do(_place(office, job, office.fay)).value)
    office.bookkeeper.do(ReviewWorkOrder(work_order_id=job, seen_version=office.job(job).version))
    wrong = _issue(office, job)
    with pytest.raises(RuleBroken, match="can't be edited"):
        office.save(job, title="Radiator leaked")
    office.bookkeeper.do(CreditInvoice(invoice_id=wrong, reason="Half of it was promised for free"))
    office.save(job, lines=tuple(replace(row.value, discount_ppm=500_000) for row in office.job(job).lines))
    right = _issue(office, job)
    first, second = (office.bookkeeper.ask(Invoice(invoice_id=each)).row for each in (wrong, right))
    assert (first.standing, first.total_minor, second.total_minor) == (InvoiceStanding.PAID, 10_070, 5_035)
    payment = RecordPayment(
        customer_id=second.customer_id,
        received_on=office.today,
        amount_minor=6_000,
        method=PaymentMethod.CASH,
        invoice_ids=(right,),
    )
    office.bookkeeper.do(payment)
    assert office.job(job).state is _W.CLOSED


def _issue(office: DayOffice, job: int) -> int:
    invoice = office.bookkeeper.do(DraftInvoice(work_order_ids=(job,))).value
    seen = office.bookkeeper.ask(Invoice(invoice_id=invoice)).row.version
    return office.bookkeeper.do(IssueInvoice(invoice_id=invoice, seen_version=seen)).value
