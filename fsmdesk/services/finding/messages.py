"""Finding any record by a scrap of text."""

from dataclasses import dataclass, field
from datetime import datetime

from fsmdesk.core.messages import Query
from fsmdesk.core.times import now


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found. `kind` is the table's name; `title` and `subtitle` are ready to show."""

    kind: str
    id: int
    title: str
    subtitle: str


@dataclass(frozen=True, kw_only=True)
class FindRecords(Query[tuple[Found, ...]]):
    """Records whose text holds every word of `text`, somewhere.

    `kinds` empty means all: customer, contact, site, equipment, work_order, invoice, item, technician.
    Words of one or two letters match the beginnings of words, beside longer ones any part of a text; those
    of one letter in the newest records only. At most `limit` of each kind.

    Words that name a state or a kind of record, such as `overdue` or `invoices`, narrow what is meant, as of
    `at`: then jobs and invoices in that state come first, with the other words anywhere about them, their
    site's region, the skills they need and who goes there among it.
    """

    text: str
    kinds: tuple[str, ...] = ()
    limit: int = 8
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, kw_only=True)
class NamesOf(Query[tuple[Found, ...]]):
    """Those of these records (kind, id) that are there, in this order; kinds as for `FindRecords`."""

    records: tuple[tuple[str, int], ...]
