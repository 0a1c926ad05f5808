"""The main job on input that nobody here wrote: sites, technicians and jobs come in; three jobs go out as invoices."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import LineKind
from fsmdesk.services.billing.messages import DraftInvoice, Invoice, InvoiceList, IssueInvoice
from fsmdesk.services.closeout.messages import CompleteWorkOrder, ReviewWorkOrder
from fsmdesk.services.dispatch.messages import BoardDay, BoardJob, PlaceVisit, SetVisitState
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.imports.files import FileOptions, import_plan, plan_file
from fsmdesk.services.orders.messages import LineFromItem, SaveWorkOrder, WorkOrder, WorkOrderCard
from fsmdesk.services.prices.messages import SaveItem
from fsmdesk.services.printing.messages import InvoicePaper
from tests.services.shop import Shop, fresh_shop
from tests.support.offices import Offices
from tests.support.shared_data import shared_data

_FILES = (
    ("sites", "sites.csv", 60),
    ("technicians", "technicians.csv", 24),
    ("work-orders", "work_orders.csv", 60),
)


def _folder() -> Path:
    folder = shared_data()
    assert folder is not None
    return folder / "work-orders" / "aifieldservice" / "data"


@pytest.fixture
def shop(offices: Offices) -> Iterator[Shop]:
    with fresh_shop(offices) as made:
        yield made


def test_jobs_of_another_program_are_scheduled_done_and_billed(shop: Shop, tmp_path: Path) -> None:
    _import_all(shop)
    call_out = shop.owner.do(
        SaveItem(code="CALL", name="Call-out", kind=LineKind.FEE, price_minor=12_000)
    ).value
    day = date(2026, 6, 15)
    view = shop.dispatcher.ask(BoardDay(day=day))
    assert len(view.technicians) == 26
    numbers = []
    for at, job in enumerate(view.jobs[:3]):
        start = datetime.combine(day, time(8 + 3 * at), UTC)
        numbers.append(_work_and_bill(shop, job, view.technicians[3].id, start, call_out))
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]
    _export(shop, tmp_path / "invoices.xlsx", numbers)


def _import_all(shop: Shop) -> None:
    for kind, name, count in _FILES:
        done = import_plan(shop.owner, plan_file(shop.owner, kind, _folder() / name, FileOptions()))
        assert (done.kept, done.counts.new, done.counts.rejected) == (True, count, 0)
        again = import_plan(shop.owner, plan_file(shop.owner, kind, _folder() / name, FileOptions()))
        assert (again.counts.same, again.counts.new) == (count, 0)


def _work_and_bill(shop: Shop, job: BoardJob, technician: int, start: datetime, item: int) -> str:
    visit = shop.dispatcher.do(
        PlaceVisit(
            work_order_id=job.work_order_id,
            visit_id=job.visit_id,
            seen_version=job.visit_version if job.visit_id else job.work_order_version,
            technician_id=technician,
            start_at=start,
            end_at=start + timedelta(minutes=job.duration_minutes),
        )
    ).value
    shop.now = start
    for state in (VisitState.EN_ROUTE, VisitState.ON_SITE):
        seen = next(row.version for row in _card(shop, job.work_order_id).visits if row.id == visit)
        shop.dispatcher.do(SetVisitState(visit_id=visit, seen_version=seen, after=state))
        shop.wait(minutes=20)
    _add_line(shop, job.work_order_id, item)
    card = _card(shop, job.work_order_id)
    shop.dispatcher.do(
        CompleteWorkOrder(work_order_id=card.id, seen_version=card.version, cause="Wear", fix="Replaced")
    )
    shop.dispatcher.do(ReviewWorkOrder(work_order_id=card.id, seen_version=_card(shop, card.id).version))
    draft = shop.bookkeeper.do(DraftInvoice(work_order_ids=(card.id,))).value
    seen = shop.bookkeeper.ask(Invoice(invoice_id=draft)).row.version
    shop.bookkeeper.do(IssueInvoice(invoice_id=draft, seen_version=seen))
    return _printed(shop, draft, card)


def _add_line(shop: Shop, work_order_id: int, item: int) -> None:
    card = _card(shop, work_order_id)
    line = shop.owner.ask(LineFromItem(work_order_id=work_order_id, item_id=item))
    names = {field.name for field in fields(SaveWorkOrder)} & {field.name for field in fields(WorkOrderCard)}
    same = {name: getattr(card, name) for name in names - {"lines"}}
    shop.dispatcher.do(
        SaveWorkOrder(
            **same,
            work_order_id=work_order_id,
            seen_version=card.version,
            lines=(replace(line, done_milli=1_000),),
        )
    )


def _printed(shop: Shop, invoice: int, card: WorkOrderCard) -> str:
    row = shop.bookkeeper.ask(Invoice(invoice_id=invoice)).row
    # Twenty minutes on site are half an hour of labour, beside the item.
    assert row.total_minor == 18_020
    text = " ".join(
        PdfReader(BytesIO(shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice)).content))
        .pages[0]
        .extract_text()
        .split()
    )
    for words in (row.number, "Fake Energy Company", f"#{card.number}", "180.20"):
        assert words in text
    assert _card(shop, card.id).state is WorkOrderState.INVOICED
    return row.number


def _card(shop: Shop, work_order_id: int) -> WorkOrderCard:
    return shop.owner.ask(WorkOrder(work_order_id=work_order_id))


def _export(shop: Shop, path: Path, numbers: list[str]) -> None:
    count = shop.bookkeeper.ask(ExportList(kind="invoices", path=str(path)))
    page = shop.bookkeeper.ask(InvoiceList(request=ListRequest()))
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, max_row=count + 1, values_only=True))
    assert sorted(str(row[0]) for row in rows) == numbers
    assert round(sum(float(str(row[8])) for row in rows), 2) == page.totals["total_minor"] / 100
