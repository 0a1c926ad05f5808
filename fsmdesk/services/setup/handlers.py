"""Everything that answers the messages of this area."""

from fsmdesk.services.setup import (
    company,
    company_reading,
    documents,
    hours,
    people,
    people_reading,
    progress,
    rules,
    starting,
    taxes,
)

__all__ = [
    "company",
    "company_reading",
    "documents",
    "hours",
    "people",
    "people_reading",
    "progress",
    "rules",
    "starting",
    "taxes",
]
