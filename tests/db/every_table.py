"""A row of every logged table, and a change of it, in SQL that both databases understand."""

from tests.db.world import at, billed_line, draft, insert, taxed, visit

# For each logged table: a statement that adds row 9, what changes one column of it, and what it needs first.
ROWS: dict[str, tuple[str, str, list[str]]] = {
    "absence": (
        insert("absence", id="9", technician_id="1", start_at=at("08:00"), end_at=at("09:00")),
        "reason = 'Ill'",
        [],
    ),
    "agreement": (
        insert("agreement", id="9", customer_id="1", name="'Care'", starts_on="'2026-01-01'"),
        "covers_parts = true",
        [],
    ),
    "allocation": (
        insert("allocation", id="9", payment_id="9", invoice_id="1", amount_minor="5"),
        "amount_minor = 6",
        [
            insert(
                "payment",
                id="9",
                customer_id="1",
                received_on="'2026-03-03'",
                amount_minor="500",
                currency="'EUR'",
                method="'card'",
            )
        ],
    ),
    "company": (
        insert(
            "company",
            id="1",
            name="'We'",
            currency="'EUR'",
            locale="'de_DE'",
            timezone="'UTC'",
            paper="'A4'",
            tax_rounding="'rate'",
        ),
        "is_demo = true",
        [],
    ),
    "contact": (insert("contact", id="9", customer_id="1", name="'Eve'"), "phone = '1'", []),
    "customer": (insert("customer", id="9", name="'O''Neil \"Q\" äß'"), "archived_at = " + at("08:00"), []),
    "equipment": (
        insert("equipment", id="9", site_id="9", name="'Boiler'"),
        "installed_on = '2020-01-31'",
        [insert("site", id="9", name="'Home'")],
    ),
    "invoice": (draft(9), "summary = 'S'", []),
    "invoice_line": (billed_line(9, 9, "2")[0], "net_minor = -7", [draft(9)]),
    "invoice_line_tax": (billed_line(9, 9, "2")[1], "rate_ppm = 1", [draft(9), billed_line(9, 9, "2")[0]]),
    "invoice_tax": (taxed(9, 9), "tax_minor = 7", [draft(9)]),
    "item": (insert("item", id="9", code="'A'", name="'Valve'", kind="'part'"), "price_minor = 5", []),
    "item_cost": (
        insert("item_cost", id="9", item_id="9"),
        "cost_minor = 5",
        [insert("item", id="9", code="'A'", name="'Valve'", kind="'part'")],
    ),
    "line_cost": (insert("line_cost", id="9", line_id="2"), "cost_minor = 5", []),
    "payment": (
        insert(
            "payment",
            id="9",
            customer_id="1",
            received_on="'2026-03-03'",
            amount_minor="5",
            currency="'EUR'",
            method="'card'",
        ),
        "received_on = '2026-03-04'",
        [],
    ),
    "person": (insert("person", id="9", name="'Pat'", role="'owner'"), "technician_id = 1", []),
    "place": (
        insert("place", id="9", site_id="9", name="'Roof'"),
        "name = 'Attic'",
        [insert("site", id="9", name="'Home'")],
    ),
    "shift": (
        insert("shift", id="9", technician_id="1", weekday="0", start_minute="480", end_minute="960"),
        "valid_from = '2026-01-01'",
        [],
    ),
    "site": (insert("site", id="9", name="'Home'"), "latitude_micro = -52000000", []),
    "skill": (insert("skill", id="9", name="'Gas'"), "name = 'Oil'", []),
    "tax": (insert("tax", id="9", code="'N'", name="'Normal'"), "is_default = true", []),
    "tax_component": (
        insert("tax_component", id="9", tax_id="9", name="'VAT'", category="'S'", rate_ppm="190000"),
        "valid_from = '2026-01-01'",
        [insert("tax", id="9", code="'N'", name="'Normal'")],
    ),
    "technician": (insert("technician", id="9", name="'Cy'"), "colour = '#ffffff'", []),
    "technician_pay": (insert("technician_pay", id="9", technician_id="1"), "hourly_cost_minor = 4500", []),
    "technician_skill": (
        insert("technician_skill", id="9", technician_id="1", skill_id="9"),
        "certified_until = '2030-01-01'",
        [insert("skill", id="9", name="'Gas'")],
    ),
    "visit": (
        visit(9, "15:00", "16:00"),
        "state = 'on_site', arrived_at = '2026-03-02T15:02:03.000450+00:00'",
        [],
    ),
    "work_order": (
        insert(
            "work_order",
            id="9",
            number="3",
            state="'approved'",
            kind="'general'",
            priority="3",
            source="'phone'",
            title="'T'",
            requested_at=at("07:00"),
        ),
        "due_at = " + at("09:00"),
        [],
    ),
    "work_order_line": (
        insert("work_order_line", id="9", work_order_id="2", kind="'fee'", bill_to="'nobody'"),
        "done_milli = 1500",
        [],
    ),
    "work_order_skill": (
        insert("work_order_skill", id="9", work_order_id="1", skill_id="9"),
        "skill_id = 10",
        [insert("skill", id="9", name="'Gas'"), insert("skill", id="10", name="'Oil'")],
    ),
}
