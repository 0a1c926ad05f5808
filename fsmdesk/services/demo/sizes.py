"""How large a demo shop is."""

from dataclasses import dataclass
from typing import Final, Literal

DemoSizeName = Literal["small", "shop", "large"]


@dataclass(frozen=True, slots=True)
class DemoSize:
    """The measure of a demo shop.

    `visits_per_day` is what one technician does on one day; `planned_days` how far ahead is planned.
    On the newest `recorded` jobs there are checklists, photos and signatures.
    """

    technicians: int
    customers: int
    days: int
    visits_per_day: float
    planned_days: int
    to_schedule: int
    requests: int
    recorded: int = 0


SIZES: Final[dict[DemoSizeName, DemoSize]] = {
    "small": DemoSize(
        technicians=4,
        customers=12,
        days=75,
        visits_per_day=0.05,
        planned_days=6,
        to_schedule=7,
        requests=3,
        recorded=8,
    ),
    "shop": DemoSize(
        technicians=12,
        customers=400,
        days=3 * 365,
        visits_per_day=2.5,
        planned_days=14,
        to_schedule=23,
        requests=8,
        recorded=24,
    ),
    "large": DemoSize(
        technicians=60,
        customers=15_000,
        days=10 * 365 + 2,
        visits_per_day=4.15,
        planned_days=14,
        to_schedule=70,
        requests=24,
    ),
}
