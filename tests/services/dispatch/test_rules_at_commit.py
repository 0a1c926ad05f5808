"""What the office's rules say when a visit is put somewhere, whoever asks, and what is kept of it."""

from typing import Any

import pytest

from fsmdesk.core.errors import NeedsConfirmation, RuleBroken
from fsmdesk.core.placement import Rule, Severity
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.models import (
    Absence,
    Customer,
    PlacementReason,
    PlacementWeight,
    Shift,
    Skill,
    TechnicianSkill,
    Visit,
    WorkOrder,
    WorkOrderDependency,
    WorkOrderSkill,
)
from fsmdesk.services.dispatch.messages import AboutVisit, MoveVisit, PlaceVisit, UnplaceVisit
from fsmdesk.services.orders.messages import WorkOrderHistory
from tests.services.shop import BEN, DISPATCHER, FAY, LIBRARY, Shop, at

_W = WorkOrderState


def _place(shop: Shop, job: int, hour: int = 9, technician: int = FAY, **values: Any) -> int:
    command = PlaceVisit(
        work_order_id=job,
        visit_id=None,
        seen_version=shop.version(WorkOrder, job),
        technician_id=technician,
        start_at=at(hour),
        end_at=at(hour + 1),
        **values,
    )
    return shop.dispatcher.do(command).value


def _move(shop: Shop, visit: int, hour: int, technician: int = FAY, **values: Any) -> None:
    version = shop.version(Visit, visit)
    span: dict[str, Any] = {"start_at": at(hour), "end_at": at(hour + 1)}
    shop.dispatcher.do(
        MoveVisit(visit_id=visit, seen_version=version, technician_id=technician, **span, **values)
    )


def _kept(shop: Shop) -> list[tuple[Rule, str, str]]:
    return [(each.rule, each.finding, each.reason) for each in shop.all(PlacementReason)]


def _break(shop: Shop, rule: Rule) -> tuple[int, str]:
    """A job that goes against the rule if it is placed at nine; and the sentence."""
    job = shop.job()
    if rule is Rule.ABSENCE:
        shop.add(Absence(technician_id=FAY, start_at=at(8), end_at=at(12), reason="Course"))
        return job, "Fay is away, 8:00–12:00: Course."
    if rule is Rule.SKILL:
        [gas] = shop.add(Skill(name="Gas"))
        shop.add(WorkOrderSkill(work_order_id=job, skill_id=gas))
        return job, "Fay does not have the skill Gas."
    if rule is Rule.CREDIT:
        shop.change(Customer, LIBRARY, credit_hold=True)
        return job, "City Library is on credit hold."
    if rule is Rule.DEPENDENCY:
        shop.add(WorkOrderDependency(work_order_id=job, needs_id=shop.job()))
        return job, "Job 2 has to be done before, and is not planned to its end."
    if rule is Rule.SHIFT:
        shop.add(Shift(technician_id=FAY, weekday=0, start_minute=600, end_minute=900))
        return job, "Fay does not work then."
    if rule is Rule.WINDOW:
        job = shop.job(window_start_at=at(14), window_end_at=at(16))
        return job, "The customer was promised 14:00–16:00."
    assert rule is Rule.PROMISE
    return shop.job(due_at=at(8, 30)), "On site 30 min after it was due (08:30)."


_ASKED = [Rule.ABSENCE, Rule.SKILL, Rule.CREDIT, Rule.DEPENDENCY]
_MENTIONED = [Rule.SHIFT, Rule.WINDOW, Rule.PROMISE]


@pytest.mark.parametrize("rule", _ASKED)
def test_it_asks_why_and_keeps_the_reason(shop: Shop, rule: Rule) -> None:
    job, sentence = _break(shop, rule)
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, job)
    assert (asked.value.key, asked.value.needs_reason) == (rule.value, True)
    assert str(asked.value) == sentence
    assert _kept(shop) == []
    visit = _place(shop, job, reason=" Agreed with the customer ")
    [kept] = shop.all(PlacementReason)
    assert (kept.rule, kept.finding, kept.reason) == (rule, sentence, "Agreed with the customer")
    assert (kept.visit_id, kept.work_order_id, kept.person_id, kept.at) == (visit, job, DISPATCHER, shop.now)


@pytest.mark.parametrize("rule", _MENTIONED)
def test_what_is_only_mentioned_is_kept_without_a_reason(shop: Shop, rule: Rule) -> None:
    job, sentence = _break(shop, rule)
    _place(shop, job)
    assert [(kept, text, why) for kept, text, why in _kept(shop)] == [(rule, sentence, "")]


@pytest.mark.parametrize("rule", [*_ASKED, *_MENTIONED])
@pytest.mark.parametrize("severity", [Severity.WARN, Severity.ASK_WHY, Severity.BLOCK])
def test_the_owner_says_how_much_a_rule_weighs(sqlite_shop: Shop, rule: Rule, severity: Severity) -> None:
    shop = sqlite_shop
    shop.add(PlacementWeight(rule=rule, severity=severity))
    job, sentence = _break(shop, rule)
    if severity is Severity.WARN:
        _place(shop, job)
        assert [why for _, _, why in _kept(shop)] == [""]
        return
    with pytest.raises(NeedsConfirmation if severity is Severity.ASK_WHY else RuleBroken) as said:
        _place(shop, job)
    assert str(said.value) == sentence
    if severity is Severity.BLOCK:
        with pytest.raises(RuleBroken):
            _place(shop, job, reason="Please")
        assert shop.all(Visit, work_order_id=job) == []


