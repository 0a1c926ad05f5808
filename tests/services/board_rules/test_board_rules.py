"""The owner weighs the rules of the board, and says how ways are told and whether they are booked."""

from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.models import Company, PlacementWeight, Site, Technician, TravelSpeed, Visit
from fsmdesk.planning.travel import Speed, TravelModel
from fsmdesk.services.board_rules.messages import BoardRulesOf, EditBoardRules
from fsmdesk.services.dispatch.messages import BoardDay
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import FAY, LIBRARY_SITE, Shop, at

_TO_LIBRARY = 22


def _edit(shop: Shop, **values: Any) -> EditBoardRules:
    card = shop.owner.ask(BoardRulesOf())
    given: dict[str, Any] = {
        "weights": card.weights,
        "detour_ppm": card.detour_ppm,
        "speeds": card.speeds,
        "guards_travel": card.guards_travel,
    }
    return EditBoardRules(seen_version=card.version, **(given | values))


def _weigh(shop: Shop, **weights: Severity) -> tuple[tuple[Rule, Severity], ...]:
    usual = dict(shop.owner.ask(BoardRulesOf()).weights)
    return tuple((usual | {Rule[name.upper()]: weight for name, weight in weights.items()}).items())


def _a_visit_with_a_way(shop: Shop) -> int:
    shop.change(Site, LIBRARY_SITE, latitude_micro=50_100_000, longitude_micro=8_000_000)
    shop.change(Technician, FAY, home_latitude_micro=50_000_000, home_longitude_micro=8_000_000)
    return shop.visit(shop.job(), at(9))


def test_at_first_all_is_as_usual(shop: Shop) -> None:
    card = shop.dispatcher.ask(BoardRulesOf())
    assert dict(card.weights) == dict(USUAL_SEVERITIES)
    assert (card.detour_ppm, card.speeds, card.guards_travel) == (TravelModel().detour_ppm, (), False)


def test_what_is_set_reaches_the_board(shop: Shop) -> None:
    speeds = (Speed(0, 50), Speed(420, 25), Speed(600, 40))
    weights = _weigh(shop, skill=Severity.BLOCK, past=Severity.ASK_WHY)
    shop.owner.do(_edit(shop, weights=weights, detour_ppm=1_500_000, speeds=speeds))
    rules = shop.dispatcher.ask(BoardDay(day=at(8).date())).rules
    assert (rules.severities[Rule.SKILL], rules.severities[Rule.PAST]) == (Severity.BLOCK, Severity.ASK_WHY)
    assert rules.travel == TravelModel(1_500_000, speeds)
    assert not rules.guards_travel
    assert len(shop.all(PlacementWeight)) == 2
    back = _edit(shop, weights=tuple(USUAL_SEVERITIES.items()), speeds=speeds[1:])
    shop.owner.do(back)
    assert shop.all(PlacementWeight) == []
    assert [row.start_minute for row in shop.all(TravelSpeed)] == [420, 600]


def test_booked_travel_weighs_as_much_as_a_double_booking(shop: Shop) -> None:
    shop.owner.do(_edit(shop, guards_travel=True, weights=_weigh(shop, overlap=Severity.BLOCK)))
    rules = shop.dispatcher.ask(BoardDay(day=at(8).date())).rules
    assert rules.severities[Rule.TRAVEL] is Severity.BLOCK
    assert dict(shop.owner.ask(BoardRulesOf()).weights)[Rule.TRAVEL] is Severity.WARN


def test_ways_are_booked_and_given_back_for_what_is_to_come(shop: Shop) -> None:
    coming = _a_visit_with_a_way(shop)
    gone = shop.visit(shop.job(), at(6, day=1), at(7, day=1))
    shop.owner.do(_edit(shop, guards_travel=True))
    assert [shop.get(Visit, each).travel_minutes for each in (coming, gone)] == [_TO_LIBRARY, 0]
    shop.owner.do(_edit(shop, detour_ppm=2_600_000))
    assert shop.get(Visit, coming).travel_minutes == 43
    shop.owner.do(_edit(shop, guards_travel=False))
    assert shop.get(Visit, coming).travel_minutes == 0


def test_it_is_taken_back_in_one_piece(shop: Shop) -> None:
    coming = _a_visit_with_a_way(shop)
    weights = _weigh(shop, skill=Severity.BLOCK)
    edit = _edit(shop, guards_travel=True, weights=weights, speeds=(Speed(0, 20),))
    shop.owner.do(edit)
    assert shop.get(Visit, coming).travel_minutes == 43
    shop.owner.do(Undo(undone_key=edit.key))
    card = shop.owner.ask(BoardRulesOf())
    assert (dict(card.weights), card.speeds, card.guards_travel) == (dict(USUAL_SEVERITIES), (), False)
    assert shop.get(Visit, coming).travel_minutes == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"detour_ppm": 999_999}, "detour_ppm"),
        ({"detour_ppm": 5_000_001}, "detour_ppm"),
        ({"speeds": (Speed(0, 0),)}, "speeds"),
        ({"speeds": (Speed(0, 201),)}, "speeds"),
        ({"speeds": (Speed(1440, 40),)}, "speeds"),
        ({"speeds": (Speed(60, 40), Speed(60, 50))}, "speeds"),
        ({"weights": ((Rule.SKILL, Severity.GOOD),)}, "weights"),
        ({"weights": ((Rule.SKILL, Severity.WARN), (Rule.SKILL, Severity.BLOCK))}, "weights"),
    ],
)
def test_what_can_not_be_meant_is_refused(sqlite_shop: Shop, values: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        sqlite_shop.owner.do(_edit(sqlite_shop, **values))
    assert refused.value.field == field


def test_only_the_owner_sets_them_and_sees_who_was_first(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    command = _edit(shop, weights=_weigh(shop, skill=Severity.BLOCK))
    for seat in (shop.dispatcher, shop.bookkeeper):
        with pytest.raises(NotAllowed):
            seat.do(command)
    later = _edit(shop, detour_ppm=2_000_000)
    shop.owner.do(command)
    with pytest.raises(ConflictError):
        shop.owner.do(later)
    assert shop.get(Company, 1).travel_detour_ppm == TravelModel().detour_ppm
