"""No technician in two places: a visit occupies its planned span, less what was left over when it was done early."""

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build, postgresql_trigger, sqlite_trigger

CONSTRAINT = "visit_no_overlap"
SLOT_FUNCTION = "fsm_slot"
# A longer job is several visits; the limit also bounds how far back an overlap can begin.
LONGEST_DAYS = 14

_SLOT = (
    f"CREATE FUNCTION {SLOT_FUNCTION}(technician bigint, starts timestamptz, ends timestamptz, "
    "finished timestamptz, state text) RETURNS int8range LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $guard$"
    "SELECT CASE WHEN technician IS NULL OR starts IS NULL OR state IN ('unplaced', 'cancelled') THEN NULL "
    "ELSE int8range("
    "technician * 4294967296 + extract(epoch FROM starts AT TIME ZONE 'UTC')::bigint, "
    "technician * 4294967296 + extract(epoch FROM (CASE WHEN state IN ('done', 'partly_done') "
    "AND finished IS NOT NULL THEN least(ends, greatest(finished, starts)) ELSE ends END) "
    "AT TIME ZONE 'UTC')::bigint) END$guard$"
)


def booking_guards(dialect: Dialect) -> list[Guard]:
    """Guards that refuse an unmarked visit over any other visit of the same technician."""
    if dialect == "sqlite":
        return _sqlite_overlap() + build(_spans("sqlite"), dialect)
    return [*_postgresql_overlap(), *build(_spans("postgresql"), dialect)]


def _spans(dialect: Dialect) -> Refusal:
    if dialect == "sqlite":
        uneven = (
            "substr(NEW.start_at, 18) <> '00.000000+00:00' OR substr(NEW.end_at, 18) <> '00.000000+00:00'"
        )
        too_long = f"unixepoch(NEW.end_at) - unixepoch(NEW.start_at) > {LONGEST_DAYS} * 86400"
    else:
        uneven = "date_trunc('minute', NEW.start_at) <> NEW.start_at OR date_trunc('minute', NEW.end_at) <> NEW.end_at"
        too_long = f"NEW.end_at - NEW.start_at > interval '{LONGEST_DAYS} days'"
    return Refusal("visit_span", "visit", ("INSERT", "UPDATE"), f"{uneven} OR {too_long}", "span")


def _occupied_end(row: str) -> str:
    return (
        f"CASE WHEN {row}.state IN ('done', 'partly_done') AND {row}.finished_at IS NOT NULL "
        f"THEN min({row}.end_at, max({row}.finished_at, {row}.start_at)) ELSE {row}.end_at END"
    )


def _sqlite_overlap() -> list[Guard]:
    earliest = f"strftime('%Y-%m-%dT%H:%M:%S', NEW.start_at, '-{LONGEST_DAYS} days')"
    body = (
        "SELECT RAISE(ABORT, 'fsmdesk:overlap') WHERE NOT NEW.double_booked AND NEW.technician_id IS NOT NULL "
        "AND NEW.state NOT IN ('unplaced', 'cancelled') AND EXISTS (SELECT 1 FROM visit v "
        "WHERE v.technician_id = NEW.technician_id AND v.id <> NEW.id AND v.state NOT IN ('unplaced', 'cancelled') "
        f"AND v.start_at >= {earliest} AND v.start_at < ({_occupied_end('NEW')}) "
        f"AND NEW.start_at < ({_occupied_end('v')}) "
        f"AND v.start_at < ({_occupied_end('v')}) AND NEW.start_at < ({_occupied_end('NEW')}));"
    )
    return [
        sqlite_trigger("overlap_insert", "visit", "BEFORE", "INSERT", body),
        sqlite_trigger("overlap_update", "visit", "BEFORE", "UPDATE", body),
    ]


def _postgresql_overlap() -> list[Guard]:
    """A constraint among unmarked visits; a trigger for the rest, one at a time for each technician.

    A generated slot column would do as well, but a migration had to carry it; the function is laid here.
    """
    slot = f"{SLOT_FUNCTION}(technician_id, start_at, end_at, finished_at, state)"
    of_new = f"{SLOT_FUNCTION}(NEW.technician_id, NEW.start_at, NEW.end_at, NEW.finished_at, NEW.state)"
    constraint = Guard(
        SLOT_FUNCTION,
        "visit",
        (
            _SLOT,
            f"ALTER TABLE visit ADD CONSTRAINT {CONSTRAINT} EXCLUDE USING gist ({slot} WITH &&) "
            "WHERE (NOT double_booked)",
        ),
        _SLOT.split("$guard$")[1],
    )
    body = (
        f"IF {of_new} IS NOT NULL THEN "
        "PERFORM 1 FROM technician WHERE id = NEW.technician_id FOR NO KEY UPDATE; "
        "IF NOT NEW.double_booked AND EXISTS (SELECT 1 FROM visit v WHERE v.technician_id = NEW.technician_id "
        "AND v.id <> NEW.id AND v.double_booked "
        f"AND v.start_at >= NEW.start_at - interval '{LONGEST_DAYS} days' AND v.start_at < NEW.end_at "
        f"AND {SLOT_FUNCTION}(v.technician_id, v.start_at, v.end_at, v.finished_at, v.state) && {of_new}) "
        "THEN RAISE EXCEPTION 'fsmdesk:overlap'; END IF; END IF;"
    )
    return [
        constraint,
        postgresql_trigger("overlap_insert", "visit", "BEFORE", "INSERT", body),
        postgresql_trigger("overlap_update", "visit", "BEFORE", "UPDATE", body),
    ]
