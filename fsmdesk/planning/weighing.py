"""How good an opening is: everything that counts, in minutes of somebody's drive."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fsmdesk.core.terms import Priority
from fsmdesk.planning.days import minute_of
from fsmdesk.planning.openings import Opening
from fsmdesk.planning.people import Acquaintance, PlannedJob

# An hour later is as bad as so many minutes of driving more.
_WAITING_AN_HOUR: Final[Mapping[Priority, int]] = MappingProxyType(
    {Priority.CRITICAL: 20, Priority.HIGH: 8, Priority.MEDIUM: 2, Priority.LOW: 1}
)
_LATE: Final = 60  # after the promise at all, and then for each hour of it
_LATE_AN_HOUR: Final = 15
_MOST_LATE_HOURS: Final = 48
_FULL_DAY: Final = 20  # a day that is full with it, against an empty one
_OVERTIME: Final = 30
_WAY_NOT_KNOWN: Final = 15
_KNOWS_MACHINE: Final = 30
_KNOWS_CUSTOMER: Final = 12
_HALF: Final = 120  # such an opening has half of the best mark


def cost_of(opening: Opening, job: PlannedJob, knows: Acquaintance, soonest: int) -> int:
    """The lower the better; `soonest` is when anybody could go."""
    cost = opening.added + (opening.start - soonest) * _WAITING_AN_HOUR[job.priority] // 60
    if job.due_at is not None:
        late = opening.start - minute_of(job.due_at)
        if late > 0:
            cost += _LATE + min(late, _MOST_LATE_HOURS * 60) * _LATE_AN_HOUR // 60
    cost += min(opening.load_percent, 120) * _FULL_DAY // 100
    if opening.overtime:
        cost += _OVERTIME + opening.overtime * 3 // 2
    if opening.before is None or opening.after is None:
        cost += _WAY_NOT_KNOWN
    if knows.machine_visits:
        cost -= _KNOWS_MACHINE
    elif knows.customer_visits:
        cost -= _KNOWS_CUSTOMER
    return cost


def mark_of(cost: int) -> int:
    """A mark for people: 100 is as good as can be, 50 costs two hours of driving more."""
    return 100 * _HALF // (_HALF + max(0, cost))
