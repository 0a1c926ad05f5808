"""How money, numbers, dates and times are shown and typed in the user's locale.

The only module of core that uses Babel, and only when the first `Formats` of a locale is made
(docs/decisions/0004-babel-in-core.md). Writing itself is plain arithmetic on `LocaleFacts`: lists and the
board format thousands of values.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from fsmdesk.core import typed_dates, typed_numbers, typed_times
from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.locale_facts import (
    ASCII_DIGITS,
    DateFacts,
    LocaleFacts,
    NumberFacts,
    TimeFacts,
    date_template,
    time_template,
)
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr

if TYPE_CHECKING:
    from babel.core import Locale

# Currencies of ISO 4217 whose minor unit is not a hundredth.
_DIGITS_BESIDES_TWO: Final = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip
# Zero of the numbering systems that are the first choice of some country; others are shown in ASCII digits.
_ZEROS: Final = {"arab": "\u0660", "arabext": "\u06f0", "deva": "\u0966", "beng": "\u09e6"}
# For the few locales that name no marks of their own.
_ROOT_SYMBOLS: Final = {"decimal": ".", "group": ",", "minusSign": "-", "percentSign": "%"}


def currency_digits(code: str) -> int:
    """How many decimals the minor unit of a currency has (ISO 4217)."""
    return _DIGITS_BESIDES_TWO.get(code, 2)


@dataclass(frozen=True)
class Formats:
    """Shows values in one locale, currency and zone, and reads back what people type.

    Raises:
        RuleBroken: the locale is not known, or the currency is not a code of three letters.
    """

    locale: str
    currency: str
    zone: ZoneInfo
    facts: LocaleFacts = field(init=False, repr=False, compare=False)
    digits: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        code = self.currency
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise RuleBroken(tr("A currency is a code of three letters, such as EUR."), "currency")
        object.__setattr__(self, "facts", _facts_of(self.locale))
        object.__setattr__(self, "digits", currency_digits(code))

    def for_text_in(self, language: str) -> "Formats":
        """The same for dates among words of that language, such as `en`.

        Where it is not the locale's own, days are written in the locale's figures, and weekdays, months and
        parts of the day are named in the language: no German Monday in an English sentence.
        """
        if re.split("[-_]", self.locale)[0].lower() == language:
            return self
        mine, words = self.facts, _facts_of(language)
        made = Formats(self.locale, self.currency, self.zone)
        dates = replace(
            mine.dates,
            medium=mine.dates.short,
            long=f"{{weekday}}, {mine.dates.short}",
            months=words.dates.months,
            weekdays=words.dates.weekdays,
        )
        times = replace(mine.times, before_noon=words.times.before_noon, after_noon=words.times.after_noon)
        object.__setattr__(made, "facts", replace(mine, dates=dates, times=times))
        return made

    # Numbers

    def money(self, minor: int) -> str:
        """The amount with the currency's decimals: `1,184.50`."""
        whole, fraction = divmod(abs(minor), 10**self.digits)
        return self.facts.numbers.write(
            minor < 0, whole, f"{fraction:0{self.digits}d}" if self.digits else ""
        )

    def money_with_code(self, minor: int) -> str:
        """The amount with the code of its currency, on the side where the locale has it: `USD 184.50`."""
        amount = self.money(minor)
        return f"{self.currency} {amount}" if self.facts.numbers.code_before else f"{amount} {self.currency}"

    def quantity(self, milli: int) -> str:
        """Thousandths without needless zeros: `1`, `1.08`."""
        whole, fraction = divmod(abs(milli), 1000)
        return self.facts.numbers.write(milli < 0, whole, f"{fraction:03d}".rstrip("0"))

    def quantity_with_unit(self, milli: int, unit: str) -> str:
        """The quantity and its unit, where it has one: `1.75 h`."""
        return f"{self.quantity(milli)} {unit}" if unit else self.quantity(milli)

    def percent(self, ppm: int) -> str:
        """Millionths as percent without needless zeros: `19%`, `9,975 %`."""
        whole, fraction = divmod(abs(ppm), 10_000)
        facts = self.facts.numbers
        text = facts.write(ppm < 0, whole, f"{fraction:04d}".rstrip("0"))
        return f"{facts.percent_before}{text}{facts.percent_after}"

    def count(self, number: int) -> str:
        """A whole number with its groups: `12,500`."""
        return self.facts.numbers.write(number < 0, abs(number), "")

    # Days and times

    def date(self, day: datetime.date) -> str:
        """The day with a short month name: `20 Nov 2026`."""
        return self.facts.write_date(self.facts.dates.medium, day)

    def short_date(self, day: datetime.date) -> str:
        """The day in figures, for fields and narrow columns: `20/11/2026`."""
        return self.facts.write_date(self.facts.dates.short, day)

    def long_date(self, day: datetime.date) -> str:
        """The day with its weekday: `Friday 20 November 2026`."""
        return self.facts.write_date(self.facts.dates.long, day)

    def weekday(self, weekday: int, short: bool = False) -> str:
        """Name of a day of the week, Monday is 0: `Monday`, `Mon`."""
        return self.facts.dates.weekdays["abbreviated" if short else "wide"][weekday]

    def month(self, month: int, short: bool = False) -> str:
        """Name of a month, January is 1: `January`, `Jan`."""
        return self.facts.dates.months["abbreviated" if short else "wide"][month - 1]

    @property
    def first_weekday(self) -> int:
        """The day that calendars of this locale begin with; Monday is 0."""
        return self.facts.dates.first_weekday

    def minute(self, minute: int) -> str:
        """Wall time at so many minutes after midnight: `09:30`, `9:30 AM`."""
        return self.facts.in_digits(self.facts.times.write(minute))

    def time(self, instant: datetime.datetime) -> str:
        """Wall time of the instant in the zone: `09:30`."""
        return self.minute(wall_minute(instant, self.zone)[1])

    def instant(self, instant: datetime.datetime) -> str:
        """Day and wall time in the zone: `20 Nov 2026 09:30`."""
        day, minute = wall_minute(instant, self.zone)
        return f"{self.date(day)} {self.minute(minute)}"

    def minutes_span(self, start: int, end: int) -> str:
        """Two wall times of one day: `9:30–11:30`, `9:30–11:30 AM`."""
        facts = self.facts.times
        first, last = facts.write(start, bare=True), facts.write(end, bare=True)
        if facts.twelve_hours and (start % 1440 < 720) == (end % 1440 < 720) and facts.template.endswith("}"):
            first = first.removesuffix(facts.before_noon).removesuffix(facts.after_noon).rstrip()
        return self.facts.in_digits(f"{first}–{last}")

    def span(self, span: Span) -> str:
        """From and to in the zone: `9:30–11:30`; with both days where it ends on another one."""
        (day, start), (last_day, end) = wall_minute(span.start, self.zone), wall_minute(span.end, self.zone)
        # An end at midnight belongs to the day before.
        if last_day == day or (last_day == day + datetime.timedelta(days=1) and end == 0):
            return self.minutes_span(start, end)
        return f"{self.instant(span.start)} – {self.instant(span.end)}"

    def duration(self, minutes: int) -> str:
        """A length of time: `1 h 30`, `2 h`, `45 min`."""
        hours, rest = divmod(abs(minutes), 60)
        text = f"{hours} {tr('h')} {rest:02d}" if rest else f"{hours} {tr('h')}"
        if not hours:
            text = f"{rest} {tr('min')}"
        sign = self.facts.numbers.minus if minutes < 0 else ""
        return sign + self.facts.in_digits(text)

    # Reading what people type; each raises RuleBroken with one sentence about `field`

    def parse_money(self, text: str, field: str = "amount") -> int:
        """Minor units of an amount as people type it; the currency's code may stand beside it."""
        bare = typed_numbers.without(text, self.currency)
        return typed_numbers.read_decimal(bare, self.facts.numbers, self.digits, field)

    def parse_quantity(self, text: str, field: str = "quantity") -> int:
        """Thousandths of a typed number with up to three decimals."""
        return typed_numbers.read_decimal(text, self.facts.numbers, 3, field)

    def parse_percent(self, text: str, field: str = "rate") -> int:
        """Millionths of a typed percentage; the percent sign may be left away."""
        facts = self.facts.numbers
        bare = typed_numbers.without(text, facts.percent_before.strip(), facts.percent_after.strip(), "%")
        return typed_numbers.read_decimal(bare, facts, 4, field)

    def parse_date(self, text: str, today: datetime.date, field: str = "date") -> datetime.date:
        """The day that is meant: any written form, `today`, `+3`, a weekday (the next one after today)."""
        return typed_dates.read_date(text, self.facts, today, field)

    def parse_time(self, text: str, field: str = "time") -> int:
        """Minutes after midnight of a typed time: `9`, `930`, `9:30`, `9.30 pm`."""
        return typed_times.read_time(text, self.facts.times, field)

    def parse_duration(self, text: str, field: str = "duration") -> int:
        """Minutes of a typed length: `1:30`, `90`, `1.5h`, `1 h 30`, `90 min`."""
        return typed_times.read_duration(text, field)


