"""Two seats at the same moment, with real connections: one wins, the other is told in plain words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from fsmdesk.core.errors import UserFacingError
from fsmdesk.core.messages import Command
from fsmdesk.core.terms import Role
from fsmdesk.models import Allocation, Invoice, InvoiceLine, NumberSeries, WorkOrderLine
from fsmdesk.services.billing.messages import CreditInvoice, DraftInvoice, IssueInvoice
from tests.services.billing.making import draft, invoice_of, payment
from tests.services.shop import BOOKKEEPER, OWNER, LineOf, Shop

Outcome = tuple[list[Any], list[UserFacingError]]


def at_once(shop: Shop, *commands: Command[Any]) -> Outcome:
    """Every command from a seat of its own, all at the same moment: the answers, and the refusals."""
    barrier = Barrier(len(commands))

    def run(numbered: tuple[int, Command[Any]]) -> tuple[Any, UserFacingError | None]:
        number, command = numbered
        seat = shop.seat(OWNER, Role.OWNER) if number % 2 else shop.seat(BOOKKEEPER, Role.BOOKKEEPER)
        barrier.wait()
        try:
            return seat.do(command).value, None
        except UserFacingError as error:
            return None, error

    with ThreadPoolExecutor(len(commands)) as seats:
        outcomes = list(seats.map(run, enumerate(commands)))
    return [value for value, error in outcomes if error is None], [e for _, e in outcomes if e is not None]


def repeated(times: int, race: Callable[[], None]) -> None:
    """The race, often enough to meet different orders of events."""
    for _ in range(times):
        race()


def test_two_seats_draft_the_same_job(shop: Shop) -> None:
    def race() -> None:
        job = shop.reviewed_job()
        commands = [DraftInvoice(work_order_ids=(job,)) for _ in range(2)]
        answers, refused = at_once(shop, *commands)
        assert (len(set(answers)), refused) == (1, [])
        assert len(shop.all(InvoiceLine, work_order_id=job)) == 1

    repeated(3, race)


def test_two_seats_draft_jobs_that_overlap(shop: Shop) -> None:
    def race() -> None:
        first, shared, last = (shop.reviewed_job() for _ in range(3))
        answers, refused = at_once(
            shop,
            DraftInvoice(work_order_ids=(first, shared)),
            DraftInvoice(work_order_ids=(shared, last)),
        )
        assert (len(answers), len(refused)) == (1, 1)
        assert "another draft" in str(refused[0])

    repeated(3, race)


def test_two_seats_issue_the_same_draft(shop: Shop) -> None:
    def race() -> None:
        invoice = draft(shop, shop.reviewed_job())
        seen = shop.version(Invoice, invoice)
        commands = [IssueInvoice(invoice_id=invoice, seen_version=seen) for _ in range(2)]
        answers, refused = at_once(shop, *commands)
        assert (answers, len(refused)) == ([invoice], 1)
        assert "has been issued" in str(refused[0]) or "in the meantime" in str(refused[0])

    repeated(3, race)


def test_many_seats_issue_at_once_and_numbers_have_no_gap(shop: Shop) -> None:
    drafts = [draft(shop, shop.reviewed_job()) for _ in range(6)]
    commands = [IssueInvoice(invoice_id=each, seen_version=shop.version(Invoice, each)) for each in drafts]
    answers, refused = at_once(shop, *commands)
    assert (sorted(answers), refused) == (drafts, [])
    serials = sorted(shop.get(Invoice, each).serial or 0 for each in drafts)
    assert serials == [1, 2, 3, 4, 5, 6]
    assert [series.last for series in shop.all(NumberSeries, name="2026-")] == [6]


def test_two_seats_record_the_same_transfer(shop: Shop) -> None:
    def race() -> None:
        invoice = invoice_of(shop)
        answers, refused = at_once(shop, payment(10_600, invoice), payment(10_600, invoice))
        assert (len(answers), len(refused)) == (1, 1)
        assert "is settled already" in str(refused[0])
        assert sum(each.amount_minor for each in shop.all(Allocation, invoice_id=invoice.id)) == 10_600

    repeated(3, race)


def test_parts_that_come_at_once_never_pay_too_much(shop: Shop) -> None:
    invoice = invoice_of(shop, 1_000)
    at_once(shop, *(payment(400, invoice) for _ in range(4)))
    assert sum(each.amount_minor for each in shop.all(Allocation, invoice_id=invoice.id)) == 1_060


def test_one_seat_credits_while_another_takes_money(shop: Shop) -> None:
    def race() -> None:
        invoice = invoice_of(shop)
        at_once(shop, CreditInvoice(invoice_id=invoice.id, reason="Wrong"), payment(600, invoice))
        assert sum(each.amount_minor for each in shop.all(Allocation, invoice_id=invoice.id)) == 10_600

    repeated(3, race)


def test_an_invoice_is_credited_by_one_seat(shop: Shop) -> None:
    invoice = invoice_of(shop)
    commands = [CreditInvoice(invoice_id=invoice.id, reason="Wrong") for _ in range(3)]
    answers, refused = at_once(shop, *commands)
    assert (len(answers), len(refused)) == (1, 2)
    assert all("credited already" in str(error) for error in refused)


def test_lines_that_change_while_their_invoice_is_issued_are_never_lost(shop: Shop) -> None:
    """Whoever comes first: the invoice says what the job says, or it is not issued."""
    job = shop.reviewed_job(LineOf(price_minor=100))
    invoice = draft(shop, job)
    command = IssueInvoice(invoice_id=invoice, seen_version=shop.version(Invoice, invoice))
    [line] = shop.all(WorkOrderLine, work_order_id=job)
    barrier = Barrier(2)

    def edit() -> bool:
        barrier.wait()
        try:
            with shop.database.write(shop.owner.actor) as work:
                work.session.get_one(WorkOrderLine, line.id).price_minor = 900
        except UserFacingError:
            return False
        return True

    def issue() -> bool:
        barrier.wait()
        try:
            shop.bookkeeper.do(command)
        except UserFacingError:
            return False
        return True

    with ThreadPoolExecutor(2) as seats:
        edited, issued = (seats.submit(each) for each in (edit, issue))
        done = (edited.result(), issued.result())
    assert done in ((True, False), (False, True))
    [stored] = shop.all(WorkOrderLine, work_order_id=job)
    assert stored.price_minor == (900 if done[0] else 100)
