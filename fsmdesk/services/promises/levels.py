"""The service levels of the office and of its customers."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Customer, ServiceLevel
from fsmdesk.services.promises.messages import LevelsCard, LevelValue, SaveServiceLevels, ServiceLevels
from fsmdesk.services.records import assign, find
from fsmdesk.services.registry import answers, handles

_MOST_MINUTES = 1_000_000
# What a new shop begins with: an emergency is answered within the hour, at any hour.
USUAL_LEVELS = (
    LevelValue(Priority.CRITICAL, 60, 8 * 60, True),
    LevelValue(Priority.HIGH, 4 * 60, 16 * 60, False),
    LevelValue(Priority.MEDIUM, 16 * 60, 40 * 60, False),
    LevelValue(Priority.LOW, None, 80 * 60, False),
)


@answers(ServiceLevels)
def service_levels(work: Reading, query: ServiceLevels) -> LevelsCard:
    """By priority."""
    usual = _values(_stored(work, None))
    own = usual if query.customer_id is None else _values(_stored(work, query.customer_id))
    return LevelsCard(own, usual)


@handles(SaveServiceLevels)
def save_service_levels(work: Writing, command: SaveServiceLevels) -> None:
    """The levels are those of the command; those that stay are not touched.

    Raises:
        RuleBroken: a level is no level, or there are two for one priority.
        ConflictError: somebody changed them since they were seen.
    """
    _check(command.levels)
    if command.customer_id is not None:
        find(work, Customer, command.customer_id)
    stored = {row.priority: row for row in _stored(work, command.customer_id)}
    if set(_values(stored.values())) != set(command.seen):
        raise ConflictError(tr("Somebody else changed the service levels in the meantime."))
    wanted = {level.priority: level for level in command.levels}
    for priority, row in stored.items():
        if priority not in wanted:
            work.session.delete(row)
    for priority, level in sorted(wanted.items()):
        row = stored.get(priority) or ServiceLevel(customer_id=command.customer_id, priority=priority)
        assign(
            row,
            respond_minutes=level.respond_minutes,
            finish_minutes=level.finish_minutes,
            around_the_clock=level.around_the_clock,
        )
        work.session.add(row)


def usual_levels() -> list[ServiceLevel]:
    """The levels that a new shop begins with, not stored yet."""
    return [
        ServiceLevel(
            priority=level.priority,
            respond_minutes=level.respond_minutes,
            finish_minutes=level.finish_minutes,
            around_the_clock=level.around_the_clock,
        )
        for level in USUAL_LEVELS
    ]


def _check(levels: Sequence[LevelValue]) -> None:
    if len({level.priority for level in levels}) < len(levels):
        raise RuleBroken(tr("There are two service levels for one priority."), "levels")
    for level in levels:
        for minutes in (level.respond_minutes, level.finish_minutes):
            if minutes is not None and not 1 <= minutes <= _MOST_MINUTES:
                raise RuleBroken(tr("A limit lies between a minute and two years."), "levels")
        if (
            level.respond_minutes is not None
            and level.finish_minutes is not None
            and level.finish_minutes < level.respond_minutes
        ):
            says = tr("{priority}: nobody can be done before being on site.")
            raise RuleBroken(says.format(priority=level.priority.label), "levels")


def _stored(work: Reading, customer_id: int | None) -> list[ServiceLevel]:
    whose = (
        ServiceLevel.customer_id.is_(None) if customer_id is None else ServiceLevel.customer_id == customer_id
    )
    return list(work.session.scalars(select(ServiceLevel).where(whose).order_by(ServiceLevel.priority)))


def _values(rows: Iterable[ServiceLevel]) -> tuple[LevelValue, ...]:
    return tuple(
        LevelValue(row.priority, row.respond_minutes, row.finish_minutes, row.around_the_clock)
        for row in rows
    )
