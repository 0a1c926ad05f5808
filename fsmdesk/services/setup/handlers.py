"""Everything that answers the messages of this area."""

from fsmdesk.services.setup import company, company_reading, people, people_reading, starting, taxes

__all__ = ["company", "company_reading", "people", "people_reading", "starting", "taxes"]
