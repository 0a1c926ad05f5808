"""The query for everything that ever happened with a customer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr


class HappeningKind(StrEnum):
    """What happened."""

    CALL = "call"
    VISIT = "visit"
    COMPLETE = "complete"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    MAIL = "mail"
    FEEDBACK = "feedback"
    QUESTION = "question"
    FILE = "file"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return {
            HappeningKind.CALL: tr("Call"),
            HappeningKind.VISIT: tr("Visit"),
            HappeningKind.COMPLETE: tr("Job complete"),
            HappeningKind.INVOICE: tr("Invoice"),
            HappeningKind.CREDIT_NOTE: tr("Credit note"),
            HappeningKind.PAYMENT: tr("Payment"),
            HappeningKind.MAIL: tr("Mail"),
            HappeningKind.FEEDBACK: tr("Feedback"),
            HappeningKind.QUESTION: tr("Question"),
            HappeningKind.FILE: tr("File"),
        }[self]


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """One thing that happened: `record` and `record_id` open it; `amount_minor` where money was about it."""

    id: int
    kind: HappeningKind
    at: datetime
    record: str
    record_id: int
    name: str
    about: str
    amount_minor: int | None


@dataclass(frozen=True, kw_only=True)
class Happenings(Query[ListPage[HappeningRow]]):
    """One page of what happened with a customer, the latest first. Known filters: `kind`."""

    customer_id: int
    request: ListRequest
