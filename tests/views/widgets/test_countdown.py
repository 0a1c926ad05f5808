"""Promises that count down, warn and turn red."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from fsmdesk.core.formats import Formats
from fsmdesk.core.promises import Standing
from fsmdesk.core.states import WorkOrderState
from fsmdesk.views.widgets.countdown import CountdownBadge, Promise, countdown, time_left

GB = Formats("en_GB", "GBP", ZoneInfo("UTC"))
NOW = datetime(2026, 3, 2, 8, 52, tzinfo=UTC)
HOUR = timedelta(hours=1)
_S = WorkOrderState


def promised(
    respond: timedelta | None, due: timedelta | None, state: WorkOrderState = _S.APPROVED
) -> Promise:
    """A job asked for an hour ago, with its promises from now on."""
    return Promise(
        state,
        NOW - HOUR,
        NOW + respond if respond is not None else None,
        NOW + due if due is not None else None,
    )


@pytest.mark.parametrize(
    ("promise", "words", "stands"),
    [
        (promised(timedelta(minutes=15), None), "on site in 15 min", Standing.SOON),
        (promised(timedelta(seconds=20), None), "on site in 1 min", Standing.SOON),
        (promised(HOUR, 9 * HOUR), "on site by 09:52", Standing.FINE),
        (promised(30 * HOUR, None), "on site by Tue 14:52", Standing.FINE),
        (promised(-20 * HOUR, None), "on site 20 h late", Standing.LATE),
        (promised(timedelta(0), None), "on site 1 min late", Standing.LATE),
        (promised(-HOUR, HOUR, _S.ON_SITE), "done by 09:52", Standing.FINE),
        (promised(None, timedelta(days=9)), "done by 11 Mar 2026", Standing.FINE),
        (promised(None, -timedelta(days=3)), "done 3 d late", Standing.LATE),
        (promised(-HOUR, -HOUR, _S.COMPLETE), "", Standing.FINE),
        (promised(None, None), "", Standing.FINE),
    ],
)
def test_the_promise_that_is_ahead_is_told(promise: Promise, words: str, stands: Standing) -> None:
    assert countdown(promise, NOW, GB) == (words, stands)


def test_who_has_been_there_need_not_come_in_time_any_more() -> None:
    there = promised(-HOUR, HOUR)._replace(was_there=True)
    assert countdown(there, NOW, GB)[0] == "done by 09:52"


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (timedelta(minutes=15), "15 min", "warn"),
        (5 * HOUR, "5 h", "neutral"),
        (timedelta(days=2), "2 d", "neutral"),
        (-5 * HOUR, "5 h late", "danger"),
    ],
)
def test_a_narrow_column_has_room_for_it(left: timedelta, words: str, tone: str) -> None:
    text, look = time_left(promised(left, None), NOW)
    assert (text, look.tone) == (words, tone)


def test_a_badge_goes_on_by_itself(qtbot: QtBot) -> None:
    now = [NOW]
    badge = CountdownBadge(GB, clock=lambda: now[0])
    qtbot.addWidget(badge)
    badge.show_promise(promised(timedelta(minutes=5), 9 * HOUR))
    assert (badge.accessibleName(), badge.isVisible()) == ("on site in 5 min", True)
    assert "Finished by" in badge.toolTip()
    now[0] += timedelta(minutes=4)
    badge.tick()
    assert badge.accessibleName() == "on site in 1 min"
    now[0] += timedelta(minutes=4)
    badge.tick()
    assert badge.accessibleName() == "on site 3 min late"
    badge.show_promise(None)
    assert not badge.isVisible()
