"""The fields in braces that each sort of message may name."""

from collections.abc import Mapping
from typing import Final

from fsmdesk.core.terms import MessageEvent

_E = MessageEvent
_JOB = ("customer", "contact", "number", "title", "site", "company", "phone")
FIELDS: Final[Mapping[MessageEvent, tuple[str, ...]]] = {
    _E.ON_THE_WAY: (*_JOB, "technician", "arrival"),
    _E.COMPLETE: (*_JOB, "technician", "summary"),
    _E.MOVED: (*_JOB, "technician", "date", "time", "earlier_date", "earlier_time"),
    _E.QUESTION: (*_JOB, "question"),
    _E.INVOICE: ("customer", "invoice", "total", "due", "company", "phone"),
    _E.DOCUMENT: _JOB,
}
