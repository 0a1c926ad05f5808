"""Reviewed jobs by customer, and which are ticked."""

from datetime import UTC, datetime

from fsmdesk.core.terms import Priority
from fsmdesk.services.closeout.messages import ReviewRow
from fsmdesk.views.invoices.reviewed_jobs import ReviewedJobs, grouped


def job(
    key: int,
    customer: str,
    customer_id: int | None,
    draft_id: int | None = None,
    problems: tuple[str, ...] = (),
) -> ReviewRow:
    return ReviewRow(
        id=key,
        version=1,
        number=1000 + key,
        title="Boiler",
        customer=customer,
        priority=Priority.MEDIUM,
        technicians="Fay",
        completed_at=datetime(2026, 3, 2, tzinfo=UTC),
        net_minor=1_000,
        cost_minor=None,
        problems=problems,
        customer_id=customer_id,
        draft_id=draft_id,
    )


def test_two_customers_of_the_same_name_stay_apart() -> None:
    groups = grouped([job(1, "Smith", 7), job(2, "Smith", 8), job(3, "Abel", 9), job(4, "Smith", 7)])
    assert [(group.name, [each.id for each in group.jobs]) for group in groups] == [
        ("Abel", [3]),
        ("Smith", [1, 4]),
        ("Smith", [2]),
    ]


def test_what_was_decided_stays_when_the_queue_is_read_again() -> None:
    jobs = ReviewedJobs()
    rows = [job(1, "Smith", 7), job(2, "Smith", 7, problems=("No line is done",))]
    jobs.show(rows)
    assert [each.id for each in jobs.ticked_of(jobs.groups[0])] == [1]
    jobs.toggle([rows[0]])
    jobs.show([*rows, job(3, "Smith", 7)])
    assert [each.id for each in jobs.ticked_of(jobs.groups[0])] == [3]


def test_jobs_on_a_draft_or_without_a_customer_are_never_ticked() -> None:
    jobs = ReviewedJobs()
    rows = [job(1, "Smith", 7, draft_id=3), job(2, "", None)]
    jobs.show(rows)
    jobs.tick(rows, True)
    assert jobs.chosen() == ()


def test_a_customer_is_ticked_as_a_whole() -> None:
    jobs = ReviewedJobs()
    rows = [job(1, "Smith", 7), job(2, "Smith", 7, problems=("No line is done",))]
    jobs.show(rows)
    jobs.toggle(rows)
    assert jobs.chosen()[0].jobs == tuple(rows)
    jobs.toggle(rows)
    assert jobs.chosen() == ()
