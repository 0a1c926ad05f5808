"""A telephone number is found however it was written and however it is typed."""

import pytest

from fsmdesk.db.search import phone_figures
from fsmdesk.models import Contact, Customer
from fsmdesk.services.finding.messages import FindRecords
from tests.services.shop import LIBRARY, Shop


@pytest.mark.parametrize(
    "typed",
    [
        "(518) 555-0142",
        "518.555.0142",
        "5185550142",
        "555 0142",
        "555-01",
        "+1 518 555 0142",
        "001-518-5550142",
    ],
)
def test_a_number_is_found_whatever_is_between_its_figures(shop: Shop, typed: str) -> None:
    (contact,) = shop.add(Contact(customer_id=LIBRARY, name="P. Doyle", phone="518-555-0142"))
    found = shop.dispatcher.ask(FindRecords(text=typed, kinds=("customer", "contact")))
    assert [row.id for row in found if row.kind == "contact"] == [contact]


def test_a_country_code_on_either_side_does_not_matter(shop: Shop) -> None:
    abroad, home = shop.add(
        Customer(name="Kita", phone="+49 (0)30 / 1234567"), Customer(name="Praxis", phone="089/765 43 21")
    )
    assert [row.id for row in shop.dispatcher.ask(FindRecords(text="030 1234567"))] == [abroad]
    assert [row.id for row in shop.dispatcher.ask(FindRecords(text="+49 89 7654321"))] == [home]


def test_a_number_that_is_changed_is_found_anew(shop: Shop) -> None:
    shop.change(Customer, LIBRARY, phone="(07) 99 88-77")
    assert [row.id for row in shop.dispatcher.ask(FindRecords(text="07998877"))] == [LIBRARY]
    assert shop.dispatcher.ask(FindRecords(text="555-0100", kinds=("customer",))) == ()


def test_what_is_no_number_is_no_number() -> None:
    for scrap in ("Main St 12", "12", "a-555-0142", "", "#4426"):
        assert phone_figures(scrap) == []
    assert phone_figures("4426") == ["4426"]
