"""Reviewed jobs grouped by who pays, and which of them are chosen. Knows nothing of windows."""

from collections.abc import Sequence
from dataclasses import dataclass

from fsmdesk.services.closeout.messages import ReviewRow


@dataclass(frozen=True, slots=True)
class CustomerJobs:
    """The reviewed jobs of one customer; `customer_id` is None for those that have none."""

    customer_id: int | None
    name: str
    jobs: tuple[ReviewRow, ...]

    @property
    def net_minor(self) -> int:
        """What they come to."""
        return sum(job.net_minor for job in self.jobs)


def grouped(rows: Sequence[ReviewRow]) -> tuple[CustomerJobs, ...]:
    """The jobs by customer, in the order of the names; jobs of two who share a name stay apart."""
    by_customer: dict[int | None, list[ReviewRow]] = {}
    for row in rows:
        by_customer.setdefault(row.customer_id, []).append(row)
    groups = [CustomerJobs(key, jobs[0].customer, tuple(jobs)) for key, jobs in by_customer.items()]
    return tuple(sorted(groups, key=lambda group: (group.name.casefold(), group.customer_id or 0)))


def can_tick(job: ReviewRow) -> bool:
    """True if a draft can be made of it: somebody pays, and no draft has it yet."""
    return job.customer_id is not None and job.draft_id is None


class ReviewedJobs:
    """What waits for its invoice. Jobs without a problem are ticked until the person decides otherwise."""

    def __init__(self) -> None:
        self.groups: tuple[CustomerJobs, ...] = ()
        self._decided: dict[int, bool] = {}

    def show(self, rows: Sequence[ReviewRow]) -> None:
        """These jobs wait; what was decided about them stays."""
        self.groups = grouped(rows)
        here = {row.id for row in rows}
        self._decided = {key: value for key, value in self._decided.items() if key in here}

    def is_ticked(self, job: ReviewRow) -> bool:
        """True if the job is to be invoiced."""
        return can_tick(job) and self._decided.get(job.id, not job.problems)

    def tick(self, jobs: Sequence[ReviewRow], is_ticked: bool) -> None:
        """Decide about these jobs."""
        self._decided.update((job.id, is_ticked) for job in jobs if can_tick(job))

    def toggle(self, jobs: Sequence[ReviewRow]) -> None:
        """All of them are ticked, or none if all were."""
        tickable = [job for job in jobs if can_tick(job)]
        self.tick(tickable, not all(self.is_ticked(job) for job in tickable))

    def ticked_of(self, group: CustomerJobs) -> tuple[ReviewRow, ...]:
        """The ticked jobs of one customer."""
        return tuple(job for job in group.jobs if self.is_ticked(job))

    def chosen(self) -> tuple[CustomerJobs, ...]:
        """The customers with ticked jobs, and only those jobs."""
        picked = ((group, self.ticked_of(group)) for group in self.groups)
        return tuple(CustomerJobs(group.customer_id, group.name, jobs) for group, jobs in picked if jobs)
