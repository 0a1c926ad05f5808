"""Numbers as people type them, read by the rules of a locale: never guessed, refused with an example.

The marks of the other half of the world are taken where they can mean one thing only: `64.50` is no group of
thousands anywhere, so it is read in a locale that writes `64,50` as well, and the other way round.
"""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.locale_facts import NumberFacts
from fsmdesk.core.money import check_amount
from fsmdesk.core.words import tr

_LONGEST: Final = 60
# Three digits after a foreign mark may be a thousand as well.
_ALMOST_GROUPS: Final = re.compile(r"\D*0*[1-9]\d{0,2}[.,]\d{3}\D*")
# Marks that steer right-to-left text; they come along when a number is copied.
_DIRECTION_MARKS: Final = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
)
# The Arabic decimal and thousands marks are twins of these and typed as such.
_TWINS: Final = str.maketrans({"\u066b": ".", "\u066c": ",", "\u2212": "-", "\u2010": "-", "\u2011": "-"})


def plain_digits(text: str) -> str:
    """The text with digits of every script as ASCII digits, without direction marks and outer spaces."""
    text = text.translate(_DIRECTION_MARKS).strip()
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c, c)) for c in text)


def without(text: str, *marks: str) -> str:
    """The text with each of these marks taken off either end, in any case."""
    bare = text.translate(_DIRECTION_MARKS).strip()
    for mark in filter(None, (mark.translate(_DIRECTION_MARKS) for mark in marks)):
        if bare[: len(mark)].casefold() == mark.casefold():
            bare = bare[len(mark) :].lstrip()
        elif bare[-len(mark) :].casefold() == mark.casefold():
            bare = bare[: -len(mark)].rstrip()
    return bare


def read_decimal(text: str, facts: NumberFacts, decimals: int, field: str) -> int:
    """The number times 10^decimals.

    Groups must stand where the locale has them, so that 1,5 is never taken for 15. What is no number in this
    locale and one with decimal and group mark exchanged is read as that.

    Raises:
        RuleBroken: not a number in this locale, more decimals than allowed, or too large.
    """
    plain = plain_digits(text).translate(_TWINS)
    match = _match(plain, facts)
    if not match:
        raise RuleBroken(_not_a_number(text, facts, decimals), field)
    fraction = (match["fraction"] or "").rstrip("0")
    if len(fraction) > decimals:
        raise RuleBroken(_too_fine(decimals), field)
    whole = re.sub(r"\D", "", match["whole"])
    value = check_amount(int((whole or "0") + fraction.ljust(decimals, "0")), field)
    return -value if match["minus"] or match["minus_after"] else value


def _match(plain: str, facts: NumberFacts) -> re.Match[str] | None:
    """The number in the locale's own shape, else with its two marks exchanged."""
    if len(plain) > _LONGEST:
        return None
    match = _shape(facts).fullmatch(plain)
    if match and (match["whole"] or match["fraction"]):
        return match
    match = _shape(_exchanged(facts)).fullmatch(plain)
    if not match or not (match["whole"] or match["fraction"]) or _ALMOST_GROUPS.fullmatch(plain):
        return None
    return match


def _exchanged(facts: NumberFacts) -> NumberFacts:
    """The facts of a place that writes the same marks the other way round; else its own."""
    marks = (facts.decimal.translate(_TWINS), facts.group.translate(_TWINS))
    if set(marks) == {".", ","}:
        return replace(facts, decimal=marks[1], group=marks[0], last_group=3, other_groups=3)
    if marks[0] == ",":
        return facts  # a point is a decimal mark there already
    return replace(facts, decimal=",", group=".", last_group=3, other_groups=3)


@lru_cache(maxsize=64)
def _shape(facts: NumberFacts) -> re.Pattern[str]:
    """What a number looks like: sign, digits with or without groups, decimal mark, digits."""
    decimal, group = (mark.translate(_TWINS) for mark in (facts.decimal, facts.group))
    # Where a point has no other meaning it is a decimal mark too: number pads have nothing else.
    marks = re.escape(decimal) if "." in (decimal, group) else f"[{re.escape(decimal)}.]"
    last, other = facts.last_group, facts.other_groups
    # Nobody groups what begins with a nought: 0,125 is less than one wherever it is typed.
    groups = "|".join(
        rf"(?!0+{mark})\d{{1,{other}}}(?:{mark}\d{{{other}}})*{mark}\d{{{last}}}"
        for mark in _group_marks(group)
    )
    return re.compile(
        rf"(?P<minus>-)?\+?\s*(?P<whole>{groups}|\d*)(?:{marks}(?P<fraction>\d*))?\s*(?P<minus_after>(?(minus)|-?))"
    )


def _group_marks(group: str) -> list[str]:
    """Patterns of the marks between groups: the locale's own, and blanks, which mean nothing else."""
    if group in "'\u2019":
        return ["['\u2019]", r"\s"]
    return [r"\s"] if group.isspace() else [re.escape(group), r"\s"]


def _not_a_number(text: str, facts: NumberFacts, decimals: int) -> str:
    example = facts.write(False, 1234, "5".ljust(decimals, "0")[:2] if decimals else "")
    if not text.strip():
        return tr("A number is needed, such as {example}.").format(example=example)
    words = tr("“{text}” is not a number. Write it like {example}.")
    return words.format(text=text.strip()[:_LONGEST], example=example)


def _too_fine(decimals: int) -> str:
    if not decimals:
        return tr("Only whole numbers go here.")
    return tr("At most {decimals} decimals fit here.").format(decimals=decimals)
