"""What the office sets for its board, from one query."""

from collections.abc import Mapping
from typing import Final

from fsmdesk.core.placement import USUAL_SEVERITIES, Rule, Severity
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.planning.travel import Speed, TravelModel
from fsmdesk.services.dispatch.messages import BoardRules

_OFFICE, _SPEED = "the office", "a speed"
_QUERY: Final = f"""
SELECT '{_OFFICE}', travel_detour_ppm, CASE WHEN guards_travel THEN 1 ELSE 0 END FROM company WHERE id = 1
UNION ALL SELECT rule, severity, 0 FROM placement_weight
UNION ALL SELECT '{_SPEED}', start_minute, kilometres_per_hour FROM travel_speed"""  # noqa: S608 - our own words


def read_rules(work: PlainReading) -> BoardRules:
    """The weights, ways and speeds of the office; what it has not set is as usual."""
    office, speeds, weights = TravelModel().detour_ppm, [], dict(USUAL_SEVERITIES)
    guards_travel = False
    for name, value, more in work.rows(_QUERY):
        if name == _OFFICE:
            office, guards_travel = value, bool(more)
        elif name == _SPEED:
            speeds.append(Speed(value, more))
        else:
            weights[Rule(name)] = Severity(value)
    return BoardRules(
        severities=with_booked_travel(weights) if guards_travel else weights,
        travel=TravelModel(office, tuple(sorted(speeds))),
        guards_travel=guards_travel,
    )


def with_booked_travel(weights: Mapping[Rule, Severity]) -> dict[Rule, Severity]:
    """The weights where the way is booked time: going into it weighs as much as a double booking."""
    heavier = max(weights[Rule.TRAVEL], weights[Rule.OVERLAP])
    return {**weights, Rule.TRAVEL: heavier}
