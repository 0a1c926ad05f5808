from typing import Any

import pytest

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.messages import Command
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, JobKind, Origin
from fsmdesk.models import Attachment, WorkOrder, WorkOrderCheck
from fsmdesk.services.checklists.messages import (
    AnswerCheck,
    Checklist,
    CheckRow,
    ClearCheck,
    FollowUpCheck,
    MoveCheckItem,
    NoteCheck,
    PhotographCheck,
    RemoveCheckItem,
    SaveCheckItem,
    SkipCheck,
    TakeChecklist,
)
from fsmdesk.services.templates.messages import CheckValue, SaveTemplate
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, FAY, OWNER, Shop, at
from tests.support.pictures import jpeg

TICK = CheckValue(CheckKind.TICK, "Flue clear", is_required=True)
CO = CheckValue(CheckKind.NUMBER, "CO", "ppm", 0, 9_000, is_required=True)
FLAME = CheckValue(CheckKind.CHOICE, "Flame", choices=("blue", "!yellow", "!none"))
WORDS = CheckValue(CheckKind.TEXT, "Anything else")
GAUGE = CheckValue(CheckKind.PHOTO, "Gauge")
PASSED, FAILED = CheckOutcome.PASSED, CheckOutcome.FAILED


def item(shop: Shop, job: int, value: CheckValue) -> int:
    return shop.dispatcher.do(
        SaveCheckItem(work_order_id=job, check_id=None, seen_version=0, value=value)
    ).value


def rows(shop: Shop, job: int) -> tuple[CheckRow, ...]:
    return shop.owner.ask(Checklist(work_order_id=job)).items


def row(shop: Shop, job: int, check: int) -> CheckRow:
    return next(each for each in rows(shop, job) if each.id == check)


def answer(shop: Shop, job: int, check: int, **values: Any) -> CheckRow:
    seen = row(shop, job, check).version
    shop.dispatcher.do(AnswerCheck(check_id=check, seen_version=seen, **values))
    return row(shop, job, check)


def test_a_tick_says_who_and_when(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, TICK)
    shop.wait(minutes=20)
    ticked = answer(shop, job, check)
    assert (ticked.outcome, ticked.answered_by, ticked.answered_at) == (PASSED, "Dan Desk", shop.now)
    assert answer(shop, job, check, has_failed=True).outcome is FAILED
    shop.dispatcher.do(ClearCheck(check_id=check, seen_version=3))
    open_again = row(shop, job, check)
    assert (open_again.outcome, open_again.answered_by, open_again.answered_at) == (None, "", None)


@pytest.mark.parametrize(
    ("milli", "outcome"), [(0, PASSED), (9_000, PASSED), (9_001, FAILED), (-1, FAILED), (4_500, PASSED)]
)
def test_a_number_outside_its_limits_has_failed(sqlite_shop: Shop, milli: int, outcome: CheckOutcome) -> None:
    job = sqlite_shop.job()
    found = answer(sqlite_shop, job, item(sqlite_shop, job, CO), answer_milli=milli)
    assert (found.outcome, found.answer_milli) == (outcome, milli)


