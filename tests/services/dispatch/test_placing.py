"""Placing, moving and taking off visits: what goes, what is refused, and what the job says afterwards."""

from datetime import timedelta

import pytest

from fsmdesk.core.errors import ConflictError, NeedsConfirmation, NotAllowed, RuleBroken
from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.db.check import check
from fsmdesk.db.location import parse_location
from fsmdesk.models import StateMove, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import AddVisit, MoveVisit, PlaceVisit, SetVisitState, UnplaceVisit
from fsmdesk.services.orders.messages import MoveWorkOrder
from tests.services.shop import BEN, BOOKKEEPER, FAY, LEFT, Shop, at


def _place(shop: Shop, job: int, visit: int | None, **values: object) -> PlaceVisit:
    record, record_id = (WorkOrder, job) if visit is None else (Visit, visit)
    given: dict[str, object] = {
        "work_order_id": job,
        "visit_id": visit,
        "seen_version": shop.version(record, record_id),
        "technician_id": FAY,
        "start_at": at(9),
        "end_at": at(10, 30),
    }
    return PlaceVisit(**(given | values))  # type: ignore[arg-type]


def _move(shop: Shop, visit: int, **values: object) -> MoveVisit:
    given: dict[str, object] = {
        "visit_id": visit,
        "seen_version": shop.version(Visit, visit),
        "technician_id": FAY,
        "start_at": at(9),
        "end_at": at(10),
    }
    return MoveVisit(**(given | values))  # type: ignore[arg-type]


def test_an_unplaced_visit_is_planned_and_its_job_scheduled(shop: Shop) -> None:
    job = shop.job()
    waiting = shop.visit(job)
    done = shop.dispatcher.do(_place(shop, job, waiting))
    visit = shop.get(Visit, waiting)
    assert done.value == waiting
    assert (visit.state, visit.technician_id) == (VisitState.PLANNED, FAY)
    assert (visit.start_at, visit.end_at, visit.duration_minutes) == (at(9), at(10, 30), 90)
    assert shop.get(WorkOrder, job).state is WorkOrderState.SCHEDULED
    steps = [(move.visit_id, move.before, move.after) for move in shop.all(StateMove, work_order_id=job)]
    assert steps == [(waiting, "unplaced", "planned"), (None, "approved", "scheduled")]
    assert {ref.kind for ref in done.changes.records} == {"visit", "work_order", "state_move"}


def test_a_job_without_a_visit_gets_one(shop: Shop) -> None:
    job = shop.job()
    placed = shop.dispatcher.do(_place(shop, job, None)).value
    assert [visit.id for visit in shop.all(Visit, work_order_id=job)] == [placed]


def test_a_job_whose_visit_waits_already_gets_no_second_one(shop: Shop) -> None:
    job = shop.job()
    waiting = shop.visit(job)
    assert shop.dispatcher.do(_place(shop, job, None)).value == waiting


def test_the_same_command_twice_places_once(shop: Shop) -> None:
    job = shop.job()
    command = _place(shop, job, None)
    assert shop.dispatcher.do(command).value == shop.dispatcher.do(command).value
    assert len(shop.all(Visit, work_order_id=job)) == 1


def test_two_seats_place_the_same_job_once(shop: Shop) -> None:
    job = shop.job()
    first, second = _place(shop, job, None), _place(shop, job, None, technician_id=BEN)
    shop.dispatcher.do(first)
    with pytest.raises(ConflictError):
        shop.owner.do(second)
    assert len(shop.all(Visit, work_order_id=job)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_at": at(9)}, "end"),
        ({"end_at": at(8)}, "end"),
        ({"start_at": at(9) + timedelta(seconds=1)}, "start_at"),
        ({"end_at": at(10) + timedelta(microseconds=1)}, "end_at"),
        ({"end_at": at(9) + timedelta(days=14, minutes=1)}, "end"),
        ({"technician_id": LEFT}, "technician_id"),
        ({"reason": "bad \x00 text"}, "reason"),
    ],
)
def test_what_can_not_be_planned_is_refused(sqlite_shop: Shop, values: dict[str, object], field: str) -> None:
    job = sqlite_shop.job()
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.dispatcher.do(_place(sqlite_shop, job, None, **values))
    assert refused.value.field == field
    assert sqlite_shop.all(Visit) == []


def test_fourteen_days_are_a_visit(shop: Shop) -> None:
    job = shop.job()
    visit = shop.dispatcher.do(_place(shop, job, None, end_at=at(9) + timedelta(days=14))).value
    assert shop.get(Visit, visit).duration_minutes == 14 * 24 * 60


@pytest.mark.parametrize("state", sorted(set(WorkOrderState) - {"approved", "scheduled"}))
def test_only_open_jobs_are_placed(sqlite_shop: Shop, state: WorkOrderState) -> None:
    job = sqlite_shop.job(state)
    open_anyway = state in ("dispatched", "en_route", "on_site", "waiting")
    if open_anyway:
        sqlite_shop.dispatcher.do(_place(sqlite_shop, job, None))
        return
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.dispatcher.do(_place(sqlite_shop, job, None))
    assert refused.value.field == "state"


