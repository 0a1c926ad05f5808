"""What lines come to, and what they keep of what can't be read."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import BillTo
from fsmdesk.services.orders.amounts import billed_of, value_of
from fsmdesk.views.work_orders.lines.draft_line import (
    DraftLine,
    billed_minor,
    checked_values,
    packed,
    same_lines,
    totals_of,
    unpacked,
    worth_minor,
)
from fsmdesk.views.work_orders.lines.line_columns import edited_text, with_text
from tests.views.work_orders.cards import plain_line

GERMAN = Formats("de_DE", "EUR", ZoneInfo("Europe/Berlin"))


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.integers(-(10**11), 10**11),
    st.integers(0, 10**6),
    st.sampled_from(BillTo),
)
def test_a_line_is_worth_on_the_screen_what_the_office_says(
    planned: int, done: int, price: int, discount: int, payer: BillTo
) -> None:
    value = plain_line(
        planned_milli=planned, done_milli=done, price_minor=price, discount_ppm=discount, bill_to=payer
    )
    try:
        expected = value_of(value)
    except RuleBroken:
        assert worth_minor(value) == 0
        return
    assert worth_minor(value) == expected
    assert billed_minor(value) == billed_of(value)


def test_cost_and_margin_are_told_to_those_who_may_know() -> None:
    lines = [
        DraftLine(1, plain_line(cost_minor=4_100)),
        DraftLine(2, plain_line(bill_to=BillTo.WARRANTY, cost_minor=4_100)),
    ]
    totals = totals_of(lines, True)
    assert (totals.billed_minor, totals.cost_minor, totals.margin_ppm) == (20_000, 16_400, 180_000)
    assert totals_of(lines, False).cost_minor is None
    assert totals_of([DraftLine(1, plain_line())], True).cost_minor is None


def test_nothing_to_pay_has_no_margin() -> None:
    line = DraftLine(1, plain_line(bill_to=BillTo.NOBODY, cost_minor=4_100))
    assert totals_of([line], True).margin_ppm is None


def test_a_line_that_was_just_saved_is_the_one_that_was_sent() -> None:
    sent, stored = plain_line(id=None), plain_line(id=9, cost_minor=50)
    assert same_lines([sent], [stored])
    assert not same_lines([sent], [replace(stored, price_minor=1)])
    assert not same_lines([plain_line(id=8)], [stored])
    assert not same_lines([sent], [])


def test_a_draft_keeps_everything_through_json() -> None:
    line = DraftLine(4, plain_line(note="truck 3"), (("price_minor", "ninety"),))
    assert unpacked(json.loads(json.dumps(packed(line))), 4) == line


@pytest.mark.parametrize("raw", [{}, {"kind": "x"}, {**packed(DraftLine(1, plain_line())), "kind": "magic"}])
def test_a_draft_of_another_time_is_passed_over(raw: dict[str, object]) -> None:
    assert unpacked(raw, 1) is None


def test_what_is_typed_is_read_as_the_shop_writes() -> None:
    line, wrong = with_text(DraftLine(1, plain_line()), "price_minor", "1.234,5", GERMAN)
    assert (line.value.price_minor, wrong) == (123_450, "")
    assert edited_text(line, "price_minor", GERMAN) == "1.234,50"


@pytest.mark.parametrize(
    ("key", "text"),
    [("planned_milli", "-1"), ("done_milli", "two"), ("discount_ppm", "101"), ("description", " ")],
)
def test_what_cannot_be_kept_stays_as_typed_and_blocks_saving(key: str, text: str) -> None:
    line, wrong = with_text(DraftLine(1, plain_line()), key, text, GERMAN)
    assert wrong
    assert line.typed_in(key) == text
    with pytest.raises(RuleBroken, match=r"^Line 1: "):
        checked_values([line], "lines")


def test_a_description_of_several_lines_stays_if_it_is_not_changed() -> None:
    line = DraftLine(1, plain_line(description="One\nTwo"))
    after, _wrong = with_text(line, "description", "One Two", GERMAN)
    assert after.value.description == "One\nTwo"
