"""Work orders: jobs that are approved, or were done long ago."""

from fsmdesk.exchange.fields import Kind
from fsmdesk.exchange.kinds.jobs import JOB_FIELDS, NEEDS, NOUNS, finish_job

WORK_ORDERS = Kind(
    name="work-orders",
    label="Work orders",
    nouns=NOUNS,
    needs=NEEDS,
    finish=finish_job,
    least_sign=2,
    fields=JOB_FIELDS,
)