def test_a_number_without_limits_passes_unless_somebody_says_that_it_failed(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job()
    check = item(sqlite_shop, job, CheckValue(CheckKind.NUMBER, "Pressure", "bar"))
    assert answer(sqlite_shop, job, check, answer_milli=99_000).outcome is PASSED
    assert answer(sqlite_shop, job, check, answer_milli=99_000, has_failed=True).outcome is FAILED


def test_a_choice_that_begins_with_the_mark_says_that_something_is_wrong(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, FLAME)
    assert answer(shop, job, check, answer="blue").outcome is PASSED
    assert answer(shop, job, check, answer="!yellow").outcome is FAILED
    with pytest.raises(RuleBroken):
        answer(shop, job, check, answer="green")


@pytest.mark.parametrize("value", [CO, FLAME, WORDS, GAUGE])
def test_what_is_no_answer_is_refused(sqlite_shop: Shop, value: CheckValue) -> None:
    job = sqlite_shop.job()
    check = item(sqlite_shop, job, value)
    with pytest.raises(RuleBroken) as caught:
        answer(sqlite_shop, job, check, answer="  ")
    assert caught.value.field == "answer"
    assert row(sqlite_shop, job, check).outcome is None


def test_a_text_keeps_every_letter(shop: Shop) -> None:
    job = shop.job()
    found = answer(shop, job, item(shop, job, WORDS), answer="Rost\nam Flansch ‮ 🔥")
    assert (found.answer, found.outcome) == ("Rost\nam Flansch ‮ 🔥", PASSED)


def test_a_photo_answers_its_item_and_is_with_the_files_of_the_job(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, GAUGE)
    taking = PhotographCheck(check_id=check, seen_version=1, name="gauge.jpg", content=jpeg())
    file = shop.dispatcher.do(taking).value
    found = row(shop, job, check)
    assert (found.outcome, found.attachment_id, found.photo) == (PASSED, file, "gauge.jpg")
    assert [each.work_order_id for each in shop.all(Attachment)] == [job]
    shop.dispatcher.do(ClearCheck(check_id=check, seen_version=found.version))
    assert row(shop, job, check).attachment_id is None
    assert len(shop.all(Attachment)) == 1


def test_taking_a_photo_is_undone_as_one(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, GAUGE)
    taking = PhotographCheck(check_id=check, seen_version=1, name="gauge.jpg", content=jpeg())
    shop.dispatcher.do(taking)
    shop.dispatcher.do(Undo(undone_key=taking.key))
    assert row(shop, job, check).outcome is None and shop.all(Attachment) == []


def test_an_item_that_does_not_apply_says_why(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, CO)
    with pytest.raises(RuleBroken) as caught:
        shop.dispatcher.do(SkipCheck(check_id=check, seen_version=1, note=" "))
    assert caught.value.field == "note"
    shop.dispatcher.do(SkipCheck(check_id=check, seen_version=1, note="All electric"))
    found = row(shop, job, check)
    assert (found.outcome, found.note) == (CheckOutcome.NOT_APPLICABLE, "All electric")
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(NoteCheck(check_id=check, seen_version=2, note=""))
    shop.dispatcher.do(ClearCheck(check_id=check, seen_version=2))
    assert row(shop, job, check).note == ""


def test_a_remark_stays_with_its_answer(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, TICK)
    answer(shop, job, check)
    shop.dispatcher.do(NoteCheck(check_id=check, seen_version=2, note="Nest removed"))
    found = row(shop, job, check)
    assert (found.note, found.outcome) == ("Nest removed", PASSED)


def test_ticking_is_undone(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, TICK)
    ticking = AnswerCheck(check_id=check, seen_version=1)
    shop.dispatcher.do(ticking)
    shop.dispatcher.do(Undo(undone_key=ticking.key))
    assert row(shop, job, check).outcome is None


def test_two_seats_tick_different_items_of_one_job_without_a_conflict(shop: Shop) -> None:
    job = shop.job()
    first, second = item(shop, job, TICK), item(shop, job, FLAME)
    before = shop.version(WorkOrder, job)
    shop.dispatcher.do(AnswerCheck(check_id=first, seen_version=1))
    shop.owner.do(AnswerCheck(check_id=second, seen_version=1, answer="blue"))
    shop.change(WorkOrder, job, title="Changed by the office")
    assert [each.outcome for each in rows(shop, job)] == [PASSED, PASSED]
    assert shop.version(WorkOrder, job) == before + 1


def test_the_same_item_at_the_same_time_is_a_conflict_that_names_who(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, CO)
    shop.dispatcher.do(AnswerCheck(check_id=check, seen_version=1, answer_milli=5_000))
    with pytest.raises(ConflictError) as caught:
        shop.owner.do(AnswerCheck(check_id=check, seen_version=1, answer_milli=7_000))
    assert caught.value.who == "Dan Desk"
    assert caught.value.theirs["answer_milli"] == 5_000


def test_a_failed_item_becomes_a_request_that_is_linked_both_ways(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, CO)
    with pytest.raises(RuleBroken):
        shop.dispatcher.do(FollowUpCheck(check_id=check, seen_version=1))
    answer(shop, job, check, answer_milli=40_000)
    request = shop.dispatcher.do(
        FollowUpCheck(check_id=check, seen_version=2, title="Exchange burner", problem="CO at 40 ppm")
    ).value
    made = shop.get(WorkOrder, request)
    assert (made.title, made.problem, made.kind) == ("Exchange burner", "CO at 40 ppm", JobKind.CORRECTIVE)
    assert (made.origin_id, made.origin, made.state) == (job, Origin.FOLLOW_UP, WorkOrderState.REQUESTED)
    found = row(shop, job, check)
    assert (found.follow_up_id, found.follow_up_number) == (request, made.number)
    assert found.follow_up_state is WorkOrderState.REQUESTED
    with pytest.raises(RuleBroken, match=f"Job {made.number} follows up"):
        shop.dispatcher.do(FollowUpCheck(check_id=check, seen_version=3))


def test_items_are_reordered_and_removed(shop: Shop) -> None:
    job = shop.job()
    checks = [item(shop, job, value) for value in (TICK, CO, FLAME)]
    moving = MoveCheckItem(check_id=checks[2], seen_version=1, place=0)
    shop.dispatcher.do(moving)
    assert [each.id for each in rows(shop, job)] == [checks[2], checks[0], checks[1]]
    shop.dispatcher.do(Undo(undone_key=moving.key))
    assert [each.id for each in rows(shop, job)] == checks
    removing = RemoveCheckItem(check_id=checks[1], seen_version=row(shop, job, checks[1]).version)
    shop.dispatcher.do(removing)
    assert [each.id for each in rows(shop, job)] == [checks[0], checks[2]]
    shop.dispatcher.do(Undo(undone_key=removing.key))
    assert [each.id for each in rows(shop, job)] == checks


def test_an_item_that_is_changed_keeps_the_answer_that_still_fits(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, CO)
    answer(shop, job, check, answer_milli=12_000)

    def save(value: CheckValue) -> CheckRow:
        seen = row(shop, job, check).version
        shop.dispatcher.do(SaveCheckItem(work_order_id=job, check_id=check, seen_version=seen, value=value))
        return row(shop, job, check)

    widened = save(CheckValue(CheckKind.NUMBER, "CO", "ppm", 0, 15_000))
    assert (widened.outcome, widened.answer_milli) == (PASSED, 12_000)
    assert save(CheckValue(CheckKind.NUMBER, "CO", "ppm", 0, 10_000)).outcome is FAILED
    changed = save(FLAME)
    assert (changed.outcome, changed.answer_milli) == (None, None)
    answer(shop, job, check, answer="blue")
    gone = save(CheckValue(CheckKind.CHOICE, "Flame", choices=("green", "red")))
    assert (gone.outcome, gone.answer) == (None, "")


def test_a_list_is_taken_from_a_template(shop: Shop) -> None:
    template = shop.owner.do(
        SaveTemplate(name="Boiler service", kind=JobKind.PREVENTIVE, checks=(TICK, CO))
    ).value
    job = shop.job()
    item(shop, job, FLAME)
    shop.dispatcher.do(TakeChecklist(work_order_id=job, template_id=template))
    assert [each.value for each in rows(shop, job)] == [FLAME, TICK, CO]


def test_what_is_billed_or_called_off_is_kept_as_it_is(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, TICK)
    answer(shop, job, check, has_failed=True)
    for state in (WorkOrderState.INVOICED, WorkOrderState.CANCELLED):
        shop.change(WorkOrder, job, state=state)
        commands: list[Command[Any]] = [
            AnswerCheck(check_id=check, seen_version=2),
            ClearCheck(check_id=check, seen_version=2),
            RemoveCheckItem(check_id=check, seen_version=2),
            SaveCheckItem(work_order_id=job, check_id=None, seen_version=0, value=TICK),
        ]
        for command in commands:
            with pytest.raises(RuleBroken, match="kept as it is"):
                shop.dispatcher.do(command)
        assert "kept as it is" in shop.owner.ask(Checklist(work_order_id=job)).lock_words
    assert shop.dispatcher.do(FollowUpCheck(check_id=check, seen_version=2)).value


def test_a_technician_answers_on_own_jobs_and_changes_no_list(shop: Shop) -> None:
    own, other = shop.job(), shop.job()
    shop.visit(own, at(9), technician_id=FAY)
    shop.visit(other, at(9), technician_id=BEN)
    mine, theirs = item(shop, own, TICK), item(shop, other, TICK)
    shop.fays_phone.do(AnswerCheck(check_id=mine, seen_version=1))
    assert shop.fays_phone.ask(Checklist(work_order_id=own)).items[0].outcome is PASSED
    for refused in (
        lambda: shop.fays_phone.do(AnswerCheck(check_id=theirs, seen_version=1)),
        lambda: shop.fays_phone.ask(Checklist(work_order_id=other)),
        lambda: shop.fays_phone.do(RemoveCheckItem(check_id=mine, seen_version=2)),
        lambda: shop.bookkeeper.do(AnswerCheck(check_id=theirs, seen_version=1)),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_the_person_who_answered_stays_known(shop: Shop) -> None:
    job = shop.job()
    check = item(shop, job, TICK)
    shop.owner.do(AnswerCheck(check_id=check, seen_version=1))
    assert shop.get(WorkOrderCheck, check).answered_by_id == OWNER
