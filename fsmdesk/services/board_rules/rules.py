"""The rules of the board as the owner sets them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.core.states import MOVABLE
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, PlacementWeight, TravelSpeed, Visit
from fsmdesk.planning.travel import Speed
from fsmdesk.services.board_rules.messages import BoardRulesCard, BoardRulesOf, EditBoardRules
from fsmdesk.services.dispatch.booked_ways import book_ways
from fsmdesk.services.dispatch.judging import hold_technicians
from fsmdesk.services.records import assign, find_seen
from fsmdesk.services.registry import answers, handles
from fsmdesk.services.the_company import the_company

_LEAST_DETOUR, _MOST_DETOUR = 1_000_000, 5_000_000
_FASTEST: Final = 200
_LAST_MINUTE: Final = 1439


@answers(BoardRulesOf)
def board_rules(work: Reading, _query: BoardRulesOf) -> BoardRulesCard:
    """The rules as they are, each with its weight."""
    company = the_company(work)
    weights = {**USUAL_SEVERITIES, **_stored_weights(work)}
    return BoardRulesCard(
        version=company.version,
        weights=tuple((rule, weights[rule]) for rule in Rule),
        detour_ppm=company.travel_detour_ppm,
        speeds=tuple(
            Speed(row.start_minute, row.kilometres_per_hour)
            for row in work.session.scalars(select(TravelSpeed).order_by(TravelSpeed.start_minute))
        ),
        guards_travel=company.guards_travel,
    )


@handles(EditBoardRules)
def edit_board_rules(work: Writing, command: EditBoardRules) -> None:
    """The rules are those of the command, and ways are booked, or not, as they say.

    Raises:
        RuleBroken: a weight, a factor or a speed that can't be meant, with its field.
        ConflictError: somebody changed the shop's data since they were seen.
    """
    company = find_seen(work, Company, 1, command.seen_version)
    before = board_rules(work, BoardRulesOf())
    _check(command)
    _weigh(work, dict(command.weights))
    _drive(work, command.speeds)
    assign(company, travel_detour_ppm=command.detour_ppm, guards_travel=command.guards_travel)
    # The page shows all of it as one record, so its version says that any of it changed.
    flag_modified(company, "guards_travel")
    work.session.flush()
    drives = (before.detour_ppm, before.speeds) != (command.detour_ppm, command.speeds)
    if before.guards_travel != command.guards_travel or (command.guards_travel and drives):
        _book_all(work)


def _check(command: EditBoardRules) -> None:
    if not _LEAST_DETOUR <= command.detour_ppm <= _MOST_DETOUR:
        raise RuleBroken(tr("Streets are between as long and five times as long."), "detour_ppm")
    if len({speed.start_minute for speed in command.speeds}) < len(command.speeds):
        raise RuleBroken(tr("Two speeds begin at the same time."), "speeds")
    for speed in command.speeds:
        if not 0 <= speed.start_minute <= _LAST_MINUTE:
            raise RuleBroken(tr("A speed begins between 0:00 and 23:59."), "speeds")
        if not 1 <= speed.kilometres_per_hour <= _FASTEST:
            words = tr("A speed is between 1 and {most} kilometres per hour.")
            raise RuleBroken(words.format(most=_FASTEST), "speeds")
    if any(severity is Severity.GOOD for _, severity in command.weights):
        raise RuleBroken(tr("A rule is at least mentioned."), "weights")
    if len({rule for rule, _ in command.weights}) < len(command.weights):
        raise RuleBroken(tr("A rule has one weight."), "weights")


def _stored_weights(work: Reading) -> dict[Rule, Severity]:
    return {row.rule: Severity(row.severity) for row in work.session.scalars(select(PlacementWeight))}


def _weigh(work: Writing, weights: Mapping[Rule, Severity]) -> None:
    """Only what is not as usual is kept."""
    stored = {row.rule: row for row in work.session.scalars(select(PlacementWeight))}
    for rule in Rule:
        wanted = weights.get(rule, USUAL_SEVERITIES[rule])
        row = stored.get(rule)
        if wanted is USUAL_SEVERITIES[rule]:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.session.add(PlacementWeight(rule=rule, severity=wanted.value))
        else:
            assign(row, severity=wanted.value)


def _drive(work: Writing, speeds: Sequence[Speed]) -> None:
    wanted = {speed.start_minute: speed.kilometres_per_hour for speed in speeds}
    for row in work.session.scalars(select(TravelSpeed)).all():
        fast = wanted.pop(row.start_minute, None)
        if fast is None:
            work.session.delete(row)
        else:
            assign(row, kilometres_per_hour=fast)
    work.session.add_all(
        TravelSpeed(start_minute=minute, kilometres_per_hour=fast) for minute, fast in sorted(wanted.items())
    )


def _book_all(work: Writing) -> None:
    """The ways to all visits that are still to come are booked as the rules say now."""
    spans = work.session.execute(
        select(Visit.technician_id, func.min(Visit.start_at), func.max(Visit.end_at))
        .where(Visit.state.in_(MOVABLE), Visit.start_at >= work.now, Visit.technician_id.is_not(None))
        .group_by(Visit.technician_id)
        .order_by(Visit.technician_id)
    ).all()
    places = [
        (technician_id, Span(start, end))
        for technician_id, start, end in spans
        if technician_id is not None and isinstance(start, datetime) and isinstance(end, datetime)
    ]
    hold_technicians(work, [technician_id for technician_id, _ in places])
    book_ways(work, places)
