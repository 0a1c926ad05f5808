"""When jobs are billed and paid: one invoice for each customer and day, paid as that customer pays."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.days import Calendar
from fsmdesk.services.demo.jobs import DemoJob
from fsmdesk.services.demo.parties import DemoCustomer

_MINUTE: Final = 60
# Days from the due day to the payment, lowest and highest.
_HABITS: Final = {
    "prompt": (-26, -8),
    "usual": (-11, 5),
    "late": (1, 24),
    "slow": (-2, 34),
    "home": (-14, 3),
}


@dataclass(slots=True, eq=False)
class Settlement:
    """One invoice in the making: its jobs, when it is issued, and when and in what shares it is paid."""

    customer: DemoCustomer
    issued_on: date
    due_on: date
    issued: int
    shares: list[tuple[date, int, int]]
    jobs: list[DemoJob] = field(default_factory=list)
    credited: int | None = None
    credited_on: date | None = None
    credit_reason: str = ""
    billed_again: int = 0

    @property
    def paid(self) -> int:
        """When the last share came in."""
        return self.shares[-1][1]


class Settling:
    """Decides about invoices, each once, when its first job asks."""

    def __init__(self, calendar: Calendar, chance: Chance, credit_reasons: list[str]) -> None:
        self._calendar = calendar
        self._chance = chance
        self._credit_reasons = credit_reasons
        self._by_day: dict[date, dict[int, Settlement]] = {}

    def of(self, job: DemoJob, customer: DemoCustomer, reviewed: int) -> Settlement | None:
        """The invoice that this reviewed job is on; None if there is none by now."""
        day = self._billing_day(customer, self._calendar.day_of(reviewed))
        if day > self._calendar.today:
            return None
        bills = self._by_day.setdefault(day, {})
        settlement = bills.get(customer.id)
        if settlement is None:
            settlement = bills[customer.id] = self._decide(customer, day)
        if settlement.issued > self._calendar.now:
            return None
        settlement.jobs.append(job)
        return settlement

    def issued_on(self, day: date) -> list[Settlement]:
        """The invoices of that day in the order of issue; afterwards they are forgotten here."""
        bills = self._by_day.pop(day, {}).values()
        return sorted((bill for bill in bills if bill.jobs), key=lambda bill: (bill.issued, bill.customer.id))

    def _billing_day(self, customer: DemoCustomer, reviewed_on: date) -> date:
        day = self._calendar.workday_after(reviewed_on)
        if customer.collects:
            day += timedelta(days=(4 - day.weekday()) % 7)
            return day if self._calendar.is_workday(day) else self._calendar.workday_after(day)
        for _ in range(self._chance.pick((0, 0, 0, 1, 1, 2))):
            day = self._calendar.workday_after(day)
        return day

    def _decide(self, customer: DemoCustomer, day: date) -> Settlement:
        chance, calendar = self._chance, self._calendar
        due_on = PaymentTerms(customer.payment_days).due_on(day)
        settlement = Settlement(
            customer=customer,
            issued_on=day,
            due_on=due_on,
            issued=calendar.at(day, 9 * 60) + chance.between(0, 3000),
            shares=[],
        )
        counted_from = day
        if chance.happens(0.007):
            counted_from = calendar.workday_after(day + timedelta(days=chance.between(2, 9)))
            settlement.credited_on = counted_from
            settlement.credited = calendar.at(counted_from, 11 * 60) + chance.between(0, 3000)
            settlement.billed_again = settlement.credited + chance.between(5, 40) * _MINUTE
            settlement.credit_reason = chance.pick(self._credit_reasons)
        settlement.shares = self._shares(
            customer, PaymentTerms(customer.payment_days).due_on(counted_from), counted_from
        )
        return settlement

    def _shares(self, customer: DemoCustomer, due_on: date, issued_on: date) -> list[tuple[date, int, int]]:
        chance = self._chance
        lowest, highest = _HABITS[customer.pays]
        paid_on = due_on + timedelta(days=chance.between(lowest, highest))
        if chance.happens(0.012):
            paid_on = due_on + timedelta(days=chance.between(40, 75))
        paid_on = max(paid_on, issued_on)
        if not chance.happens(0.03):
            return [self._payment(paid_on, 1000)]
        rest_on = paid_on + timedelta(days=chance.between(10, 35))
        return [self._payment(paid_on, chance.pick((300, 500, 500, 600))), self._payment(rest_on, 1000)]

    def _payment(self, day: date, per_mille: int) -> tuple[date, int, int]:
        """Day, moment, and how much of the total is paid then altogether."""
        day = self._calendar.workday_after(day)
        return day, self._calendar.at(day, 9 * 60 + 55) + self._chance.between(0, 22_000), per_mille
