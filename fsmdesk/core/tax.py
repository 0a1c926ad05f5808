"""Tax on the lines of a document: grouped by rate, rounded by one of two declared methods.

Prices are without tax. Sources: EN 16931-1, rules BR-CO-17 (tax of a group is its base times its rate,
rounded to two decimals), BR-CO-14 (the total is the sum of the groups), BR-S-05, BR-Z-05, BR-E-05, BR-AE-05
and BR-O-05 (which rate each category may have). Where taxes stand side by side (GST and QST; state, county
and city) each is taken from the net alone and is a group of its own; no tax is taken from another tax.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import PPM, check_amount, share_minor
from fsmdesk.core.terms import TaxCategory, TaxRounding
from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class TaxRate:
    """One tax at one rate. `note` is the reason that documents show, such as an exemption certificate.

    Raises:
        RuleBroken: the rate does not fit the category, or is not between 0 and 100 %.
    """

    category: TaxCategory
    rate_ppm: int
    name: str
    note: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.rate_ppm <= PPM:
            raise RuleBroken(tr("A tax rate is between 0 and 100 %."), "rate")
        if self.category is TaxCategory.STANDARD and self.rate_ppm == 0:
            raise RuleBroken(tr("A tax of 0 % is zero-rated or exempt: choose that category."), "category")
        if self.category is not TaxCategory.STANDARD and self.rate_ppm:
            raise RuleBroken(tr("A tax of this category has a rate of 0 %."), "rate")


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """Net amount of a line and the taxes on it; none where the line is not taxed."""

    net_minor: int
    rates: tuple[TaxRate, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxRow:
    """All lines of a document that have this tax: what it is taken from and what it comes to."""

    category: TaxCategory
    rate_ppm: int
    name: str
    base_minor: int
    tax_minor: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaxTotals:
    """Tax rows in the order in which their taxes first occur, and the sums; gross is net plus tax."""

    rows: tuple[TaxRow, ...]
    net_minor: int
    tax_minor: int
    gross_minor: int


class _Group:
    """What has been added up so far for one category, rate and name."""

    def __init__(self) -> None:
        self.base_minor = 0
        self.line_taxes_minor = 0
        self.notes: dict[str, None] = {}

    def add(self, net_minor: int, rate: TaxRate) -> None:
        self.base_minor += net_minor
        self.line_taxes_minor += share_minor(net_minor, rate.rate_ppm)
        if rate.note:
            self.notes[rate.note] = None


def tax_totals(lines: Iterable[TaxedLine], rounding: TaxRounding) -> TaxTotals:
    """The taxes of a document.

    PER_RATE rounds once for each category, rate and name, from the sum of its lines (EN 16931). PER_LINE
    rounds each tax of each line and adds those up. Both round half away from zero.

    Raises:
        RuleBroken: a line has the same tax twice, or an amount is too large.
    """
    net_minor = 0
    groups: dict[tuple[TaxCategory, int, str], _Group] = {}
    for line in lines:
        net_minor += line.net_minor
        keys = [(rate.category, rate.rate_ppm, rate.name) for rate in line.rates]
        if len(set(keys)) < len(keys):
            raise RuleBroken(tr("A line has the same tax twice."), "tax")
        for key, rate in zip(keys, line.rates, strict=True):
            groups.setdefault(key, _Group()).add(line.net_minor, rate)
    rows = tuple(_row(key, group, rounding) for key, group in groups.items())
    tax_minor = sum(row.tax_minor for row in rows)
    gross_minor = check_amount(check_amount(net_minor) + check_amount(tax_minor))
    return TaxTotals(rows, net_minor, tax_minor, gross_minor)


def _row(key: tuple[TaxCategory, int, str], group: _Group, rounding: TaxRounding) -> TaxRow:
    category, rate_ppm, name = key
    per_rate = rounding is TaxRounding.PER_RATE
    tax_minor = share_minor(group.base_minor, rate_ppm) if per_rate else group.line_taxes_minor
    return TaxRow(category, rate_ppm, name, group.base_minor, tax_minor, "; ".join(group.notes))
