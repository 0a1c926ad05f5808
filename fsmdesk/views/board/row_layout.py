"""Where each technician's row stands: order and heights."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

ROW_HEIGHT = 78
LANE_HEIGHT = 36
MOST_LANES = 10


class RowLayout:
    """Rows from top to bottom. All of one height is the usual case and costs a division only."""

    def __init__(
        self,
        technician_ids: Sequence[int],
        lane_counts: Mapping[int, int] | None = None,
        row_height: int = ROW_HEIGHT,
    ) -> None:
        self.technician_ids = tuple(technician_ids)
        self.row_height = row_height
        self._place = {technician_id: at for at, technician_id in enumerate(self.technician_ids)}
        counts = lane_counts or {}
        heights = [self.height_for(counts.get(technician_id, 1)) for technician_id in self.technician_ids]
        self._tops = None if set(heights) <= {row_height} else [0, *accumulate(heights)]
        self.height = sum(heights)

    def __len__(self) -> int:
        return len(self.technician_ids)

    def height_for(self, lanes: int) -> int:
        """How high a row with so many lanes is; beyond ten the lanes get thinner instead."""
        return max(self.row_height, min(lanes, MOST_LANES) * LANE_HEIGHT + 6)

    def top_of(self, row: int) -> int:
        """The y of a row's upper edge."""
        return row * self.row_height if self._tops is None else self._tops[row]

    def height_of(self, row: int) -> int:
        """The height of a row."""
        return self.row_height if self._tops is None else self._tops[row + 1] - self._tops[row]

    def row_at(self, y: float) -> int | None:
        """The row at y, None above the first and below the last."""
        if not 0 <= y < self.height:
            return None
        if self._tops is None:
            return int(y // self.row_height)
        return bisect_right(self._tops, y) - 1

    def rows_between(self, top: float, bottom: float) -> range:
        """The rows that show between two y."""
        if not self.technician_ids or bottom <= 0 or top >= self.height:
            return range(0)
        first = self.row_at(max(0, top))
        last = self.row_at(min(bottom, self.height) - 1)
        return range(first or 0, (len(self) - 1 if last is None else last) + 1)

    def same_places(self, other: "RowLayout") -> bool:
        """True if every row stands where it stands in the other layout."""
        return self.technician_ids == other.technician_ids and self._tops == other._tops

    def row_of(self, technician_id: int) -> int | None:
        """The row of a technician, None if there is none."""
        return self._place.get(technician_id)
