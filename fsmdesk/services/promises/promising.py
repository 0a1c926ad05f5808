"""What a job is promised: by when somebody is on site, and by when it is done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from fsmdesk.core.promises import OpeningCalendar
from fsmdesk.core.terms import Priority
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, ServiceLevel, WorkOrder
from fsmdesk.services.promises.calendars import opening_calendar
from fsmdesk.services.promises.messages import Promised, PromisedTimes
from fsmdesk.services.records import assign
from fsmdesk.services.registry import answers


@dataclass(frozen=True, slots=True)
class Promise:
    """On site by, and done by; None is not promised."""

    respond_by_at: datetime | None
    finish_by_at: datetime | None


@answers(Promised)
def promised(work: Reading, query: Promised) -> tuple[PromisedTimes, ...]:
    """For each priority that promises anything."""
    levels = _levels(work, query.customer_id)
    company = work.session.get(Company, 1)
    if not levels or company is None:
        return ()
    calendar = opening_calendar(work, company)
    found = ((priority, _kept(calendar, levels[priority], work.now)) for priority in sorted(levels))
    return tuple(PromisedTimes(priority, one.respond_by_at, one.finish_by_at) for priority, one in found)


def promise_for(
    work: Reading, priority: Priority, customer_id: int | None, since: datetime
) -> Promise | None:
    """What a job asked for at `since` is promised; None where no service level speaks of its priority."""
    return Promising(work).promise_for(priority, customer_id, since)


class Promising:
    """Promises for many jobs: levels and calendar are read once."""

    def __init__(self, work: Reading) -> None:
        self._work = work
        self._company = work.session.get(Company, 1)
        self._calendar: OpeningCalendar | None = None
        self._levels: dict[int | None, dict[Priority, ServiceLevel]] = {}

    def promise_for(self, priority: Priority, customer_id: int | None, since: datetime) -> Promise | None:
        """What a job asked for at `since` is promised; None where no service level speaks of its priority."""
        if customer_id not in self._levels:
            self._levels[customer_id] = _levels(self._work, customer_id)
        level = self._levels[customer_id].get(priority)
        if level is None or self._company is None:
            return None
        if self._calendar is None:
            self._calendar = opening_calendar(self._work, self._company)
        return _kept(self._calendar, level, since)


def with_typed(found: Promise | None, typed_due: datetime | None) -> Promise:
    """The promise where a time to be done by was typed: that stands, and nobody comes after it."""
    if found is None:
        return Promise(None, typed_due)
    if typed_due is None:
        return found
    respond = min(found.respond_by_at, typed_due) if found.respond_by_at is not None else None
    return Promise(respond, typed_due)


def give_promise(work: Writing, order: WorkOrder, typed_due: datetime | None) -> None:
    """The job has what its priority and customer promise. A time that was typed stays, and is followed no more."""
    found = promise_for(work, order.priority, order.customer_id, order.requested_at)
    promise = with_typed(found, typed_due)
    order.due_typed = typed_due is not None
    order.due_at, order.respond_by_at = promise.finish_by_at, promise.respond_by_at


def follow_change(
    work: Writing, order: WorkOrder, before: tuple[Priority, int | None], due_before: datetime | None
) -> None:
    """After an edit: a due time that was typed is kept from now on; one that was emptied, and those that nobody
    typed, are again what priority and customer promise.

    `before` are priority and customer before the edit, `due_before` the due time.
    """
    if order.due_at != due_before:
        assign(order, due_typed=order.due_at is not None)
        if order.due_typed:
            return
    elif order.due_typed or (order.priority, order.customer_id) == before:
        return
    found = promise_for(work, order.priority, order.customer_id, order.requested_at)
    if found is not None:
        assign(order, due_at=found.finish_by_at, respond_by_at=found.respond_by_at)


def _levels(work: Reading, customer_id: int | None) -> dict[Priority, ServiceLevel]:
    """The level of each priority: the customer's own before the office's."""
    rows = work.session.scalars(
        select(ServiceLevel).where(
            or_(ServiceLevel.customer_id.is_(None), ServiceLevel.customer_id == customer_id)
        )
    )
    usual_first = sorted(rows, key=lambda row: row.customer_id is not None)
    return {row.priority: row for row in usual_first}


def _kept(calendar: OpeningCalendar, level: ServiceLevel, since: datetime) -> Promise:
    def after(minutes: int | None) -> datetime | None:
        if minutes is None:
            return None
        return calendar.after(since, minutes, around_the_clock=level.around_the_clock)

    return Promise(after(level.respond_minutes), after(level.finish_minutes))
