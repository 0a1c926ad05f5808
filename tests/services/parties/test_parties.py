import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.lists import FilterTest, ListFilter, ListRequest
from fsmdesk.models import Contact, Customer, Equipment, Place, Site
from fsmdesk.services.parties import messages
from fsmdesk.services.parties.messages import (
    ArchiveRecord,
    CustomerList,
    EquipmentList,
    SaveAgreement,
    SaveContact,
    SaveCustomer,
    SaveEquipment,
    SavePlace,
    SaveSite,
    SiteList,
)
from tests.services.shop import BOILER, LIBRARY, LIBRARY_SITE, SCHOOL, SCHOOL_SITE, Shop, at


def test_a_customer_is_made_read_and_changed(shop: Shop) -> None:
    made = shop.dispatcher.do(SaveCustomer(name="Ridge Hotel", city="Dover", external_id="K-1")).value
    card = shop.dispatcher.ask(messages.Customer(customer_id=made))
    assert (card.name, card.city, card.external_id, card.version) == ("Ridge Hotel", "Dover", "K-1", 1)
    shop.dispatcher.do(SaveCustomer(customer_id=made, seen_version=1, name="Ridge Inn", payment_days=14))
    after = shop.dispatcher.ask(messages.Customer(customer_id=made))
    assert (after.name, after.payment_days, after.version) == ("Ridge Inn", 14, 2)


def test_the_second_of_two_seats_hears_who_was_first(shop: Shop) -> None:
    shop.dispatcher.do(SaveCustomer(customer_id=LIBRARY, seen_version=1, name="Town Library"))
    with pytest.raises(ConflictError) as caught:
        shop.owner.do(SaveCustomer(customer_id=LIBRARY, seen_version=1, name="Village Library"))
    assert (caught.value.who, caught.value.stored_version) == ("Dan Desk", 2)
    assert caught.value.theirs["name"] == "Town Library"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x", "payment_days": -1}, "payment_days"),
        ({"name": "x", "external_id": "K-7"}, "external_id"),
        ({"name": "x", "notes": "bell\x07"}, "notes"),
        ({"name": "x" * 1001}, "name"),
    ],
)
def test_a_customer_that_is_not_right_is_refused(
    sqlite_shop: Shop, values: dict[str, object], field: str
) -> None:
    sqlite_shop.add(Customer(name="Other", external_id="K-7"))
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.owner.do(SaveCustomer(**values))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_one_contact_at_most_is_the_primary_one(shop: Shop) -> None:
    first = shop.owner.do(SaveContact(customer_id=LIBRARY, name="P. Doyle", is_primary=True)).value
    second = shop.owner.do(SaveContact(customer_id=LIBRARY, name="M. Ott", is_primary=True)).value
    assert not shop.get(Contact, first).is_primary
    contacts = shop.owner.ask(messages.Customer(customer_id=LIBRARY)).contacts
    assert [contact.id for contact in contacts] == [second, first]


def test_a_contact_and_a_place_stay_where_they_belong(shop: Shop) -> None:
    contact = shop.owner.do(SaveContact(customer_id=LIBRARY, name="P. Doyle")).value
    place = shop.owner.do(SavePlace(site_id=LIBRARY_SITE, name="Attic")).value
    with pytest.raises(RuleBroken):
        shop.owner.do(SaveContact(contact_id=contact, seen_version=1, customer_id=SCHOOL, name="Doyle"))
    with pytest.raises(RuleBroken):
        shop.owner.do(SavePlace(place_id=place, seen_version=1, site_id=SCHOOL_SITE, name="Loft"))
    assert (shop.get(Contact, contact).name, shop.get(Place, place).name) == ("P. Doyle", "Attic")


def test_places_are_a_tree_with_paths(shop: Shop) -> None:
    building = shop.owner.do(SavePlace(site_id=LIBRARY_SITE, name="Main building")).value
    room = shop.owner.do(SavePlace(site_id=LIBRARY_SITE, parent_id=building, name="Plant room")).value
    paths = [place.path for place in shop.owner.ask(messages.Site(site_id=LIBRARY_SITE)).places]
    assert paths == ["Main building", "Main building › Plant room"]
    with pytest.raises(RuleBroken):
        shop.owner.do(
            SavePlace(
                place_id=building, seen_version=1, site_id=LIBRARY_SITE, parent_id=room, name="Main building"
            )
        )
    assert shop.get(Place, building).parent_id is None


