"""Time by hand: added, corrected with what was first kept, removed, never at two places at once."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import TimeKind
from fsmdesk.models import TimeEntry
from fsmdesk.services.office import Office
from fsmdesk.services.time_sheets.messages import JobTime, JobTimeCard, RemoveTime, SaveTime
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, Shop, at

_S, _W, _K = VisitState, WorkOrderState, TimeKind


def _job(shop: Shop, state: WorkOrderState = _W.ON_SITE, **values: Any) -> int:
    shop.now = at(18)
    job = shop.job(state, **values)
    shop.visit(job, at(6) + timedelta(hours=job), state=_S.DONE)
    return job


def _save(
    shop: Shop,
    job: int,
    start: datetime,
    end: datetime | None,
    by: Office | None = None,
    **values: Any,
) -> int:
    given: dict[str, Any] = {"technician_id": FAY, "kind": _K.LABOUR, **values}
    return (by or shop.dispatcher).do(SaveTime(work_order_id=job, start_at=start, end_at=end, **given)).value


def _card(shop: Shop, job: int) -> JobTimeCard:
    return shop.dispatcher.ask(JobTime(work_order_id=job))


def test_time_by_hand_counts_like_any_other(shop: Shop) -> None:
    job = _job(shop)
    _save(shop, job, at(9, 38), at(10, 43), note="Second boiler")
    _save(shop, job, at(9, 10), at(9, 38), kind=_K.TRAVEL)
    card = _card(shop, job)
    [day] = card.sums
    assert (day.labour_seconds, day.travel_seconds, day.billed_minutes) == (3900, 1680, 75)
    assert [(row.kind, row.note, row.is_edited) for row in card.rows] == [
        (_K.TRAVEL, "", False),
        (_K.LABOUR, "Second boiler", False),
    ]
    assert card.technicians[0] == (FAY, "Fay Brooks") and (BEN, "Ben Ito") in card.technicians


def test_a_break_is_taken_out_of_labour(shop: Shop) -> None:
    job = _job(shop)
    _save(shop, job, at(8), at(12))
    _save(shop, job, at(9, 30), at(9, 50), kind=_K.BREAK)
    [day] = _card(shop, job).sums
    assert (day.labour_seconds, day.break_seconds, day.billed_minutes) == (13_200, 1_200, 225)
    with pytest.raises(RuleBroken, match="Choose another time"):
        _save(shop, job, at(9, 40), at(10), kind=_K.BREAK)


def test_a_correction_keeps_what_was_first_and_says_who_and_why(shop: Shop) -> None:
    job = _job(shop)
    entry = _save(shop, job, at(8), at(9))
    with pytest.raises(RuleBroken, match="Say why") as refused:
        _save(shop, job, at(8), at(10), entry_id=entry, seen_version=1)
    assert refused.value.field == "reason"
    shop.now = at(19)
    _save(shop, job, at(8), at(10), entry_id=entry, seen_version=1, reason="Forgot to stop")
    _save(shop, job, at(8), at(11), entry_id=entry, seen_version=2, reason="Asked her again")
    [row] = _card(shop, job).rows
    assert (row.original_start_at, row.original_end_at, row.end_at) == (at(8), at(9), at(11))
    assert (row.edit_reason, row.edited_by, row.is_edited) == ("Asked her again", "Dan Desk", True)
    assert row.edited_at is not None


def test_a_note_alone_needs_no_reason_and_is_no_correction(sqlite_shop: Shop) -> None:
    job = _job(sqlite_shop)
    entry = _save(sqlite_shop, job, at(8), at(9))
    _save(sqlite_shop, job, at(8), at(9), entry_id=entry, seen_version=1, note="Cold")
    [row] = _card(sqlite_shop, job).rows
    assert (row.note, row.is_edited) == ("Cold", False)


def test_what_a_visit_told_is_corrected_and_kept(shop: Shop) -> None:
    shop.now = at(18)
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(5), state=_S.DONE, en_route_at=at(5), arrived_at=at(5, 30), finished_at=at(7))
    told = _card(shop, job).rows[1]
    saved = _save(shop, job, at(5, 30), at(6, 30), entry_id=told.id, reason="Left earlier")
    rows = _card(shop, job).rows
    assert [(row.kind, row.start_at, row.end_at) for row in rows] == [
        (_K.TRAVEL, at(5), at(5, 30)),
        (_K.LABOUR, at(5, 30), at(6, 30)),
    ]
    assert (rows[1].id, rows[1].original_end_at) == (saved, at(7))
    with pytest.raises(ConflictError):
        _save(shop, job, at(5, 30), at(6, 40), entry_id=told.id, reason="Again")


def test_removed_time_of_a_visit_has_no_length_and_its_original(shop: Shop) -> None:
    shop.now = at(18)
    job = shop.job(_W.ON_SITE)
    shop.visit(job, at(5), state=_S.DONE, arrived_at=at(5, 30), finished_at=at(7))
    told = _card(shop, job).rows[0]
    shop.dispatcher.do(RemoveTime(work_order_id=job, entry_id=told.id, seen_version=0))
    [row] = _card(shop, job).rows
    assert (row.seconds, row.original_start_at, row.original_end_at) == (0, at(5, 30), at(7))


def test_time_by_hand_is_removed_and_comes_back(shop: Shop) -> None:
    job = _job(shop)
    entry = _save(shop, job, at(8), at(9))
    command = RemoveTime(work_order_id=job, entry_id=entry, seen_version=1)
    shop.dispatcher.do(command)
    assert _card(shop, job).rows == ()
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert [row.start_at for row in _card(shop, job).rows] == [at(8)]


def test_nobody_is_at_two_places(shop: Shop) -> None:
    here, there = _job(shop), _job(shop)
    _save(shop, there, at(8), at(10))
    words = "Fay Brooks was at #2 from .*08:00 to 10:00"
    for start, end in ((at(9), at(11)), (at(7), at(8, 0, day=2).replace(minute=1)), (at(8, 30), at(9))):
        with pytest.raises(RuleBroken, match=words) as refused:
            _save(shop, here, start, end)
        assert refused.value.field == "start_at"
    _save(shop, here, at(10), at(11))
    _save(shop, here, at(8), at(10), technician_id=BEN)


def test_who_is_at_work_now_is_nowhere_else(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _job(shop)
    shop.add(TimeEntry(work_order_id=job, technician_id=FAY, kind=_K.LABOUR, start_at=at(16)))
    with pytest.raises(RuleBroken, match=r"has been at #1 since .*16:00"):
        _save(shop, job, at(17), at(17, 30))
    _save(shop, job, at(15), at(16))


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (at(9), at(9), "end_at"),
        (at(9), at(8), "end_at"),
        (at(9), at(9, day=11), "end_at"),
        (at(20), at(21), "start_at"),
        (at(17), at(20), "end_at"),
        (at(9), None, "end_at"),
    ],
)
def test_times_that_can_not_be(sqlite_shop: Shop, start: datetime, end: datetime | None, field: str) -> None:
    job = _job(sqlite_shop)
    with pytest.raises(RuleBroken) as refused:
        _save(sqlite_shop, job, start, end)
    assert refused.value.field == field


@pytest.mark.parametrize("state", [_W.REQUESTED, _W.INVOICED, _W.CLOSED, _W.CANCELLED])
def test_time_of_a_job_that_is_billed_or_called_off_stays(sqlite_shop: Shop, state: WorkOrderState) -> None:
    job = _job(sqlite_shop, state)
    assert "doesn't change any more" in _card(sqlite_shop, job).locked
    with pytest.raises(RuleBroken, match="doesn't change any more"):
        _save(sqlite_shop, job, at(8), at(9))


def test_a_technician_writes_down_his_own_time_on_his_own_jobs(shop: Shop) -> None:
    own, bens = _job(shop), shop.job(_W.ON_SITE)
    shop.visit(bens, at(9), technician_id=BEN, state=_S.ON_SITE, arrived_at=at(9))
    phone = shop.fays_phone
    entry = _save(shop, own, at(8), at(9), by=phone)
    _save(shop, own, at(8), at(9, 30), by=phone, entry_id=entry, seen_version=1, reason="Longer")
    for job, technician in ((bens, FAY), (own, BEN)):
        with pytest.raises(NotAllowed):
            _save(shop, job, at(10), at(11), by=phone, technician_id=technician)
    with pytest.raises(NotAllowed):
        phone.ask(JobTime(work_order_id=bens))


def test_a_technician_sees_and_removes_his_own_time_only(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    own = _job(shop)
    bens = _save(shop, own, at(8), at(9), technician_id=BEN)
    fays = _save(shop, own, at(8), at(9))
    card = shop.fays_phone.ask(JobTime(work_order_id=own))
    assert [row.id for row in card.rows] == [fays] and card.technicians == ((FAY, "Fay Brooks"),)
    with pytest.raises(NotAllowed):
        shop.fays_phone.do(RemoveTime(work_order_id=own, entry_id=bens, seen_version=1))
    with pytest.raises(NotAllowed):
        _save(shop, own, at(8), at(9), by=shop.fays_phone, entry_id=bens, seen_version=1, reason="x")


def test_what_is_complete_is_the_offices_to_correct(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    job = _job(shop, _W.COMPLETE, cause="a", fix="b")
    with pytest.raises(RuleBroken, match="only the office"):
        _save(shop, job, at(8), at(9), by=shop.fays_phone)
    _save(shop, job, at(8), at(9))


def test_two_seats_do_not_overwrite_each_other(sqlite_shop: Shop) -> None:
    job = _job(sqlite_shop)
    entry = _save(sqlite_shop, job, at(8), at(9))
    _save(sqlite_shop, job, at(8), at(9), entry_id=entry, seen_version=1, note="one")
    with pytest.raises(ConflictError, match="Dan Desk changed this"):
        _save(sqlite_shop, job, at(8), at(9), entry_id=entry, seen_version=1, note="two")


def test_an_entry_of_another_job_is_refused(sqlite_shop: Shop) -> None:
    here, there = _job(sqlite_shop), _job(sqlite_shop)
    entry = _save(sqlite_shop, there, at(8), at(9))
    with pytest.raises(RuleBroken, match="another job"):
        _save(sqlite_shop, here, at(8), at(9), entry_id=entry, seen_version=1, note="x")
