"""The agenda: on paper, as a spreadsheet, as a calendar file; read back from the files."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from fsmdesk.core.errors import EnvironmentProblem, NotAllowed
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import Company, Visit
from fsmdesk.services.agenda.messages import AgendaPaper, ExportAgenda, ExportCalendar
from fsmdesk.services.dispatch.messages import MoveVisit
from tests.services.shop import BEN, FAY, Shop, at

DAY = at(9).date()


def _planned(shop: Shop) -> list[int]:
    """Fay at nine, Ben at ten, Fay the next day; one that was called off."""
    job = shop.job(WorkOrderState.SCHEDULED)
    fay, ben = shop.visit(job, at(9)), shop.visit(job, at(10), technician_id=BEN)
    other = shop.job(WorkOrderState.SCHEDULED)
    later = shop.visit(other, at(9) + timedelta(days=1))
    shop.visit(other, at(15), state=VisitState.CANCELLED)
    return [fay, ben, later]


def _pages(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_the_paper_has_each_day_with_its_visits_in_the_wanted_order(shop: Shop) -> None:
    _planned(shop)
    paper = shop.dispatcher.ask(AgendaPaper(first_day=DAY, day_count=2, technician_ids=(BEN, FAY)))
    text = _pages(paper.content)
    assert "3 visits" in text
    names = [line for line in text.splitlines() if line.startswith(("Ben", "Fay"))]
    assert [name.split()[0] for name in names] == ["Ben", "Fay", "Fay"]
    assert paper.name.startswith("Agenda")


def test_an_empty_period_says_so(shop: Shop) -> None:
    paper = shop.dispatcher.ask(AgendaPaper(first_day=date(2030, 1, 1), day_count=7))
    assert "No visits in this period." in _pages(paper.content)


def test_the_spreadsheet_holds_wall_times_of_the_office(shop: Shop, tmp_path: Path) -> None:
    _planned(shop)
    target = tmp_path / "agenda.xlsx"
    count = shop.owner.ask(ExportAgenda(path=str(target), first_day=DAY, day_count=1))
    rows = list(load_workbook(target).worksheets[0].iter_rows(min_row=2, values_only=True))
    zone = ZoneInfo(shop.get(Company, 1).timezone)
    assert count == 2
    assert rows[0][0] == at(9).astimezone(zone).replace(tzinfo=None)
    assert [str(row[3]).split()[0] for row in rows[:2]] == ["Fay", "Ben"]


def test_a_file_that_cant_be_written_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    _planned(shop)
    with pytest.raises(EnvironmentProblem):
        shop.owner.ask(ExportAgenda(path=str(tmp_path / "no" / "a.xlsx"), first_day=DAY, day_count=1))
    assert list(tmp_path.iterdir()) == []


def _events(path: Path) -> dict[str, tuple[object, int, str]]:
    calendar = Calendar.from_ical(path.read_bytes())
    found: dict[str, tuple[object, int, str]] = {}
    for event in calendar.walk("VEVENT"):
        start, sequence = event.decoded("dtstart"), event.decoded("sequence")
        found[str(event["uid"])] = (start, int(sequence), str(event["summary"]))
    return found


def test_a_calendar_keeps_who_is_who_and_says_what_is_newer(shop: Shop, tmp_path: Path) -> None:
    fay, _ben, _later = _planned(shop)
    first, second = tmp_path / "one.ics", tmp_path / "two.ics"
    query = ExportCalendar(path=str(first), technician_id=FAY, first_day=DAY, day_count=7)
    assert shop.dispatcher.ask(query) == 2
    shop.dispatcher.do(
        MoveVisit(
            visit_id=fay,
            seen_version=shop.version(Visit, fay),
            technician_id=FAY,
            start_at=at(11),
            end_at=at(12),
        )
    )
    shop.dispatcher.ask(ExportCalendar(path=str(second), technician_id=FAY, first_day=DAY, day_count=7))
    before, after = _events(first), _events(second)
    assert before.keys() == after.keys()
    (moved,) = [uid for uid in before if before[uid] != after[uid]]
    assert (before[moved][0], after[moved][0]) == (at(9), at(11))
    assert after[moved][1] > before[moved][1]


def test_a_technician_has_the_own_visits_only(shop: Shop, tmp_path: Path) -> None:
    _planned(shop)
    text = _pages(shop.fays_phone.ask(AgendaPaper(first_day=DAY, day_count=1)).content)
    assert "Ben" not in text
    path = str(tmp_path / "ben.ics")
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(ExportCalendar(path=path, technician_id=BEN, first_day=DAY, day_count=1))
    assert shop.fays_phone.ask(ExportCalendar(path=path, technician_id=FAY, first_day=DAY, day_count=1)) == 1