def test_a_machine_is_no_part_of_itself_and_its_place_is_at_its_site(shop: Shop) -> None:
    elsewhere = shop.owner.do(SavePlace(site_id=SCHOOL_SITE, name="Attic")).value
    burner = shop.owner.do(SaveEquipment(site_id=LIBRARY_SITE, parent_id=BOILER, name="Burner")).value
    base = {"equipment_id": BOILER, "seen_version": 1, "site_id": LIBRARY_SITE, "name": "Boiler 1"}
    for values, field in (
        ({"parent_id": burner}, "parent_id"),
        ({"parent_id": BOILER}, "parent_id"),
        ({"place_id": elsewhere}, "place_id"),
        ({"installed_on": at(0).date(), "warranty_until": at(0, day=1).date()}, "warranty_until"),
    ):
        with pytest.raises(RuleBroken) as caught:
            shop.owner.do(SaveEquipment(**(base | values)))  # type: ignore[arg-type]
        assert caught.value.field == field
    assert shop.get(Equipment, BOILER).version == 1


def test_open_work_keeps_a_record_from_being_archived(shop: Shop) -> None:
    shop.job()
    for kind, record in (("customer", LIBRARY), ("site", LIBRARY_SITE), ("equipment", BOILER)):
        with pytest.raises(RuleBroken):
            shop.owner.do(ArchiveRecord(kind=kind, record_id=record, seen_version=1))
    assert shop.get(Customer, LIBRARY).archived_at is None


def test_an_archived_record_leaves_the_list_and_comes_back(shop: Shop) -> None:
    shown = ListRequest(filters=(ListFilter("archived", values=(False,)),))
    shop.owner.do(ArchiveRecord(kind="customer", record_id=2, seen_version=1))
    assert [row.id for row in shop.owner.ask(CustomerList(request=shown)).rows] == [LIBRARY]
    shop.owner.do(ArchiveRecord(kind="customer", record_id=2, seen_version=2, archived=False))
    assert shop.owner.ask(CustomerList(request=shown)).total_count == 2


def test_a_technician_edits_no_customers(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(SaveCustomer(name="x"))
    assert len(shop.all(Customer)) == 2


def test_lists_search_filter_sort_and_page(shop: Shop) -> None:
    shop.add(*(Customer(name=f"Hotel {number:02}", city="Dover") for number in range(30)))
    page = shop.owner.ask(
        CustomerList(request=ListRequest(text="hotel dov", sort="name", descending=True, offset=5, limit=10))
    )
    assert page.total_count == 30
    assert [row.name for row in page.rows][:2] == ["Hotel 24", "Hotel 23"]
    contains = ListRequest(filters=(ListFilter("name", FilterTest.CONTAINS, ("tel 0",)),))
    assert shop.owner.ask(CustomerList(request=contains)).total_count == 10
    empty = ListRequest(filters=(ListFilter("city", FilterTest.EMPTY),))
    assert [row.name for row in shop.owner.ask(CustomerList(request=empty)).rows] == ["Hill School"]


def test_sites_without_a_customer_are_listed_and_can_be_given_one(shop: Shop) -> None:
    (lone,) = shop.add(Site(name="Depot 7"))
    row = next(row for row in shop.owner.ask(SiteList(request=ListRequest())).rows if row.id == lone)
    assert (row.customer_id, row.customer) == (None, "")
    shop.owner.do(SaveSite(site_id=lone, seen_version=1, customer_id=LIBRARY, name="Depot 7"))
    assert shop.owner.ask(messages.Site(site_id=lone)).customer == "City Library"


def test_machines_are_found_by_customer_and_warranty(shop: Shop) -> None:
    shop.change(Equipment, BOILER, warranty_until=at(0, day=20).date())
    inside = ListRequest(filters=(ListFilter("warranty", values=("in",)),))
    assert [row.id for row in shop.owner.ask(EquipmentList(request=inside)).rows] == [BOILER]
    assert shop.owner.ask(EquipmentList(request=ListRequest(text="weil library"))).total_count == 1


def test_an_agreement_ends_after_it_starts(shop: Shop) -> None:
    day = at(0).date()
    with pytest.raises(RuleBroken) as caught:
        shop.owner.do(
            SaveAgreement(customer_id=LIBRARY, name="GOLD", starts_on=day, ends_on=at(0, day=1).date())
        )
    assert caught.value.field == "ends_on"
    shop.owner.do(SaveAgreement(customer_id=LIBRARY, name="GOLD", starts_on=day, covers_parts=True))
    assert shop.owner.ask(messages.Customer(customer_id=LIBRARY)).agreements[0].covers_parts
