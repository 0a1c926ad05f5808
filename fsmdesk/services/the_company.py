"""The shop's own row, and what services take from it: how it writes values, and which day it is there."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Company


def the_company(work: Reading) -> Company:
    """The shop's row.

    Raises:
        RuleBroken: the office has not been set up.
    """
    company = work.session.get(Company, 1)
    if company is None:
        raise RuleBroken(tr("This office has not been set up yet."))
    return company


def formats_of(company: Company) -> Formats:
    """How the shop writes values."""
    return Formats(company.locale, company.currency, ZoneInfo(company.timezone))


def today_of(work: Reading) -> date:
    """The day on the office's wall; the day in UTC before the office is set up."""
    zone = work.session.scalar(select(Company.timezone)) or "UTC"
    return wall_minute(work.now, ZoneInfo(zone))[0]
