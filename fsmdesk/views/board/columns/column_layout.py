"""How wide the columns of technicians are: together as wide as the window, as far as they can be read."""

from collections.abc import Sequence

from fsmdesk.views.board.row_layout import GROUP_HEIGHT, MOST_LANES, Group, RowLayout

LEAST_WIDTH, LEAST_NARROW = 132, 84
_MOST_WIDTH = 340
_LANE, _NARROW_LANE = 76, 44


class ColumnLayout(RowLayout):
    """Rows that stand as columns: lanes need more room side by side than above each other."""

    def height_for(self, lanes: int) -> int:
        """How wide a column with so many lanes is; beyond ten the lanes get thinner instead."""
        lane = _LANE if self.row_height >= LEAST_WIDTH else _NARROW_LANE
        return max(self.row_height, min(lanes, MOST_LANES) * lane + 6)


def column_width(
    technician_ids: Sequence[int], groups: Sequence[Group], room: int, *, is_narrow: bool
) -> int:
    """One column's share of the room, but no less and no more than can be read well."""
    shown = [one for group in groups if not group.is_folded for one in group.technician_ids]
    count = len(shown) if groups else len(technician_ids)
    share = (room - GROUP_HEIGHT * len(groups)) // max(1, count)
    return min(max(share, LEAST_NARROW if is_narrow else LEAST_WIDTH), _MOST_WIDTH)
