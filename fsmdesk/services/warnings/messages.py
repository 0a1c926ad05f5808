"""Queries about what ends soon, waits too long, or has got stuck."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr


class WarningKind(StrEnum):
    """What a warning is about."""

    UNANSWERED = "unanswered"
    STUCK = "stuck"
    CERTIFICATE = "certificate"
    TAX_CERTIFICATE = "tax_certificate"
    AGREEMENT = "agreement"
    WARRANTY = "warranty"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return {
            WarningKind.UNANSWERED: tr("Request unanswered"),
            WarningKind.STUCK: tr("Job stuck"),
            WarningKind.CERTIFICATE: tr("Certificate ends"),
            WarningKind.TAX_CERTIFICATE: tr("Tax exemption ends"),
            WarningKind.AGREEMENT: tr("Agreement ends"),
            WarningKind.WARRANTY: tr("Warranty ends"),
        }[self]


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One thing to look at: `record` and `record_id` open it.

    `on_day` is the day on which it ends or ended, should have been answered, or moved last; `state` is where
    a stuck job stands, else empty. `days` are those from today until that day, negative if it is past.
    """

    id: int
    kind: WarningKind
    record: str
    record_id: int
    name: str
    about: str
    on_day: date
    state: str
    days: int


@dataclass(frozen=True, kw_only=True)
class WarningList(Query[ListPage[WarningRow]]):
    """One page of warnings, the most pressing day first. Known filters: `kind`.

    Ahead means as many days as the office set; what has ended already stays until it is mended or archived.
    """

    request: ListRequest
