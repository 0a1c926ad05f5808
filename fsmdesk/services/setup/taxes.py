"""The taxes of the office."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.tax_periods import in_force
from fsmdesk.core.terms import TaxCategory
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Tax, TaxComponent
from fsmdesk.services.records import assign, cleaned, find_seen, refuse_taken
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.setup.messages import SaveTax, TaxComponentValue, Taxes, TaxRowView
from fsmdesk.services.the_company import today_of


@answers(Taxes)
def taxes(work: Reading, query: Taxes) -> tuple[TaxRowView, ...]:
    """All taxes with their components, by code."""
    by_tax: dict[int, list[TaxComponentValue]] = defaultdict(list)
    for component in work.session.scalars(select(TaxComponent).order_by(TaxComponent.id)):
        by_tax[component.tax_id].append(
            TaxComponentValue(component.name, component.category, component.rate_ppm, component.valid_from)
        )
    wanted = select(Tax).order_by(Tax.code)
    if not query.include_archived:
        wanted = wanted.where(Tax.archived_at.is_(None))
    today = today_of(work)
    return tuple(
        TaxRowView(
            tax.id,
            tax.version,
            tax.code,
            tax.name,
            sum(part.rate_ppm for part in in_force(by_tax[tax.id], today)),
            tax.is_default,
            tax.is_exemption,
            tax.archived_at is not None,
            tuple(by_tax[tax.id]),
        )
        for tax in work.session.scalars(wanted)
    )


@handles(SaveTax)
def save_tax(work: Writing, command: SaveTax) -> int:
    """The tax and its components are as the command says; there is one default and one exemption at most."""
    texts = cleaned(command, ("name",), required=("name", "code"), short=("code",))
    _check_components(command)
    if command.tax_id is None:
        tax = Tax()
    else:
        tax = find_seen(work, Tax, command.tax_id, command.seen_version)
        if command.is_archived and command.is_default:
            raise RuleBroken(tr("The usual tax can't be archived."), field="is_default")
    refuse_taken(work, Tax.code, texts["code"], command.tax_id, tr("There is a tax {value} already."))
    archived_at = (tax.archived_at or work.now) if command.is_archived else None
    assign(tax, archived_at=archived_at, **texts)
    work.session.add(tax)
    work.session.flush()
    _make_only(work, tax, command)
    _replace_components(work, tax.id, command.components)
    return tax.id


def _check_components(command: SaveTax) -> None:
    if not command.components:
        raise RuleBroken(tr("A tax needs at least one rate."), field="components")
    seen: set[tuple[str, object]] = set()
    for component in command.components:
        if not 0 <= component.rate_ppm <= 1_000_000:
            raise RuleBroken(tr("A tax rate is between 0 and 100 percent."), field="components")
        if (component.name, component.valid_from) in seen:
            words = tr("{name} has two rates from the same day. Give one another name or another day.")
            raise RuleBroken(words.format(name=component.name), field="components")
        seen.add((component.name, component.valid_from))
        if component.category is not TaxCategory.STANDARD and component.rate_ppm:
            raise RuleBroken(tr("Only the standard category has a rate."), field="components")


def _make_only(work: Writing, tax: Tax, command: SaveTax) -> None:
    """The flags hold for this tax and for no other."""
    for other in work.session.scalars(select(Tax).where(Tax.id != tax.id)):
        if command.is_default and other.is_default:
            other.is_default = False
        if command.is_exemption and other.is_exemption:
            other.is_exemption = False
    assign(tax, is_default=command.is_default, is_exemption=command.is_exemption)


def _replace_components(work: Writing, tax_id: int, wanted: Sequence[TaxComponentValue]) -> None:
    stored = list(work.session.scalars(select(TaxComponent).where(TaxComponent.tax_id == tax_id)))
    for component in stored[len(wanted) :]:
        work.session.delete(component)
    for at, value in enumerate(wanted):
        if at < len(stored):
            component = stored[at]
        else:
            component = TaxComponent(tax_id=tax_id)
        assign(
            component,
            name=clean_text(value.name, "components", label=tr("Name of the rate")),
            category=value.category,
            rate_ppm=value.rate_ppm,
            valid_from=value.valid_from,
        )
        work.session.add(component)
