"""Everything that ever happened with a customer, on one page."""

from datetime import timedelta

from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.models import Feedback, OutgoingMail, RequestQuestion, Visit
from fsmdesk.services.happenings.messages import HappeningKind, HappeningRow, Happenings
from tests.services.billing.making import invoice_of, pay
from tests.services.shop import FAY, LIBRARY, SCHOOL, Shop, at


def rows(shop: Shop, customer: int = LIBRARY, **request: object) -> list[HappeningRow]:
    """What happened, the latest first."""
    return list(
        shop.dispatcher.ask(Happenings(customer_id=customer, request=ListRequest(**request))).rows  # type: ignore[arg-type]
    )


def test_all_that_happened_is_there_latest_first(shop: Shop) -> None:
    job = shop.job(WorkOrderState.COMPLETE, requested_at=at(6), completed_at=at(7, 30), fix="Cleaned")
    shop.add(
        Visit(work_order_id=job, technician_id=FAY, state="done", start_at=at(7), end_at=at(8)),
        Feedback(work_order_id=job, score=5, remark="Quick", given_at=at(7, 50)),
        RequestQuestion(work_order_id=job, question="Which boiler?", asked_at=at(6, 10)),
        OutgoingMail(
            state=MailState.SENT,
            event=MessageEvent.COMPLETE,
            recipient="eve@example.org",
            subject="Done",
            message_id="<1@x>",
            customer_id=LIBRARY,
            queued_at=at(7, 40),
            sent_at=at(7, 41),
        ),
    )
    invoice = invoice_of(shop, 10_000)
    pay(shop, 500, invoice)
    found = rows(shop)
    kinds = [row.kind for row in found]
    wanted = {
        *(HappeningKind.CALL, HappeningKind.VISIT, HappeningKind.COMPLETE, HappeningKind.INVOICE),
        *(HappeningKind.PAYMENT, HappeningKind.MAIL, HappeningKind.FEEDBACK, HappeningKind.QUESTION),
    }
    assert set(kinds) == wanted
    assert [row.at for row in found] == sorted((row.at for row in found), reverse=True)
    issued = next(row for row in found if row.kind is HappeningKind.INVOICE)
    assert (issued.name, issued.amount_minor) == (invoice.number, invoice.total_minor)
    paid = next(row for row in found if row.kind is HappeningKind.PAYMENT)
    assert (paid.amount_minor, paid.at.hour) == (500, 12)
    assert rows(shop, SCHOOL) == []


def test_it_is_searched_filtered_and_paged(shop: Shop) -> None:
    for hour in range(5):
        shop.job(title=f"Boiler {hour}", requested_at=shop.now - timedelta(hours=hour + 1))
    only = (ListFilter("kind", values=(HappeningKind.CALL.value,)),)
    assert [row.name.split(" · ")[1] for row in rows(shop, filters=only, limit=2)] == ["Boiler 0", "Boiler 1"]
    assert [row.name.split(" · ")[1] for row in rows(shop, filters=only, limit=2, offset=4)] == ["Boiler 4"]
    assert len(rows(shop, text="boiler #4")) == 1
