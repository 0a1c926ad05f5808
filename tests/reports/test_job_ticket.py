import pytest

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import PaperSize
from fsmdesk.reports.documents import PrintSettings, TicketLine
from fsmdesk.reports.job_ticket import job_ticket_pdf
from tests.reports.samples import job_ticket, pages

PRINTED = [
    "Job ticket",
    "#771",
    "Pump hums",
    "2 High",
    "Dispatched",
    "Corrective",
    "Due Mar 9, 2026 4:00 PM",
    "Dr. A. Brown",
    "1 High Street",
    "B. Brown",
    "555-0100",
    "Boiler A1",
    "BASIC",
    "Heating · Gas",
    "Find out why it hums.",
    "Key at the chemist's",
    "Asbestos in the ceiling",
    "Cem Yıldız",
    "Mar 9, 2026, 9:00–11:30 AM",
    "Ola Nowak",
    "not yet",
    "Pump seal",
    "#650",
    "Bearing greased",
    "Cause",
    "Fix",
    "Notes, readings, parts used",
    "Signature of the customer",
]


@pytest.mark.parametrize("text", PRINTED)
def test_the_ticket_has_what_a_technician_needs(text: str) -> None:
    assert text in " ".join(pages(job_ticket_pdf(job_ticket())))


def test_prices_are_not_on_it() -> None:
    assert "USD" not in " ".join(pages(job_ticket_pdf(job_ticket())))


def test_what_is_known_of_cause_and_fix_is_printed() -> None:
    found = " ".join(pages(job_ticket_pdf(job_ticket(cause="Worn seal", fix="Seal replaced"))))
    assert "Cause Worn seal" in found
    assert "Fix Seal replaced" in found


@pytest.mark.parametrize("state", list(WorkOrderState))
def test_each_state_has_its_word(state: WorkOrderState) -> None:
    assert state.label in pages(job_ticket_pdf(job_ticket(state=state)))[0]


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_long_list_goes_over_the_pages_with_its_head(paper: PaperSize) -> None:
    lines = tuple(TicketLine(description=f"Part {n:03d}.", quantity_milli=1000) for n in range(120))
    settings = PrintSettings(paper=paper)
    found = pages(job_ticket_pdf(job_ticket(lines=lines, settings=settings)))
    with_parts = [page for page in found if "Part 0" in page or "Part 1" in page]
    assert len(with_parts) > 2
    assert all("Description Kind Bill to Planned Used" in page for page in with_parts)
    assert all(f"Part {n:03d}." in " ".join(found) for n in range(120))
    assert f"Page {len(found)} of {len(found)}" in found[-1]
