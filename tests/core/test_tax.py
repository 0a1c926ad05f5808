"""Taxes by both methods, on worked examples and on anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.tax import TaxedLine, TaxRate, TaxRow, TaxTotals, tax_totals
from fsmdesk.core.terms import TaxCategory, TaxRounding

S = TaxCategory.STANDARD
PER_LINE, PER_RATE = TaxRounding.PER_LINE, TaxRounding.PER_RATE


def vat(percent: float) -> TaxRate:
    return TaxRate(S, round(percent * 10_000), f"VAT {percent:g} %")


def totals(rounding: TaxRounding, percent: float, *nets: int) -> TaxTotals:
    return tax_totals([TaxedLine(net, (vat(percent),)) for net in nets], rounding)


@pytest.mark.parametrize(
    ("rounding", "percent", "nets", "tax"),
    [
        (PER_LINE, 22, (535_066,), 117_715),
        (PER_LINE, 23, (5555, 1111), 1534),
        (PER_RATE, 23, (5555, 1111), 1533),
        (PER_LINE, 5.5, (360,) * 10, 200),
        (PER_RATE, 5.5, (360,) * 10, 198),
        (PER_LINE, 5.5, (3600,), 198),
        (PER_RATE, 19, (-761_250,), -144_638),
        (PER_LINE, 19, (-761_250,), -144_638),
    ],
)
def test_worked_examples(rounding: TaxRounding, percent: float, nets: tuple[int, ...], tax: int) -> None:
    result = totals(rounding, percent, *nets)
    assert result.tax_minor == tax
    assert result.gross_minor == sum(nets) + tax


def test_two_taxes_side_by_side() -> None:
    gst, qst = TaxRate(S, 50_000, "GST"), TaxRate(S, 99_750, "QST")
    result = tax_totals([TaxedLine(14_000, (gst, qst))], PER_RATE)
    assert result == TaxTotals(
        rows=(TaxRow(S, 50_000, "GST", 14_000, 700), TaxRow(S, 99_750, "QST", 14_000, 1397)),
        net_minor=14_000,
        tax_minor=2097,
        gross_minor=16_097,
    )


def test_equal_rates_of_different_names_are_rows_of_their_own() -> None:
    county, city = TaxRate(S, 10_000, "County"), TaxRate(S, 10_000, "City")
    result = tax_totals([TaxedLine(1000, (county, city)), TaxedLine(500, (county,))], PER_RATE)
    assert [(row.name, row.base_minor, row.tax_minor) for row in result.rows] == [
        ("County", 1500, 15),
        ("City", 1000, 10),
    ]


def test_an_exemption_shows_its_reason_and_costs_nothing() -> None:
    school = TaxRate(TaxCategory.EXEMPT, 0, "Exempt", note="school, cert. 5519")
    result = tax_totals([TaxedLine(12_000, (school,)), TaxedLine(6450, (school,)), TaxedLine(100)], PER_RATE)
    assert result.rows == (TaxRow(TaxCategory.EXEMPT, 0, "Exempt", 18_450, 0, "school, cert. 5519"),)
    assert (result.net_minor, result.tax_minor, result.gross_minor) == (18_550, 0, 18_550)


def test_reasons_of_one_group_are_all_kept() -> None:
    rates = [TaxRate(TaxCategory.EXEMPT, 0, "Exempt", note) for note in ("a", "b", "a", "")]
    result = tax_totals([TaxedLine(100, (rate,)) for rate in rates], PER_LINE)
    assert [row.note for row in result.rows] == ["a; b"]


@pytest.mark.parametrize("category", [c for c in TaxCategory if c is not S])
def test_only_the_standard_category_has_a_rate(category: TaxCategory) -> None:
    assert TaxRate(category, 0, "none").rate_ppm == 0
    with pytest.raises(RuleBroken, match="rate of 0 %"):
        TaxRate(category, 190_000, "VAT")


def test_rates_that_make_no_sense_are_refused() -> None:
    with pytest.raises(RuleBroken, match="zero-rated or exempt"):
        TaxRate(S, 0, "VAT")
    for ppm in (-1, 1_000_001):
        with pytest.raises(RuleBroken, match="between 0 and 100"):
            TaxRate(S, ppm, "VAT")
    with pytest.raises(RuleBroken, match="same tax twice"):
        tax_totals([TaxedLine(100, (vat(19), vat(19)))], PER_RATE)
    with pytest.raises(RuleBroken, match="too large"):
        totals(PER_RATE, 19, 10**15)


def test_no_lines_no_tax() -> None:
    assert tax_totals([], PER_LINE) == TaxTotals((), 0, 0, 0)


RATES = (vat(19), vat(7), vat(9.975), TaxRate(TaxCategory.ZERO, 0, "Zero"), TaxRate(S, 62_500, "State"))
documents = st.lists(
    st.builds(
        TaxedLine,
        st.integers(-(10**9), 10**9),
        st.lists(st.sampled_from(RATES), unique=True, max_size=3).map(tuple),
    ),
    max_size=12,
)


@given(documents)
def test_rows_add_up_whatever_the_method(lines: list[TaxedLine]) -> None:
    for rounding in TaxRounding:
        result = tax_totals(lines, rounding)
        assert result.net_minor == sum(line.net_minor for line in lines)
        assert result.tax_minor == sum(row.tax_minor for row in result.rows)
        assert result.gross_minor == result.net_minor + result.tax_minor
        for row in result.rows:
            taxed = [n.net_minor for n in lines if any(r.name == row.name for r in n.rates)]
            assert row.base_minor == sum(taxed)


@given(documents)
def test_the_methods_differ_by_half_a_unit_for_each_line_and_row_at_most(lines: list[TaxedLine]) -> None:
    by_line = {row.name: row.tax_minor for row in tax_totals(lines, PER_LINE).rows}
    for row in tax_totals(lines, PER_RATE).rows:
        count = sum(any(rate.name == row.name for rate in line.rates) for line in lines)
        assert 2 * abs(by_line[row.name] - row.tax_minor) <= count + 1


@given(documents)
def test_a_credit_note_mirrors_its_invoice(lines: list[TaxedLine]) -> None:
    credit = [TaxedLine(-line.net_minor, line.rates) for line in lines]
    for rounding in TaxRounding:
        assert tax_totals(credit, rounding).gross_minor == -tax_totals(lines, rounding).gross_minor
