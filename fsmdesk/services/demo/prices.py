"""The demo's price book and taxes."""

from dataclasses import dataclass
from datetime import date

from fsmdesk.core.tax import TaxRate
from fsmdesk.core.terms import LineKind, TaxCategory
from fsmdesk.services.demo.materials import PricedItem, price_book
from fsmdesk.services.demo.rows import Rows

STATE_RATE_PPM = 60_000
OLD_COUNTY_PPM, COUNTY_PPM = 15_000, 17_500


@dataclass(frozen=True, slots=True)
class DemoItem:
    """An item with its keys."""

    id: int
    tax_id: int
    priced: PricedItem


@dataclass(frozen=True, slots=True)
class DemoTax:
    """A tax with the rates that documents of a day carry."""

    id: int
    code: str
    rates_before: tuple[TaxRate, ...]
    rates: tuple[TaxRate, ...]
    changed_on: date

    def rates_on(self, day: date) -> tuple[TaxRate, ...]:
        """The rates in force on that day."""
        return self.rates if day >= self.changed_on else self.rates_before


def add_taxes(rows: Rows, today: date) -> dict[str, DemoTax]:
    """Parts are taxed by state and county, labor is not, schools and churches are exempt."""
    changed = date(today.year - 1, 1, 1)
    usual = rows.add("tax", "T", "Sales tax", 1, 0)
    state, old, new = (
        TaxRate(TaxCategory.STANDARD, rate, name)
        for rate, name in ((STATE_RATE_PPM, "State"), (OLD_COUNTY_PPM, "County"), (COUNTY_PPM, "County"))
    )
    for rate, since in ((state, None), (old, None), (new, changed.isoformat())):
        rows.add("tax_component", usual, rate.name, rate.category.value, rate.rate_ppm, since)
    taxes = {"T": DemoTax(usual, "T", (state, old), (state, new), changed)}
    for code, name, words, category in (
        ("N", "Labor, not taxed", "Not taxed", TaxCategory.ZERO),
        ("E", "Exempt", "Exempt", TaxCategory.EXEMPT),
    ):
        tax_id = rows.add("tax", code, name, 0, int(code == "E"))
        rows.add("tax_component", tax_id, words, category.value, 0, None)
        rates = (TaxRate(category, 0, words),)
        taxes[code] = DemoTax(tax_id, code, rates, rates, changed)
    return taxes


def add_items(rows: Rows, taxes: dict[str, DemoTax]) -> dict[str, DemoItem]:
    """The price book is among the rows; its items by code."""
    items = {}
    for priced in price_book():
        tax_id = taxes["T" if priced.kind == LineKind.PART else "N"].id
        item_id = rows.add(
            "item",
            *(priced.code, priced.name, priced.kind, priced.unit, priced.category, priced.price_minor),
            tax_id,
        )
        rows.add("item_cost", item_id, priced.cost_minor)
        items[priced.code] = DemoItem(item_id, tax_id, priced)
    return items
