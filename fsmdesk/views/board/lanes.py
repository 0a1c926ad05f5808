"""Stacks visits that overlap into lanes, so that none hides another."""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from fsmdesk.views.board.index import RowIndex
from fsmdesk.views.board.visits import Visit


class Lane(NamedTuple):
    """Which lane a visit is in, and how many share the height there."""

    at: int
    of: int


ALONE = Lane(0, 1)
_UPPER, _LOWER = Lane(0, 2), Lane(1, 2)
_WORTH_A_LOOK = 12


def stacked(visits: Sequence[Visit]) -> dict[int, Lane]:
    """Lane by visit id for the visits that overlap another; all that are not in it stand alone.

    `visits` is sorted by start. Two that overlap never get the same lane, and a bunch that hangs
    together gets no more lanes than are needed at its fullest moment.
    """
    lanes: dict[int, Lane] = {}
    first, bunch_end = 0, visits[0].start_minute if visits else 0
    for at, visit in enumerate(visits):
        if visit.start_minute >= bunch_end:
            if at - first > 1:
                _stack(visits[first:at], lanes)
            first, bunch_end = at, visit.end_minute
        elif visit.end_minute > bunch_end:
            bunch_end = visit.end_minute
    if len(visits) - first > 1:
        _stack(visits[first:], lanes)
    return lanes


def restacked(lanes: Mapping[int, Lane], row: RowIndex, changed: Sequence[Visit]) -> dict[int, Lane]:
    """The lanes of a row that had `lanes` before these visits, as they were and as they are, were changed.

    The same as `stacked`, but only bunches that touch what changed are looked at.
    """
    if len(changed) * _WORTH_A_LOOK > len(row):
        return stacked(row.all())
    fresh = dict(lanes)
    for visit in changed:
        fresh.pop(visit.id, None)
    reached = None
    for start, end in sorted((visit.start_minute, visit.end_minute) for visit in changed):
        if reached is not None and end <= reached:
            continue
        bunches = _hanging_together(row, start, end)
        if bunches:
            reached = max(visit.end_minute for visit in bunches)
            for visit in bunches:
                fresh.pop(visit.id, None)
            fresh.update(stacked(bunches))
    return fresh


def _hanging_together(row: RowIndex, start_minute: int, end_minute: int) -> list[Visit]:
    """The visits in a span with all that overlap them, and what overlaps those, and so on; by start."""
    found: list[Visit] = []
    while True:
        more = row.between(start_minute, end_minute)
        if len(more) == len(found):
            return found
        found = more
        start_minute = min(start_minute, found[0].start_minute)
        end_minute = max(end_minute, max([visit.end_minute for visit in found]))


def _stack(bunch: Sequence[Visit], lanes: dict[int, Lane]) -> None:
    """Give each visit of one bunch the lowest lane that is free at its start."""
    if len(bunch) == 2:  # nearly always
        lanes[bunch[0].id], lanes[bunch[1].id] = _UPPER, _LOWER
        return
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    places: list[int] = []
    count = 0
    for visit in bunch:
        while busy and busy[0][0] <= visit.start_minute:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, count = count, count + 1
        heappush(busy, (visit.end_minute, lane))
        places.append(lane)
    for visit, lane in zip(bunch, places, strict=True):
        lanes[visit.id] = Lane(lane, count)
