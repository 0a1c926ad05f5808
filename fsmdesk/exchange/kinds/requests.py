"""Requests: jobs that somebody asks for, often with an address where nothing is known yet."""

from dataclasses import replace

from fsmdesk.exchange.fields import Kind
from fsmdesk.exchange.kinds.jobs import JOB_FIELDS, NEEDS, NOUNS, finish_job

# Open-data portals and call centres speak of incidents.
_INCIDENT = {
    "address": "incident address|service address",
    "postcode": "incident zip|incident postcode",
    "city": "incident city",
}

REQUESTS = Kind(
    name="requests",
    label="Requests",
    nouns=NOUNS,
    needs=NEEDS,
    finish=finish_job,
    least_sign=2,
    fields=tuple(
        replace(field, words=f"{_INCIDENT[field.name]}|{field.words}") if field.name in _INCIDENT else field
        for field in JOB_FIELDS
    ),
)
