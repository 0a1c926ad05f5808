"""When an invoice is due, and how documents say so."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

_LONGEST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """Days until payment, counted from the day of issue, or from the last day of its month.

    Raises:
        RuleBroken: the days are not between 0 and 365.
    """

    net_days: int
    end_of_month: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.net_days <= _LONGEST_DAYS:
            words = tr("Payment terms are between 0 and {days} days.")
            raise RuleBroken(words.format(days=_LONGEST_DAYS), "net_days")

    def due_on(self, issued_on: date) -> date:
        """The last day on which payment is in time."""
        counted_from = issued_on
        if self.end_of_month:
            counted_from = issued_on.replace(day=monthrange(issued_on.year, issued_on.month)[1])
        return counted_from + timedelta(days=self.net_days)

    @property
    def words(self) -> str:
        """The terms as documents show them: `net 30`, `due on receipt`."""
        if self.end_of_month:
            if not self.net_days:
                return tr("due at the end of the month")
            return tr("net {days} from the end of the month").format(days=self.net_days)
        return tr("net {days}").format(days=self.net_days) if self.net_days else tr("due on receipt")


def days_overdue(due_on: date, today: date) -> int:
    """How many days past due; 0 on the due day and before."""
    return max(0, (today - due_on).days)
