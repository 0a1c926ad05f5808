"""Where each technician's row stands: order, heights, and the heads of groups between them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

ROW_HEIGHT = 78
COMPACT_HEIGHT = 28
GROUP_HEIGHT = 30
LANE_HEIGHT = 36
COMPACT_LANE_HEIGHT = 13
MOST_LANES = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Technicians who stand together below one head; of a folded group only the head shows."""

    key: str
    name: str
    technician_ids: tuple[int, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head of a group and where it stands."""

    group: Group
    top: int


class RowLayout:
    """Rows from top to bottom. All of one height without groups is the usual case and costs a division only."""

    def __init__(
        self,
        technician_ids: Sequence[int],
        lane_counts: Mapping[int, int] | None = None,
        row_height: int = ROW_HEIGHT,
        groups: Sequence[Group] = (),
    ) -> None:
        shown = [one for group in groups if not group.is_folded for one in group.technician_ids]
        self.technician_ids = tuple(shown if groups else technician_ids)
        self.row_height = row_height
        self.all_count = sum(len(group.technician_ids) for group in groups) if groups else len(technician_ids)
        self._place = {technician_id: at for at, technician_id in enumerate(self.technician_ids)}
        counts = lane_counts or {}
        heights = [
            self.height_for(counts[technician_id]) if technician_id in counts else row_height
            for technician_id in self.technician_ids
        ]
        self.heads: tuple[GroupHead, ...] = ()
        self._heights: list[int] | None = None
        self._tops: list[int] = []
        if groups:
            self._stand_in_groups(groups, heights)
        elif set(heights) <= {row_height}:
            self.height = row_height * len(heights)
        else:
            tops = [0, *accumulate(heights)]
            self._tops, self.height, self._heights = tops[:-1], tops[-1], heights

    def _stand_in_groups(self, groups: Sequence[Group], heights: list[int]) -> None:
        heads: list[GroupHead] = []
        y = row = 0
        for group in groups:
            heads.append(GroupHead(group, y))
            y += GROUP_HEIGHT
            for _ in () if group.is_folded else group.technician_ids:
                self._tops.append(y)
                y += heights[row]
                row += 1
        self.heads, self.height, self._heights = tuple(heads), y, heights

    def __len__(self) -> int:
        return len(self.technician_ids)

    @property
    def is_compact(self) -> bool:
        """True if rows are as low as they can be read."""
        return self.row_height <= COMPACT_HEIGHT

    def height_for(self, lanes: int) -> int:
        """How high a row with so many lanes is; beyond ten the lanes get thinner instead."""
        lane = COMPACT_LANE_HEIGHT if self.is_compact else LANE_HEIGHT
        return max(self.row_height, min(lanes, MOST_LANES) * lane + (2 if self.is_compact else 6))

    def top_of(self, row: int) -> int:
        """The y of a row's upper edge."""
        return row * self.row_height if self._heights is None else self._tops[row]

    def height_of(self, row: int) -> int:
        """The height of a row."""
        return self.row_height if self._heights is None else self._heights[row]

    def row_at(self, y: float) -> int | None:
        """The row at y, None above the first, below the last, and on the head of a group."""
        if not 0 <= y < self.height:
            return None
        if self._heights is None:
            return int(y // self.row_height)
        row = bisect_right(self._tops, y) - 1
        return row if row >= 0 and y < self._tops[row] + self._heights[row] else None

    def head_at(self, y: float) -> GroupHead | None:
        """The head of a group at y."""
        return next((head for head in self.heads if head.top <= y < head.top + GROUP_HEIGHT), None)

    def rows_between(self, top: float, bottom: float) -> range:
        """The rows that show between two y."""
        if not self.technician_ids or bottom <= 0 or top >= self.height:
            return range(0)
        if self._heights is None:
            last = int((min(bottom, self.height) - 1) // self.row_height)
            return range(int(max(0, top) // self.row_height), last + 1)
        first = max(0, bisect_right(self._tops, top) - 1)
        if self._tops[first] + self._heights[first] <= top:
            first += 1
        return range(first, max(first, bisect_right(self._tops, bottom - 1)))

    def same_places(self, other: "RowLayout") -> bool:
        """True if every row stands where it stands in the other layout."""
        return (
            self.technician_ids == other.technician_ids
            and self._tops == other._tops
            and self.row_height == other.row_height
            and self.heads == other.heads
        )

    def row_of(self, technician_id: int) -> int | None:
        """The row of a technician, None if there is none or its group is folded."""
        return self._place.get(technician_id)
