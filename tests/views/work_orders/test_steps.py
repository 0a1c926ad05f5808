"""The way of a job, told from its moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import WorkOrderState
from fsmdesk.services.orders.messages import MoveRow, WorkOrderCard
from fsmdesk.views.work_orders.steps import Step, StepKind, length_words, steps_of
from tests.views.work_orders.cards import plain_card

FORMATS = Formats("en_GB", "GBP", ZoneInfo("UTC"))
NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
S = WorkOrderState


def moved(before: str, after: str, hour: int, minute: int = 0, person: str = "Rosa Bell") -> MoveRow:
    at = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    return MoveRow(at, person, before, after, "", None, "")


def way(card: WorkOrderCard) -> dict[str, Step]:
    return {step.title: step for step in steps_of(card, NOW, FORMATS)}


def on_site() -> WorkOrderCard:
    moves = (
        moved("", "requested", 8, 52),
        moved("requested", "approved", 8, 55, "Mara"),
        moved("approved", "scheduled", 8, 58, ""),
        moved("scheduled", "on_site", 9, 38),
    )
    due = NOW.replace(hour=12, minute=55)
    return replace(plain_card(), state=S.ON_SITE, moves=moves, due_at=due)


def test_what_is_behind_says_when_and_who() -> None:
    steps = way(on_site())
    assert steps["Requested"] == Step(StepKind.PAST, "Requested", "08:52 Rosa")
    assert steps["Approved"].remark == "08:55 Mara"
    assert steps["Scheduled"].remark == "08:58"


def test_where_it_is_says_since_when_and_how_long() -> None:
    assert way(on_site())["On site"] == Step(StepKind.NOW, "On site", "since 09:38 · 1 h 22")


def test_what_was_passed_over_has_no_tick() -> None:
    assert way(on_site())["En route"] == Step(StepKind.PAST, "En route", was_there=False)


def test_what_is_ahead_says_when_it_is_due() -> None:
    steps = way(on_site())
    assert steps["Complete"] == Step(StepKind.AHEAD, "Complete", "due 12:55")
    assert steps["Invoiced"] == Step(StepKind.AHEAD, "Invoiced")


def test_waiting_and_dispatched_stand_at_the_station_they_belong_to() -> None:
    titles = [step.title for step in steps_of(replace(on_site(), state=S.WAITING), NOW, FORMATS)]
    assert titles[4] == "Waiting"
    titles = [step.title for step in steps_of(replace(on_site(), state=S.DISPATCHED), NOW, FORMATS)]
    assert titles[2] == "Dispatched"


def test_a_job_that_was_called_off_stands_where_it_was_left() -> None:
    card = on_site()
    moves = (*card.moves[:3], moved("scheduled", "cancelled", 10))
    steps = steps_of(replace(card, state=S.CANCELLED, moves=moves), NOW, FORMATS)
    assert steps[2] == Step(StepKind.OFF, "Cancelled", "since 10:00 · 1 h")
    assert steps[5].remark == ""


def test_the_last_time_counts_where_a_job_came_twice() -> None:
    card = on_site()
    moves = (*card.moves, moved("complete", "approved", 10, 15, "Olive Owner"))
    assert way(replace(card, state=S.APPROVED, moves=moves))["Approved"].remark == "since 10:15 · 45 min"


def test_days_ago_is_said_in_days() -> None:
    moves = (moved("", "requested", 8),)
    card = replace(plain_card(), state=S.REQUESTED, moves=moves)
    (step, *_ahead) = steps_of(card, NOW + timedelta(days=5), FORMATS)
    assert step.remark == "since 02/03/2026 · 5 days"
    assert length_words(47 * 60, FORMATS) == "47 h"
