"""Where groups and their rows stand in a list: a title for each group, and its rows below it unless it is folded."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from fsmdesk.core.lists import ListGroup


class Spot(NamedTuple):
    """A place of the list: the number of its group, and of the row in it, None for the title."""

    group: int
    row: int | None


class Stretch(NamedTuple):
    """Rows that are read together: a part of one group, or all rows of a few small ones that follow each other."""

    groups: tuple[int, ...]
    first: int


class ListOutline:
    """Plain arithmetic over the groups of column `by`; `unfolded` holds the values of those whose rows are shown."""

    def __init__(self, groups: Sequence[ListGroup], unfolded: Collection[object] = (), by: str = "") -> None:
        self.groups = tuple(groups)
        self.by = by
        self._open = [group.value in unfolded for group in groups]
        self._number = {group.value: at for at, group in enumerate(groups)}
        self._place()

    def _place(self) -> None:
        shown = (
            1 + (group.count if is_open else 0)
            for group, is_open in zip(self.groups, self._open, strict=True)
        )
        self._starts = [0, *accumulate(shown)]

    def __len__(self) -> int:
        """How many places there are."""
        return self._starts[-1]

    def unfolded(self) -> set[object]:
        """The values of the groups whose rows are shown."""
        return {group.value for group, is_open in zip(self.groups, self._open, strict=True) if is_open}

    def is_unfolded(self, group: int) -> bool:
        """True if the rows of this group are shown."""
        return self._open[group]

    def set_unfolded(self, group: int, is_open: bool) -> None:
        """Show or hide the rows of one group."""
        self._open[group] = is_open
        self._place()

    def set_all_unfolded(self, is_open: bool) -> None:
        """Show or hide the rows of all groups."""
        self._open = [is_open] * len(self.groups)
        self._place()

    def number_of(self, value: object) -> int | None:
        """The number of the group with this value."""
        return self._number.get(value)

    def start_of(self, group: int) -> int:
        """The place of the group's title."""
        return self._starts[group]

    def spot(self, place: int) -> Spot:
        """What stands at this place."""
        group = bisect_right(self._starts, place) - 1
        within = place - self._starts[group]
        return Spot(group, within - 1 if within else None)

    def stretch_of(self, spot: Spot, page: int) -> Stretch:
        """The rows to read so that this one is there: at most `page` of them."""
        if self.groups[spot.group].count > page:
            row = spot.row or 0
            return Stretch((spot.group,), row - row % page)
        together, room = [spot.group], page - self.groups[spot.group].count
        for group in range(spot.group + 1, len(self.groups)):
            if not self._open[group] or self.groups[group].count > room:
                break
            together.append(group)
            room -= self.groups[group].count
        return Stretch(tuple(together), 0)

    def same_places(self, other: "ListOutline") -> bool:
        """True if the same groups with as many rows stand at the same places."""
        mine = [(group.value, group.count) for group in self.groups]
        return (
            mine == [(group.value, group.count) for group in other.groups] and self._starts == other._starts
        )
