"""Whose hand is on a record just now: told from seat to seat, and kept nowhere."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at a seat holds a record (its kind is the table's name), or has let go of it."""

    kind: str
    record_id: int
    person: str
    seat: str
    is_held: bool = True

    def packed(self) -> str:
        """As one line of text."""
        return json.dumps([self.kind, self.record_id, self.person[:200], self.seat, self.is_held])

    @staticmethod
    def unpacked(text: str) -> "Hand | None":
        """What `packed` made; None for anything else that somebody may send."""
        try:
            kind, record_id, person, seat, is_held = json.loads(text)
        except (ValueError, TypeError):
            return None
        texts = all(isinstance(part, str) for part in (kind, person, seat))
        if not texts or type(record_id) is not int or type(is_held) is not bool:
            return None
        return Hand(kind, record_id, person, seat, is_held)
