"""Jobs that wait for others: set by number, never in a circle."""

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.services.depending.messages import Dependencies, SetDependencies
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.undoing.messages import Undo
from tests.services.dispatch.test_placing_races import at_once
from tests.services.shop import Shop, at


def _waits(shop: Shop, job: int) -> list[int]:
    card = shop.dispatcher.ask(Dependencies(work_order_id=job))
    return [each.number for each in card.waits_for]


def _set(shop: Shop, job: int, *numbers: int) -> SetDependencies:
    return SetDependencies(work_order_id=job, seen=tuple(_waits(shop, job)), numbers=numbers)


def test_a_job_waits_for_others_and_they_know(shop: Shop) -> None:
    first, second, last = (shop.job(title=title) for title in ("Dig", "Lay pipes", "Plaster"))
    shop.dispatcher.do(_set(shop, last, 2, 1, 2))
    card = shop.bookkeeper.ask(Dependencies(work_order_id=last))
    assert [(each.id, each.number, each.title) for each in card.waits_for] == [
        (first, 1, "Dig"),
        (second, 2, "Lay pipes"),
    ]
    assert [each.id for each in shop.dispatcher.ask(Dependencies(work_order_id=first)).awaited_by] == [last]
    shop.dispatcher.do(_set(shop, last, 2))
    assert _waits(shop, last) == [2]
    jobs = {job.number: job for job in shop.dispatcher.ask(BoardDay(day=at(8).date())).jobs}
    assert [link.number for link in jobs[3].links.waits_for] == [2]
    assert [link.number for link in jobs[2].links.awaited_by] == [3]


def test_it_is_taken_back(shop: Shop) -> None:
    shop.job()
    job = shop.job()
    command = _set(shop, job, 1)
    shop.dispatcher.do(command)
    shop.dispatcher.do(Undo(undone_key=command.key))
    assert _waits(shop, job) == []


def test_circles_are_refused(shop: Shop) -> None:
    jobs = [shop.job() for _ in range(3)]
    shop.dispatcher.do(_set(shop, jobs[1], 1))
    shop.dispatcher.do(_set(shop, jobs[2], 2))
    for job, number, words in ((jobs[0], 3, "waits for this one already"), (jobs[0], 1, "for itself")):
        with pytest.raises(RuleBroken, match=words) as refused:
            shop.dispatcher.do(_set(shop, job, number))
        assert refused.value.field == "numbers"
    with pytest.raises(RuleBroken, match="There is no job 99"):
        shop.dispatcher.do(_set(shop, jobs[0], 99))
    assert _waits(shop, jobs[0]) == []


def test_two_seats_close_no_circle(shop: Shop) -> None:
    one, two, three, four = (shop.job() for _ in range(4))
    shop.dispatcher.do(_set(shop, two, 3))
    shop.dispatcher.do(_set(shop, four, 1))
    refused = at_once(shop, _set(shop, one, 2), _set(shop, three, 4))
    assert len(refused) == 1
    assert "waits for this one already" in str(refused[0])


def test_what_somebody_changed_meanwhile_is_not_overwritten(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.job()
    shop.job()
    job = shop.job()
    late = _set(shop, job, 2)
    shop.owner.do(_set(shop, job, 1))
    with pytest.raises(ConflictError):
        shop.dispatcher.do(late)
    with pytest.raises(NotAllowed):
        shop.bookkeeper.do(_set(shop, job, 2))
