"""Our two methods on published cases.

Ours: prices without tax, rounding half away from zero to the currency's minor unit, for each line or for each
rate; taxes side by side. Not ours, and so left out: half to even, prices that include tax, rounding to more
or less than the minor unit (cash rounding, six decimals), taxes on taxes, negative rates.
"""

from decimal import Decimal
from typing import Any

import pytest

from fsmdesk.core.formats import currency_digits
from fsmdesk.core.money import line_net_minor, share_minor
from fsmdesk.core.tax import TaxedLine, TaxRate, tax_totals
from fsmdesk.core.terms import TaxCategory, TaxRounding
from tests.core.published import published_cases

METHODS = {
    "per_line": TaxRounding.PER_LINE,
    "per_document": TaxRounding.PER_RATE,
    "per_tax": TaxRounding.PER_RATE,
    "combined_rate": TaxRounding.PER_RATE,
}
NOT_OURS = {
    "stax-4x17.50": "half to even",
    "stax-round-7.355": "half to even",
    "odoo-1": "prices include tax",
    "odoo-2-5.00": "prices include tax, cash rounding",
    "odoo-2-10.00": "prices include tax, cash rounding",
    "odoo-2-50.00": "prices include tax, cash rounding",
    "odoo-3": "prices include tax",
    "odoo-4": "prices include tax",
    "odoo-5-27000-inc": "prices include tax",
    "odoo-5-10920-inc": "prices include tax",
    "odoo-6": "prices include tax, six decimals",
    "odoo-7-11.90": "prices include tax",
    "odoo-7-2.80": "prices include tax",
    "odoo-8-withholding-compound": "tax on tax, negative rate",
    "odoo-in-2lines-line": "tax on tax",
    "odoo-in-2lines-doc": "tax on tax",
}
ROUNDING_CASES = published_cases("published_rounding_cases.json")
OURS = [case for case in ROUNDING_CASES if case["id"] not in NOT_OURS]
NOT_RECOMPUTABLE = {
    "guide-example3.xml": "its line has a rate that its breakdown lacks",
    "huf_example_cii.xml": "tax rounded to whole forints, though its amounts have two decimals",
}
INVOICES = [
    case
    for case in published_cases("en16931_totals_given.json")
    if case["source"].rsplit("/", 1)[1] not in NOT_RECOMPUTABLE
]


def minor(amount: str | None, digits: int = 2) -> int:
    """Minor units of a published amount, which has no more decimals than the currency."""
    scaled = Decimal(amount or 0).scaleb(digits)
    assert scaled == int(scaled)
    return int(scaled)


def decimals(number: str) -> int:
    """How many decimals are written."""
    return len(number.partition(".")[2])


def rate(category: str, percent: str | None) -> TaxRate:
    ppm = int(Decimal(percent or 0) * 10_000)
    if category == "S" and not ppm:
        category = "Z"
    return TaxRate(TaxCategory(category), ppm, f"{percent} %")


def test_every_case_is_either_ours_or_named() -> None:
    assert {case["id"] for case in ROUNDING_CASES} >= set(NOT_OURS)
    for case in OURS:
        assert case["rounding"] in ("half_up", "any")
        assert case["prices_include_tax"] is not True
    assert len(OURS) == 12


def test_no_invoice_meant_for_recomputing_is_left_out() -> None:
    for case in published_cases("en16931_totals_given.json"):
        left_out = case["source"].rsplit("/", 1)[1] in NOT_RECOMPUTABLE
        assert not (left_out and case["use_for_full_recompute"])


@pytest.mark.parametrize("case", OURS, ids=lambda case: case["id"])
def test_rounding_as_published(case: dict[str, Any]) -> None:
    digits = decimals(case["precision"])
    lines = [
        TaxedLine(minor(line["amount"], digits), tuple(rate("S", p) for p in line["rates"]))
        for line in case["lines"]
    ]
    result = tax_totals(lines, METHODS[case["method"]])
    expected = case["expected"]
    assert result.tax_minor == minor(expected["tax"], digits)
    if "net" in expected:
        assert result.net_minor == minor(expected["net"], digits)
    if "gross" in expected:
        assert result.gross_minor == minor(expected["gross"], digits)
    if "tax_parts" in expected:
        assert [row.tax_minor for row in result.rows] == [minor(p, digits) for p in expected["tax_parts"]]
    if "line_tax" in expected:
        taxes = [share_minor(line.net_minor, line.rates[0].rate_ppm) for line in lines]
        assert taxes == [minor(tax, digits) for tax in expected["line_tax"]]


@pytest.mark.parametrize("case", INVOICES, ids=lambda case: case["source"].rsplit("/", 1)[1])
def test_public_invoices_to_the_cent(case: dict[str, Any]) -> None:
    digits = currency_digits(case["currency"])
    lines = [
        TaxedLine(minor(line["line_net"], digits), (rate(line["vat_category"], line["vat_rate"]),))
        for line in case["lines"]
    ]
    for extra in case["document_allowances_charges"]:
        amount = minor(extra["amount"], digits) * (1 if extra["is_charge"] else -1)
        lines.append(TaxedLine(amount, (rate(extra["vat_category"], extra["vat_rate"]),)))
    result = tax_totals(lines, TaxRounding.PER_RATE)
    totals = case["totals"]
    assert result.net_minor == minor(totals["net"], digits)
    assert result.tax_minor == minor(totals["tax"], digits)
    assert result.gross_minor == minor(totals["gross"], digits)
    groups = {(row.category, row.rate_ppm): (row.base_minor, row.tax_minor) for row in result.rows}
    for given in case["vat_breakdown"]:
        known = rate(given["category"], given["rate"])
        amounts = (minor(given["taxable"], digits), minor(given["tax"], digits))
        assert groups[known.category, known.rate_ppm] == amounts


def has_our_prices(line: dict[str, Any], digits: int) -> bool:
    """True if quantity and price fit thousandths and minor units, and nothing else is in the net."""
    fits = decimals(line["quantity"]) <= 3
    price = Decimal(line["net_unit_price"]).scaleb(digits)
    plain = line["price_base_quantity"] in (None, "1") and not line["allowances_charges"]
    return bool(fits and price == int(price) and plain and line["line_consistent"])


def test_line_nets_of_public_invoices() -> None:
    checked = 0
    for case in INVOICES:
        digits = currency_digits(case["currency"])
        for line in case["lines"]:
            if case["use_for_full_recompute"] and has_our_prices(line, digits):
                quantity = int(Decimal(line["quantity"]) * 1000)
                net = line_net_minor(quantity, minor(line["net_unit_price"], digits))
                assert net == minor(line["line_net"], digits), case["source"]
                checked += 1
    assert checked > 20
