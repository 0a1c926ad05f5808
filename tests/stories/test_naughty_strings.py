"""Strings that break programs, in every text field: saved, found, shown, printed, exported and read back the same."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.terms import LineKind, Role
from fsmdesk.core.texts import clean_text, find_forbidden, unguard_from_csv
from fsmdesk.models import Contact, Customer, Equipment, Item, Person, Place, Site, Technician
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.imports.files import FileOptions, import_plan, plan_file
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import WorkOrder
from fsmdesk.services.parties.messages import (
    CustomerList,
    SaveContact,
    SaveCustomer,
    SaveEquipment,
    SavePlace,
    SaveSite,
)
from fsmdesk.services.prices.messages import SaveItem
from fsmdesk.services.printing.messages import JobTicketPaper
from fsmdesk.services.setup.messages import SavePerson
from fsmdesk.services.technicians.messages import SaveTechnician
from tests.services.shop import LIBRARY, LIBRARY_SITE, Shop, fresh_shop
from tests.support.offices import Offices
from tests.support.shared_data import shared_data


def _strings() -> list[str]:
    folder = shared_data()
    assert folder is not None
    found: list[str] = json.loads((folder / "hostile" / "blns" / "blns.json").read_text("utf-8"))
    return found


STRINGS = _strings()
KEPT = [text for text in STRINGS if find_forbidden(text) is None and text.strip()]
REFUSED = [text for text in STRINGS if find_forbidden(text) is not None]


@pytest.fixture
def shop(offices: Offices) -> Iterator[Shop]:
    with fresh_shop(offices) as made:
        yield made


def test_customers_are_saved_found_listed_and_exported_as_they_were_typed(shop: Shop, tmp_path: Path) -> None:
    ids = {shop.owner.do(_customer(text)).value: text for text in KEPT}
    for record in shop.all(Customer)[2:]:
        text = ids[record.id]
        assert {record.name, record.city, record.address, record.notes, record.exempt_certificate} == {text}
    for record_id, text in ids.items():
        hits = shop.owner.ask(FindRecords(text=text, kinds=("customer",), limit=len(KEPT)))
        assert record_id in [hit.id for hit in hits], text
    page = shop.owner.ask(CustomerList(request=ListRequest(limit=2000)))
    assert sorted(row.name for row in page.rows if row.id in ids) == sorted(ids.values())
    _exported(shop, tmp_path, sorted(ids.values()))


def _customer(text: str) -> SaveCustomer:
    texts = ("name", "address", "city", "region", "postcode", "country", "phone", "email", "tax_number")
    given = dict.fromkeys((*texts, "exempt_certificate", "notes"), text)
    return SaveCustomer(**given)  # type: ignore[arg-type]


def _exported(shop: Shop, folder: Path, names: list[str]) -> None:
    request = ListRequest(filters=(ListFilter("site_count", values=(0,)),))
    for path in (folder / "c.xlsx", folder / "c.csv"):
        shop.owner.ask(
            ExportList(kind="customers", path=str(path), columns=("name", "city"), request=request)
        )
    sheet = load_workbook(folder / "c.xlsx").active
    assert sheet is not None
    assert sorted(str(row[0]) for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)) == names
    assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2, max_col=1)} == {"s"}
    with (folder / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert sorted(unguard_from_csv(row[0]) for row in rows) == names
    assert not [row for row in rows if row[0].startswith(("=", "+", "-", "@"))]
    done = import_plan(
        shop.owner, plan_file(shop.owner, "customers", folder / "c.csv", FileOptions()), rehearse=True
    )
    assert done.counts.rejected == 0
    # A cell of blanks alone, or with blanks around it, is taken without them; all else is known again.
    assert done.counts.new <= sum(name != name.strip() for name in names)


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_control_characters_are_refused_with_the_place_named(text: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        clean_text(text, "notes", label="Notes")
    assert caught.value.field == "notes"
    assert "Notes: character" in str(caught.value)


def test_every_other_record_keeps_them_too(shop: Shop) -> None:
    for text in KEPT[::7]:
        owner = shop.owner
        contact = owner.do(
            SaveContact(customer_id=LIBRARY, name=text, title=text, phone=text, email=text)
        ).value
        site = owner.do(SaveSite(customer_id=LIBRARY, name=text, address=text, access_notes=text)).value
        place = owner.do(SavePlace(site_id=site, name=text)).value
        machine = owner.do(
            SaveEquipment(site_id=site, name=text, make=text, model=text, serial=text, notes=text)
        ).value
        technician = owner.do(SaveTechnician(name=text, phone=text, notes=text)).value
        person = owner.do(SavePerson(name=text, role=Role.DISPATCHER)).value
        item = owner.do(
            SaveItem(code=text[:200], name=text, kind=LineKind.PART, price_minor=1, notes=text)
        ).value
        assert {shop.get(Contact, contact).title, shop.get(Site, site).access_notes} == {text}
        assert {shop.get(Place, place).name, shop.get(Equipment, machine).serial} == {text}
        assert {shop.get(Technician, technician).notes, shop.get(Person, person).name} == {text}
        assert shop.get(Item, item).notes == text


def test_jobs_keep_them_and_their_tickets_print(shop: Shop) -> None:
    for text in KEPT[::5]:
        job = shop.dispatcher.do(
            TakeCall(
                title=text,
                problem=text,
                customer_id=LIBRARY,
                site_id=LIBRARY_SITE,
                caller=text,
                purchase_order=text,
                access_notes=text,
                safety_notes=text,
                skills=(text[:200],),
            )
        ).value
        card = shop.dispatcher.ask(WorkOrder(work_order_id=job))
        assert {card.title, card.problem, card.caller, card.access_notes, card.safety_notes} == {text}
        pdf = shop.dispatcher.ask(JobTicketPaper(work_order_id=job)).content
        assert len(PdfReader(BytesIO(pdf)).pages) >= 1
