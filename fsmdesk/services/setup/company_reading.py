"""Reading the shop's own data, in plain SQL, since a window asks for it before SQLAlchemy is loaded."""

from dataclasses import dataclass, fields
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import PaperSize, TaxRounding
from fsmdesk.core.words import tr
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.services.registry import answers
from fsmdesk.services.setup.messages import Company, CompanyCard

_COLUMNS: Final = tuple(field.name for field in fields(CompanyCard) if field.name != "logo")
_CARD: Final = (
    f"SELECT {', '.join(f'company.{name}' for name in _COLUMNS)}, picture.content "  # noqa: S608 - our names
    "FROM company LEFT JOIN picture ON picture.id = company.logo_id WHERE company.id = 1"
)
_HOURS: Final = (
    "SELECT timezone, day_start_minute, day_end_minute, board_label, board_tooltip, version "
    "FROM company WHERE id = 1"
)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Where the office's wall clock hangs, when its working day begins and ends, and what its board says."""

    timezone: str
    day_start_minute: int
    day_end_minute: int
    board_label: str = ""
    board_tooltip: str = ""
    version: int = 0


@answers(Company)
def company_card(work: PlainReading, query: Company) -> CompanyCard:
    """The shop's data with its logo.

    Raises:
        RuleBroken: the office has not been set up.
    """
    found = work.rows(_CARD)
    if not found:
        raise _not_set_up()
    *row, logo = found[0]
    values = dict(zip(_COLUMNS, row, strict=True))
    values["paper"] = PaperSize(values["paper"])
    values["tax_rounding"] = TaxRounding(values["tax_rounding"])
    values["is_demo"] = bool(values["is_demo"])
    return CompanyCard(logo=None if logo is None else bytes(logo), **values)


def office_hours(work: PlainReading) -> OfficeHours:
    """The hours of the office.

    Raises:
        RuleBroken: the office has not been set up.
    """
    found = work.rows(_HOURS)
    if not found:
        raise _not_set_up()
    return OfficeHours(*found[0])


def _not_set_up() -> RuleBroken:
    return RuleBroken(tr("This office has not been set up yet."))
