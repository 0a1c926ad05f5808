"""Puts technicians who belong together below one head."""

from collections.abc import Iterable
from dataclasses import replace

from fsmdesk.core.words import tr
from fsmdesk.views.board.board_look import Grouping
from fsmdesk.views.board.row_layout import Group
from fsmdesk.views.board.visits import Technician


def grouped(
    technicians: Iterable[Technician], grouping: Grouping, folded: Iterable[str] = ()
) -> tuple[Group, ...]:
    """Groups by name, each with its technicians in the order of the office; who belongs to none comes last."""
    closed = frozenset(folded)
    found: dict[str, list[int]] = {}
    for technician in technicians:
        found.setdefault(_key(technician, grouping), []).append(technician.id)
    keys = sorted(found, key=lambda key: (not key, key.casefold()))
    return tuple(Group(key, key or _nothing(grouping), tuple(found[key]), key in closed) for key in keys)


def only_with(groups: Iterable[Group], technician_ids: frozenset[int]) -> tuple[Group, ...]:
    """The groups with these technicians alone; those of which nobody is left are gone."""
    less = (
        replace(group, technician_ids=tuple(one for one in group.technician_ids if one in technician_ids))
        for group in groups
    )
    return tuple(group for group in less if group.technician_ids)


def _key(technician: Technician, grouping: Grouping) -> str:
    """With several skills the first of the technician's list counts: everybody stands in one group."""
    if grouping is Grouping.SKILL:
        return next(iter(technician.certified_until), "")
    if grouping is Grouping.TEAM:
        return technician.team
    return technician.region if grouping is Grouping.REGION else ""


def _nothing(grouping: Grouping) -> str:
    if grouping is Grouping.SKILL:
        return tr("Without skills")
    if grouping is Grouping.TEAM:
        return tr("Without a team")
    return tr("Without a region")