def test_a_bookkeeper_and_a_technician_plan_nothing(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job()
    for seat in (sqlite_shop.bookkeeper, sqlite_shop.fays_phone):
        with pytest.raises(NotAllowed):
            seat.do(_place(sqlite_shop, job, None))


def test_an_overlap_is_asked_about_and_marked(shop: Shop) -> None:
    shop.visit(shop.job(), at(9), at(11))
    job = shop.job()
    with pytest.raises(NeedsConfirmation) as asked:
        shop.dispatcher.do(_place(shop, job, None, start_at=at(10), end_at=at(11)))
    assert (asked.value.key, asked.value.needs_reason) == ("overlap", True)
    assert str(asked.value) == "Fay is at City Library until 11:00."
    reason = "  Only a key to hand over "
    command = _place(shop, job, None, start_at=at(10), end_at=at(11), reason=reason)
    visit = shop.get(Visit, shop.dispatcher.do(command).value)
    assert (visit.double_booked, visit.double_booking_reason) == (True, "Only a key to hand over")


def test_a_reason_without_an_overlap_marks_nothing(shop: Shop) -> None:
    visit = shop.dispatcher.do(_place(shop, shop.job(), None, reason="just in case")).value
    stored = shop.get(Visit, visit)
    assert (stored.double_booked, stored.double_booking_reason) == (False, "")


def test_visits_that_touch_do_not_overlap(shop: Shop) -> None:
    shop.visit(shop.job(), at(9), at(10))
    shop.visit(shop.job(), at(11), at(12))
    placed = shop.dispatcher.do(_place(shop, shop.job(), None, start_at=at(10), end_at=at(11))).value
    assert not shop.get(Visit, placed).double_booked


def test_what_was_done_early_leaves_its_rest_free(shop: Shop) -> None:
    start = at(9)
    shop.visit(shop.job(), start, at(12), state=VisitState.DONE, arrived_at=start, finished_at=at(10, 30))
    placed = shop.dispatcher.do(_place(shop, shop.job(), None, start_at=at(10, 30), end_at=at(11))).value
    assert not shop.get(Visit, placed).double_booked


def test_the_seconds_in_which_somebody_was_done_are_in_nobodys_way(shop: Shop) -> None:
    start, done = at(9), at(10, 30).replace(second=32)
    shop.visit(shop.job(), start, at(12), state=VisitState.DONE, arrived_at=start, finished_at=done)
    placed = shop.dispatcher.do(_place(shop, shop.job(), None, start_at=at(10, 30), end_at=at(11))).value
    assert not shop.get(Visit, placed).double_booked
    assert not [said for said in check(parse_location(shop.url)) if "two places" in said]


def test_a_marked_visit_that_is_moved_away_loses_its_mark(shop: Shop) -> None:
    shop.visit(shop.job(), at(9), at(11))
    job = shop.job()
    marked = shop.visit(job, at(10), at(11), double_booked=True, double_booking_reason="key")
    shop.dispatcher.do(_move(shop, marked, start_at=at(11), end_at=at(12)))
    visit = shop.get(Visit, marked)
    assert (visit.start_at, visit.double_booked, visit.double_booking_reason) == (at(11), False, "")


def test_a_visit_under_a_marked_one_moves_on(shop: Shop) -> None:
    below = shop.visit(shop.job(), at(9), at(11))
    shop.visit(shop.job(), at(10), at(11), double_booked=True, double_booking_reason="key")
    shop.dispatcher.do(_move(shop, below, technician_id=BEN, start_at=at(9), end_at=at(11)))
    assert shop.get(Visit, below).technician_id == BEN


@pytest.mark.parametrize("way", ["moved", "taken off", "cancelled", "job cancelled"])
def test_a_mark_goes_with_the_visit_that_was_in_the_way(shop: Shop, way: str) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    below = shop.visit(job, at(9), at(11))
    marked = shop.visit(shop.job(), at(10), at(11), double_booked=True, double_booking_reason="key")
    still = shop.visit(shop.job(), at(10, 30), at(12), double_booked=True, double_booking_reason="key")
    commands: dict[str, Command[None]] = {
        "moved": _move(shop, below, start_at=at(6), end_at=at(8)),
        "taken off": UnplaceVisit(visit_id=below, seen_version=1),
        "cancelled": SetVisitState(visit_id=below, seen_version=1, after=VisitState.CANCELLED),
        "job cancelled": MoveWorkOrder(
            work_order_id=job, seen_version=1, after=WorkOrderState.CANCELLED, reason="Sold"
        ),
    }
    shop.dispatcher.do(commands[way])
    assert [shop.get(Visit, each).double_booked for each in (marked, still)] == [True, True]
    shop.dispatcher.do(UnplaceVisit(visit_id=still, seen_version=shop.version(Visit, still)))
    stored = shop.get(Visit, marked)
    assert (stored.double_booked, stored.double_booking_reason) == (False, "")


def test_a_moved_visit_is_not_in_its_own_way(shop: Shop) -> None:
    visit = shop.visit(shop.job(), at(9), at(11))
    shop.dispatcher.do(_move(shop, visit, start_at=at(9, 30), end_at=at(11, 30)))
    assert shop.get(Visit, visit).start_at == at(9, 30)


def test_a_dispatched_visit_given_to_another_is_planned_again(shop: Shop) -> None:
    job = shop.job(WorkOrderState.DISPATCHED)
    visit = shop.visit(job, at(9), state=VisitState.DISPATCHED)
    shop.dispatcher.do(_move(shop, visit, start_at=at(10), end_at=at(11)))
    assert shop.get(Visit, visit).state is VisitState.DISPATCHED
    shop.dispatcher.do(_move(shop, visit, technician_id=BEN, start_at=at(10), end_at=at(11)))
    assert shop.get(Visit, visit).state is VisitState.PLANNED
    assert shop.get(WorkOrder, job).state is WorkOrderState.SCHEDULED


@pytest.mark.parametrize("state", ["en_route", "on_site", "waiting", "done", "partly_done", "cancelled"])
def test_what_has_begun_is_neither_moved_nor_taken_off(sqlite_shop: Shop, state: VisitState) -> None:
    job = sqlite_shop.job(WorkOrderState.ON_SITE)
    visit = sqlite_shop.visit(job, at(9), state=VisitState(state))
    with pytest.raises(RuleBroken, match="can't be moved"):
        sqlite_shop.dispatcher.do(_move(sqlite_shop, visit, technician_id=BEN))
    seen = sqlite_shop.version(Visit, visit)
    with pytest.raises(RuleBroken, match="can't be moved"):
        sqlite_shop.dispatcher.do(UnplaceVisit(visit_id=visit, seen_version=seen))


def test_a_move_against_a_stale_version_is_a_conflict(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    first, second = _move(shop, visit, technician_id=BEN), _move(shop, visit, start_at=at(8))
    shop.dispatcher.do(first)
    with pytest.raises(ConflictError) as conflict:
        shop.owner.do(second)
    assert conflict.value.who == "Dan Desk"
    assert conflict.value.theirs["technician_id"] == BEN


def test_a_visit_taken_off_waits_with_its_length(shop: Shop) -> None:
    job = shop.job(WorkOrderState.SCHEDULED)
    visit = shop.visit(job, at(9), at(12))
    shop.dispatcher.do(_move(shop, visit, start_at=at(9), end_at=at(11)))
    shop.dispatcher.do(UnplaceVisit(visit_id=visit, seen_version=shop.version(Visit, visit)))
    stored = shop.get(Visit, visit)
    assert (stored.state, stored.technician_id, stored.start_at) == (VisitState.UNPLACED, None, None)
    assert stored.duration_minutes == 120
    assert shop.get(WorkOrder, job).state is WorkOrderState.APPROVED


def test_one_more_visit_waits_and_a_job_that_was_done_is_open_again(shop: Shop) -> None:
    job = shop.job(WorkOrderState.ON_SITE)
    shop.visit(job, at(9), state=VisitState.DONE)
    seen = shop.version(WorkOrder, job)
    command = AddVisit(work_order_id=job, seen_version=seen, duration_minutes=45)
    added = shop.dispatcher.do(command).value
    assert shop.get(Visit, added).duration_minutes == 45
    assert shop.get(WorkOrder, job).state is WorkOrderState.APPROVED


@pytest.mark.parametrize("minutes", [0, -5, 14 * 24 * 60 + 1])
def test_an_absurd_length_is_refused(sqlite_shop: Shop, minutes: int) -> None:
    job = sqlite_shop.job()
    command = AddVisit(work_order_id=job, seen_version=1, duration_minutes=minutes)
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.dispatcher.do(command)
    assert refused.value.field == "duration_minutes"


def test_who_may_not_book_twice_is_told_so(sqlite_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from fsmdesk.core import permissions
    from fsmdesk.core.permissions import Permission
    from fsmdesk.core.terms import Role

    allowed = permissions.ALLOWED | {Role.BOOKKEEPER: frozenset({Permission.SCHEDULE})}
    monkeypatch.setattr(permissions, "ALLOWED", allowed)
    sqlite_shop.visit(sqlite_shop.job(), at(9), at(11))
    command = _place(sqlite_shop, sqlite_shop.job(), None, reason="please")
    with pytest.raises(RuleBroken, match="Fay is at City Library") as refused:
        sqlite_shop.seat(BOOKKEEPER, Role.BOOKKEEPER).do(command)
    assert refused.value.field == "span"
