"""The columns of the queues between done and billed."""

from collections.abc import Sequence

from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr, trn
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.views.widgets.badges import Look
from fsmdesk.views.widgets.table_columns import Column, Kind, words_of

LATE_DAYS = 7


def age_words(days: int) -> str:
    """For how long it has waited."""
    return trn("{n} day", "{n} days", days).format(n=days) if days >= 1 else tr("today")


def _age(row: ReviewRow) -> str:
    return age_words(row.age_days)


def _age_colour(row: ReviewRow) -> str:
    return "danger_text" if row.age_days >= LATE_DAYS else ""


def _numbered(row: ReviewRow) -> str:
    return f"#{row.number}"


def _customer(row: ReviewRow) -> str:
    return row.customer or tr("no customer")


def _customer_colour(row: ReviewRow) -> str:
    return "" if row.customer else "danger_text"


def _margin(row: ReviewRow) -> int | None:
    return row.net_minor - row.cost_minor if row.cost_minor is not None else None


def _problems(row: ReviewRow) -> str:
    drafted = (tr("On a draft"),) if row.draft_id is not None else ()
    return " · ".join((*row.problems, *drafted))


def _problem_look(row: ReviewRow) -> Look:
    return Look("warn", "triangle-alert") if row.problems else Look("info", "file-text")


def queue_columns(*, is_billing: bool = False) -> Sequence[Column]:
    """The columns; with `is_billing` those that on the way to the invoice are not asked for any more are hidden."""
    return (
        Column("number", tr("Number"), width=110, get=_numbered, is_strong=True),
        Column("title", tr("Job"), stretch=True),
        Column(
            *("customer", tr("Customer")),
            width=180,
            get=_customer,
            colour=_customer_colour,
            is_grouped=True,
        ),
        Column("site", tr("Site"), width=160, is_muted=True, is_hidden=True),
        Column(
            *("kind", tr("Kind"), Kind.STATE, 120),
            is_hidden=True,
            is_grouped=True,
            choices=words_of(JobKind),
        ),
        Column(
            *("priority", tr("Priority"), Kind.PRIORITY, 120),
            is_hidden=True,
            is_grouped=True,
            choices=words_of(Priority),
        ),
        Column(
            "technicians",
            tr("Technicians"),
            width=130,
            is_muted=True,
            is_sortable=False,
            is_hidden=is_billing,
        ),
        Column(
            *("completed_at", tr("Completed"), Kind.INSTANT, 178),
            is_muted=True,
            is_grouped=True,
        ),
        Column("age", tr("Age"), width=74, get=_age, colour=_age_colour, is_sortable=False),
        Column("net_minor", tr("Amount"), Kind.MONEY, width=100, is_strong=True, is_totalled=True),
        Column(
            *("margin", tr("Margin"), Kind.MONEY),
            width=92,
            get=_margin,
            is_muted=True,
            is_sortable=False,
        ),
        Column(
            *("problems", tr("Look twice"), Kind.BADGE),
            width=196,
            get=_problems,
            look=_problem_look,
            is_sortable=False,
        ),
    )
