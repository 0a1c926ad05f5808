"""Words such as "overdue hvac north" are understood, beside scraps of text."""

from datetime import timedelta
from itertools import count

import pytest

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.models import Customer, Invoice, Site, Skill, WorkOrder, WorkOrderSkill
from fsmdesk.services.billing.messages import DraftInvoice, IssueInvoice
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.finding.said import understood
from tests.services.shop import BEN, FAY, LIBRARY_SITE, MORNING, SCHOOL, SCHOOL_SITE, Shop, at

DAY = timedelta(days=1)


def found(shop: Shop, text: str, *kinds: str) -> list[tuple[str, int]]:
    query = FindRecords(text=text, kinds=kinds, at=shop.now)
    return [(hit.kind, hit.id) for hit in shop.dispatcher.ask(query)]


def jobs(shop: Shop, text: str) -> list[int]:
    return [record_id for kind, record_id in found(shop, text, "work_order") if kind == "work_order"]


@pytest.fixture
def late(shop: Shop) -> tuple[int, int, int]:
    """Three late jobs: HVAC in the north, HVAC in the south, plumbing in the north; others are not late."""
    [hvac, plumbing] = shop.add(Skill(name="HVAC"), Skill(name="Plumbing"))
    shop.change(Site, LIBRARY_SITE, region="North Valley")
    shop.change(Site, SCHOOL_SITE, region="South Bank")
    north = shop.job(due_at=MORNING - DAY)
    south = shop.job(due_at=MORNING - DAY, site_id=SCHOOL_SITE, equipment_id=None)
    pipes = shop.job(due_at=MORNING - 2 * DAY)
    in_time = shop.job(due_at=MORNING + DAY)
    shop.job(WorkOrderState.CLOSED, due_at=MORNING - DAY)
    skills = ((north, hvac), (south, hvac), (pipes, plumbing), (in_time, hvac))
    shop.add(*(WorkOrderSkill(work_order_id=job, skill_id=skill) for job, skill in skills))
    return north, south, pipes


def test_overdue_hvac_north(shop: Shop, late: tuple[int, int, int]) -> None:
    north, south, pipes = late
    assert jobs(shop, "overdue hvac north") == [north]
    assert jobs(shop, "North HVAC Overdue") == [north]
    assert set(jobs(shop, "overdue")) == {north, south, pipes}
    assert jobs(shop, "overdue")[0] == pipes  # of the same priority the one that is late the longest
    assert jobs(shop, "overdue south bank") == [south]
    assert jobs(shop, "late plumbing") == [pipes]
    assert jobs(shop, "overdue zzz") == []


def test_a_skill_alone_means_the_open_jobs_that_need_it(shop: Shop, late: tuple[int, int, int]) -> None:
    north, south, pipes = late
    assert set(jobs(shop, "hvac")) == {north, south, pipes + 1}
    assert jobs(shop, "hvac south") == [south]


def test_states_priorities_and_kinds_are_understood(shop: Shop) -> None:
    critical = shop.job(priority=Priority.CRITICAL)
    waiting = shop.job(WorkOrderState.WAITING, kind=JobKind.INSPECTION)
    flagged = shop.job(WorkOrderState.REQUESTED, is_urgent=True)
    done = shop.job(WorkOrderState.COMPLETE, priority=Priority.HIGH)
    assert jobs(shop, "critical") == [critical]
    assert set(jobs(shop, "urgent")) == {critical, flagged}
    assert jobs(shop, "waiting") == jobs(shop, "inspection") == [waiting]
    assert jobs(shop, "complete high") == [done]
    assert set(jobs(shop, "open")) == {critical, waiting, flagged}


def test_days_are_those_of_the_shop(shop: Shop) -> None:
    today, tomorrow, unplaced = shop.job(), shop.job(), shop.job()
    shop.visit(today, at(23, 30), at(23, 59))
    shop.visit(tomorrow, at(0, 0, day=3), technician_id=BEN)
    shop.visit(tomorrow, at(9), technician_id=FAY, state=VisitState.CANCELLED)
    shop.visit(unplaced)
    assert jobs(shop, "today") == [today]
    assert jobs(shop, "tomorrow") == [tomorrow]
    assert jobs(shop, "unscheduled") == [unplaced]
    assert jobs(shop, "tomorrow ben") == [tomorrow]
    assert jobs(shop, "tomorrow fay") == []


def test_invoices_by_what_is_owed(shop: Shop) -> None:
    job, other = shop.reviewed_job(), shop.reviewed_job(customer_id=SCHOOL, site_id=SCHOOL_SITE)
    drafts = [shop.bookkeeper.do(DraftInvoice(work_order_ids=(one,))).value for one in (job, other)]
    shop.bookkeeper.do(IssueInvoice(invoice_id=drafts[0], seen_version=shop.version(Invoice, drafts[0])))
    assert found(shop, "unpaid", "invoice") == [("invoice", drafts[0])]
    assert found(shop, "drafts", "invoice") == [("invoice", drafts[1])]
    assert found(shop, "overdue", "invoice") == []
    shop.wait(days=40)
    assert found(shop, "overdue library", "invoice") == [("invoice", drafts[0])]
    assert found(shop, "overdue invoices") == [("invoice", drafts[0])]
    assert found(shop, "paid", "invoice") == []


def test_a_kind_of_record_narrows_a_scrap(shop: Shop) -> None:
    shop.job()
    assert {kind for kind, _ in found(shop, "library")} >= {"customer", "site", "work_order"}
    assert {kind for kind, _ in found(shop, "library sites")} == {"site"}


def test_a_word_that_is_understood_is_still_found_as_text(shop: Shop) -> None:
    [door] = shop.add(Customer(name="Open Door Ltd"))
    assert ("customer", door) in found(shop, "open door")
    job = shop.job(title="Overdue letter box")
    assert job in jobs(shop, "overdue letter")


def test_cause_fix_and_problem_are_found(shop: Shop) -> None:
    job = shop.job(problem="Rattles at night", cause="Cracked impeller", fix="New pump fitted")
    for scrap in ("impeller", "pump fitted", "rattl", "library impel"):
        assert jobs(shop, scrap) == [job], scrap
    shop.change(WorkOrder, job, fix="Sleeve welded")
    assert jobs(shop, "pump fitted") == []
    assert jobs(shop, "sleeve") == [job]
    shop.change(Site, LIBRARY_SITE, region="Northumberland")
    assert jobs(shop, "northumb") == [job]


def test_of_very_many_the_most_urgent_come_first(shop: Shop) -> None:
    numbers = count()
    late_jobs = [
        shop.job(due_at=MORNING - timedelta(hours=next(numbers)), priority=priority)
        for priority in (Priority.LOW, Priority.HIGH, Priority.MEDIUM, Priority.HIGH)
    ]
    hits = shop.dispatcher.ask(FindRecords(text="overdue", kinds=("work_order",), limit=3, at=shop.now))
    assert [hit.id for hit in hits] == [late_jobs[3], late_jobs[1], late_jobs[2]]


def test_words_that_say_nothing_are_left_to_the_texts() -> None:
    said = understood(("overdue", "hvac", "north"))
    assert said.rest == ("hvac", "north")
    assert said.of_jobs and said.of_invoices
    assert not understood(("boiler", "x")).is_understood
