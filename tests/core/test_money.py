"""Amounts are rounded by one method, and parts add up to their whole."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import (
    LARGEST_MINOR,
    check_amount,
    half_up,
    line_net_minor,
    portion_due,
    share_minor,
    spread,
)

amounts = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (-1, 2, -1), (3, 2, 2), (5, 2, 3), (-5, 2, -3), (1, -2, -1), (4, 3, 1), (5, 3, 2), (0, 7, 0)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@given(st.integers(), st.integers().filter(bool))
def test_rounding_is_nearest_and_mirrors(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    assert abs(rounded - Fraction(numerator, denominator)) <= Fraction(1, 2)
    assert half_up(-numerator, denominator) == -rounded


@pytest.mark.parametrize(
    ("quantity_milli", "price", "discount_ppm", "net"),
    [
        (16_000, 34_835, 40_000, 535_066),  # 16 x 348.35 less 4 % = 5350.656
        (1_750, 9_500, 0, 16_625),
        (-1_000, 12_000, 0, -12_000),
        (333, 100, 0, 33),
        (500, 1, 0, 1),
        (1_000, 100, 1_000_000, 0),
    ],
)
def test_line_nets(quantity_milli: int, price: int, discount_ppm: int, net: int) -> None:
    assert line_net_minor(quantity_milli, price, discount_ppm) == net


def test_absurd_lines_are_refused() -> None:
    with pytest.raises(RuleBroken, match="discount is between"):
        line_net_minor(1000, 100, 1_000_001)
    with pytest.raises(RuleBroken, match="too large"):
        line_net_minor(10**12, 10**9)
    assert check_amount(-LARGEST_MINOR) == -LARGEST_MINOR
    with pytest.raises(RuleBroken, match="too large") as refusal:
        check_amount(LARGEST_MINOR + 1, "price")
    assert refusal.value.field == "price"


@given(amounts, weights)
def test_parts_add_up_and_stay_within_one_of_their_share(total: int, shares: list[int]) -> None:
    whole = sum(shares)
    assume(whole)
    parts = spread(total, shares)
    assert sum(parts) == total
    assert len(parts) == len(shares)
    for part, weight in zip(parts, shares, strict=True):
        assert abs(part - Fraction(total * weight, whole)) <= 1
        assert part * total >= 0
    assert spread(-total, shares) == [-part for part in parts]


@given(amounts, st.lists(st.integers(-1000, 1000), min_size=1, max_size=8))
def test_parts_by_weights_of_both_signs_still_add_up(total: int, shares: list[int]) -> None:
    assume(sum(shares))
    assert sum(spread(total, shares)) == total


def test_a_discount_over_three_lines() -> None:
    assert spread(-100, [1, 1, 1]) == [-33, -34, -33]
    with pytest.raises(RuleBroken, match="nothing that the amount"):
        spread(100, [0, 0])


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_partial_bills_close_exactly(total: int, steps: list[int]) -> None:
    whole = sum(steps)
    assume(whole)
    billed, done = 0, 0
    for step in steps:
        done += step
        billed += portion_due(total, done, whole, billed)
        assert abs(billed - Fraction(total * done, whole)) <= Fraction(1, 2)
    assert billed == total


def test_five_time_entries_bill_the_hours_that_were_delivered() -> None:
    billed: list[int] = []
    done = 0
    for minutes in (15, 50, 225, 75, 35):
        done += minutes
        billed.append(portion_due(667, done, 400, sum(billed)))
    assert sum(billed) == 667


def test_half_of_a_quote_less_retention() -> None:
    due = portion_due(99_972, 50, 100, 0) + portion_due(384_328, 50, 100, 0)
    assert due == 242_150
    assert due - share_minor(due, 50_000) == 230_042


def test_more_than_the_whole_is_refused() -> None:
    for numerator, denominator in ((-1, 2), (3, 2), (0, 0)):
        with pytest.raises(RuleBroken, match="between nothing and the whole"):
            portion_due(100, numerator, denominator, 0)
