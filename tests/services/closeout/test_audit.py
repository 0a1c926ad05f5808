"""The weekly audit: which jobs of a week should be looked at, and why, in words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.lists import ListFilter, ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, CheckKind, FileMark, JobKind, LineKind, TimeKind
from fsmdesk.models import (
    Attachment,
    FileContent,
    LineCost,
    Signature,
    TimeEntry,
    WorkKind,
    WorkOrder,
    WorkOrderCheck,
    WorkOrderLine,
)
from fsmdesk.services.closeout.messages import AuditCode, AuditList, AuditPaper, AuditRow, AuditWeek
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.office import Office
from tests.services.shop import FAY, LineOf, Shop, at

_W = WorkOrderState
MONDAY = date(2026, 3, 2)
_PART = LineOf(kind=LineKind.PART, unit="", description="Pump")


def _week(*codes: AuditCode, monday: date = MONDAY) -> ListRequest:
    return ListRequest(filters=(ListFilter("week", values=(monday, *codes)),))


def _found(office: Office, *codes: AuditCode, monday: date = MONDAY) -> list[AuditRow]:
    return list(office.ask(AuditList(request=_week(*codes, monday=monday))).rows)


def _texts(office: Office) -> list[str]:
    return [finding.text for row in _found(office) for finding in row.findings]


def _content(shop: Shop) -> int:
    stored = shop.all(FileContent)
    if stored:
        return stored[0].id
    return shop.add(FileContent(sha256="0" * 64, media_type="image/png", size_bytes=1, content=b"x"))[0]


def _photo(shop: Shop, job: int, mark: FileMark = FileMark.NONE) -> None:
    shop.add(
        Attachment(content_id=_content(shop), work_order_id=job, name="a.png", mark=mark, added_at=shop.now)
    )


def _done(shop: Shop, *lines: LineOf, worked: bool = True, photo: bool = True, **values: object) -> int:
    """A job that was completed this morning, with nothing to be found on it unless said otherwise."""
    job = shop.job(_W.COMPLETE, lines or (LineOf(),), **({"completed_at": at(7)} | values))
    if worked:
        start = at(0, day=1) + timedelta(hours=job)
        shop.visit(
            job, start, state=VisitState.DONE, arrived_at=start, finished_at=start + timedelta(hours=1)
        )
    if photo:
        _photo(shop, job)
    return job


def test_a_job_with_everything_is_not_on_the_list(shop: Shop) -> None:
    _done(shop)
    assert _found(shop.owner) == []
    summary = shop.owner.ask(AuditWeek(monday=MONDAY))
    assert (summary.completed_count, summary.found_count) == (1, 0)


def test_documents_that_the_kind_of_work_requires(shop: Shop) -> None:
    shop.add(
        WorkKind(
            kind=JobKind.CORRECTIVE,
            requires_checklist=True,
            requires_before_photo=True,
            requires_after_photo=True,
            requires_signature=True,
        )
    )
    job = _done(shop)
    _done(shop, kind=JobKind.GENERAL)
    _photo(shop, job, FileMark.BEFORE)
    check = {"work_order_id": job, "kind": CheckKind.TICK}
    first, _second = shop.add(WorkOrderCheck(label="Purge", **check), WorkOrderCheck(label="CO", **check))
    assert _texts(shop.owner) == ["Missing: 2 checklist items, after photo, signature"]
    shop.change(WorkOrderCheck, first, outcome="passed", answered_at=shop.now)
    _photo(shop, job, FileMark.AFTER)
    shop.add(Signature(work_order_id=job, content_id=_content(shop), signer="P. Doyle", signed_at=shop.now))
    assert _texts(shop.owner) == ["Missing: 1 checklist item"]


def test_no_photos(shop: Shop) -> None:
    job = _done(shop, photo=False)
    [content] = shop.add(FileContent(sha256="1" * 64, media_type="text/plain", size_bytes=1, content=b"x"))
    shop.add(Attachment(content_id=content, work_order_id=job, name="a.txt", added_at=shop.now))
    assert _texts(shop.owner) == ["No photos"]


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (9_000, ["Margin 10%, usual is 15% to 75%"]),
        (8_500, []),
        (2_500, []),
        (2_000, ["Margin 80%, usual is 15% to 75%"]),
        (12_000, ["Margin -20%, usual is 15% to 75%"]),
    ],
)
def test_an_unusual_margin_says_what_is_usual(sqlite_shop: Shop, cost: int, said: list[str]) -> None:
    shop = sqlite_shop
    _done(shop, LineOf(), LineOf(price_minor=0, description="Free"))
    line = shop.all(WorkOrderLine)[0]
    shop.add(LineCost(line_id=line.id, cost_minor=cost))
    assert _texts(shop.owner) == said
    assert _texts(shop.dispatcher) == []


def test_what_an_agreement_pays_for_counts_for_the_margin(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    _done(shop, LineOf(bill_to=BillTo.AGREEMENT))
    shop.add(LineCost(line_id=shop.all(WorkOrderLine)[0].id, cost_minor=5_000))
    assert _found(shop.owner) == []


def test_time_without_lines_and_lines_without_time(shop: Shop) -> None:
    worked = _done(shop, _PART)
    logged = _done(shop, _PART, worked=False)
    shop.add(
        TimeEntry(
            work_order_id=logged,
            technician_id=FAY,
            kind=TimeKind.LABOUR,
            start_at=at(5),
            end_at=at(6),
        )
    )
    billed = _done(shop, worked=False)
    rows = {row.id: [finding.code for finding in row.findings] for row in _found(shop.owner)}
    assert rows == {
        worked: [AuditCode.TIME_WITHOUT_LINES],
        logged: [AuditCode.TIME_WITHOUT_LINES],
        billed: [AuditCode.LINES_WITHOUT_TIME],
    }


def test_a_week_is_that_of_the_office_from_monday_to_sunday(shop: Shop) -> None:
    inside = [_done(shop, photo=False, completed_at=when) for when in (at(0), at(23, 59, day=8))]
    _done(shop, photo=False, completed_at=at(0) - timedelta(minutes=1))
    _done(shop, photo=False, completed_at=at(0, day=9))
    reopened = _done(shop, photo=False)
    shop.change(WorkOrder, reopened, state=_W.APPROVED)
    assert [row.id for row in _found(shop.owner)] == inside
    assert len(_found(shop.owner, monday=date(2026, 2, 23))) == 1


def test_one_looks_for_one_thing(shop: Shop) -> None:
    bare = _done(shop, photo=False)
    both = _done(shop, _PART, photo=False)
    assert [row.id for row in _found(shop.owner, AuditCode.NO_PHOTOS)] == [bare, both]
    assert [row.id for row in _found(shop.owner, AuditCode.TIME_WITHOUT_LINES)] == [both]
    summary = shop.owner.ask(AuditWeek(monday=MONDAY))
    counted = {code: count for code, count in summary.by_code if count}
    assert counted == {AuditCode.NO_PHOTOS: 2, AuditCode.TIME_WITHOUT_LINES: 1}


def test_it_goes_to_excel_with_the_reasons(sqlite_shop: Shop, tmp_path: Path) -> None:
    _done(sqlite_shop, _PART, photo=False)
    path = tmp_path / "audit.xlsx"
    columns = ("number", "title", "margin_ppm", "findings")
    query = ExportList(kind="audit", path=str(path), request=_week(), columns=columns)
    assert sqlite_shop.owner.ask(query) == 1
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=2)]
    assert rows[1][0] == 1
    assert rows[1][-1] == "No photos · Time was worked, but no labour is on the lines"


def test_it_is_printed_with_the_reasons(sqlite_shop: Shop, tmp_path: Path) -> None:
    for _number in range(40):
        _done(sqlite_shop, photo=False)
    paper = sqlite_shop.owner.ask(AuditPaper(request=_week()))
    path = tmp_path / "audit.pdf"
    path.write_bytes(paper.content)
    pages = PdfReader(path).pages
    words = " ".join(page.extract_text() for page in pages)
    assert len(pages) > 1
    assert "40 jobs completed, 40 listed here" in words
    assert words.count("No photos") == 41
    assert paper.name == "Audit 2026-03-02"


def test_technicians_do_not_audit(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(AuditWeek(monday=MONDAY))