def test_everything_that_needs_a_reason_is_said_at_once(shop: Shop) -> None:
    job, skill = _break(shop, Rule.SKILL)
    shop.change(Customer, LIBRARY, credit_hold=True)
    shop.visit(shop.job(), at(9), at(10))
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, job)
    assert asked.value.key == "overlap"
    assert str(asked.value).split("\n") == [
        "Fay is at City Library until 10:00.",
        skill,
        "City Library is on credit hold.",
    ]
    placed = shop.get(Visit, _place(shop, job, reason="He insists"))
    assert (placed.double_booked, placed.double_booking_reason) == (True, "He insists")
    assert {(rule, why) for rule, _, why in _kept(shop)} == {
        (rule, "He insists") for rule in (Rule.OVERLAP, Rule.SKILL, Rule.CREDIT)
    }


def test_an_overlap_that_is_only_mentioned_is_marked_by_its_sentence(shop: Shop) -> None:
    shop.add(PlacementWeight(rule=Rule.OVERLAP, severity=Severity.WARN))
    shop.visit(shop.job(), at(9), at(10))
    placed = shop.get(Visit, _place(shop, shop.job()))
    assert placed.double_booked
    assert placed.double_booking_reason == "Fay is at City Library until 10:00."


def test_what_was_agreed_to_before_is_not_asked_again(shop: Shop) -> None:
    job, _ = _break(shop, Rule.SKILL)
    visit = _place(shop, job, reason="She is being taught")
    _move(shop, visit, 13)
    assert len(_kept(shop)) == 1
    with pytest.raises(NeedsConfirmation):
        _move(shop, visit, 13, BEN)


def test_a_certificate_that_ended_is_asked_about(shop: Shop) -> None:
    job, _ = _break(shop, Rule.SKILL)
    skill = shop.all(Skill)[0].id
    shop.add(TechnicianSkill(technician_id=FAY, skill_id=skill, certified_until=at(0, day=1).date()))
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, job)
    assert asked.value.key == "certificate"


def test_pins_hold_time_and_technician(shop: Shop) -> None:
    visit = shop.visit(shop.job(), at(9), at(10), is_time_pinned=True)
    with pytest.raises(NeedsConfirmation) as asked:
        _move(shop, visit, 11)
    assert (asked.value.key, str(asked.value)) == ("pinned", "The time is pinned: 9:00–10:00.")
    _move(shop, visit, 9, BEN)
    shop.change(Visit, visit, is_time_pinned=False, is_technician_pinned=True)
    with pytest.raises(NeedsConfirmation) as asked:
        _move(shop, visit, 9, FAY)
    assert str(asked.value) == "The visit is pinned to Ben Ito."
    _move(shop, visit, 11, BEN)
    _move(shop, visit, 9, FAY, reason="Ben is ill")
    assert [(rule, why) for rule, _, why in _kept(shop)] == [(Rule.PINNED, "Ben is ill")]


def test_a_job_comes_after_the_one_it_waits_for(shop: Shop) -> None:
    first, then = shop.job(), shop.job()
    shop.add(WorkOrderDependency(work_order_id=then, needs_id=first))
    visit = shop.visit(first, at(9), at(11), technician_id=BEN)
    with pytest.raises(NeedsConfirmation) as asked:
        _place(shop, then, 10)
    assert str(asked.value) == "Job 1 has to be done before, and is planned until 11:00."
    _place(shop, then, 11)
    with pytest.raises(NeedsConfirmation) as asked:
        _move(shop, visit, 15, BEN)
    assert str(asked.value) == "Job 2 waits for this one, and begins at 11:00."


def test_what_is_complete_is_waited_for_no_more(shop: Shop) -> None:
    first, then = shop.job(_W.COMPLETE), shop.job()
    shop.add(WorkOrderDependency(work_order_id=then, needs_id=first))
    shop.visit(first, at(9), at(11), technician_id=BEN, state=VisitState.DONE)
    _place(shop, then, 9)
    assert _kept(shop) == []


def test_the_reason_is_told_in_the_history_and_under_the_board(shop: Shop) -> None:
    job, _ = _break(shop, Rule.SKILL)
    visit = _place(shop, job, reason="She is being taught")
    said = [row.text for row in shop.dispatcher.ask(WorkOrderHistory(work_order_id=job))]
    words = "Planned although: Fay does not have the skill Gas. Reason: “She is being taught”"
    assert words in said
    detail = shop.dispatcher.ask(AboutVisit(visit_id=visit))
    assert detail.reasons == ("She is being taught (Fay does not have the skill Gas)",)
    shop.dispatcher.do(UnplaceVisit(visit_id=visit, seen_version=shop.version(Visit, visit)))
    assert shop.dispatcher.ask(AboutVisit(visit_id=visit)).reasons == ()
    assert words in [row.text for row in shop.owner.ask(WorkOrderHistory(work_order_id=job))]
