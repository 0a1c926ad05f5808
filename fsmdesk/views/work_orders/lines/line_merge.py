"""Two seats' edits of the same lines brought together, line by line. No Qt."""

from collections.abc import Sequence

from fsmdesk.services.orders.messages import LineValue
from fsmdesk.views.work_orders.lines.draft_line import same_line

Lines = Sequence[LineValue]


def merged_lines(before: Lines, mine: Lines, theirs: Lines) -> tuple[LineValue, ...] | None:
    """What both made of the lines; None where both touched the same one and neither may win unseen.

    The order is theirs; lines that I added stand behind the line that they stood behind here, else last.
    """
    begun = {line.id: line for line in before}
    my = {line.id: line for line in mine if line.id is not None}
    found: list[LineValue] = []
    for line in theirs:
        chosen = _chosen(begun.get(line.id), my.get(line.id or 0), line)
        if chosen is None:
            return None
        found += chosen
    kept = {line.id for line in theirs}
    for line_id, line in my.items():
        # They removed it: fine, unless I changed it.
        if line_id not in kept and not same_line(line, begun[line_id]):
            return None
    return tuple(_with_new(found, mine))


def _chosen(begun: LineValue | None, my: LineValue | None, their: LineValue) -> list[LineValue] | None:
    """The line as it should stand: none where I removed it, None where we differ about it."""
    if begun is None:
        return [their]  # they added it
    if my is None:
        return [] if same_line(begun, their) else None
    if same_line(my, begun) or same_line(my, their):
        return [their]
    return [my] if same_line(their, begun) else None


def _with_new(found: list[LineValue], mine: Lines) -> list[LineValue]:
    after: int | None = None
    for line in mine:
        if line.id is not None:
            after = line.id
            continue
        at = next(
            (at + 1 for at, each in enumerate(found) if after is not None and each.id == after), len(found)
        )
        while at < len(found) and found[at].id is None:
            at += 1
        found.insert(at, line)
    return found
