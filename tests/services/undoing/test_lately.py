"""What was done lately: it can be taken back and done again, at any seat, by who did it."""

import pytest

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Visit
from fsmdesk.services.dispatch.messages import MoveVisit
from fsmdesk.services.undoing.messages import MySteps, Step, Undo, WhatWasLast
from tests.services.shop import BEN, FAY, Shop, at


def _move(shop: Shop, visit: int, version: int, hour: int, said: str) -> MoveVisit:
    move = MoveVisit(
        visit_id=visit,
        seen_version=version,
        technician_id=BEN,
        start_at=at(hour),
        end_at=at(hour + 1),
        said=said,
    )
    shop.dispatcher.do(move)
    return move


def _words(steps: tuple[Step, ...]) -> list[str]:
    return [step.said for step in steps]


def test_what_was_taken_back_is_done_again_and_taken_back_once_more(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    move = _move(shop, visit, 1, 13, "To Ben")
    undo = Undo(undone_key=move.key)
    shop.dispatcher.do(undo)
    again = Undo(undone_key=undo.key)
    shop.dispatcher.do(again)
    there = shop.get(Visit, visit)
    assert (there.technician_id, there.start_at) == (BEN, at(13))
    shop.dispatcher.do(Undo(undone_key=move.key))
    back = shop.get(Visit, visit)
    assert (back.technician_id, back.start_at) == (FAY, at(9))


def test_a_later_sitting_finds_what_it_can_take_back_and_do_again(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    first = _move(shop, visit, 1, 11, "At eleven")
    second = _move(shop, visit, 2, 13, "At one")
    steps = shop.dispatcher.ask(MySteps())
    assert _words(steps.undo) == ["At eleven", "At one"]
    assert steps.redo == ()
    undo = Undo(undone_key=second.key)
    shop.dispatcher.do(undo)
    steps = shop.dispatcher.ask(MySteps())
    assert _words(steps.undo) == ["At eleven"]
    assert [(step.key, step.undone, step.said) for step in steps.redo] == [(undo.key, second.key, "At one")]
    shop.dispatcher.do(Undo(undone_key=undo.key))
    steps = shop.dispatcher.ask(MySteps())
    assert [step.key for step in steps.undo] == [first.key, second.key]
    assert steps.redo == ()


def test_something_new_ends_what_could_be_done_again(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    shop.dispatcher.do(Undo(undone_key=_move(shop, visit, 1, 11, "At eleven").key))
    _move(shop, visit, 3, 13, "At one")
    steps = shop.dispatcher.ask(MySteps())
    assert (_words(steps.undo), steps.redo) == (["At one"], ())


def test_others_neither_see_nor_redo_it(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    undo = Undo(undone_key=_move(shop, visit, 1, 11, "At eleven").key)
    shop.dispatcher.do(undo)
    assert shop.owner.ask(MySteps()).redo == ()
    with pytest.raises(NotAllowed):
        shop.owner.do(Undo(undone_key=undo.key))


def test_what_somebody_changed_since_is_not_done_again(shop: Shop) -> None:
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    undo = Undo(undone_key=_move(shop, visit, 1, 11, "At eleven").key)
    shop.dispatcher.do(undo)
    shop.owner.do(
        MoveVisit(visit_id=visit, seen_version=3, technician_id=FAY, start_at=at(15), end_at=at(16))
    )
    with pytest.raises(RuleBroken, match="Olive Owner"):
        shop.dispatcher.do(Undo(undone_key=undo.key))


def test_the_last_thing_is_told_to_everybody_in_the_office(shop: Shop) -> None:
    assert shop.owner.ask(WhatWasLast()) is None
    visit = shop.visit(shop.job(WorkOrderState.SCHEDULED), at(9))
    _move(shop, visit, 1, 11, "At eleven")
    theirs, mine = shop.owner.ask(WhatWasLast()), shop.dispatcher.ask(WhatWasLast())
    assert theirs is not None and mine is not None
    assert (theirs.said, theirs.is_mine, mine.is_mine) == ("At eleven", False, True)
    assert theirs.who == mine.who != ""
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(WhatWasLast())
