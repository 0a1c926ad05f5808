"""Two records that are one become one, with everything that belonged to either; and apart again."""

from datetime import date

import pytest
from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceState, LineKind, Priority
from fsmdesk.db.check import check
from fsmdesk.db.location import parse_location
from fsmdesk.models import (
    Contact,
    Customer,
    Equipment,
    Invoice,
    Item,
    KitPart,
    Person,
    ServiceLevel,
    Shift,
    Site,
    Skill,
    Technician,
    TechnicianSkill,
    Visit,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.merging.messages import MergeRecords, SketchMerge
from fsmdesk.services.parties.messages import ArchiveRecord
from fsmdesk.services.undoing.messages import Undo
from tests.services.billing.making import invoice_of
from tests.services.shop import (
    BEN,
    BOILER,
    FAY,
    HOUR,
    IGNITOR,
    LIBRARY,
    LIBRARY_SITE,
    SCHOOL,
    SCHOOL_SITE,
    Shop,
    at,
)

_MODELS = {"customer": Customer, "site": Site, "equipment": Equipment, "item": Item, "technician": Technician}


def merge(shop: Shop, kind: str, kept: int, merged: int) -> MergeRecords:
    """The command with the versions as they stand."""
    model = _MODELS[kind]
    return MergeRecords(
        kind=kind,
        kept_id=kept,
        kept_version=shop.version(model, kept),
        merged_id=merged,
        merged_version=shop.version(model, merged),
    )


def test_a_customer_takes_over_all_of_his_double_and_gives_it_back(shop: Shop) -> None:
    invoice = invoice_of(shop, 10_000)
    job = shop.job(WorkOrderState.APPROVED)
    shop.add(
        Contact(customer_id=LIBRARY, name="Eve"),
        ServiceLevel(customer_id=LIBRARY, priority=Priority.HIGH, respond_minutes=60),
        ServiceLevel(customer_id=SCHOOL, priority=Priority.HIGH, respond_minutes=30),
    )
    shop.change(Customer, LIBRARY, phone="555-1", notes="Pays late")
    shop.change(Customer, SCHOOL, phone="", notes="Ring twice")
    command = merge(shop, "customer", SCHOOL, LIBRARY)
    assert shop.owner.do(command).value == SCHOOL
    kept, merged = shop.get(Customer, SCHOOL), shop.get(Customer, LIBRARY)
    assert (kept.phone, kept.notes) == ("555-1", "Ring twice\nPays late")
    assert merged.archived_at is not None and merged.merged_into_id == SCHOOL
    assert shop.get(WorkOrder, job).customer_id == SCHOOL
    moved = shop.get(Invoice, invoice.id)
    assert (moved.customer_id, moved.bill_to_name, moved.state) == (
        SCHOOL,
        invoice.bill_to_name,
        InvoiceState.ISSUED,
    )
    assert [one.customer_id for one in shop.all(Contact, name="Eve")] == [SCHOOL]
    assert [one.respond_minutes for one in shop.all(ServiceLevel)] == [30]
    assert check(parse_location(shop.url)) == []
    shop.owner.do(Undo(undone_key=command.key))
    assert shop.get(Invoice, invoice.id).customer_id == LIBRARY
    assert shop.get(WorkOrder, job).customer_id == LIBRARY
    assert shop.get(Customer, LIBRARY).archived_at is None
    assert shop.get(Customer, SCHOOL).phone == ""
    assert sorted(one.respond_minutes or 0 for one in shop.all(ServiceLevel)) == [30, 60]


def test_an_issued_invoice_follows_nobody_else_and_changes_nothing_else(shop: Shop) -> None:
    invoice = invoice_of(shop, 10_000)
    with pytest.raises(RuleBroken, match="issued"):
        shop.change(Invoice, invoice.id, customer_id=SCHOOL)
    shop.change(Customer, LIBRARY, merged_into_id=SCHOOL)
    with pytest.raises(RuleBroken, match="issued"):
        shop.change(Invoice, invoice.id, customer_id=SCHOOL, bill_to_name="Somebody")
    with pytest.raises(RuleBroken, match="issued"):
        shop.change(Invoice, invoice.id, bill_to_name="Somebody")
    shop.change(Invoice, invoice.id, customer_id=SCHOOL)


def test_sites_of_one_customer_merge_and_others_do_not(shop: Shop) -> None:
    with pytest.raises(RuleBroken, match="different customers"):
        shop.dispatcher.do(merge(shop, "site", LIBRARY_SITE, SCHOOL_SITE))
    (double,) = shop.add(
        Site(customer_id=LIBRARY, name="Library, back door", latitude_micro=1, longitude_micro=2)
    )
    (machine,) = shop.add(Equipment(site_id=double, name="Pump"))
    job = shop.job(site_id=double)
    shop.dispatcher.do(merge(shop, "site", LIBRARY_SITE, double))
    assert shop.get(Equipment, machine).site_id == LIBRARY_SITE
    assert shop.get(WorkOrder, job).site_id == LIBRARY_SITE
    assert shop.get(Site, LIBRARY_SITE).latitude_micro == 1


def test_a_machine_does_not_become_its_own_parent(shop: Shop) -> None:
    (parent,) = shop.add(Equipment(site_id=LIBRARY_SITE, name="Plant", warranty_until=date(2027, 1, 1)))
    (child,) = shop.add(Equipment(site_id=LIBRARY_SITE, name="Burner", parent_id=parent))
    shop.change(Equipment, BOILER, parent_id=parent, warranty_until=None)
    shop.dispatcher.do(merge(shop, "equipment", BOILER, parent))
    boiler = shop.get(Equipment, BOILER)
    assert (boiler.parent_id, boiler.warranty_until) == (None, date(2027, 1, 1))
    assert shop.get(Equipment, child).parent_id == BOILER


def test_a_part_of_a_part_takes_the_place_of_the_whole(shop: Shop) -> None:
    house, whole = shop.add(*(Equipment(site_id=LIBRARY_SITE, name=name) for name in ("House", "Whole")))
    (part,) = shop.add(Equipment(site_id=LIBRARY_SITE, name="Part", parent_id=whole))
    shop.change(Equipment, whole, parent_id=house)
    shop.change(Equipment, BOILER, parent_id=part)
    command = merge(shop, "equipment", BOILER, whole)
    shop.dispatcher.do(command)
    assert shop.get(Equipment, BOILER).parent_id == house
    assert shop.get(Equipment, part).parent_id == BOILER
    back = ArchiveRecord(
        kind="equipment", record_id=whole, seen_version=shop.version(Equipment, whole), archived=False
    )
    with pytest.raises(RuleBroken, match="merged into another"):
        shop.dispatcher.do(back)
    shop.dispatcher.do(Undo(undone_key=command.key))
    parents = [shop.get(Equipment, machine).parent_id for machine in (BOILER, part, whole)]
    assert parents == [part, whole, house]


def test_items_merge_on_open_jobs_and_billed_lines_stay(shop: Shop) -> None:
    (double,) = shop.add(
        Item(code="IGN-2", name="Ignitor", kind=LineKind.PART, unit=shop.get(Item, IGNITOR).unit)
    )
    job = shop.job()
    shop.add(WorkOrderLine(work_order_id=job, item_id=double, kind=LineKind.PART))
    billed = invoice_of(shop, 10_000)
    with pytest.raises(RuleBroken, match="different kinds"):
        shop.owner.do(merge(shop, "item", HOUR, double))
    shop.owner.do(merge(shop, "item", IGNITOR, double))
    assert [line.item_id for line in shop.all(WorkOrderLine, work_order_id=job)] == [IGNITOR]
    assert shop.get(Item, double).archived_at is not None
    assert shop.get(Invoice, billed.id).state is InvoiceState.ISSUED


def test_kits_keep_their_parts_and_parts_add_up(shop: Shop) -> None:
    screw, bolt = shop.add(*(Item(code=code, name=code, kind=LineKind.PART) for code in ("SCR", "BLT")))
    kits = shop.add(*(Item(code=code, name=code, kind=LineKind.PART, is_kit=True) for code in ("K1", "K2")))
    for kit, item, milli in ((kits[0], screw, 2_000), (kits[0], bolt, 3_000), (kits[1], bolt, 9_000)):
        shop.add(KitPart(kit_id=kit, item_id=item, quantity_milli=milli))
    command = merge(shop, "item", kits[0], kits[1])
    shop.owner.do(command)
    assert [part.quantity_milli for part in shop.all(KitPart, kit_id=kits[0])] == [2_000, 3_000]
    shop.owner.do(Undo(undone_key=command.key))
    command = merge(shop, "item", bolt, screw)
    shop.owner.do(command)
    held = [(part.item_id, part.quantity_milli) for part in shop.all(KitPart, kit_id=kits[0])]
    assert held == [(bolt, 5_000)]
    shop.owner.do(Undo(undone_key=command.key))
    assert sorted(part.quantity_milli for part in shop.all(KitPart, kit_id=kits[0])) == [2_000, 3_000]


def test_a_hold_and_a_wish_for_no_mail_are_not_lost(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.change(Customer, SCHOOL, credit_hold=True, no_messages=True)
    shop.owner.do(merge(shop, "customer", LIBRARY, SCHOOL))
    kept = shop.get(Customer, LIBRARY)
    assert (kept.credit_hold, kept.no_messages) == (True, True)


def test_technicians_merge_unless_they_would_be_in_two_places(shop: Shop) -> None:
    (gas,) = shop.add(Skill(name="Gas-9"))
    shop.add(
        TechnicianSkill(technician_id=FAY, skill_id=gas),
        TechnicianSkill(technician_id=BEN, skill_id=gas),
        Shift(technician_id=BEN, weekday=6, start_minute=0, end_minute=60),
    )
    job = shop.job(WorkOrderState.SCHEDULED)
    for who, hour in ((FAY, 9), (BEN, 11)):
        shop.add(
            Visit(
                work_order_id=job, technician_id=who, state="planned", start_at=at(hour), end_at=at(hour + 1)
            )
        )
    shop.owner.do(merge(shop, "technician", FAY, BEN))
    assert [one.technician_id for one in shop.all(Visit)] == [FAY, FAY]
    assert [one.technician_id for one in shop.all(TechnicianSkill, skill_id=gas)] == [FAY]
    assert [one.weekday for one in shop.all(Shift, technician_id=BEN)] == [6]


def test_technicians_who_overlap_are_refused_and_nothing_has_moved(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    for who in (FAY, BEN):
        shop.add(Visit(work_order_id=job, technician_id=who, state="planned", start_at=at(9), end_at=at(10)))
    with pytest.raises(RuleBroken):
        shop.owner.do(merge(shop, "technician", FAY, BEN))
    assert sorted(one.technician_id or 0 for one in shop.all(Visit)) == [FAY, BEN]
    assert shop.get(Technician, BEN).archived_at is None


def test_two_people_cannot_be_one_technician(shop: Shop) -> None:
    with shop.reading() as work:
        person = work.session.scalar(select(Person.id).where(Person.technician_id.is_(None)))
    shop.change(Person, person or 0, technician_id=BEN)
    with pytest.raises(RuleBroken, match="both sit here"):
        shop.owner.do(merge(shop, "technician", FAY, BEN))


def test_what_a_merge_would_do_is_told_before(shop: Shop) -> None:
    shop.job()
    sketch = shop.dispatcher.ask(SketchMerge(kind="customer", kept_id=SCHOOL, merged_id=LIBRARY))
    assert (sketch.kept.name, sketch.merged.name) == ("Hill School", "City Library")
    assert ("Jobs", 1) in sketch.moves
    assert shop.get(Customer, LIBRARY).archived_at is None


@pytest.mark.parametrize("why", ["same", "stale", "archived", "not allowed", "unknown"])
def test_what_can_not_be_merged_is_refused(shop: Shop, why: str) -> None:
    command = merge(shop, "customer", SCHOOL, LIBRARY if why != "same" else SCHOOL)
    if why == "stale":
        shop.change(Customer, LIBRARY, phone="1")
        with pytest.raises(ConflictError):
            shop.owner.do(command)
    elif why == "not allowed":
        with pytest.raises(NotAllowed):
            shop.fays_phone.do(command)
    elif why == "archived":
        shop.change(Customer, SCHOOL, archived_at=shop.now)
        with pytest.raises(RuleBroken, match="archived"):
            shop.owner.do(merge(shop, "customer", SCHOOL, LIBRARY))
    elif why == "unknown":
        with pytest.raises(RuleBroken, match="can't be merged"):
            shop.owner.do(
                MergeRecords(kind="invoice", kept_id=1, kept_version=1, merged_id=2, merged_version=1)
            )
    else:
        with pytest.raises(RuleBroken, match="two different"):
            shop.owner.do(command)
