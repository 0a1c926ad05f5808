"""First start: an empty office becomes somebody's shop."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import Role, TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Company, Person, Tax, TaxComponent
from fsmdesk.services.promises.levels import usual_levels
from fsmdesk.services.records import cleaned
from fsmdesk.services.registry import handles
from fsmdesk.services.setup.company import check_currency, check_zone
from fsmdesk.services.setup.messages import SetUpOffice
from fsmdesk.services.waiting.lists import usual_lists


@handles(SetUpOffice)
def set_up_office(work: Writing, command: SetUpOffice) -> int:
    """Company, owner, service levels, lists of waiting work and taxes stand.

    Raises:
        RuleBroken: the office has been set up already, or something is not right.
    """
    if work.session.get(Company, 1) is not None:
        raise RuleBroken(tr("This office has been set up already."))
    texts = cleaned(
        command,
        ("company_name", "owner_name", "country", "country_code", "tax_name"),
        required=("company_name", "owner_name"),
    )
    check_currency(command.currency)
    check_zone(command.timezone)
    if not 0 <= command.tax_rate_ppm <= 1_000_000:
        raise RuleBroken(tr("A tax rate is between 0 and 100 percent."), field="tax_rate_ppm")
    owner = Person(name=texts["owner_name"], role=Role.OWNER)
    work.session.add(owner)
    work.session.add(_company(command, texts))
    work.session.add_all(usual_levels())
    work.session.add_all(usual_lists())
    _add_taxes(work, texts["tax_name"] or tr("Tax"), command.tax_rate_ppm)
    work.session.flush()
    return owner.id


def _company(command: SetUpOffice, texts: dict[str, str]) -> Company:
    return Company(
        id=1,
        name=texts["company_name"],
        country=texts["country"],
        holiday_calendar=texts["country_code"],
        currency=command.currency.upper(),
        locale=command.locale,
        timezone=command.timezone,
        paper=command.paper,
        invoice_prefix="{year}-",
        credit_note_prefix="CN-",
        is_demo=command.is_demo,
    )


def _add_taxes(work: Writing, name: str, rate_ppm: int) -> None:
    """The usual tax, and the one for customers who are exempt."""
    usual = Tax(code="S" if rate_ppm else "Z", name=name, is_default=True)
    exempt = Tax(code="E", name=tr("Exempt"), is_exemption=True)
    work.session.add_all([usual, exempt])
    work.session.flush()
    category = TaxCategory.STANDARD if rate_ppm else TaxCategory.ZERO
    work.session.add(TaxComponent(tax_id=usual.id, name=name, category=category, rate_ppm=rate_ppm))
    work.session.add(
        TaxComponent(tax_id=exempt.id, name=tr("Exempt"), category=TaxCategory.EXEMPT, rate_ppm=0)
    )
