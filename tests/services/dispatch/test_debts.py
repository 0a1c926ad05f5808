"""Which customers of the board owe money that is overdue."""

from datetime import timedelta

from fsmdesk.models import Invoice
from fsmdesk.services.dispatch.messages import Debtors
from tests.services.billing.making import invoice_of, pay
from tests.services.shop import LIBRARY, SCHOOL, Shop


def test_who_paid_in_part_owes_and_who_paid_all_or_is_not_due_does_not(shop: Shop) -> None:
    late, paid = invoice_of(shop, 10_000), invoice_of(shop, 20_000, customer_id=SCHOOL)
    asked = Debtors(customer_ids=(LIBRARY, SCHOOL))
    assert shop.dispatcher.ask(asked) == frozenset()
    shop.now += timedelta(days=400)
    assert shop.dispatcher.ask(asked) == {LIBRARY, SCHOOL}
    pay(shop, 500, shop.get(Invoice, late.id))
    pay(shop, paid.total_minor, shop.get(Invoice, paid.id), customer_id=SCHOOL)
    assert shop.dispatcher.ask(asked) == {LIBRARY}
    assert shop.dispatcher.ask(Debtors(customer_ids=(SCHOOL,))) == frozenset()
    assert shop.dispatcher.ask(Debtors(customer_ids=())) == frozenset()
