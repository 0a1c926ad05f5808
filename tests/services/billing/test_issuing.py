"""From reviewed jobs to an issued invoice: what it says, what it adds up to, and what is refused."""

from datetime import date, timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, InvoiceState, LineKind, TaxCategory, TaxRounding
from fsmdesk.models import (
    Agreement,
    Company,
    Customer,
    Invoice,
    InvoiceLine,
    InvoiceLineTax,
    InvoiceTax,
    Tax,
    WorkOrder,
    WorkOrderLine,
)
from fsmdesk.services.billing.messages import DiscardDraft, DraftInvoice, EditDraft, IssueInvoice
from tests.services.billing.making import draft, issue
from tests.services.shop import COUNTY_TAX, LIBRARY, SCHOOL, SCHOOL_SITE, LineOf, Shop, at

_W = WorkOrderState
GOLD_LINES = (
    LineOf(price_minor=12_000, kind=LineKind.FEE, description="Emergency call-out", unit=""),
    LineOf(price_minor=9_500, done_milli=1_750, bill_to=BillTo.AGREEMENT),
    LineOf(price_minor=6_450, kind=LineKind.PART, description="Flame sensor", unit=""),
    LineOf(price_minor=8_800, kind=LineKind.PART, bill_to=BillTo.WARRANTY, note="claim 2291", unit=""),
    LineOf(price_minor=500, bill_to=BillTo.NOBODY),
    LineOf(price_minor=5_000, done_milli=0),
)


def test_an_invoice_says_what_the_job_says(shop: Shop) -> None:
    [gold] = shop.add(Agreement(customer_id=LIBRARY, name="GOLD", starts_on=date(2026, 1, 1)))
    job = shop.reviewed_job(*GOLD_LINES, purchase_order="SM-8841", agreement_id=gold)
    invoice = issue(shop, draft(shop, job))
    lines = shop.all(InvoiceLine, invoice_id=invoice.id)
    assert [(line.description, line.note, line.net_minor) for line in lines] == [
        ("Emergency call-out", "", 12_000),
        ("Labour", "Covered by agreement GOLD", 0),
        ("Flame sensor", "", 6_450),
        ("Labour", "Manufacturer's warranty, claim 2291", 0),
        ("Labour", "Free of charge", 0),
    ]
    assert (invoice.net_minor, invoice.tax_minor, invoice.total_minor) == (18_450, 1_107, 19_557)
    assert (invoice.number, invoice.issued_on, invoice.due_on) == (
        "2026-0001",
        date(2026, 3, 2),
        date(2026, 4, 1),
    )
    assert (invoice.purchase_order, invoice.summary) == ("SM-8841", "Ignitor worn out. Replaced ignitor.")
    assert (invoice.bill_to_name, invoice.bill_to_address) == ("City Library", "1 Main St\nSpringfield")
    assert invoice.service_at.split("\n") == [
        "Central Library, 1 Main St, Springfield",
        "Boiler 1 · Weil GV90 · SN W-17",
        "2 Mar 2026, Fay Brooks",
    ]
    assert (invoice.seller_name, invoice.seller_registration) == (
        "Brooks Heating",
        "Lic. HV-331 · Tax ID US-77",
    )
    assert invoice.payment_text == "Pay USD 195.57 to account 123, quoting 2026-0001."
    assert invoice.payment_link == "https://pay.example/2026-0001?amount=195.57"
    assert shop.get(WorkOrder, job).state is _W.INVOICED


def test_what_is_printed_stays_when_the_office_changes(shop: Shop) -> None:
    invoice = issue(shop, draft(shop, shop.reviewed_job()))
    shop.change(Company, 1, name="Brooks & Sons", payment_text="New bank")
    shop.change(Customer, LIBRARY, name="New Library", address="2 Side St")
    stored = shop.get(Invoice, invoice.id)
    assert (stored.seller_name, stored.bill_to_name) == ("Brooks Heating", "City Library")


