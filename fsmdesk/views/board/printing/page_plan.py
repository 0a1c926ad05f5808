"""Which part of the board stands on which page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fsmdesk.views.board.row_layout import GROUP_HEIGHT, RowLayout
from fsmdesk.views.board.time_scale import TimeScale


@dataclass(frozen=True, slots=True)
class PagePart:
    """A rectangle of the board's content, in its coordinates."""

    left: int
    width: int
    top: int
    height: int


def planned_pages(
    layout: RowLayout, columns: Sequence[tuple[int, int]], top: int, bottom: int, room: int
) -> list[PagePart]:
    """Pages of at most `room` high for these columns (left and width), the rows from `top` to `bottom` on each.

    No row is torn, unless it is higher than a page; columns of the same rows follow each other.
    """
    return [
        PagePart(left, width, first, last - first)
        for first, last in _bands(layout, top, bottom, room)
        for left, width in columns
    ]


def _bands(layout: RowLayout, top: int, bottom: int, room: int) -> Iterator[tuple[int, int]]:
    """Spans of whole rows and heads, from top to bottom."""
    edges = {layout.top_of(row) + layout.height_of(row) for row in range(len(layout))}
    # The head of a group never stands at the foot of a page without a row, unless it is folded.
    edges |= {head.top + GROUP_HEIGHT for head in layout.heads if head.group.is_folded} | {bottom}
    ends = sorted(edge for edge in edges if top < edge <= bottom)
    first = top
    for at, end in enumerate(ends):
        following = ends[at + 1] if at + 1 < len(ends) else None
        if following is None or following - first > room:
            yield first, end
            first = end


def day_columns(scale: TimeScale, days_each: int) -> list[tuple[int, int]]:
    """Left and width of so many days at a time."""
    marks = scale.days
    found: list[tuple[int, int]] = []
    for at in range(0, len(marks), days_each):
        some = marks[at : at + days_each]
        left, right = round(some[0].left), round(some[-1].right)
        found.append((left, right - left))
    return found
