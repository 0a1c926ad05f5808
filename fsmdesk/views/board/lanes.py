"""Stacks visits that overlap into lanes, so that none hides another."""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from fsmdesk.views.board.visits import Visit


class Lane(NamedTuple):
    """Which lane a visit is in, and how many share the height there."""

    at: int
    of: int


ALONE = Lane(0, 1)
_UPPER, _LOWER = Lane(0, 2), Lane(1, 2)


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