def test_who_is_exempt_pays_no_tax_and_the_certificate_is_named(shop: Shop) -> None:
    job = shop.reviewed_job(LineOf(), customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    invoice = issue(shop, draft(shop, job))
    assert (invoice.total_minor, invoice.exempt_certificate) == (10_000, "5519")
    assert invoice.due_on == date(2026, 3, 16)
    taxes = shop.all(InvoiceTax, invoice_id=invoice.id)
    assert [(tax.category, tax.name, tax.base_minor, tax.tax_minor) for tax in taxes] == [
        (TaxCategory.EXEMPT, "Exempt", 10_000, 0)
    ]
    assert shop.all(InvoiceLine, invoice_id=invoice.id)[0].tax_code == "E"


def test_who_is_exempt_pays_no_tax_without_an_exemption_in_the_book(sqlite_shop: Shop) -> None:
    sqlite_shop.change(Tax, 2, is_exemption=False)
    job = sqlite_shop.reviewed_job(LineOf(), customer_id=SCHOOL)
    assert issue(sqlite_shop, draft(sqlite_shop, job)).tax_minor == 0


def test_taxes_side_by_side_are_rows_of_their_own(shop: Shop) -> None:
    job = shop.reviewed_job(LineOf(tax_id=COUNTY_TAX), LineOf(price_minor=333))
    invoice = issue(shop, draft(shop, job))
    rows = {tax.name: (tax.base_minor, tax.tax_minor) for tax in shop.all(InvoiceTax, invoice_id=invoice.id)}
    assert rows == {"State": (10_000, 625), "County": (10_000, 125), "Sales tax": (333, 20)}
    assert invoice.tax_minor == 770


def test_the_rate_is_that_of_the_day_of_the_work(shop: Shop) -> None:
    shop.now = at(8) + timedelta(days=150)
    old = shop.reviewed_job(LineOf(), completed_at=at(12, day=30) + timedelta(days=92))
    new = shop.reviewed_job(LineOf(), completed_at=at(12, day=30) + timedelta(days=93))
    assert issue(shop, draft(shop, old)).tax_minor == 600
    assert issue(shop, draft(shop, new)).tax_minor == 700


def test_numbers_follow_each_other_and_begin_anew_each_year(shop: Shop) -> None:
    numbers = [issue(shop, draft(shop, shop.reviewed_job())).number for _ in range(3)]
    shop.now += timedelta(days=365)
    numbers.append(issue(shop, draft(shop, shop.reviewed_job())).number)
    assert numbers == ["2026-0001", "2026-0002", "2026-0003", "2027-0001"]


def test_a_discarded_draft_leaves_no_gap(shop: Shop) -> None:
    first, second = shop.reviewed_job(), shop.reviewed_job()
    unwanted, wanted = draft(shop, first), draft(shop, second)
    shop.bookkeeper.do(DiscardDraft(invoice_id=unwanted, seen_version=shop.version(Invoice, unwanted)))
    assert issue(shop, wanted).number == "2026-0001"
    assert shop.get(WorkOrder, first).state is _W.REVIEWED
    assert shop.all(InvoiceLine, invoice_id=unwanted) == []
    assert issue(shop, draft(shop, first)).number == "2026-0002"


def test_a_draft_that_exists_is_filled_anew_and_keeps_its_words(shop: Shop) -> None:
    job = shop.reviewed_job()
    invoice = draft(shop, job)
    seen = shop.version(Invoice, invoice)
    edit = EditDraft(
        invoice_id=invoice, seen_version=seen, purchase_order="PO 7", summary="As agreed", payment_days=7
    )
    shop.bookkeeper.do(edit)
    [line] = shop.all(WorkOrderLine, work_order_id=job)
    shop.change(WorkOrderLine, line.id, price_minor=20_000)
    assert draft(shop, job) == invoice
    stored = shop.get(Invoice, invoice)
    assert (stored.net_minor, stored.summary, stored.payment_days) == (20_000, "As agreed", 7)
    issued = issue(shop, invoice)
    assert (issued.due_on, issued.purchase_order) == (date(2026, 3, 9), "PO 7")


def test_several_jobs_make_one_invoice(shop: Shop) -> None:
    jobs = [shop.reviewed_job(LineOf(price_minor=price)) for price in (100, 200, 300, 400)]
    invoice = issue(shop, draft(shop, *reversed(jobs)))
    lines = shop.all(InvoiceLine, invoice_id=invoice.id)
    assert [line.work_order_id for line in lines] == jobs
    assert invoice.net_minor == 1_000
    assert invoice.service_at == "Central Library, 1 Main St, Springfield"
    assert {shop.get(WorkOrder, job).state for job in jobs} == {_W.INVOICED}


def test_a_job_is_on_one_draft_only(shop: Shop) -> None:
    first, second = shop.reviewed_job(), shop.reviewed_job()
    draft(shop, first)
    for jobs in ((first, second), (second, first)):
        with pytest.raises(RuleBroken, match="another draft"):
            draft(shop, *jobs)
    both = shop.bookkeeper.do(DraftInvoice(work_order_ids=(second, second))).value
    assert len(shop.all(InvoiceLine, invoice_id=both)) == 1


def test_different_customers_are_not_billed_together(sqlite_shop: Shop) -> None:
    jobs = (sqlite_shop.reviewed_job(), sqlite_shop.reviewed_job(customer_id=SCHOOL))
    with pytest.raises(RuleBroken, match="different customers"):
        draft(sqlite_shop, *jobs)


@pytest.mark.parametrize("state", sorted(set(WorkOrderState) - {_W.REVIEWED}))
def test_only_reviewed_jobs_are_billed(sqlite_shop: Shop, state: WorkOrderState) -> None:
    job = sqlite_shop.job(state, () if state in ("invoiced", "closed") else (LineOf(),))
    with pytest.raises(RuleBroken, match="only reviewed jobs"):
        draft(sqlite_shop, job)


def test_what_is_missing_is_said(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    for jobs, field in (
        ((), "work_order_ids"),
        ((shop.reviewed_job(customer_id=None),), "customer_id"),
        ((shop.reviewed_job(LineOf(done_milli=0)),), "lines"),
        ((shop.reviewed_job(LineOf(price_minor=-100)),), "lines"),
    ):
        with pytest.raises(RuleBroken) as refused:
            draft(shop, *jobs)
        assert refused.value.field == field
    with pytest.raises(RuleBroken, match="gone"):
        draft(shop, 999)


def test_a_draft_whose_jobs_changed_is_not_issued_unseen(shop: Shop) -> None:
    job = shop.reviewed_job()
    invoice = draft(shop, job)
    [line] = shop.all(WorkOrderLine, work_order_id=job)
    shop.change(WorkOrderLine, line.id, price_minor=99_900)
    with pytest.raises(ConflictError, match="have changed since"):
        issue(shop, invoice)
    draft(shop, job)
    assert issue(shop, invoice).net_minor == 99_900


def test_a_job_that_went_back_is_not_issued(shop: Shop) -> None:
    job = shop.reviewed_job()
    invoice = draft(shop, job)
    shop.change(WorkOrder, job, state=_W.COMPLETE)
    with pytest.raises(RuleBroken, match="only reviewed jobs"):
        issue(shop, invoice)
    assert shop.get(Invoice, invoice).state is InvoiceState.DRAFT


def test_an_invoice_is_issued_once(shop: Shop) -> None:
    invoice = draft(shop, shop.reviewed_job())
    command = IssueInvoice(invoice_id=invoice, seen_version=shop.version(Invoice, invoice))
    assert shop.bookkeeper.do(command).value == shop.bookkeeper.do(command).value == invoice
    with pytest.raises(RuleBroken, match="2026-0001 has been issued"):
        issue(shop, invoice)


def test_a_stale_draft_is_a_conflict(shop: Shop) -> None:
    job = shop.reviewed_job()
    invoice = draft(shop, job)
    seen = shop.version(Invoice, invoice)
    draft(shop, job)
    assert shop.version(Invoice, invoice) == seen
    [line] = shop.all(WorkOrderLine, work_order_id=job)
    shop.change(WorkOrderLine, line.id, description="Other words, same price")
    draft(shop, job)
    with pytest.raises(ConflictError):
        shop.bookkeeper.do(IssueInvoice(invoice_id=invoice, seen_version=seen))
    with pytest.raises(ConflictError):
        shop.bookkeeper.do(DiscardDraft(invoice_id=invoice, seen_version=seen))


def test_dates_of_issue_go_forward_and_not_beyond_today(shop: Shop) -> None:
    first, second = (draft(shop, shop.reviewed_job()) for _ in range(2))
    with pytest.raises(RuleBroken) as refused:
        issue(shop, first, date(2026, 3, 3))
    assert refused.value.field == "issued_on"
    assert issue(shop, first, date(2026, 3, 1)).due_on == date(2026, 3, 31)
    with pytest.raises(RuleBroken, match="later date"):
        issue(shop, second, date(2026, 2, 28))
    assert issue(shop, second).number == "2026-0002"


def test_a_job_that_costs_nobody_anything_is_closed_at_once(shop: Shop) -> None:
    job = shop.reviewed_job(LineOf(bill_to=BillTo.WARRANTY))
    invoice = issue(shop, draft(shop, job))
    assert (invoice.total_minor, shop.get(WorkOrder, job).state) == (0, _W.CLOSED)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"payment_days": -1}, "payment_days"),
        ({"payment_days": 366}, "payment_days"),
        ({"purchase_order": "a\nb"}, "purchase_order"),
        ({"summary": "a\x07"}, "summary"),
    ],
)
def test_absurd_terms_and_texts_are_refused(sqlite_shop: Shop, values: dict[str, object], field: str) -> None:
    invoice = draft(sqlite_shop, sqlite_shop.reviewed_job())
    given = {"purchase_order": "", "summary": "", "payment_days": 30} | values
    command = EditDraft(invoice_id=invoice, seen_version=sqlite_shop.version(Invoice, invoice), **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.bookkeeper.do(command)
    assert refused.value.field == field


def test_an_issued_invoice_is_neither_edited_nor_discarded(shop: Shop) -> None:
    invoice = issue(shop, draft(shop, shop.reviewed_job()))
    seen = shop.version(Invoice, invoice.id)
    edit = EditDraft(invoice_id=invoice.id, seen_version=seen, purchase_order="", summary="", payment_days=0)
    for command in (edit, DiscardDraft(invoice_id=invoice.id, seen_version=seen)):
        with pytest.raises(RuleBroken, match="never changes"):
            shop.bookkeeper.do(command)


def test_a_dispatcher_issues_nothing(sqlite_shop: Shop) -> None:
    job = sqlite_shop.reviewed_job()
    with pytest.raises(NotAllowed):
        sqlite_shop.dispatcher.do(DraftInvoice(work_order_ids=(job,)))
    invoice = draft(sqlite_shop, job)
    with pytest.raises(NotAllowed):
        sqlite_shop.dispatcher.do(IssueInvoice(invoice_id=invoice, seen_version=1))


def test_every_rate_of_a_line_is_kept(shop: Shop) -> None:
    invoice = issue(shop, draft(shop, shop.reviewed_job(LineOf(tax_id=COUNTY_TAX))))
    [line] = shop.all(InvoiceLine, invoice_id=invoice.id)
    rates = [(tax.name, tax.rate_ppm) for tax in shop.all(InvoiceLineTax, line_id=line.id)]
    assert rates == [("State", 62_500), ("County", 12_500)]


def test_a_draft_made_with_other_arithmetic_is_filled_anew(shop: Shop) -> None:
    job = shop.reviewed_job(*[LineOf(price_minor=108)] * 3)
    invoice = draft(shop, job)
    assert shop.get(Invoice, invoice).tax_minor == 19
    shop.change(Company, 1, tax_rounding=TaxRounding.PER_LINE)
    with pytest.raises(ConflictError, match="have changed since"):
        issue(shop, invoice)
    draft(shop, job)
    assert issue(shop, invoice).tax_minor == 18
