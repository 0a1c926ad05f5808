"""Nobody writes down time of a technician over other time of his, whatever program does it.

Time that a visit recorded may meet other time: that is what happened. A break lies inside labour, so it only
meets other breaks.
"""

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build

_LAST = "'9999-12-31T23:59:59.000000+00:00'"  # what has no end goes on
_LOCK = "1 FROM technician t WHERE t.id = NEW.technician_id FOR NO KEY UPDATE"


def time_guards(dialect: Dialect) -> list[Guard]:
    """Guards of the time that is written down by hand."""
    merged = (
        "EXISTS (SELECT 1 FROM technician t WHERE t.id = OLD.technician_id AND t.archived_at IS NOT NULL)"
    )
    # What stays within what it was is not looked at again; of merged technicians each was somewhere.
    grown = (
        f"((NEW.technician_id <> OLD.technician_id AND NOT {merged}) OR NEW.start_at < OLD.start_at "
        f"OR {_end('NEW')} > {_end('OLD')} OR (NEW.kind = 'break') <> (OLD.kind = 'break'))"
    )
    refusals = (
        Refusal("time_overlap", "time_entry", ("INSERT",), _taken("NEW.visit_id IS NULL"), "time", _LOCK),
        Refusal(
            "time_overlap",
            "time_entry",
            ("UPDATE",),
            _taken(f"(NEW.visit_id IS NULL OR NEW.edited_by_id IS NOT NULL) AND {grown}"),
            "time",
            _LOCK,
        ),
    )
    return [guard for refusal in refusals for guard in build(refusal, dialect)]


def _taken(when: str) -> str:
    """True for time that has a length, of this sort, while other time of the technician lies there."""
    return (
        f"{when} AND {_end('NEW')} > NEW.start_at AND EXISTS (SELECT 1 FROM time_entry e "
        "WHERE e.technician_id = NEW.technician_id AND e.id <> NEW.id "
        "AND (e.kind = 'break') = (NEW.kind = 'break') "
        f"AND e.start_at < {_end('NEW')} AND {_end('e')} > NEW.start_at AND {_end('e')} > e.start_at)"
    )


def _end(row: str) -> str:
    return f"coalesce({row}.end_at, {_LAST})"
