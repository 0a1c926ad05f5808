from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from fsmdesk.bootstrap import OpenOffice, open_office
from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import Role, TaxCategory
from fsmdesk.models import Company
from fsmdesk.services.setup import messages
from fsmdesk.services.setup.messages import (
    EditCompany,
    People,
    SavePerson,
    SaveTax,
    SetUpOffice,
    TaxComponentValue,
    Taxes,
)
from tests.services.shop import OWNER, Shop

LOGO = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def fresh(office_url: str) -> Iterator[OpenOffice]:
    opened = open_office(office_url)
    yield opened
    opened.database.close()


def test_an_empty_office_becomes_a_shop_once(fresh: OpenOffice) -> None:
    program = fresh.as_program()
    start = SetUpOffice(
        company_name="Northgate", owner_name="Mara", currency="EUR", tax_name="VAT", tax_rate_ppm=190_000
    )
    owner = program.do(start).value
    assert [(person.id, person.role) for person in program.ask(People())] == [(owner, Role.OWNER)]
    assert [(tax.code, tax.rate_ppm) for tax in program.ask(Taxes())] == [("E", 0), ("S", 190_000)]
    assert program.ask(messages.Company()).currency == "EUR"
    with pytest.raises(RuleBroken):
        program.do(SetUpOffice(company_name="Other", owner_name="Max"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"company_name": ""}, "company_name"),
        ({"currency": "Euro"}, "currency"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"tax_rate_ppm": 2_000_000}, "tax_rate_ppm"),
    ],
)
def test_a_start_that_is_not_right_leaves_the_office_empty(
    fresh: OpenOffice, values: dict[str, object], field: str
) -> None:
    given = {"company_name": "Northgate", "owner_name": "Mara"} | values
    with pytest.raises(RuleBroken) as caught:
        fresh.as_program().do(SetUpOffice(**given))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert fresh.as_program().ask(People()) == ()


def editing(card: messages.CompanyCard, **values: object) -> EditCompany:
    names = set(EditCompany.__dataclass_fields__) & set(messages.CompanyCard.__dataclass_fields__)
    same = {name: getattr(card, name) for name in names - {"logo"}}
    return EditCompany(**{**same, "seen_version": card.version, **values})


def test_company_and_logo_are_changed_and_the_logo_is_stored_once(shop: Shop) -> None:
    card = shop.owner.ask(messages.Company())
    shop.owner.do(editing(card, phone="555 0123", logo=LOGO))
    after = shop.owner.ask(messages.Company())
    assert (after.phone, after.logo) == ("555 0123", LOGO)
    shop.owner.do(editing(after, logo=b""))
    assert shop.owner.ask(messages.Company()).logo is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"logo": b"GIF89a"}, "logo"),
        ({"logo": LOGO + bytes(2_000_001)}, "logo"),
        ({"credit_note_prefix": "{year}-"}, "credit_note_prefix"),
        ({"invoice_prefix": "R2"}, "invoice_prefix"),
        ({"day_end_minute": 100}, "day_end_minute"),
    ],
)
def test_company_data_that_are_not_right_are_refused(
    sqlite_shop: Shop, values: dict[str, object], field: str
) -> None:
    card = sqlite_shop.owner.ask(messages.Company())
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.owner.do(editing(card, **values))
    assert caught.value.field == field
    assert sqlite_shop.owner.ask(messages.Company()).version == card.version


def test_an_office_always_keeps_an_owner(shop: Shop) -> None:
    for change in ({"role": Role.DISPATCHER}, {"role": Role.OWNER, "is_archived": True}):
        with pytest.raises(RuleBroken):
            shop.owner.do(SavePerson(person_id=OWNER, seen_version=1, name="Olive", **change))
    second = shop.owner.do(SavePerson(name="Pat", role=Role.OWNER)).value
    shop.owner.do(SavePerson(person_id=OWNER, seen_version=1, name="Olive", role=Role.DISPATCHER))
    assert [person.id for person in shop.owner.ask(People()) if person.role is Role.OWNER] == [second]


def test_one_tax_is_the_usual_one_and_rates_change_on_their_day(shop: Shop) -> None:
    component = TaxComponentValue("New", TaxCategory.STANDARD, 50_000)
    made = shop.owner.do(SaveTax(code="N", name="New", components=(component,), is_default=True)).value
    assert [tax.id for tax in shop.owner.ask(Taxes()) if tax.is_default] == [made]
    sales = next(tax for tax in shop.owner.ask(Taxes()) if tax.code == "S")
    assert sales.rate_ppm == 60_000
    shop.wait(days=150)
    assert next(tax for tax in shop.owner.ask(Taxes()) if tax.code == "S").rate_ppm == 70_000


def test_a_rate_is_in_force_from_its_day_on_the_wall_of_the_office(shop: Shop) -> None:
    shop.change(Company, 1, timezone="Pacific/Auckland")
    shop.now = datetime(2026, 6, 30, 14, tzinfo=UTC)
    assert next(tax for tax in shop.owner.ask(Taxes()) if tax.code == "S").rate_ppm == 70_000


def test_the_name_of_a_rate_is_text_that_can_be_stored(sqlite_shop: Shop) -> None:
    component = TaxComponentValue("Ne\0w", TaxCategory.STANDARD, 10)
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.owner.do(SaveTax(code="N", name="New", components=(component,)))
    assert caught.value.field == "components"


def test_a_tax_without_sense_is_refused(sqlite_shop: Shop) -> None:
    wrong = TaxComponentValue("Exempt", TaxCategory.EXEMPT, 10)
    twice = (
        TaxComponentValue("City", TaxCategory.STANDARD, 1),
        TaxComponentValue("City", TaxCategory.STANDARD, 2),
    )
    for components in ((), (wrong,), twice):
        with pytest.raises(RuleBroken) as caught:
            sqlite_shop.owner.do(SaveTax(code="N", name="New", components=components))
        assert caught.value.field == "components"
    assert len(sqlite_shop.owner.ask(Taxes())) == 3
