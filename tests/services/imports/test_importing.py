from datetime import timedelta
from pathlib import Path

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.models import (
    BusinessHours,
    ChangeLog,
    Contact,
    Customer,
    Equipment,
    Item,
    ItemCost,
    Place,
    Site,
    StateMove,
    Technician,
    TechnicianSkill,
    Visit,
    WorkOrder,
)
from fsmdesk.services.imports.files import (
    FileImport,
    FileOptions,
    import_plan,
    plan_file,
    write_reject_file,
)
from fsmdesk.services.office import Office
from fsmdesk.services.promises.messages import LevelValue, SaveServiceLevels
from tests.services.shop import LIBRARY_SITE, Shop


def bring(
    office: Office, folder: Path, kind: str, text: str, *, keep_going: bool = False, rehearse: bool = False
) -> FileImport:
    """The text is imported as a CSV file of this kind."""
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    plan = plan_file(office, kind, path, FileOptions(dates="ymd"))
    return import_plan(office, plan, keep_going=keep_going, rehearse=rehearse)


CUSTOMERS = """Customer ID,Company Name,Contact Name,Contact Title,Address,City,Phone
K1,Ridge Hotel,Ana Ott,Manager,1 Hill Rd,Dover,555 0101
K2,مخبز النور,Sami Nur,Owner,2 Mill Ln,Dover,555 0102
K3,Rechtsschutzversicherungsgesellschaften GmbH,,,"3 Quay, Rear",Kent,
"""


def test_known_customers_are_updated_and_not_doubled(shop: Shop, tmp_path: Path) -> None:
    first = bring(shop.owner, tmp_path, "customers", CUSTOMERS)
    assert first.closing == "3 rows came: 3 new, 0 changed, 0 same, 0 rejected."
    again = bring(shop.owner, tmp_path, "customers", CUSTOMERS)
    assert again.closing == "3 rows came: 0 new, 0 changed, 3 same, 0 rejected."
    moved = CUSTOMERS.replace("1 Hill Rd", "9 New Rd").replace("Owner", "Baker")
    after = bring(shop.owner, tmp_path, "customers", moved)
    assert (after.counts.changed, after.counts.same) == (2, 1)
    ridge = shop.all(Customer, external_id="K1")[0]
    assert (ridge.address, ridge.version) == ("9 New Rd", 2)
    assert [contact.title for contact in shop.all(Contact, name="Sami Nur")] == ["Baker"]


def test_customers_without_keys_are_known_by_name_and_city(shop: Shop, tmp_path: Path) -> None:
    text = (
        "Company,City,Phone\nTwins,Dover,1\nTwins,Dover,2\nTwins,Kent,3\nCity Library,Springfield,555 0100\n"
    )
    first = bring(shop.owner, tmp_path, "customers", text)
    assert (first.counts.new, first.counts.same) == (3, 1)
    again = bring(shop.owner, tmp_path, "customers", text)
    assert (again.counts.new, again.counts.same) == (0, 4)


def test_an_import_is_in_the_log_with_its_person_and_one_command(shop: Shop, tmp_path: Path) -> None:
    bring(shop.owner, tmp_path, "customers", CUSTOMERS)
    rows = [row for row in shop.all(ChangeLog, table_name="customer", person_id=1) if row.command_key]
    assert len(rows) == 3
    assert len({(row.command_key, row.transaction_id) for row in rows}) == 1


def test_one_bad_row_keeps_all_out_unless_told_otherwise(shop: Shop, tmp_path: Path) -> None:
    text = "Title,Site,Due Date\nLeak,Central Library,2026-03-09\nDrip,Central Library,some day\n"
    refused = bring(shop.owner, tmp_path, "work-orders", text)
    assert not refused.kept
    assert shop.all(WorkOrder) == []
    assert [(reject.row_number, reject.column) for reject in refused.rejects] == [(3, "Due Date")]
    taken = bring(shop.owner, tmp_path, "work-orders", text, keep_going=True)
    assert taken.closing == "2 rows came: 1 new, 0 changed, 0 same, 1 rejected."
    assert [order.title for order in shop.all(WorkOrder)] == ["Leak"]


def test_rejects_can_be_mended_and_imported_again(shop: Shop, tmp_path: Path) -> None:
    text = "Title,Site,Due Date\nLeak,Central Library,2026-03-09\nDrip,Central Library,some day\n"
    done = bring(shop.owner, tmp_path, "work-orders", text, keep_going=True)
    rejects = tmp_path / "rejects.csv"
    write_reject_file(rejects, done)
    mended = rejects.read_text(encoding="utf-8-sig").replace("some day", "2026-03-10", 1)
    again = bring(shop.owner, tmp_path, "work-orders", mended)
    assert again.closing == "1 row came: 1 new, 0 changed, 0 same, 0 rejected."


