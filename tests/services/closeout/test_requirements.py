"""What a kind of work requires holds for every way of completing, and is said in sentences."""

from collections.abc import Callable
from typing import Any

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, FileMark, JobKind, LineKind, TimeKind
from fsmdesk.models import (
    Attachment,
    FileContent,
    Signature,
    TimeEntry,
    WorkKind,
    WorkOrder,
    WorkOrderCheck,
)
from fsmdesk.services.closeout.messages import CompleteWorkOrder
from fsmdesk.services.orders import messages as orders
from fsmdesk.services.orders.messages import MoveWorkOrder
from fsmdesk.services.templates.messages import KindRule, SaveWorkKinds, WorkKinds
from tests.services.shop import FAY, LineOf, Shop, at

_W = WorkOrderState


def _by_button(shop: Shop, job: int) -> Command[Any]:
    return CompleteWorkOrder(
        work_order_id=job, seen_version=shop.version(WorkOrder, job), cause="Old", fix="New"
    )


def _by_name(shop: Shop, job: int) -> Command[Any]:
    return MoveWorkOrder(work_order_id=job, seen_version=shop.version(WorkOrder, job), after=_W.COMPLETE)


def _on_site(shop: Shop, *lines: LineOf, **values: object) -> int:
    job = shop.job(_W.ON_SITE, lines, **({"cause": "Old", "fix": "New"} | values))
    shop.visit(job, at(6), at(8), state=VisitState.ON_SITE)
    return job


def _rows(shop: Shop, job: int) -> list[tuple[str, bool, str]]:
    card = shop.dispatcher.ask(orders.WorkOrder(work_order_id=job))
    return [(row.text, row.is_met, row.field) for row in card.requirements]


def test_without_a_rule_a_kind_requires_cause_and_fix(shop: Shop) -> None:
    job = _on_site(shop, cause="", fix="")
    assert _rows(shop, job)[1:] == [("Cause and fix", False, "cause")]
    shop.change(WorkOrder, job, cause="Old")
    assert _rows(shop, job)[1:] == [("Fix", False, "fix")]
    shop.change(WorkOrder, job, fix="New")
    assert _rows(shop, job)[1:] == [("Cause and fix recorded", True, "cause")]


@pytest.mark.parametrize("way", [_by_button, _by_name], ids=["by the button", "by name"])
def test_every_way_of_completing_asks_for_the_same(shop: Shop, way: Callable[[Shop, int], Any]) -> None:
    shop.add(WorkKind(kind=JobKind.CORRECTIVE, requires_signature=True, requires_after_photo=True))
    job = _on_site(shop)
    with pytest.raises(RuleBroken) as refused:
        shop.dispatcher.do(way(shop, job))
    assert str(refused.value) == ("A photo from after the work is missing. Also missing: Customer signature.")
    assert refused.value.field == "files"
    assert shop.get(WorkOrder, job).state is _W.ON_SITE


def test_each_requirement_is_met_by_what_it_names(shop: Shop) -> None:
    rule = KindRule(JobKind.CORRECTIVE, True, False, True, True, True, True, True)
    version = shop.owner.ask(WorkKinds()).version
    shop.owner.do(SaveWorkKinds(seen_version=version, rules=(rule,)))
    job = _on_site(shop)
    check = {"work_order_id": job, "kind": CheckKind.TICK}
    shop.add(
        *(WorkOrderCheck(label=label, **check) for label in ("one", "two", "three", "four", "five", "six"))
    )
    assert _rows(shop, job)[1:] == [
        ("Labour time", False, "time"),
        ("6 checklist items left — one, two, three, four, 2 more", False, "checklist"),
        ("Lines of what was done", False, "lines"),
        ("Before photo", False, "files"),
        ("After photo", False, "files"),
        ("Customer signature", False, "signature"),
    ]
    for stored in shop.all(WorkOrderCheck):
        outcome = {"outcome": CheckOutcome.NOT_APPLICABLE, "answered_at": shop.now}
        shop.change(WorkOrderCheck, stored.id, **outcome)
    [content] = shop.add(FileContent(sha256="0" * 64, media_type="image/png", size_bytes=1, content=b"x"))
    for mark in (FileMark.BEFORE, FileMark.AFTER):
        shop.add(Attachment(content_id=content, work_order_id=job, name="a", mark=mark, added_at=shop.now))
    shop.add(
        Signature(work_order_id=job, content_id=content, signer="P. Doyle", signed_at=shop.now),
        TimeEntry(work_order_id=job, technician_id=FAY, kind=TimeKind.LABOUR, start_at=at(6)),
    )
    card = shop.dispatcher.ask(orders.WorkOrder(work_order_id=job))
    assert [row.text for row in card.requirements if not row.is_met] == ["Lines of what was done"]


@pytest.mark.parametrize(
    ("line", "visit", "entry", "is_met"),
    [
        (LineOf(done_milli=500), {}, None, True),
        (LineOf(done_milli=0), {}, None, False),
        (LineOf(kind=LineKind.PART), {}, None, False),
        (None, {"arrived_at": at(6)}, None, True),
        (None, {}, TimeKind.LABOUR, True),
        (None, {}, TimeKind.TRAVEL, False),
    ],
)
def test_labour_is_a_line_that_is_done_a_stamp_or_time(
    sqlite_shop: Shop, line: LineOf | None, visit: dict[str, Any], entry: TimeKind | None, is_met: bool
) -> None:
    shop = sqlite_shop
    shop.add(WorkKind(kind=JobKind.CORRECTIVE, requires_labour=True))
    job = shop.job(_W.ON_SITE, (line,) if line else ())
    shop.visit(job, at(6), at(8), state=VisitState.ON_SITE, **visit)
    if entry is not None:
        shop.add(TimeEntry(work_order_id=job, technician_id=FAY, kind=entry, start_at=at(6), end_at=at(7)))
    assert _rows(shop, job)[1][1] is is_met


def test_a_required_item_is_asked_for_whatever_the_kind_says(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.add(WorkKind(kind=JobKind.CORRECTIVE))
    job = _on_site(shop)
    check = {"work_order_id": job, "kind": CheckKind.TICK}
    shop.add(
        WorkOrderCheck(label="CO reading", is_required=True, **check), WorkOrderCheck(label="Nice", **check)
    )
    assert _rows(shop, job)[1:] == [("1 checklist item left — CO reading", False, "checklist")]
    with pytest.raises(RuleBroken, match="1 checklist item left — CO reading"):
        shop.dispatcher.do(_by_button(shop, job))


def test_a_kind_that_requires_nothing_is_complete_with_a_visit(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    shop.add(WorkKind(kind=JobKind.GENERAL))
    job = _on_site(shop, kind=JobKind.GENERAL, cause="", fix="")
    shop.dispatcher.do(_by_name(shop, job))
    assert shop.get(WorkOrder, job).state is _W.COMPLETE


def test_where_no_such_step_is_ahead_nothing_is_asked_for(sqlite_shop: Shop) -> None:
    for state in (_W.REQUESTED, _W.REVIEWED, _W.CLOSED, _W.CANCELLED):
        job = sqlite_shop.job(state)
        assert sqlite_shop.dispatcher.ask(orders.WorkOrder(work_order_id=job)).requirements == ()
