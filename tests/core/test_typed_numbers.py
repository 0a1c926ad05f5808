"""What people type is read by the rules of the locale, or refused with an example."""

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats

ZONE = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("locale", "typed", "minor"),
    [
        ("en_US", "184.5", 18_450),
        ("en_US", " 1,184.50 ", 118_450),
        ("en_US", "usd 12", 1_200),
        ("en_US", "12 USD", 1_200),
        ("en_US", ".5", 50),
        ("en_US", "5.", 500),
        ("en_US", "−5", -500),
        ("en_US", "5-", -500),
        ("en_US", "+5", 500),
        ("en_US", "1.500", 150),
        ("en_US", "1 000", 100_000),
        ("de_DE", "1.184,50", 118_450),
        ("de_DE", "1184,5", 118_450),
        ("fr_FR", "1\u202f184,50", 118_450),
        ("fr_FR", "1 184.5", 118_450),
        ("de_CH", "1'184.50", 118_450),
        ("ar_EG", "١٬١٨٤٫٥٠", 118_450),
        ("ar_EG", "1,184.50", 118_450),
        ("en_IN", "12,34,567", 123_456_700),
    ],
)
def test_amounts_that_are_understood(locale: str, typed: str, minor: int) -> None:
    assert Formats(locale, "USD", ZONE).parse_money(typed) == minor


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("en_US", "12,34,567"),
        ("de_CH", "1,184"),
        ("en_US", "1.18.4"),
        ("de_DE", "1,18,4"),
        ("fr_FR", "1.184,50"),
        ("en_US", "5 5"),
        ("en_US", "-5-"),
        ("en_US", "abc"),
        ("en_US", "."),
        ("en_US", "1e5"),
        ("en_US", "²"),
        ("en_US", "9" * 100),
    ],
)
def test_what_could_be_misread_is_refused_with_an_example(locale: str, typed: str) -> None:
    with pytest.raises(RuleBroken, match=r"is not a number\. Write it like 1") as refusal:
        Formats(locale, "USD", ZONE).parse_money(typed, field="price")
    assert refusal.value.field == "price"


def test_nothing_typed_asks_for_a_number() -> None:
    with pytest.raises(RuleBroken, match=re.escape("A number is needed, such as 1,234.50.")):
        Formats("en_US", "USD", ZONE).parse_money("  ")


def test_decimals_that_would_be_lost_are_refused() -> None:
    with pytest.raises(RuleBroken, match="At most 2 decimals"):
        Formats("en_US", "USD", ZONE).parse_money("1.005")
    with pytest.raises(RuleBroken, match="Only whole numbers"):
        Formats("en_US", "JPY", ZONE).parse_money("1.5")
    with pytest.raises(RuleBroken, match="At most 3 decimals"):
        Formats("en_US", "USD", ZONE).parse_quantity("0.0001")


def test_too_large_an_amount_is_refused() -> None:
    with pytest.raises(RuleBroken, match="too large"):
        Formats("en_US", "USD", ZONE).parse_money("10000000000000.01")


def test_rates() -> None:
    german = Formats("de_DE", "EUR", ZONE)
    assert [german.parse_percent(t) for t in ("19", "19 %", "9,975%")] == [190_000, 190_000, 99_750]


@given(st.text(max_size=12) | st.text("0123456789.,- '", max_size=10))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    for locale in ("en_US", "de_DE", "ar_EG"):
        try:
            Formats(locale, "USD", ZONE).parse_money(text)
        except RuleBroken as refusal:
            assert str(refusal)


@pytest.mark.parametrize(
    ("locale", "typed", "milli"),
    [
        ("de_DE", "64.50", 64_500),
        ("de_DE", "64,50", 64_500),
        ("de_DE", "1.5", 1_500),
        ("de_DE", "1,184.50", 1_184_500),
        ("de_DE", "1.184", 1_184_000),
        ("de_DE", "1,184", 1_184),
        ("de_DE", "0.125", 125),
        ("en_US", "64,50", 64_500),
        ("en_US", "-1,5", -1_500),
        ("en_US", "1.184,50", 1_184_500),
        ("en_US", "1.184.500", 1_184_500_000),
        ("en_US", "1,184", 1_184_000),
        ("en_US", "0,125", 125),
        ("de_CH", "64,50", 64_500),
    ],
)
def test_the_other_decimal_mark_is_taken_where_it_means_one_thing(
    locale: str, typed: str, milli: int
) -> None:
    assert Formats(locale, "EUR", ZONE).parse_quantity(typed) == milli
