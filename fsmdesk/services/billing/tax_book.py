"""Which taxes a line bears: the office's taxes read once, the rates that were in force when the work was done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from fsmdesk.core.tax import TaxRate
from fsmdesk.core.tax_periods import in_force
from fsmdesk.core.terms import TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Tax, TaxComponent
from fsmdesk.services.setup.messages import TaxComponentValue

_EXEMPT_CODE: Final = "E"


@dataclass(frozen=True, slots=True)
class LineTax:
    """The short code that documents show, and the rates."""

    code: str = ""
    rates: tuple[TaxRate, ...] = ()


class TaxBook:
    """All taxes of the office."""

    def __init__(self, work: Reading) -> None:
        self._components: dict[int, list[TaxComponentValue]] = defaultdict(list)
        for part in work.session.scalars(select(TaxComponent).order_by(TaxComponent.id)):
            value = TaxComponentValue(part.name, part.category, part.rate_ppm, part.valid_from)
            self._components[part.tax_id].append(value)
        self._taxes = {tax.id: tax for tax in work.session.scalars(select(Tax).order_by(Tax.id))}
        in_use = [tax for tax in self._taxes.values() if tax.archived_at is None]
        self._usual = next((tax for tax in in_use if tax.is_default), None)
        self._exemption = next((tax for tax in in_use if tax.is_exemption), None)

    def tax_of(self, tax_id: int | None, day: date, exempt: bool) -> LineTax:
        """The line's own tax or else the usual one, at the rates of that day; the exemption for who is exempt."""
        if exempt:
            return self._exempt(day)
        tax = self._taxes.get(tax_id) if tax_id is not None else None
        return self._in_force(tax or self._usual, day)

    def _exempt(self, day: date) -> LineTax:
        found = self._in_force(self._exemption, day)
        if found.rates:
            return found
        # Nobody is charged only because the office has not written down its exemption.
        return LineTax(_EXEMPT_CODE, (TaxRate(TaxCategory.EXEMPT, 0, tr("Exempt")),))

    def _in_force(self, tax: Tax | None, day: date) -> LineTax:
        if tax is None:
            return LineTax()
        parts = in_force(self._components[tax.id], day)
        return LineTax(tax.code, tuple(TaxRate(p.category, p.rate_ppm, p.name) for p in parts))
