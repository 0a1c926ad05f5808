"""Who changed a record last, and when."""

from dataclasses import dataclass
from datetime import datetime

from fsmdesk.core.messages import Query


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """One change: the name of who made it (empty if it was made outside fsmdesk), and when."""

    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LastChange(Query[ChangeNote | None]):
    """The last change of a record of this kind (the table's name); None if the log knows of none."""

    kind: str
    record_id: int
