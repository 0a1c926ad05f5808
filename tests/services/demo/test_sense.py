"""What the demo tells hangs together: each query finds what would not, and must find nothing."""

import pytest
from sqlalchemy import Connection, text

from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState, derived_state

_NONSENSE = {
    "a place of another site": "SELECT w.id FROM work_order w JOIN place p ON p.id = w.place_id "
    "WHERE p.site_id <> w.site_id",
    "a machine of another site": "SELECT w.id FROM work_order w JOIN equipment e ON e.id = w.equipment_id "
    "WHERE e.site_id <> w.site_id",
    "a site of another customer": "SELECT w.id FROM work_order w JOIN site s ON s.id = w.site_id "
    "WHERE s.customer_id <> w.customer_id",
    "a contact of another customer": "SELECT w.id FROM work_order w JOIN contact c ON c.id = w.contact_id "
    "WHERE c.customer_id <> w.customer_id",
    "an agreement of another customer": "SELECT w.id FROM work_order w JOIN agreement a "
    "ON a.id = w.agreement_id WHERE a.customer_id <> w.customer_id",
    "a place under another site": "SELECT p.id FROM place p JOIN place q ON q.id = p.parent_id "
    "WHERE q.site_id <> p.site_id",
    "a technician without the skill": "SELECT v.id FROM visit v JOIN work_order_skill k "
    "ON k.work_order_id = v.work_order_id WHERE v.technician_id IS NOT NULL AND v.crew_key IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM technician_skill t WHERE t.technician_id = v.technician_id "
    "AND t.skill_id = k.skill_id)",
    "a visit in an absence": "SELECT v.id FROM visit v JOIN absence a ON a.technician_id = v.technician_id "
    "WHERE v.start_at < a.end_at AND a.start_at < v.end_at AND v.state <> 'cancelled'",
    "times that run backwards": "SELECT id FROM visit WHERE en_route_at > arrived_at OR arrived_at > finished_at",
    "a done visit without its times": "SELECT id FROM visit WHERE state IN ('done', 'partly_done') "
    "AND (arrived_at IS NULL OR finished_at IS NULL)",
    "a job that is billed and not complete": "SELECT id FROM work_order WHERE (completed_at IS NULL OR cause = '' "
    "OR fix = '') AND state IN ('complete', 'reviewed', 'invoiced', 'closed')",
    "an open job that is complete": "SELECT id FROM work_order WHERE completed_at IS NOT NULL "
    "AND state NOT IN ('complete', 'reviewed', 'invoiced', 'closed')",
    "an invoiced job without invoice": "SELECT w.id FROM work_order w WHERE w.state = 'invoiced' AND NOT EXISTS "
    "(SELECT 1 FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.work_order_id = w.id "
    "AND i.kind = 'invoice' AND i.state = 'issued')",
    "a paid invoice whose job is not closed": "SELECT i.id FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id "
    "JOIN work_order w ON w.id = l.work_order_id WHERE i.kind = 'invoice' AND i.state = 'issued' "
    "AND w.state <> 'closed' AND i.total_minor = (SELECT sum(a.amount_minor) FROM allocation a "
    "WHERE a.invoice_id = i.id AND a.payment_id IS NOT NULL)",
    "a closed job that is owed for": "SELECT w.id FROM work_order w JOIN invoice_line l ON l.work_order_id = w.id "
    "JOIN invoice i ON i.id = l.invoice_id WHERE w.state = 'closed' AND i.kind = 'invoice' AND i.state = 'issued' "
    "AND i.total_minor > (SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE a.invoice_id = i.id)",
    "a payment before its invoice": "SELECT p.id FROM payment p JOIN allocation a ON a.payment_id = p.id "
    "JOIN invoice i ON i.id = a.invoice_id WHERE p.received_on < i.issued_on",
    "a payment of another customer": "SELECT p.id FROM payment p JOIN allocation a ON a.payment_id = p.id "
    "JOIN invoice i ON i.id = a.invoice_id WHERE p.customer_id <> i.customer_id",
    "a tax for the exempt": "SELECT l.id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id "
    "JOIN customer c ON c.id = i.customer_id WHERE c.tax_exempt AND l.tax_code <> 'E'",
    "a machine younger than its warranty": "SELECT id FROM equipment WHERE warranty_until <= installed_on",
    "a line without cost": "SELECT l.id FROM work_order_line l WHERE NOT EXISTS "
    "(SELECT 1 FROM line_cost c WHERE c.line_id = l.id)",
    "a history that does not begin with the request": "SELECT w.id FROM work_order w WHERE NOT EXISTS "
    "(SELECT 1 FROM state_move m WHERE m.work_order_id = w.id AND m.before = '' AND m.after = 'requested' "
    "AND m.at = w.requested_at)",
    "a history that runs backwards": "SELECT m.id FROM state_move m JOIN state_move n "
    "ON n.work_order_id = m.work_order_id AND n.id > m.id WHERE n.at < m.at",
    "a history that leaps": "SELECT m.id FROM state_move m JOIN state_move n ON n.id = (SELECT min(o.id) "
    "FROM state_move o WHERE o.work_order_id = m.work_order_id AND o.id > m.id "
    "AND coalesce(o.visit_id, 0) = coalesce(m.visit_id, 0)) WHERE n.before <> m.after",
    "a job that is not where its history ends": "SELECT w.id FROM work_order w WHERE w.state <> (SELECT m.after "
    "FROM state_move m WHERE m.work_order_id = w.id AND m.visit_id IS NULL ORDER BY m.id DESC LIMIT 1)",
    "a visit that is not where its history ends": "SELECT v.id FROM visit v WHERE v.state <> coalesce((SELECT m.after "
    "FROM state_move m WHERE m.visit_id = v.id ORDER BY m.id DESC LIMIT 1), 'unplaced')",
    "a calling off without a reason": "SELECT id FROM state_move WHERE reason = '' "
    "AND after IN ('declined', 'cancelled')",
}


