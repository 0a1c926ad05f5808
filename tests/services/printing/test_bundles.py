"""Several documents read together, and labels of machines."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Company, Equipment, Invoice
from fsmdesk.services.billing.messages import CreditInvoice, DraftInvoice, IssueInvoice
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.printing.letterheads import file_name
from fsmdesk.services.printing.messages import (
    BoundPapers,
    DaySheetPaper,
    DaySheetsOfDay,
    EquipmentLabels,
    InvoicePaper,
    JobTicketPaper,
    SeparatePapers,
)
from tests.services.shop import BEN, BOILER, FAY, LIBRARY_SITE, MORNING, LineOf, Shop, at

_DAY = MORNING.date()


def _issue(shop: Shop, *lines: LineOf) -> int:
    draft = shop.bookkeeper.do(DraftInvoice(work_order_ids=(shop.reviewed_job(*lines),))).value
    return shop.bookkeeper.do(IssueInvoice(invoice_id=draft, seen_version=shop.version(Invoice, draft))).value


def _pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_documents_are_bound_in_the_order_that_was_asked_for(shop: Shop) -> None:
    first, second = _issue(shop), _issue(shop, LineOf(description="Valve"))
    note = shop.bookkeeper.do(CreditInvoice(invoice_id=first, reason="Wrong")).value
    job = shop.job(WorkOrderState.SCHEDULED)
    shop.visit(job, at(9))
    papers = (
        InvoicePaper(invoice_id=second),
        InvoicePaper(invoice_id=note),
        JobTicketPaper(work_order_id=job),
        InvoicePaper(invoice_id=first),
        DaySheetPaper(technician_id=FAY, day=_DAY),
    )
    whole = _pages(shop.owner.ask(BoundPapers(papers=papers, title="All")).content)
    alone = [_pages(shop.owner.ask(paper).content) for paper in papers]
    assert whole == [page for pages in alone for page in pages]


def test_each_document_has_a_name_of_its_own(shop: Shop) -> None:
    invoice, job = _issue(shop), shop.job()
    papers = (InvoicePaper(invoice_id=invoice), JobTicketPaper(work_order_id=job))
    made = shop.owner.ask(SeparatePapers(papers=papers))
    assert [paper.name for paper in made] == ["Invoice 2026-0001", "Job ticket 2"]
    assert made[1].content.startswith(b"%PDF")


def test_a_bundle_allows_no_more_than_its_parts(sqlite_shop: Shop) -> None:
    invoice, job = _issue(sqlite_shop), sqlite_shop.job(WorkOrderState.SCHEDULED)
    sqlite_shop.visit(job, at(9), technician_id=BEN)
    for paper in (
        InvoicePaper(invoice_id=invoice),
        JobTicketPaper(work_order_id=job),
        DaySheetPaper(technician_id=BEN, day=_DAY),
    ):
        with pytest.raises(NotAllowed):
            sqlite_shop.fays_phone.ask(BoundPapers(papers=(paper,), title="x"))
        with pytest.raises(NotAllowed):
            sqlite_shop.fays_phone.ask(SeparatePapers(papers=(paper,)))
    with pytest.raises(RuleBroken, match="gone"):
        sqlite_shop.owner.ask(BoundPapers(papers=(InvoicePaper(invoice_id=99),), title="x"))


def test_a_bundle_stops_when_it_is_told_to(sqlite_shop: Shop) -> None:
    class Stopped(Exception):
        """What the window raises."""

    def tell(done: int, total: int) -> None:
        if done == 1:
            raise Stopped

    papers = (InvoicePaper(invoice_id=_issue(sqlite_shop)),) * 3
    with pytest.raises(Stopped):
        sqlite_shop.owner.ask(BoundPapers(papers=papers, title="x", tell=tell))


def test_the_day_knows_who_goes_somewhere(shop: Shop) -> None:
    shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9), technician_id=BEN)
    shop.visit(shop.job(WorkOrderState.SCHEDULED), at(23, day=1), at(2), technician_id=FAY)
    shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9, day=3), technician_id=FAY)
    assert shop.dispatcher.ask(DaySheetsOfDay(day=_DAY)) == (FAY, BEN)
    assert shop.fays_phone.ask(DaySheetsOfDay(day=_DAY)) == (FAY,)
    assert shop.dispatcher.ask(DaySheetsOfDay(day=at(9, day=20).date())) == ()


def test_labels_say_what_the_machine_is_and_whom_to_call(shop: Shop) -> None:
    [other] = shop.add(Equipment(site_id=LIBRARY_SITE, name="Pump"))
    query = EquipmentLabels(equipment_ids=(other, BOILER), stock="a4-63.5x38.1", copies=2)
    paper = shop.owner.ask(query)
    [page] = _pages(paper.content)
    assert paper.name == "Labels 2 machines"
    assert page.count("Boiler 1 EQ-00001 Weil GV90 SN W-17 Central Library") == 2
    assert page.index("Pump") < page.index("Boiler 1")
    assert "555 0199" in page
    bare = EquipmentLabels(equipment_ids=(BOILER,), stock="a4-63.5x38.1", has_shop=False)
    assert "555 0199" not in _pages(shop.owner.ask(bare).content)[0]
    [found] = shop.dispatcher.ask(FindRecords(text="eq-00001"))
    assert (found.kind, found.id) == ("equipment", BOILER)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stock": "napkin"}, "not known"),
        ({"equipment_ids": ()}, "Between 1"),
        ({"copies": 20_000}, "Between 1"),
        ({"equipment_ids": (1, 99)}, "gone"),
    ],
)
def test_labels_that_can_not_be_printed_are_refused(
    sqlite_shop: Shop, changes: dict[str, object], says: str
) -> None:
    values: dict[str, object] = {"equipment_ids": (BOILER,), "stock": "a4-63.5x38.1"}
    with pytest.raises(RuleBroken, match=says):
        sqlite_shop.owner.ask(EquipmentLabels(**(values | changes)))  # type: ignore[arg-type]


def test_labels_have_the_colour_of_the_shop(sqlite_shop: Shop) -> None:
    query = EquipmentLabels(equipment_ids=(BOILER,), stock="roll-62x29")
    plain = sqlite_shop.owner.ask(query).content
    sqlite_shop.change(Company, 1, document_colour="#c00000")
    assert sqlite_shop.owner.ask(query).content != plain


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Invoice", "2026/7"), "Invoice 2026-7"),
        (('A:"B"', "C?"), "A--B- C"),
        (("con",), "_con"),
        (("LPT1.x",), "_LPT1.x"),
        (("...",), "Document"),
        (("a\tb\u202egpj.exe",), "a b gpj.exe"),
        (("Ünïcode 株式会社",), "Ünïcode 株式会社"),
        (("x" * 300,), "x" * 80),
        (("株" * 300,), "株" * 66),
        (("Tail. ",), "Tail"),
    ],
)
def test_names_of_files_are_safe_everywhere(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name
