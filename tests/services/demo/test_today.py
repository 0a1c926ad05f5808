"""Today's board of the shop that is shown to everybody: full, alive, and with something of everything."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fsmdesk.bootstrap import open_office
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.db.check import check
from fsmdesk.db.location import parse_location
from fsmdesk.services.demo.make import make_demo
from fsmdesk.services.demo.sizes import SIZES
from fsmdesk.services.dispatch.messages import BoardDay, BoardView, BoardVisit
from fsmdesk.services.intake.messages import Inbox
from fsmdesk.services.office import Office
from tests.services.demo.conftest import TODAY


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The shop of twelve technicians, with weeks instead of years behind it."""
    location = parse_location(str(tmp_path_factory.mktemp("demo") / "shop.fsmdesk"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SIZES, "shop", replace(SIZES["shop"], days=50))
        make_demo(location, "shop", today=TODAY)
    assert check(location) == []
    opened = open_office(str(location.path))
    yield opened.as_program()
    opened.database.close()


@pytest.fixture(scope="module")
def board(office: Office) -> BoardView:
    return office.ask(BoardDay(day=TODAY))


def _of(board: BoardView, technician_id: int) -> list[BoardVisit]:
    return sorted((v for v in board.visits if v.technician_id == technician_id), key=lambda v: v.start_at)


def test_everybody_who_is_there_has_work(board: BoardView) -> None:
    assert len(board.technicians) == 12
    without = [technician.name for technician in board.technicians if not _of(board, technician.id)]
    assert without == ["Jonah Haddix"]
    assert 32 <= len(board.visits) <= 50


def test_visits_are_in_all_states(board: BoardView) -> None:
    states = Counter(visit.state for visit in board.visits)
    assert states.keys() >= {
        *(VisitState.PLANNED, VisitState.DISPATCHED, VisitState.EN_ROUTE),
        *(VisitState.ON_SITE, VisitState.WAITING, VisitState.DONE),
    }
    assert states[VisitState.ON_SITE] >= 3
    assert states[VisitState.EN_ROUTE] >= 2


def test_somebody_is_away_and_somebody_is_trained(board: BoardView) -> None:
    reasons = {
        technician.name: [text for *_, text in technician.absences] for technician in board.technicians
    }
    away = {name: texts for name, texts in reasons.items() if texts}
    assert away.keys() == {"Jonah Haddix", "Priya Raman"}
    assert away["Jonah Haddix"] == ["Vacation"]


def test_two_are_at_one_job(board: BoardView) -> None:
    crew = [visit for visit in board.visits if visit.crew_size == 2]
    assert len(crew) == 2
    assert len({visit.work_order_id for visit in crew}) == 1
    assert {visit.state for visit in crew} == {VisitState.ON_SITE}
    assert len({(visit.start_at, visit.end_at) for visit in crew}) == 1


def test_only_the_double_booking_overlaps(board: BoardView) -> None:
    overlapping = [
        (visit, following)
        for technician in board.technicians
        for visit, following in zip(_of(board, technician.id), _of(board, technician.id)[1:], strict=False)
        if following.start_at < visit.end_at
    ]
    assert len(overlapping) == 1
    assert overlapping[0][1].double_booked
    assert sum(visit.double_booked for visit in board.visits) == 1


def test_between_visits_there_is_time_to_drive(board: BoardView) -> None:
    gaps = [
        following.start_at - visit.end_at
        for technician in board.technicians
        for visit, following in zip(_of(board, technician.id), _of(board, technician.id)[1:], strict=False)
        if not following.double_booked and not visit.double_booked
    ]
    assert min(gaps) >= timedelta(minutes=5)


def test_work_waits_beside_the_board(board: BoardView) -> None:
    assert board.job_count == 23
    assert {job.priority for job in board.jobs} == set(Priority)
    assert all(job.due_at for job in board.jobs if job.priority <= Priority.MEDIUM)
    assert any(job.window_start_at for job in board.jobs)


def test_the_next_two_weeks_are_planned(office: Office) -> None:
    planned = {}
    for ahead in range(1, 15):
        day = TODAY + timedelta(days=ahead)
        planned[day] = len(office.ask(BoardDay(day=day)).visits)
    closed = {date(2026, 11, 26)} | {day for day in planned if day.weekday() > 4}
    assert all(count == 0 for day, count in planned.items() if day in closed)
    assert all(count >= 4 for day, count in planned.items() if day not in closed)
    days = sorted(day for day in planned if day not in closed)
    assert planned[days[0]] > planned[days[-1]]


def test_requests_wait_in_the_inbox(office: Office) -> None:
    requests = office.ask(Inbox())
    assert len(requests) == 8
    assert len({request.source for request in requests}) > 1
    assert [request.caller for request in requests if request.customer_id is None] == [
        "Gloria Hale · 518-555-0177"
    ]


def test_a_shop_in_another_place_is_another_file(tmp_path: Path) -> None:
    location = parse_location(str(tmp_path / "a" / "b.fsmdesk"))
    make_demo(location, "small", today=TODAY)
    assert location.path is not None
    assert location.path.exists()