@pytest.mark.parametrize("query", _NONSENSE.values(), ids=_NONSENSE.keys())
def test_there_is_no(sqlite_demo: Connection, query: str) -> None:
    assert sqlite_demo.execute(text(query)).all() == []


def test_every_state_is_there(sqlite_demo: Connection) -> None:
    orders = set(sqlite_demo.execute(text("SELECT state FROM work_order")).scalars())
    assert orders == {state.value for state in WorkOrderState}
    visits = set(sqlite_demo.execute(text("SELECT state FROM visit")).scalars())
    assert visits == {state.value for state in VisitState}
    invoices = set(sqlite_demo.execute(text("SELECT DISTINCT kind || ' ' || state FROM invoice")).scalars())
    assert {"invoice draft", "invoice issued"} <= invoices


def test_open_jobs_are_where_their_visits_say(sqlite_demo: Connection) -> None:
    rows = sqlite_demo.execute(text("SELECT id, state FROM work_order")).all()
    open_jobs = {int(row.id): WorkOrderState(row.state) for row in rows}
    visits: dict[int, list[VisitState]] = {number: [] for number in open_jobs}
    for number, state in sqlite_demo.execute(text("SELECT work_order_id, state FROM visit")):
        visits[number].append(VisitState(state))
    looked_at = 0
    for number, state in open_jobs.items():
        if state in DERIVED:
            assert derived_state(visits[number]) is state, number
            looked_at += 1
    assert looked_at > 20


def test_one_double_booking_says_why(sqlite_demo: Connection) -> None:
    reasons = sqlite_demo.execute(
        text("SELECT double_booking_reason FROM visit WHERE double_booked")
    ).scalars()
    assert len([reason for reason in reasons if reason]) == 1


def test_numbers_are_in_the_order_of_the_requests(sqlite_demo: Connection) -> None:
    rows = sqlite_demo.execute(text("SELECT number, requested_at FROM work_order ORDER BY number")).all()
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert [at for _, at in rows] == sorted(at for _, at in rows)
    assert sqlite_demo.execute(
        text("SELECT last FROM number_series WHERE name = 'work_order'")
    ).scalar() == len(rows)
