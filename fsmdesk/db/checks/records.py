"""The promises about records: bookings, documents, numbers, money, states."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState, derived_state
from fsmdesk.core.words import tr
from fsmdesk.db.checks.rules import Rule, broken, listed
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.db.guards.documents import HELD_BACK, wrong_sums
from fsmdesk.db.guards.lay import dialect_of
from fsmdesk.db.guards.shape import Dialect


def check_records(connection: Connection) -> Iterator[str]:
    """One sentence for each promise that a record breaks."""
    dialect = dialect_of(connection)
    for rule in (*_bookings(dialect), *_documents(), *_numbers(), *_money()):
        yield from broken(connection, rule)
    yield from _states(connection, dialect)


def _bookings(dialect: Dialect) -> list[Rule]:
    lesser, greater = ("min", "max") if dialect == "sqlite" else ("least", "greatest")
    minute = (
        "strftime('%Y-%m-%dT%H:%M:00.000000+00:00', finished_at)"
        if dialect == "sqlite"
        else "date_trunc('minute', finished_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'"
    )
    until = (
        "CASE WHEN state IN ('done', 'partly_done') AND finished_at IS NOT NULL "
        f"THEN {lesser}(end_at, {greater}({minute}, start_at)) ELSE end_at END"
    )
    days = (
        f"unixepoch(end_at) - unixepoch(start_at) > {LONGEST_DAYS} * 86400"
        if dialect == "sqlite"
        else f"end_at - start_at > interval '{LONGEST_DAYS} days'"
    )
    overlap = (
        f"WITH slot AS (SELECT id, technician_id, work_order_id, start_at, {until} AS until_at FROM visit "
        "WHERE NOT double_booked AND technician_id IS NOT NULL AND state NOT IN ('unplaced', 'cancelled')), "
        "taken AS (SELECT id, technician_id, work_order_id, start_at, max(until_at) OVER (PARTITION BY technician_id "
        "ORDER BY start_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_at FROM slot "
        "WHERE until_at > start_at) "
        "SELECT taken.id AS visit, taken.start_at AS at, t.name AS name, w.number AS job FROM taken "
        "JOIN technician t ON t.id = taken.technician_id JOIN work_order w ON w.id = taken.work_order_id "
        "WHERE start_at < before_at ORDER BY taken.id"
    )
    return [
        Rule(tr("{name} is booked twice from {at}: visit {visit} of job {job} is not marked."), overlap),
        Rule(
            tr("Visit {visit} is a double booking without a reason."),
            "SELECT id AS visit FROM visit WHERE double_booked AND double_booking_reason = ''",
        ),
        Rule(
            tr("Visit {visit} ends before it starts, or lasts longer than two weeks."),
            f"SELECT id AS visit FROM visit WHERE end_at <= start_at OR {days}",
        ),
    ]


def _documents() -> list[Rule]:
    billed = (
        "SELECT b.work_order_line_id AS line, w.number AS job, l.done_milli AS done, sum(CASE i.kind "
        "WHEN 'invoice' THEN b.quantity_milli ELSE -b.quantity_milli END) AS billed FROM invoice_line b "
        "JOIN invoice i ON i.id = b.invoice_id AND i.state = 'issued' JOIN work_order_line l "
        "ON l.id = b.work_order_line_id JOIN work_order w ON w.id = l.work_order_id "
        "GROUP BY b.work_order_line_id, w.number, l.done_milli HAVING sum(CASE i.kind WHEN 'invoice' "
        "THEN b.quantity_milli ELSE -b.quantity_milli END) NOT BETWEEN 0 AND l.done_milli"
    )
    credited = (
        "SELECT o.number AS number, o.total_minor AS total, sum(c.total_minor) AS credited FROM invoice c "
        "JOIN invoice o ON o.id = c.credits_invoice_id WHERE c.state = 'issued' "
        "GROUP BY o.id, o.number, o.total_minor HAVING sum(c.total_minor) > o.total_minor"
    )
    wrongly = (
        "SELECT c.number AS number FROM invoice c LEFT JOIN invoice o ON o.id = c.credits_invoice_id "
        "WHERE c.kind = 'credit_note' AND c.state = 'issued' AND (o.id IS NULL OR o.state <> 'issued' "
        "OR o.kind <> 'invoice' OR o.currency <> c.currency)"
    )
    unapproved = (
        "SELECT l.id AS line, w.number AS job, i.number AS number FROM work_order_line l JOIN work_order w "
        "ON w.id = l.work_order_id JOIN invoice_line b ON b.work_order_line_id = l.id JOIN invoice i "
        "ON i.id = b.invoice_id AND i.state = 'issued' AND i.kind = 'invoice' "
        f"WHERE l.approval IN {HELD_BACK}"
    )
    unnamed = (
        "SELECT l.id AS line, w.number AS job FROM work_order_line l JOIN work_order w ON w.id = l.work_order_id "
        "WHERE l.approval IN ('approved', 'declined') AND (l.approved_at IS NULL OR l.approved_by = '')"
    )
    return [
        Rule(
            tr("{number} bills line {line} of job {job}, a change of the scope that nobody approved."),
            unapproved,
        ),
        Rule(tr("Nobody knows who decided about line {line} of job {job}."), unnamed),
        Rule(
            tr("The totals of {number} do not add up to its lines and taxes."),
            f"SELECT i.number AS number FROM invoice i WHERE i.state = 'issued' AND {wrong_sums('i')}",
        ),
        Rule(tr("Line {line} of job {job} is billed with {billed} thousandths; {done} are done."), billed),
        Rule(tr("{credited} is credited on {number}, which is over {total} (minor units)."), credited),
        Rule(tr("Credit note {number} takes back no issued invoice of the same currency."), wrongly),
        Rule(
            tr("An invoice line ({line}) asks the customer for what somebody else pays."),
            "SELECT id AS line FROM invoice_line WHERE bill_to <> 'customer' AND net_minor <> 0",
        ),
    ]


def _numbers() -> list[Rule]:
    numbered = (
        "SELECT 'work_order' AS series, number AS serial FROM work_order UNION ALL "
        "SELECT series, serial FROM invoice WHERE state = 'issued'"
    )
    gaps = (
        f"SELECT series, before, serial FROM (SELECT series, serial, lag(serial) OVER "
        f"(PARTITION BY series ORDER BY serial) AS before FROM ({numbered}) numbered) pair "
        "WHERE serial <> before + 1"
    )
    counters = (
        f"SELECT n.series AS series, n.highest AS highest, s.last AS last FROM (SELECT series, "
        f"max(serial) AS highest FROM ({numbered}) numbered GROUP BY series) n "
        "LEFT JOIN number_series s ON s.name = n.series WHERE s.last IS NULL OR s.last <> n.highest"
    )
    reads = (
        "SELECT number, serial FROM invoice WHERE state = 'issued' AND (substr(number, 1, length(series)) <> series "
        "OR ltrim(substr(number, length(series) + 1), '0') <> cast(serial AS text))"
    )
    days = (
        "SELECT number, issued_on AS day FROM (SELECT number, issued_on, lag(issued_on) OVER "
        "(PARTITION BY series ORDER BY serial) AS before FROM invoice WHERE state = 'issued') pair "
        "WHERE issued_on < before"
    )
    return [
        Rule(tr("In the series “{series}” {serial} follows {before}."), gaps),
        Rule(tr("The series “{series}” stands at {last}; its last number is {highest}."), counters),
        Rule(tr("Number {number} is not what its serial {serial} gives."), reads),
        Rule(tr("{number} is of {day}, earlier than the number before it."), days),
        Rule(
            tr("A draft (invoice {invoice}) has the number {number}."),
            "SELECT id AS invoice, coalesce(number, cast(serial AS text)) AS number FROM invoice "
            "WHERE state = 'draft' AND (number IS NOT NULL OR serial IS NOT NULL)",
        ),
        Rule(
            tr("An issued document (invoice {invoice}) has no number."),
            "SELECT id AS invoice FROM invoice WHERE state = 'issued' AND (number IS NULL OR serial IS NULL "
            "OR series IS NULL OR issued_on IS NULL)",
        ),
    ]


def _money() -> list[Rule]:
    def over(column: str, table: str, amount: str, label: str) -> str:
        return (
            f"SELECT {label} AS name, t.{amount} AS there, sum(a.amount_minor) AS used FROM allocation a "
            f"JOIN {table} t ON t.id = a.{column} GROUP BY t.id, {label}, t.{amount} "
            f"HAVING sum(a.amount_minor) > t.{amount}"
        )

    unfit = (
        "SELECT a.id AS allocation FROM allocation a LEFT JOIN invoice i ON i.id = a.invoice_id "
        "LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id "
        "WHERE a.amount_minor <= 0 OR i.id IS NULL OR i.state <> 'issued' OR i.kind <> 'invoice' "
        "OR (p.id IS NULL) = (c.id IS NULL) OR coalesce(p.currency, c.currency) <> i.currency "
        "OR c.state <> 'issued' OR c.kind <> 'credit_note'"
    )
    sentence = tr("{used} is allocated on {name}, which is over {there} (minor units).")
    return [
        Rule(
            tr("{used} of payment {name} is allocated; it was {there} (minor units)."),
            over("payment_id", "payment", "amount_minor", "t.id"),
        ),
        Rule(sentence, over("invoice_id", "invoice", "total_minor", "t.number")),
        Rule(sentence, over("credit_note_id", "invoice", "total_minor", "t.number")),
        Rule(tr("Allocation {allocation} is not from money that came in to an issued invoice."), unfit),
    ]


def _states(connection: Connection, dialect: Dialect) -> list[str]:
    """Only open work orders follow their visits; those are few, however many there are in the archive."""
    states = ", ".join(f"'{state.value}'" for state in sorted(DERIVED))
    gather = "group_concat(DISTINCT v.state)" if dialect == "sqlite" else "string_agg(DISTINCT v.state, ',')"
    rows = connection.execute(
        text(
            f"SELECT w.number, w.state, {gather} FROM work_order w LEFT JOIN visit v ON v.work_order_id = w.id "
            f"WHERE w.state IN ({states}) GROUP BY w.id, w.number, w.state ORDER BY w.number"
        )
    )
    sentence = tr("Job {number} is {state}; its visits say {derived}.")
    wrong = []
    for number, state, gathered in rows:
        visits = [VisitState(word) for word in gathered.split(",")] if gathered else []
        if (derived := derived_state(visits)) is not WorkOrderState(state):
            words = sentence.format(
                number=number, state=WorkOrderState(state).label.lower(), derived=derived.label.lower()
            )
            wrong.append(words)
    return listed(wrong)
