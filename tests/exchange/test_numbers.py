from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.exchange.durations import LengthUnit, read_length, unit_in_header, unit_of
from fsmdesk.exchange.map_places import read_degrees, read_pair
from fsmdesk.exchange.numbers import (
    SignFinding,
    decimal_sign_of,
    find_decimal_sign,
    number_of,
    read_number,
    split_number,
)


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("1234.5", "1234.5", None),
        ("1,234.50", "1234.50", None),
        ("1.234,56 €", None, "1234.56"),
        ("1,234", "1234", "1.234"),
        ("0,125", None, "0.125"),
        ("$1,234.50", "1234.50", None),
        ("-$5.10", "-5.10", None),
        ("$-5.10", "-5.10", None),
        ("(5.00)", "-5.00", None),
        ("5-", "-5", "-5"),
        ("5,-", "5", "5"),
        ("1 234,5", None, "1234.5"),
        ("1\u00a0234,5", None, "1234.5"),
        ("1'234.50", "1234.50", None),
        ("USD 5", "5", "5"),
        ("5 TL", "5", "5"),
        ("R$ 1.000,00", None, "1000.00"),
        ("1,23,456.00", "123456.00", None),
        ("1,2,3", None, None),
        ("12%", None, None),
        ("1e5", None, None),
        ("--5", None, None),
        ("abc", None, None),
        ("", None, None),
    ],
)
def test_numbers_are_read_by_their_decimal_sign(text: str, point: str | None, comma: str | None) -> None:
    assert read_number(text, ".") == (Decimal(point) if point else None)
    assert read_number(text, ",") == (Decimal(comma) if comma else None)


def test_the_currency_beside_a_number_is_kept() -> None:
    figures = split_number("-1.234,50 EUR")
    assert figures is not None
    assert (figures.digits, figures.negative, figures.currency) == ("1.234,50", True, "EUR")


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        (["12.50", "1,234"], SignFinding(".", False)),
        (["12,50", "1.234"], SignFinding(",", False)),
        (["1.234.567"], SignFinding(",", False)),
        (["1,234"], SignFinding(None, True)),
        (["12.5", "12,5"], SignFinding(None, True, contradicts=True)),
        (["12", "x", ""], SignFinding(None, False)),
    ],
)
def test_a_whole_column_tells_its_decimal_sign(cells: list[str], finding: SignFinding) -> None:
    assert find_decimal_sign(cells) == finding


def test_the_noise_of_a_binary_fraction_is_left_out() -> None:
    assert number_of(0.1 + 0.2) == Decimal("0.3")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.booleans())
def test_grouped_numbers_come_back(number: Decimal, german: bool) -> None:
    text = f"{number:,.2f}"
    if german:
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text, "," if german else ".") == number
    assert decimal_sign_of(text) == ("," if german else ".")


@given(st.text(max_size=20), st.sampled_from([".", ","]))
def test_no_text_breaks_the_reading_of_numbers(text: str, sign: str) -> None:
    number = read_number(text, sign)
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("text", "micro"),
    [
        ("32.7720", 32_772_000),
        ("-117.157", -117_157_000),
        ("32,772", 32_772_000),
        ("32.0000005", 32_000_001),
        ("40.5 S", -40_500_000),
        ("12°30'N", 12_500_000),
        ("37\ufffd36'37.8\"N", 37_610_500),
        ("181", None),
        ("?", None),
        ("north", None),
    ],
)
def test_degrees_become_millionths(text: str, micro: int | None) -> None:
    assert read_degrees(text, 180) == micro


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("(40.675008, -74.006644)", (40_675_008, -74_006_644)),
        ("POINT (-74.0 40.5)", (40_500_000, -74_000_000)),
        ("37°36'0\"N 121°3'0\"W", (37_600_000, -121_050_000)),
        ("12, 14", None),
        ("95.5, 10.0", None),
    ],
)
def test_pairs_of_coordinates_are_taken_apart(text: str, pair: tuple[int, int] | None) -> None:
    assert read_pair(text) == pair


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90),
        ("1h30", 90),
        ("2 hrs 15 min", 135),
        ("1,5 Stunden", 90),
        ("45 dk", 45),
        ("90", None),
        ("", None),
    ],
)
def test_lengths_that_name_their_units(text: str, minutes: int | None) -> None:
    assert read_length(text) == minutes


def test_the_unit_of_lengths_is_told_by_header_or_values() -> None:
    assert unit_in_header("Estimated Hours") is LengthUnit.HOURS
    assert unit_in_header("Dauer (min)") is LengthUnit.MINUTES
    assert unit_in_header("Duration") is None
    assert unit_of(map(Decimal, [60, 120, 45])) is LengthUnit.MINUTES
    assert unit_of(map(Decimal, [4, 2, 0])) is LengthUnit.HOURS
    assert unit_of(map(Decimal, [8, 20, 40])) is None
