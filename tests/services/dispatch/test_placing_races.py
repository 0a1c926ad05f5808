"""Two dispatchers at the same moment, with real connections: a technician is never in two places unasked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from fsmdesk.core.errors import FsmError, UserFacingError
from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Role
from fsmdesk.models import Visit
from fsmdesk.services.dispatch.messages import MoveVisit, PlaceVisit, SetVisitState
from tests.services.shop import BEN, DISPATCHER, FAY, OWNER, Shop, at


def at_once(shop: Shop, *commands: Command[Any]) -> list[FsmError]:
    """Each command from a seat of its own, all at the same moment; what was refused."""
    barrier = Barrier(len(commands))

    def run(numbered: tuple[int, Command[Any]]) -> FsmError | None:
        number, command = numbered
        seat = shop.seat(OWNER, Role.OWNER) if number % 2 else shop.seat(DISPATCHER, Role.DISPATCHER)
        barrier.wait()
        try:
            seat.do(command)
        except UserFacingError as error:
            return error
        return None

    with ThreadPoolExecutor(len(commands)) as seats:
        return [error for error in seats.map(run, enumerate(commands)) if error is not None]


def _place(shop: Shop, hour: int, reason: str = "") -> PlaceVisit:
    job = shop.job()
    return PlaceVisit(
        work_order_id=job,
        visit_id=None,
        seen_version=1,
        technician_id=FAY,
        start_at=at(hour),
        end_at=at(hour + 1),
        reason=reason,
    )


def test_one_of_two_jobs_gets_the_hour(shop: Shop) -> None:
    for hour in range(8, 12):
        refused = at_once(shop, _place(shop, hour), _place(shop, hour))
        assert len(refused) == 1
        assert "Fay is at" in str(refused[0]) or "another visit at that time" in str(refused[0])
    assert len(shop.all(Visit, technician_id=FAY)) == 4


def test_with_reasons_both_get_it_and_one_is_marked(shop: Shop) -> None:
    for hour in range(8, 11):
        refused = at_once(shop, _place(shop, hour, "key"), _place(shop, hour, "key"))
        placed = shop.all(Visit, technician_id=FAY, start_at=at(hour))
        # Whoever did not see the other in time was refused by the database, unmarked as he was.
        assert len(placed) + len(refused) == 2
        assert sum(not visit.double_booked for visit in placed) == 1


def test_a_visit_is_moved_by_one_of_two_seats(shop: Shop) -> None:
    visit = shop.visit(shop.job(), at(9))
    spans: list[dict[str, Any]] = [
        {"technician_id": technician, "start_at": at(13), "end_at": at(14)} for technician in (FAY, BEN)
    ]
    commands = [MoveVisit(visit_id=visit, seen_version=1, **span) for span in spans]
    refused = at_once(shop, *commands)
    assert len(refused) == 1
    assert shop.version(Visit, visit) == 2


def test_a_visit_is_moved_or_begun_never_both(shop: Shop) -> None:
    visit = shop.visit(shop.job(), at(6), at(7))
    move = MoveVisit(visit_id=visit, seen_version=1, technician_id=BEN, start_at=at(9), end_at=at(10))
    begin = SetVisitState(visit_id=visit, seen_version=1, after=VisitState.ON_SITE)
    assert len(at_once(shop, move, begin)) == 1
    stored = shop.get(Visit, visit)
    assert (stored.technician_id == BEN) != (stored.state is VisitState.ON_SITE)