@lru_cache(maxsize=32)
def _facts_of(name: str) -> LocaleFacts:
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(name.replace("-", "_").partition(".")[0])
    except (UnknownLocaleError, ValueError) as error:
        words = tr("{name} is not a locale that fsmdesk knows; one is en_GB.")
        raise RuleBroken(words.format(name=name), "locale") from error
    return LocaleFacts(_number_facts(locale), _date_facts(locale), _time_facts(locale))


def _number_facts(locale: "Locale") -> NumberFacts:
    system = locale.default_numbering_system
    digits, symbols = ASCII_DIGITS, {**_ROOT_SYMBOLS, **locale.number_symbols["latn"]}
    if system in _ZEROS and system in locale.number_symbols:
        digits = "".join(chr(ord(_ZEROS[system]) + n) for n in range(10))
        symbols.update(locale.number_symbols[system])
    last, others = locale.decimal_formats[None].grouping
    percent = locale.percent_formats[None].pattern.split(";")[0].replace("'", "")
    before, after = re.split(r"[#0,.]+", percent)
    code_before = locale.currency_formats["standard"].pattern.lstrip("\u200f\u200e").startswith("\xa4")
    return NumberFacts(
        digits=digits,
        decimal=symbols["decimal"],
        group=_plain_space(symbols["group"]),
        last_group=last,
        other_groups=others,
        minus=symbols["minusSign"],
        percent_before=_plain_space(before).replace("%", symbols["percentSign"]),
        percent_after=_plain_space(after).replace("%", symbols["percentSign"]),
        code_before=code_before,
    )


