"""Finding any record by a scrap of text."""

from dataclasses import dataclass

from fsmdesk.core.messages import Query


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
    """

    text: str
    kinds: tuple[str, ...] = ()
    limit: int = 8
