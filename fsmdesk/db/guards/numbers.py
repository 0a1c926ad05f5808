"""Numbers without gaps or doubles: a record that takes a number takes the next one, and the series moves with it."""

from fsmdesk.db.guards.documents import ISSUING
from fsmdesk.db.guards.shape import (
    LATEST_ONLY,
    Dialect,
    Guard,
    Refusal,
    build,
    postgresql_guard,
    postgresql_trigger,
    sqlite_trigger,
)


def number_guards(dialect: Dialect) -> list[Guard]:
    """All guards of the number series and of the records that take numbers from them."""
    guards = [guard for refusal in _refusals() for guard in build(refusal, dialect)]
    return guards + (_sqlite_taking() if dialect == "sqlite" else _postgresql_taking())


def _refusals() -> list[Refusal]:
    earlier = (
        "SELECT 1 FROM invoice i WHERE i.series = NEW.series AND i.serial = NEW.serial - 1 "
        "AND i.issued_on > NEW.issued_on"
    )
    text = "ltrim(substr(NEW.number, length(NEW.series) + 1), '0') <> cast(NEW.serial AS text)"
    prefix = "substr(NEW.number, 1, length(NEW.series)) <> NEW.series"
    jobs = "SELECT count(*) FROM work_order w WHERE w.number > OLD.last AND w.number <= NEW.last"
    documents = (
        "SELECT count(*) FROM invoice i WHERE i.series = OLD.name AND i.serial > OLD.last "
        "AND i.serial <= NEW.last AND i.state = 'issued'"
    )
    taken = f"CASE OLD.name WHEN 'work_order' THEN ({jobs}) ELSE ({documents}) END"
    return [
        Refusal("number_reads", "invoice", ("UPDATE",), f"{ISSUING} AND ({text} OR {prefix})", "number"),
        Refusal("number_dates", "invoice", ("UPDATE",), f"{ISSUING} AND EXISTS ({earlier})", "date_order"),
        Refusal("number_kept", "work_order", ("UPDATE",), "NEW.number <> OLD.number", "number"),
        Refusal(
            "series_step",
            "number_series",
            ("UPDATE",),
            f"NEW.name <> OLD.name OR NEW.last <= OLD.last OR {taken} <> NEW.last - OLD.last",
            "number",
        ),
        Refusal("series_kept", "number_series", ("DELETE",), "1 = 1", "number"),
    ]


def _sqlite_taking() -> list[Guard]:
    guards = []
    for table, event, series, number, when in (
        ("invoice", "UPDATE", "NEW.series", "NEW.serial", ISSUING),
        ("work_order", "INSERT", "'work_order'", "NEW.number", "1 = 1"),
    ):
        following = f"(SELECT last + 1 FROM number_series WHERE name = {series})"
        refuse = f"SELECT RAISE(ABORT, 'fsmdesk:number') WHERE {when} AND {number} IS NOT {following};"
        move = f"UPDATE number_series SET last = {number} WHERE name = {series} AND {when};"
        guards += [
            sqlite_trigger(f"take_number_{table}", table, "BEFORE", event, refuse),
            sqlite_trigger(f"take_number_{table}_done", table, "AFTER", event, move),
        ]
    return guards


def _postgresql_taking() -> list[Guard]:
    """An invoice looks before it is issued; jobs, which may come many in one statement, at its end."""
    following = "(SELECT last + 1 FROM number_series WHERE name = NEW.series)"
    # The name makes it the first trigger: series, billed lines and credited invoice are locked, always in
    # this order, before anything is compared with what others issued.
    lock = (
        f"IF {ISSUING} THEN {LATEST_ONLY}"
        "PERFORM 1 FROM number_series WHERE name = NEW.series FOR UPDATE; "
        "PERFORM 1 FROM work_order_line w WHERE w.id IN (SELECT l.work_order_line_id FROM invoice_line l "
        "WHERE l.invoice_id = NEW.id) ORDER BY w.id FOR NO KEY UPDATE; "
        "PERFORM 1 FROM invoice WHERE id = NEW.credits_invoice_id FOR NO KEY UPDATE; "
        f"IF NEW.serial IS DISTINCT FROM {following} THEN RAISE EXCEPTION 'fsmdesk:number'; END IF; END IF;"
    )
    move = f"IF {ISSUING} THEN UPDATE number_series SET last = NEW.serial WHERE name = NEW.series; END IF;"
    jobs = (
        "DECLARE before bigint; lowest bigint; highest bigint; many bigint; BEGIN "
        "SELECT min(number), max(number), count(*) INTO lowest, highest, many FROM fresh; "
        "IF many > 0 THEN "
        "SELECT last INTO before FROM number_series WHERE name = 'work_order' FOR UPDATE; "
        "IF lowest IS DISTINCT FROM before + 1 OR highest <> before + many "
        "THEN RAISE EXCEPTION 'fsmdesk:number'; END IF; "
        "UPDATE number_series SET last = highest WHERE name = 'work_order'; END IF; RETURN NULL; END"
    )
    return [
        postgresql_trigger("a_lock_invoice", "invoice", "BEFORE", "UPDATE", lock),
        postgresql_trigger("take_number_invoice_done", "invoice", "AFTER", "UPDATE", move),
        postgresql_guard(
            "take_number_work_order",
            "work_order",
            "AFTER INSERT",
            "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT",
            jobs,
        ),
    ]
