"""The history of a job tells of the time that was spent on it, also of what was removed."""

from typing import Any

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import TimeKind
from fsmdesk.models import TimeEntry
from fsmdesk.services.orders.messages import WorkOrderHistory
from fsmdesk.services.time_sheets.messages import RemoveTime, SaveTime
from tests.services.shop import BEN, FAY, Shop, at


def history(shop: Shop, job: int) -> list[tuple[str, str]]:
    rows = shop.owner.ask(WorkOrderHistory(work_order_id=job))
    return [(row.person, row.text) for row in rows][::-1]


def test_the_history_tells_of_time_written_down_corrected_and_removed(shop: Shop) -> None:
    shop.now = at(18)
    job, other = shop.job(WorkOrderState.ON_SITE), shop.job()
    shop.visit(job, at(6), state=VisitState.DONE)
    kind = TimeKind.LABOUR
    save: dict[str, Any] = {"work_order_id": job, "kind": kind, "end_at": at(11, 30)}
    first = shop.dispatcher.do(SaveTime(technician_id=FAY, start_at=at(9, 30), **save)).value
    version = shop.get(TimeEntry, first).version
    shop.dispatcher.do(
        SaveTime(
            technician_id=FAY,
            entry_id=first,
            seen_version=version,
            start_at=at(9),
            reason="Forgot the first half hour",
            **save,
        )
    )
    second = shop.owner.do(
        SaveTime(work_order_id=job, technician_id=BEN, kind=TimeKind.TRAVEL, start_at=at(8), end_at=at(8, 30))
    ).value
    version = shop.get(TimeEntry, second).version
    shop.owner.do(RemoveTime(work_order_id=job, entry_id=second, seen_version=version))
    told = history(shop, job)
    for expected in (
        ("Dan Desk", "Fay Brooks: Labour 2 Mar 2026 9:30–11:30 written down"),
        (
            "Dan Desk",
            "Time of Fay Brooks: start 2 Mar 2026 09:30 → 2 Mar 2026 09:00; "
            "because “Forgot the first half hour”",
        ),
        ("Olive Owner", "Ben Ito: Travel 2 Mar 2026 8:00–8:30 written down"),
        ("Olive Owner", "Ben Ito: Travel 2 Mar 2026 8:00–8:30 removed"),
    ):
        assert expected in told
    assert all("Fay Brooks:" not in text for _who, text in history(shop, other))
