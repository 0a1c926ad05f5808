"""No technician in two places: a visit occupies its way and its planned span, less what was left when it was done early.

The way is `travel_minutes` before the start, 0 where the office does not guard travel.
"""

from fsmdesk.db.guards.shape import (
    LATEST_ONLY,
    Dialect,
    Guard,
    Refusal,
    build,
    postgresql_trigger,
    sqlite_trigger,
)

CONSTRAINT = "visit_no_overlap"
SLOT_FUNCTION = "fsm_slot"
# A longer job is several visits; the limit also bounds how far back an overlap can begin.
LONGEST_DAYS = 14
# Technician and second share one number: between these instants a second fits into 32 bits.
_EARLIEST, _LATEST = "1970-01-01", "2106-01-01"
# Plans are made in whole minutes, so the seconds of a minute in which somebody is done are free already.
_MINUTE = "strftime('%Y-%m-%dT%H:%M:00.000000+00:00', {0})"

_SLOT = (
    f"CREATE FUNCTION {SLOT_FUNCTION}(technician bigint, starts timestamptz, travel integer, "
    "ends timestamptz, finished timestamptz, state text) RETURNS int8range LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $guard$"
    "SELECT CASE WHEN technician IS NULL OR starts IS NULL OR state IN ('unplaced', 'cancelled') THEN NULL "
    "ELSE int8range("
    "technician * 4294967296 + greatest(0, extract(epoch FROM starts AT TIME ZONE 'UTC')::bigint - travel * 60), "
    "technician * 4294967296 + extract(epoch FROM (CASE WHEN state IN ('done', 'partly_done') "
    "AND finished IS NOT NULL THEN least(ends, greatest(date_trunc('minute', finished AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', starts)) ELSE ends END) "
    "AT TIME ZONE 'UTC')::bigint) END$guard$"
)


def booking_guards(dialect: Dialect) -> list[Guard]:
    """Guards that refuse an unmarked visit over any other visit of the same technician.

    A visit that stays where it is, or shrinks, is not looked at again: somebody with permission may have
    put a marked one over it.
    """
    if dialect == "sqlite":
        return _sqlite_overlap() + build(_spans("sqlite"), dialect)
    return [*_postgresql_overlap(), *build(_spans("postgresql"), dialect)]


def _spans(dialect: Dialect) -> Refusal:
    if dialect == "sqlite":
        uneven = " OR ".join(
            f"NEW.{column} IS NOT {_MINUTE.format(f'NEW.{column}')}" for column in ("start_at", "end_at")
        )
        too_long = f"unixepoch(NEW.end_at) - unixepoch(NEW.start_at) > {LONGEST_DAYS} * 86400"
    else:
        uneven = "date_trunc('minute', NEW.start_at) <> NEW.start_at OR date_trunc('minute', NEW.end_at) <> NEW.end_at"
        too_long = f"NEW.end_at - NEW.start_at > interval '{LONGEST_DAYS} days'"
    outside = f"NEW.start_at < '{_EARLIEST}' OR NEW.end_at > '{_LATEST}'"
    # The name makes it the first of the triggers on visit that looks at the span.
    return Refusal("a_span", "visit", ("INSERT", "UPDATE"), f"{outside} OR {uneven} OR {too_long}", "span")


def _occupied_end(row: str) -> str:
    return (
        f"CASE WHEN {row}.state IN ('done', 'partly_done') AND {row}.finished_at IS NOT NULL "
        f"THEN min({row}.end_at, max({_MINUTE.format(f'{row}.finished_at')}, {row}.start_at)) ELSE {row}.end_at END"
    )


def _way_out(row: str) -> str:
    """When the technician sets out."""
    return f"unixepoch({row}.start_at) - {row}.travel_minutes * 60"


def _sqlite_overlap() -> list[Guard]:
    # Of a visit that overlaps, only the way may begin later than this one ends, and a way is a day at most.
    earliest = f"strftime('%Y-%m-%dT%H:%M:%S', NEW.start_at, '-{LONGEST_DAYS + 1} days')"
    latest = f"strftime('%Y-%m-%dT%H:%M:%S', {_occupied_end('NEW')}, '+1 days')"
    within = (
        "coalesce(NOT OLD.double_booked AND OLD.technician_id = NEW.technician_id "
        f"AND OLD.state NOT IN ('unplaced', 'cancelled') AND {_way_out('NEW')} >= {_way_out('OLD')} "
        f"AND ({_occupied_end('NEW')}) <= ({_occupied_end('OLD')}), 0)"
    )
    taken = (
        "SELECT RAISE(ABORT, 'fsmdesk:overlap') WHERE NOT NEW.double_booked AND NEW.technician_id IS NOT NULL "
        "AND NEW.state NOT IN ('unplaced', 'cancelled') AND EXISTS (SELECT 1 FROM visit v "
        "WHERE v.technician_id = NEW.technician_id AND v.id <> NEW.id AND v.state NOT IN ('unplaced', 'cancelled') "
        f"AND v.start_at >= {earliest} AND v.start_at < {latest} "
        f"AND {_way_out('v')} < unixepoch({_occupied_end('NEW')}) "
        f"AND {_way_out('NEW')} < unixepoch({_occupied_end('v')}) "
        f"AND v.start_at < ({_occupied_end('v')}) AND NEW.start_at < ({_occupied_end('NEW')}))"
    )
    return [
        sqlite_trigger("overlap_insert", "visit", "BEFORE", "INSERT", f"{taken};"),
        sqlite_trigger("overlap_update", "visit", "BEFORE", "UPDATE", f"{taken} AND NOT {within};"),
    ]


def _postgresql_overlap() -> list[Guard]:
    """A constraint among unmarked visits; a trigger for the rest, one at a time for each technician.

    A generated slot column would do as well, but a migration had to carry it; the function is laid here.
    """
    constraint = Guard(
        SLOT_FUNCTION,
        "visit",
        (
            _SLOT,
            f"ALTER TABLE visit ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist "
            f"({_slot_of()} WITH &&) WHERE (NOT double_booked)",
        ),
        _SLOT.split("$guard$")[1],
    )
    within = f"coalesce(NOT OLD.double_booked AND {_slot_of('NEW.')} <@ {_slot_of('OLD.')}, false)"
    return [
        constraint,
        postgresql_trigger("overlap_insert", "visit", "BEFORE", "INSERT", _postgresql_check("")),
        postgresql_trigger(
            "overlap_update", "visit", "BEFORE", "UPDATE", _postgresql_check(f" AND NOT {within}")
        ),
    ]


def _slot_of(row: str = "") -> str:
    columns = ("technician_id", "start_at", "travel_minutes", "end_at", "finished_at", "state")
    return f"{SLOT_FUNCTION}({', '.join(row + column for column in columns)})"


def _postgresql_check(unless: str) -> str:
    return (
        f"IF {_slot_of('NEW.')} IS NOT NULL{unless} THEN {LATEST_ONLY}"
        "PERFORM 1 FROM technician WHERE id = NEW.technician_id FOR NO KEY UPDATE; "
        "IF NOT NEW.double_booked AND EXISTS (SELECT 1 FROM visit v WHERE v.technician_id = NEW.technician_id "
        "AND v.id <> NEW.id AND v.double_booked "
        f"AND v.start_at >= NEW.start_at - interval '{LONGEST_DAYS + 1} days' "
        "AND v.start_at < NEW.end_at + interval '1 day' "
        f"AND {_slot_of('v.')} && {_slot_of('NEW.')}) "
        "THEN RAISE EXCEPTION 'fsmdesk:overlap'; END IF; END IF;"
    )
