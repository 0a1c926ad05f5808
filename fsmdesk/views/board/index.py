"""Finds the visits of one technician in a span of time without looking at the others."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable
from math import ceil, floor

from fsmdesk.views.board.visits import Visit

LONG_MINUTES = 24 * 60
# So that each key until the year 10,000 is a number of 64 bits.
_MINUTE = 1 << 31
_MIDDLE = 1 << 30


class RowIndex:
    """Visits of one row, sorted by start.

    A query looks back by the longest visit of the row. Visits over a day would make that a scan of
    the whole row, so they are kept in a short list of their own. Keys stand side by side in an array: a
    hundred thousand numbers all over the memory would take longer to reach than to compare.
    """

    __slots__ = ("_keys", "_long", "_longest", "_visits")

    def __init__(self, visits: Iterable[Visit] = ()) -> None:
        ordered = sorted(visits, key=_key)
        self._visits = [visit for visit in ordered if visit.minutes <= LONG_MINUTES]
        self._keys = array("q", map(_key, self._visits))
        self._long = [visit for visit in ordered if visit.minutes > LONG_MINUTES]
        self._longest = max((visit.minutes for visit in self._visits), default=0)

    def __len__(self) -> int:
        return len(self._visits) + len(self._long)

    def add(self, visit: Visit) -> None:
        """The visit is found from now on."""
        if visit.minutes > LONG_MINUTES:
            insort(self._long, visit, key=_key)
            return
        key = _key(visit)
        at = bisect_left(self._keys, key)
        self._keys.insert(at, key)
        self._visits.insert(at, visit)
        self._longest = max(self._longest, visit.minutes)

    def replace(self, before: Visit, after: Visit) -> None:
        """The one is found instead of the other, which has the same id.

        Raises:
            KeyError: the one before was not in this row.
        """
        start, length = after.start_minute, after.end_minute - after.start_minute
        if length > LONG_MINUTES or before.end_minute - before.start_minute > LONG_MINUTES:
            self.remove(before)
            self.add(after)
            return
        keys, place = self._keys, _MIDDLE + after.id
        old, new = before.start_minute * _MINUTE + place, start * _MINUTE + place
        at = bisect_left(keys, old)
        if at == len(keys) or keys[at] != old:
            raise KeyError(before.id)
        if length > self._longest:
            self._longest = length
        if (at and keys[at - 1] > new) or (at + 1 < len(keys) and keys[at + 1] < new):
            del keys[at], self._visits[at]
            to = bisect_left(keys, new)
            keys.insert(to, new)
            self._visits.insert(to, after)
            return
        keys[at] = new
        self._visits[at] = after

    def remove(self, visit: Visit) -> None:
        """The visit (told by its id and start) is not found any more.

        Raises:
            KeyError: it was not in this row.
        """
        if visit.minutes > LONG_MINUTES:
            kept = [other for other in self._long if other.id != visit.id]
            if len(kept) == len(self._long):
                raise KeyError(visit.id)
            self._long = kept
            return
        key = _key(visit)
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(visit.id)
        del self._keys[at]
        del self._visits[at]

    def between(self, start_minute: float, end_minute: float) -> list[Visit]:
        """Visits that share a moment with [start, end), by start; those that only touch do not."""
        first = bisect_left(self._keys, floor(start_minute - self._longest) * _MINUTE)
        last = bisect_left(self._keys, ceil(end_minute) * _MINUTE)
        found = [visit for visit in self._visits[first:last] if visit.end_minute > start_minute]
        if self._long:
            found += [
                visit
                for visit in self._long
                if visit.start_minute < end_minute and visit.end_minute > start_minute
            ]
            found.sort(key=_key)
        return found

    def all(self) -> list[Visit]:
        """Every visit of the row, by start."""
        if not self._long:
            return list(self._visits)
        return sorted([*self._visits, *self._long], key=_key)


def _key(visit: Visit) -> int:
    """Start, then id, as one number: it is compared in half the time of a pair. Ids below zero are stand-ins'."""
    return visit.start_minute * _MINUTE + _MIDDLE + visit.id
