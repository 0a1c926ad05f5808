"""The rules of the office: amounts, days and steps that all jobs go by."""

from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company
from fsmdesk.services.records import assign, find_seen
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.setup.messages import EditOfficeRules, OfficeRules, OfficeRulesCard
from fsmdesk.services.the_company import the_company
from fsmdesk.services.time_sheets.labour_lines import hourly_items

RULES: Final = (
    *("review_free_below_minor", "scope_approval_minor", "callback_days", "warn_days", "stuck_days"),
    *("time_rounding", "time_rounding_minutes", "minimum_minutes", "overtime_markup_ppm"),
    "labour_item_id",
)
# For each number the least and the most that is believable.
_BETWEEN: Final = {
    "callback_days": (0, 3650),
    "warn_days": (0, 3650),
    "stuck_days": (1, 3650),
    "time_rounding_minutes": (1, 480),
    "minimum_minutes": (0, 1440),
    "overtime_markup_ppm": (0, 10_000_000),
}


@answers(OfficeRules)
def office_rules(work: Reading, _query: OfficeRules) -> OfficeRulesCard:
    """The rules as they are."""
    company = the_company(work)
    return OfficeRulesCard(
        company.version,
        **{name: getattr(company, name) for name in RULES},
        labour_items=tuple((item.id, item.name) for item in hourly_items(work)),
    )


@handles(EditOfficeRules)
def edit_office_rules(work: Writing, command: EditOfficeRules) -> None:
    """The rules are those of the command.

    Raises:
        RuleBroken: a number that can't be meant, with its field.
    """
    company = find_seen(work, Company, 1, command.seen_version)
    for name, (least, most) in _BETWEEN.items():
        if not least <= getattr(command, name) <= most:
            words = tr("Choose a number between {least} and {most}.")
            if name == "overtime_markup_ppm":
                words, least, most = tr("Choose between {least} and {most} percent."), 0, most // 10_000
            raise RuleBroken(words.format(least=least, most=most), name)
    for name in ("review_free_below_minor", "scope_approval_minor"):
        amount = getattr(command, name)
        if amount is not None and check_amount(amount, name) < 0:
            raise RuleBroken(tr("An amount can't be negative."), name)
    if command.labour_item_id not in {None, *(item.id for item in hourly_items(work))}:
        raise RuleBroken(tr("This is no labour that is sold by the hour."), "labour_item_id")
    assign(company, **{name: getattr(command, name) for name in RULES})
