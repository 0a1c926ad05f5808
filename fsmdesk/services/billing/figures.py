"""The five figures above the list of invoices."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from fsmdesk.core.times import wall_minute
from fsmdesk.db.database import Reading
from fsmdesk.models import Invoice, Payment
from fsmdesk.services.billing.messages import BillingFigures, BillingTiles, Tile
from fsmdesk.services.closeout.queues import QUEUED, queue_totals
from fsmdesk.services.parties.debts import open_invoices
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company, today_of


@answers(BillingFigures)
def billing_figures(work: Reading, _query: BillingFigures) -> BillingTiles:
    """What waits, what is open, what is overdue, and what came in this month, as of today."""
    today = today_of(work)
    to_review, to_invoice = _queue_tiles(work, today)
    asked, overdue = _open_tiles(work, today)
    return BillingTiles(
        to_review=to_review,
        to_invoice=to_invoice,
        open=asked,
        overdue=overdue,
        paid_this_month=_paid_tile(work, today),
    )


def _queue_tiles(work: Reading, today: date) -> list[Tile]:
    totals, zone = queue_totals(work), ZoneInfo(the_company(work).timezone)
    return [
        Tile(
            count=queue.count,
            amount_minor=queue.net_minor,
            oldest_days=_days(wall_minute(queue.oldest_at, zone)[0], today) if queue.oldest_at else 0,
        )
        for queue in (totals[state] for state in QUEUED)
    ]


def _open_tiles(work: Reading, today: date) -> tuple[Tile, Tile]:
    debts = open_invoices()
    late = debts.c.due_on < today
    count, amount, oldest, late_count, late_amount, late_oldest = work.session.execute(
        select(
            func.count(),
            func.sum(debts.c.open_minor),
            func.min(Invoice.issued_on),
            func.count().filter(late),
            func.sum(debts.c.open_minor).filter(late),
            func.min(debts.c.due_on).filter(late),
        )
        .select_from(debts)
        .join(Invoice, Invoice.id == debts.c.id)
    ).one()
    return (
        Tile(count, int(amount or 0), _days(oldest, today)),
        Tile(late_count, int(late_amount or 0), _days(late_oldest, today)),
    )


def _paid_tile(work: Reading, today: date) -> Tile:
    count, amount = work.session.execute(
        select(func.count(), func.sum(Payment.amount_minor)).where(
            Payment.received_on >= today.replace(day=1), Payment.received_on <= today
        )
    ).one()
    return Tile(count, int(amount or 0), 0)


def _days(since: date | None, today: date) -> int:
    return max(0, (today - since).days) if since is not None else 0
