"""What jobs are promised, on each database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import Priority
from fsmdesk.models import BusinessHours, Company, Holiday, ServiceLevel, WorkOrder
from fsmdesk.services.intake.messages import TakeCall
from fsmdesk.services.orders.messages import SaveWorkOrder
from fsmdesk.services.orders.messages import WorkOrder as ReadWorkOrder
from fsmdesk.services.promises.messages import (
    ChooseHolidayCalendar,
    HolidayCalendars,
    HolidayKind,
    Holidays,
    LevelValue,
    Promised,
    RemoveHoliday,
    SaveHoliday,
    SaveServiceLevels,
    ServiceLevels,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import LIBRARY, SCHOOL, Shop

CRITICAL = LevelValue(Priority.CRITICAL, 60, 480, True)
MEDIUM = LevelValue(Priority.MEDIUM, 480, 960, False)
_SAVED = tuple(SaveWorkOrder.__dataclass_fields__)


@pytest.fixture
def promising(shop: Shop) -> Shop:
    """The shop in Munich, open on working days from eight to four, with its levels."""
    shop.change(Company, 1, timezone="Europe/Berlin", holiday_calendar="DE-BY")
    shop.add(*(BusinessHours(weekday=day, start_minute=480, end_minute=960) for day in range(5)))
    shop.owner.do(SaveServiceLevels(seen=(), levels=(CRITICAL, MEDIUM)))
    # Thursday before Easter, three in the afternoon in Munich.
    shop.now = datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
    return shop


def called(shop: Shop, **values: Any) -> WorkOrder:
    """The job that comes of a call."""
    return shop.get(WorkOrder, shop.dispatcher.do(TakeCall(title="No heat", **values)).value)


def saved(shop: Shop, job: int, **values: Any) -> WorkOrder:
    """The job after somebody edited these fields of it."""
    card = shop.dispatcher.ask(ReadWorkOrder(work_order_id=job))
    fields = {name: getattr(card, name) for name in _SAVED if hasattr(card, name)} | {"lines": None} | values
    shop.dispatcher.do(SaveWorkOrder(work_order_id=job, seen_version=card.version, **fields))
    return shop.get(WorkOrder, job)


def test_a_call_is_promised_what_its_priority_says(promising: Shop) -> None:
    urgent = called(promising, priority=Priority.CRITICAL)
    assert urgent.respond_by_at == datetime(2026, 4, 2, 14, 0, tzinfo=UTC)
    usual = called(promising, priority=Priority.MEDIUM)
    # An hour on Thursday, then Good Friday, weekend, Easter Monday, and seven hours on Tuesday.
    assert usual.respond_by_at == datetime(2026, 4, 7, 13, 0, tzinfo=UTC)
    assert usual.due_at == datetime(2026, 4, 8, 13, 0, tzinfo=UTC)
    assert not usual.due_typed
    low = called(promising, priority=Priority.LOW)
    assert (low.respond_by_at, low.due_at) == (None, None)


def test_a_customers_own_levels_come_first(promising: Shop) -> None:
    quick = LevelValue(Priority.MEDIUM, 30, None, False)
    promising.owner.do(SaveServiceLevels(customer_id=SCHOOL, seen=(), levels=(quick,)))
    assert called(promising, customer_id=SCHOOL).respond_by_at == datetime(2026, 4, 2, 13, 30, tzinfo=UTC)
    assert called(promising, customer_id=SCHOOL).due_at is None
    times = promising.dispatcher.ask(Promised(customer_id=SCHOOL))
    assert [one.priority for one in times] == [Priority.CRITICAL, Priority.MEDIUM]
    assert times[1].respond_by_at == datetime(2026, 4, 2, 13, 30, tzinfo=UTC)
    assert promising.dispatcher.ask(Promised(customer_id=LIBRARY))[1].respond_by_at == datetime(
        2026, 4, 7, 13, 0, tzinfo=UTC
    )


def test_times_follow_priority_and_customer_until_somebody_types_one(promising: Shop) -> None:
    job = called(promising, customer_id=LIBRARY).id
    promising.wait(hours=3)
    raised = saved(promising, job, priority=Priority.CRITICAL)
    assert raised.respond_by_at == datetime(2026, 4, 2, 14, 0, tzinfo=UTC)
    assert raised.due_at == datetime(2026, 4, 2, 21, 0, tzinfo=UTC)
    typed = datetime(2026, 4, 3, 6, 0, tzinfo=UTC)
    assert saved(promising, job, due_at=typed).due_typed
    kept = saved(promising, job, priority=Priority.MEDIUM)
    assert (kept.due_at, kept.respond_by_at) == (typed, raised.respond_by_at)
    emptied = saved(promising, job, due_at=None)
    assert not emptied.due_typed
    assert emptied.due_at == datetime(2026, 4, 8, 13, 0, tzinfo=UTC)


def test_a_due_time_that_was_typed_with_the_call_stays(promising: Shop) -> None:
    due = datetime(2026, 4, 2, 13, 20, tzinfo=UTC)
    job = called(promising, priority=Priority.CRITICAL, due_at=due)
    assert (job.due_at, job.respond_by_at, job.due_typed) == (due, due, True)


def test_without_levels_nothing_is_promised(shop: Shop) -> None:
    job = called(shop, priority=Priority.CRITICAL)
    assert (job.due_at, job.respond_by_at) == (None, None)
    assert shop.dispatcher.ask(Promised()) == ()


def test_the_office_may_differ_from_its_calendar(promising: Shop) -> None:
    year = promising.owner.ask(Holidays(year=2026))
    assert year.calendar == "DE-BY"
    assert date(2026, 1, 6) in {row.on_day for row in year.days}  # Epiphany, in Bavaria
    opened = promising.owner.do(SaveHoliday(on_day=date(2026, 4, 6), name="Open at Easter", is_open=True))
    promising.owner.do(SaveHoliday(on_day=date(2026, 4, 7), name="Works outing"))
    kinds = {row.on_day: row.kind for row in promising.owner.ask(Holidays(year=2026)).days}
    assert kinds[date(2026, 4, 6)] is HolidayKind.OPEN
    assert kinds[date(2026, 4, 7)] is HolidayKind.CLOSED
    assert called(promising).respond_by_at == datetime(2026, 4, 6, 13, 0, tzinfo=UTC)
    promising.owner.do(RemoveHoliday(holiday_id=opened.value, seen_version=1))
    assert called(promising).respond_by_at == datetime(2026, 4, 8, 13, 0, tzinfo=UTC)
    with pytest.raises(RuleBroken) as caught:
        promising.owner.do(SaveHoliday(on_day=date(2026, 4, 7), name="Twice"))
    assert caught.value.field == "on_day"


def test_the_calendar_can_be_chosen(promising: Shop) -> None:
    codes = promising.owner.ask(HolidayCalendars())
    assert {"DE", "DE-BY", "US", "US-NY"} <= set(codes)
    choose = ChooseHolidayCalendar(seen_version=promising.version(Company, 1), code="US")
    promising.owner.do(choose)
    names = [row.name for row in promising.owner.ask(Holidays(year=2026)).days]
    assert "Thanksgiving Day" in names
    promising.owner.do(Undo(undone_key=choose.key))
    assert promising.owner.ask(Holidays(year=2026)).calendar == "DE-BY"
    with pytest.raises(RuleBroken):
        promising.owner.do(ChooseHolidayCalendar(seen_version=promising.version(Company, 1), code="Atlantis"))


def test_levels_are_saved_as_one_piece(promising: Shop) -> None:
    seen = promising.owner.ask(ServiceLevels()).own
    assert seen == (CRITICAL, MEDIUM)
    kept = {row.priority: row.version for row in promising.all(ServiceLevel)}
    low = LevelValue(Priority.LOW, None, 4800, False)
    promising.owner.do(SaveServiceLevels(seen=seen, levels=(MEDIUM, low)))
    assert promising.owner.ask(ServiceLevels()).own == (MEDIUM, low)
    stored = {row.priority: row.version for row in promising.all(ServiceLevel)}
    assert stored[Priority.MEDIUM] == kept[Priority.MEDIUM]
    with pytest.raises(ConflictError):
        promising.owner.do(SaveServiceLevels(seen=seen, levels=()))
    with pytest.raises(NotAllowed):
        promising.dispatcher.do(SaveServiceLevels(seen=(MEDIUM, low), levels=()))


@pytest.mark.parametrize(
    "levels",
    [
        (MEDIUM, MEDIUM),
        (LevelValue(Priority.LOW, 0, None, False),),
        (LevelValue(Priority.LOW, 60, 30, True),),
    ],
)
def test_levels_that_are_none_are_refused(sqlite_shop: Shop, levels: tuple[LevelValue, ...]) -> None:
    with pytest.raises(RuleBroken):
        sqlite_shop.owner.do(SaveServiceLevels(seen=(), levels=levels))
    assert sqlite_shop.all(ServiceLevel) == []


def test_an_empty_week_is_the_day_of_the_board(promising: Shop) -> None:
    promising.change(Company, 1, day_start_minute=420, day_end_minute=1140)
    with promising.database.write(promising.owner.actor) as work:
        for row in work.session.query(BusinessHours):
            work.session.delete(row)
    assert promising.all(Holiday) == []
    # Four hours until seven on Thursday, four more from seven on Tuesday.
    assert called(promising).respond_by_at == datetime(2026, 4, 7, 9, 0, tzinfo=UTC)