def test_a_rehearsal_tells_everything_and_keeps_nothing(shop: Shop, tmp_path: Path) -> None:
    done = bring(shop.owner, tmp_path, "customers", CUSTOMERS, rehearse=True)
    assert (done.kept, done.counts.new) == (False, 3)
    assert len(shop.all(Customer)) == 2


def test_who_may_not_import_does_not(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        bring(shop.dispatcher, tmp_path, "customers", CUSTOMERS)
    assert len(shop.all(Customer)) == 2


def test_sites_with_a_parent_are_places_in_any_order(shop: Shop, tmp_path: Path) -> None:
    text = (
        "ID,Name,Address,Parent Location\n,Plant room,,Basement\n,Basement,,Main building\n"
        ",Main building,1 Way,\n,Attic,,Nowhere\n"
    )
    done = bring(shop.owner, tmp_path, "sites", text, keep_going=True)
    assert (done.counts.new, done.counts.rejected) == (3, 1)
    (site,) = shop.all(Site, name="Main building")
    basement, plant_room = shop.all(Place, name="Basement")[0], shop.all(Place, name="Plant room")[0]
    assert (basement.site_id, plant_room.parent_id) == (site.id, basement.id)
    assert bring(shop.owner, tmp_path, "sites", text, keep_going=True).counts.same == 3


def test_sites_may_lack_a_customer_and_new_customers_are_told(shop: Shop, tmp_path: Path) -> None:
    done = bring(
        shop.owner, tmp_path, "sites", "Site Name,Customer,Address\nDepot,,1 Way\nShop,Corner Bakery,2 Way\n"
    )
    assert done.also == ("Customer “Corner Bakery” was made.",)
    assert shop.all(Site, name="Depot")[0].customer_id is None
    assert shop.all(Site, name="Shop")[0].customer_id == shop.all(Customer, name="Corner Bakery")[0].id


def test_machines_find_site_place_and_parent(shop: Shop, tmp_path: Path) -> None:
    text = (
        "Asset Name,Site,Room,Parent Asset,Serial Number,Warranty Until\n"
        "Burner,Central Library,Plant room,Boiler 9,B-1,2027-04-01\n"
        "Boiler 9,Central Library,Plant room,,B-0,\n"
    )
    done = bring(shop.owner, tmp_path, "equipment", text)
    assert done.counts.new == 2
    burner, boiler = shop.all(Equipment, name="Burner")[0], shop.all(Equipment, name="Boiler 9")[0]
    assert (burner.site_id, burner.parent_id) == (LIBRARY_SITE, boiler.id)
    assert burner.place_id == shop.all(Place, name="Plant room")[0].id
    assert bring(shop.owner, tmp_path, "equipment", text).counts.same == 2


def test_machines_from_a_file_that_names_no_site_wait_at_one_named_after_it(
    sqlite_shop: Shop, tmp_path: Path
) -> None:
    done = bring(sqlite_shop.owner, tmp_path, "equipment", "Make,Model,Serial Number\nWeil,88,S-1\n")
    assert any("equipment" in sentence for sentence in done.also)
    assert (
        sqlite_shop.all(Equipment, serial="S-1")[0].site_id == sqlite_shop.all(Site, name="equipment")[0].id
    )


def test_technicians_get_skills_and_keep_those_they_had(shop: Shop, tmp_path: Path) -> None:
    bring(
        shop.owner,
        tmp_path,
        "technicians",
        "Technician,Skills,Shift\nFay Brooks,Gas,Early\nMo Ali,Gas;HVAC,\n",
    )
    done = bring(shop.owner, tmp_path, "technicians", "Technician,Skills\nFay Brooks,HVAC\nMo Ali,Gas\n")
    assert (done.counts.new, done.counts.changed, done.counts.same) == (0, 1, 1)
    assert len(shop.all(TechnicianSkill)) == 4
    assert shop.all(Technician, name="Mo Ali")[0].initials == "MA"


def test_items_with_costs_and_a_code_that_stands_for_one(shop: Shop, tmp_path: Path) -> None:
    text = "Code,Name,Price,Cost\nA-1,Valve,12.50,7.10\nA-1,Other valve,1,1\nIGN,Ignitor,45.50,20\n"
    done = bring(shop.owner, tmp_path, "items", text, keep_going=True)
    assert (done.counts.new, done.counts.changed, done.counts.rejected) == (1, 1, 1)
    valve = shop.all(Item, code="A-1")[0]
    assert (valve.name, valve.price_minor) == ("Valve", 1250)
    assert [cost.cost_minor for cost in shop.all(ItemCost, item_id=valve.id)] == [710]


JOBS = """Work Order ID,Customer,Site,Issue,Technician,Status,Priority,Created Date,Estimated Hours
1001,Power Co,Central Library,Panel hums,Fay Brooks,Open,P1,2026-02-03 08:00,2
1002,Power Co,Central Library,Fuse blown,Nobody We Know,Completed,Someday,2026-02-04 09:30,1
"""


def test_jobs_enter_approved_or_closed_and_foreign_words_stay(shop: Shop, tmp_path: Path) -> None:
    done = bring(shop.owner, tmp_path, "work-orders", JOBS)
    assert done.counts.new == 2
    hums, fuse = shop.all(WorkOrder)
    assert (hums.state, hums.priority, hums.duration_minutes) == (WorkOrderState.APPROVED, 1, 120)
    assert fuse.state is WorkOrderState.CLOSED
    assert '"Someday"' in fuse.as_imported and "Nobody We Know" in fuse.as_imported
    assert shop.all(Visit) == []
    assert [move.reason for move in shop.all(StateMove)] == ["Imported", "Imported"]
    assert bring(shop.owner, tmp_path, "work-orders", JOBS).counts.same == 2
    assert (hums.number, fuse.number) == (1, 2)


def test_requests_wait_in_the_inbox_with_a_site_of_their_address(shop: Shop, tmp_path: Path) -> None:
    text = "Title,Address,City\nNo water,1 Main St,Springfield\nNo gas,7 Far Rd,Kent\n"
    bring(shop.owner, tmp_path, "requests", text)
    water, gas = shop.all(WorkOrder)
    assert water.state is gas.state is WorkOrderState.REQUESTED
    assert water.site_id == LIBRARY_SITE
    assert shop.get(Site, gas.site_id or 0).address == "7 Far Rd"


def test_imported_requests_are_promised_what_typed_ones_are(shop: Shop, tmp_path: Path) -> None:
    shop.add(*(BusinessHours(weekday=day, start_minute=480, end_minute=960) for day in range(7)))
    level = LevelValue(Priority.MEDIUM, 60, 240, True)
    shop.owner.do(SaveServiceLevels(seen=(), levels=(level,)))
    text = (
        "Title,Address,City,Created Date,Due Date\n"
        "No water,1 Main St,Springfield,2026-03-02 09:00,\n"
        "No gas,1 Main St,Springfield,2026-03-02 09:00,2026-03-02 09:30\n"
    )
    bring(shop.owner, tmp_path, "requests", text)
    water, gas = shop.all(WorkOrder)
    asked = water.requested_at
    assert (water.respond_by_at, water.due_at) == (asked + timedelta(hours=1), asked + timedelta(hours=4))
    assert not water.due_typed
    assert gas.due_typed and gas.due_at == asked + timedelta(minutes=30) == gas.respond_by_at
    assert bring(shop.owner, tmp_path, "requests", text).counts.same == 2


def test_a_placed_job_of_a_known_technician_is_on_the_board(shop: Shop, tmp_path: Path) -> None:
    text = (
        "Title,Technician,Scheduled Start,Duration Minutes\nA,Fay Brooks,2026-03-09 10:00,60\n"
        "B,Fay Brooks,2026-03-09 10:30,60\nC,Stranger,2026-03-09 10:30,60\n"
    )
    bring(shop.owner, tmp_path, "work-orders", text)
    one, two = shop.all(Visit)
    assert one.state is VisitState.PLANNED and not one.double_booked
    assert two.double_booked and two.double_booking_reason
    states = [order.state for order in shop.all(WorkOrder)]
    assert states == [WorkOrderState.SCHEDULED, WorkOrderState.SCHEDULED, WorkOrderState.APPROVED]


def test_the_same_key_from_another_program_does_not_overwrite_a_job(shop: Shop, tmp_path: Path) -> None:
    bring(shop.owner, tmp_path, "work-orders", JOBS)
    other = "Work Order ID,Site,Issue,Created Date\n1001,Hill School,Broken window,2026-02-20 10:00\n"
    done = bring(shop.owner, tmp_path, "work-orders", other)
    assert "Panel hums" in done.rejects[0].reason
    assert shop.all(WorkOrder, external_id="1001")[0].title == "Panel hums"


def test_a_file_of_another_kind_is_refused_by_name(sqlite_shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="meters"):
        bring(sqlite_shop.owner, tmp_path, "equipment", "Name,Unit,Update Frequency\nPump,bar,1\n")
    assert len(sqlite_shop.all(Equipment)) == 1
