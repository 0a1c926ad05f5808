"""Values are shown as the locale has them, and what is shown is read back as the same value."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats, currency_digits
from fsmdesk.core.money import LARGEST_MINOR
from fsmdesk.core.times import Span

LOCALES = (
    *("en_US", "en_GB", "de_DE", "fr_FR", "tr_TR", "ar_EG", "ja_JP"),
    *("de_CH", "en_IN", "sv_SE", "vi_VN", "bg_BG", "ko_KR", "hi_IN", "fa_IR"),
)
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = date(2026, 11, 20)
MORNING = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # 9:30 in Berlin

locales = st.sampled_from(LOCALES)
amounts = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@cache
def formats(locale: str, currency: str = "USD") -> Formats:
    return Formats(locale, currency, BERLIN)


@given(locales, st.sampled_from(["USD", "JPY", "BHD", "CLF"]), amounts)
def test_money_is_read_back_as_shown(locale: str, currency: str, minor: int) -> None:
    shown = formats(locale, currency)
    assert shown.parse_money(shown.money(minor)) == minor
    assert shown.parse_money(shown.money_with_code(minor)) == minor


@given(locales, amounts)
def test_quantities_and_rates_are_read_back_as_shown(locale: str, value: int) -> None:
    shown = formats(locale)
    assert shown.parse_quantity(shown.quantity(value)) == value
    assert shown.parse_percent(shown.percent(value)) == value


@given(locales, days, days)
def test_days_are_read_back_as_shown(locale: str, day: date, today: date) -> None:
    shown = formats(locale)
    for text in (shown.date(day), shown.short_date(day), shown.long_date(day), day.isoformat()):
        assert shown.parse_date(text, today) == day


@given(locales, st.integers(0, 1439), st.integers(0, 60_000))
def test_times_and_lengths_are_read_back_as_shown(locale: str, minute: int, length: int) -> None:
    shown = formats(locale)
    assert shown.parse_time(shown.minute(minute)) == minute
    assert shown.parse_duration(shown.duration(length)) == length


@pytest.mark.parametrize(
    ("locale", "currency", "shown"),
    [
        ("en_US", "USD", "-1,234,567.89"),
        ("en_GB", "JPY", "-123,456,789"),
        ("en_GB", "BHD", "-123,456.789"),
        ("de_DE", "EUR", "-1.234.567,89"),
        ("fr_FR", "EUR", "-1\xa0234\xa0567,89"),
        ("de_CH", "CHF", "-1’234’567.89"),
        ("en_IN", "INR", "-12,34,567.89"),
        ("ar_EG", "EGP", "\u061c-١٬٢٣٤٬٥٦٧٫٨٩"),
        ("en-GB", "GBP", "-1,234,567.89"),
    ],
)
def test_money_as_the_locale_writes_it(locale: str, currency: str, shown: str) -> None:
    assert formats(locale, currency).money(-123_456_789) == shown


def test_small_amounts_keep_their_zeros() -> None:
    assert formats("en_GB").money(5) == "0.05"
    assert formats("en_GB").money(0) == "0.00"
    assert formats("en_GB").money_with_code(18_450) == "USD 184.50"
    assert formats("de_DE", "EUR").money_with_code(18_450) == "184,50 EUR"


def test_quantities_lose_needless_zeros() -> None:
    shown = formats("en_GB")
    assert [shown.quantity(q) for q in (1000, 1080, 5, -250, 0)] == ["1", "1.08", "0.005", "-0.25", "0"]
    assert shown.quantity_with_unit(1750, "h") == "1.75 h"
    assert shown.quantity_with_unit(2000, "") == "2"
    assert shown.percent(190_000) == "19%"
    assert formats("de_DE").percent(99_750) == "9,975\xa0%"
    assert formats("tr_TR").percent(200_000) == "%20"
    assert shown.count(12_500) == "12,500"


@pytest.mark.parametrize(
    ("locale", "medium", "short", "long"),
    [
        ("en_GB", "20 Nov 2026", "20/11/2026", "Friday 20 November 2026"),
        ("en_US", "Nov 20, 2026", "11/20/2026", "Friday, November 20, 2026"),
        ("de_DE", "20. Nov. 2026", "20.11.2026", "Freitag, 20. November 2026"),
        ("ja_JP", "2026年11月20日", "2026/11/20", "2026年11月20日金曜日"),
        ("tr_TR", "20 Kas 2026", "20.11.2026", "20 Kasım 2026 Cuma"),
    ],
)
def test_dates_as_the_locale_writes_them(locale: str, medium: str, short: str, long: str) -> None:
    shown = formats(locale)
    assert (shown.date(FRIDAY), shown.short_date(FRIDAY), shown.long_date(FRIDAY)) == (medium, short, long)


def test_names_and_first_day_of_the_week() -> None:
    assert formats("en_GB").weekday(0) == "Monday"
    assert formats("de_DE").weekday(6, short=True).startswith("So")
    assert formats("fr_FR").month(1) == "janvier"
    assert formats("en_GB").first_weekday == 0
    assert formats("en_US").first_weekday == 6


def test_times_in_the_zone() -> None:
    british, american = formats("en_GB"), formats("en_US")
    assert british.time(MORNING) == "09:30"
    assert american.time(MORNING) == "9:30\xa0AM"
    assert british.instant(MORNING) == "20 Nov 2026 09:30"
    assert british.span(Span(MORNING, MORNING + timedelta(hours=2))) == "9:30–11:30"
    assert american.span(Span(MORNING, MORNING + timedelta(hours=2))) == "9:30–11:30\xa0AM"
    assert american.span(Span(MORNING, MORNING + timedelta(hours=4))) == "9:30\xa0AM–1:30\xa0PM"
    assert british.span(Span(MORNING, MORNING + timedelta(hours=14, minutes=30))) == "9:30–0:00"
    across = Span(MORNING, MORNING + timedelta(days=1))
    assert british.span(across) == "20 Nov 2026 09:30 – 21 Nov 2026 09:30"


def test_lengths() -> None:
    shown = formats("en_GB")
    assert [shown.duration(n) for n in (0, 45, 60, 65, 90, -90)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 05",
        "1 h 30",
        "-1 h 30",
    ]


def test_a_value_is_equal_by_what_it_was_made_from() -> None:
    assert Formats("en_GB", "GBP", BERLIN) == Formats("en_GB", "GBP", BERLIN)
    assert len({Formats("en_GB", "GBP", BERLIN), Formats("en_GB", "EUR", BERLIN)}) == 2


def test_an_unknown_locale_or_currency_is_refused() -> None:
    with pytest.raises(RuleBroken, match="xx_XX is not a locale"):
        Formats("xx_XX", "EUR", BERLIN)
    with pytest.raises(RuleBroken, match="three letters"):
        Formats("en_GB", "euro", BERLIN)


def test_minor_units_of_currencies() -> None:
    assert [currency_digits(code) for code in ("EUR", "JPY", "KWD", "CLF", "ISK")] == [2, 0, 3, 4, 0]


@pytest.mark.parametrize(
    ("locale", "day", "long", "time"),
    [
        ("en_US", "Nov 20, 2026", "Friday, November 20, 2026", "9:30\xa0AM"),
        ("de_DE", "20.11.2026", "Friday, 20.11.2026", "09:30"),
        ("ja_JP", "2026/11/20", "Friday, 2026/11/20", "9:30"),
        ("hi_IN", "20/11/2026", "Friday, 20/11/2026", "9:30 AM"),
    ],
)
def test_dates_among_english_words_name_english_days(locale: str, day: str, long: str, time: str) -> None:
    formats = Formats(locale, "EUR", BERLIN).for_text_in("en")
    assert (formats.date(FRIDAY), formats.long_date(FRIDAY), formats.time(MORNING)) == (day, long, time)
    assert (formats.weekday(0), formats.month(3, short=True)) == ("Monday", "Mar")
    assert formats.money(123_450) == Formats(locale, "EUR", BERLIN).money(123_450)