def _date_facts(locale: "Locale") -> DateFacts:
    short = locale.date_formats["short"].pattern
    medium = locale.datetime_skeletons.get("yMMMd", locale.date_formats["medium"]).pattern
    long = locale.date_formats["full"].pattern
    if locale.language == "en":
        # British usage and newer CLDR: no comma between the weekday and the day.
        long = long.replace("EEEE, d ", "EEEE d ")
    return DateFacts(
        short=_plain_space(date_template(short)),
        medium=_plain_space(date_template(medium)),
        long=_plain_space(date_template(long)),
        order="".join(dict.fromkeys(c for c in short.lower() if c in "dmy")),
        months=_names(locale.months["format"], range(1, 13)),
        weekdays=_names(locale.days["format"], range(7)),
        month_forms=_forms(locale.months),
        weekday_forms=_forms(locale.days),
        first_weekday=locale.first_week_day,
    )


_WIDTHS: Final = ("wide", "abbreviated")


def _names(by_width: Mapping[str, Mapping[int, str]], numbers: Sequence[int]) -> dict[str, tuple[str, ...]]:
    return {width: tuple(by_width[width][number] for number in numbers) for width in _WIDTHS}


def _forms(by_context: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """Every way to write a name, as reading compares it, with its number."""
    return {
        typed_dates.name_form(name): number
        for context in ("format", "stand-alone")
        for width in _WIDTHS
        for number, name in by_context[context][width].items()
    }


def _time_facts(locale: "Locale") -> TimeFacts:
    pattern = locale.time_formats["short"].pattern
    periods = locale.day_periods["format"]
    names = periods.get("abbreviated") or periods["wide"]
    return TimeFacts(
        template=_plain_space(time_template(pattern)),
        twelve_hours="h" in pattern or "K" in pattern,
        padded="HH" in pattern,
        before_noon=_plain_space(names["am"]),
        after_noon=_plain_space(names["pm"]),
    )


def _plain_space(text: str) -> str:
    """Narrow no-break spaces made plain no-break ones: few fonts have the narrow one."""
    return text.replace("\u202f", "\xa0")
