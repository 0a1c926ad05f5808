import pytest

from fsmdesk.reports.day_sheet import day_sheet_pdf
from tests.reports.samples import at, day_sheet, day_visit, pages

PRINTED = [
    "Day sheet",
    "Cem Yıldız",
    "Monday, March 9, 2026",
    "Hill & Sons Plumbing",
    "1 visit · 1 h 30",
    "9:00–10:30 AM",
    "#771 · Pump hums",
    "2 High",
    "Planned",
    "Dr. A. Brown",
    "1 High Street, Ripon",
    "Contact: B. Brown · 555-0100",
    "It hums.",
    "Access: Key at the chemist's",
    "Safety: Asbestos",
    "Skills: Gas",
    "Arrived",
    "Left",
]


@pytest.mark.parametrize("text", PRINTED)
def test_the_sheet_has_what_gets_a_technician_there_and_in(text: str) -> None:
    (page,) = pages(day_sheet_pdf(day_sheet(day_visit())))
    assert text in page


def test_a_day_without_visits_says_so() -> None:
    (page,) = pages(day_sheet_pdf(day_sheet()))
    assert "No visits on this day." in page


def test_labels_without_a_value_are_left_away() -> None:
    bare = day_visit(contact="", phone="", access_notes="", safety="", skills=())
    (page,) = pages(day_sheet_pdf(day_sheet(bare)))
    assert not any(label in page for label in ("Contact", "Access", "Safety", "Skills"))


def test_a_full_day_keeps_each_visit_in_one_piece() -> None:
    visits = [
        day_visit(
            number=f"#{n}.",
            starts_at=at(8 + n // 3, n % 3 * 20),
            ends_at=at(9 + n // 3),
            problem=f"problem {n}.",
        )
        for n in range(30)
    ]
    found = pages(day_sheet_pdf(day_sheet(*visits)))
    assert len(found) > 3
    for n in range(30):
        (page,) = [page for page in found if f"#{n}. ·" in page]
        assert f"problem {n}." in page


def test_a_problem_longer_than_a_page_is_printed_whole() -> None:
    text = " ".join(f"word{n}" for n in range(2500))
    found = " ".join(pages(day_sheet_pdf(day_sheet(day_visit(problem=text)))))
    assert all(f"word{n}" in found for n in range(2500))
