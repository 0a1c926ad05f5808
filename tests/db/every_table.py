"""A row of every logged table, and a change of it, in SQL that both databases understand."""

from tests.db.world import at, billed_line, draft, insert, taxed, visit

ITEM = insert("item", id="9", code="'A'", name="'Valve'", kind="'part'")
TEMPLATE = insert("work_template", id="9", name="'Boiler fault'", kind="'corrective'")
MAIL = insert(
    "outgoing_mail",
    id="9",
    state="'queued'",
    event="'moved'",
    recipient="'eve@there'",
    message_id="'<1@here>'",
    queued_at=at("08:00"),
)


# Tables with one row only, whose id is 1.
_SINGLE = ("company", "mail_server")

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
    "travel_speed": (
        insert("travel_speed", id="9", start_minute="420", kilometres_per_hour="40"),
        "kilometres_per_hour = 25",
        [],
    ),
    "visit": (
        visit(9, "15:00", "16:00"),
        "state = 'on_site', arrived_at = '2026-03-02T15:02:03.000450+00:00'",
        [],
    ),
    "attachment": (
        insert("attachment", id="9", content_id="1", work_order_id="1", name="'a.jpg'", added_at=at("08:00")),
        "mark = 'after'",
        [],
    ),
    "business_hours": (
        insert("business_hours", id="9", weekday="0", start_minute="480", end_minute="1020"),
        "end_minute = 960",
        [],
    ),
    "document_text": (insert("document_text", id="9", document="'invoice'"), "footer = 'Thanks'", []),
    "feedback": (
        insert("feedback", id="9", work_order_id="1", score="2", given_at=at("08:00")),
        "remark = 'Late'",
        [],
    ),
    "holiday": (insert("holiday", id="9", on_day="'2026-12-24'", name="'Eve'"), "is_open = true", []),
    "item_price": (
        insert("item_price", id="9", item_id="9", level_id="9"),
        "price_minor = 7",
        [ITEM, insert("price_level", id="9", name="'Trade'")],
    ),
    "kit_part": (
        insert("kit_part", id="9", kit_id="9", item_id="10", quantity_milli="1000"),
        "quantity_milli = 2000",
        [ITEM, insert("item", id="10", code="'B'", name="'Kit'", kind="'part'")],
    ),
    "mail_attachment": (
        insert("mail_attachment", id="9", mail_id="9", content_id="1", name="'a.pdf'"),
        "name = 'b.pdf'",
        [MAIL],
    ),
    "mail_server": (
        insert("mail_server", id="1", host="'mail'", security="'tls'", sender_address="'we@here'"),
        "port = 465",
        [],
    ),
    "message_template": (insert("message_template", id="9", event="'moved'"), "is_on = true", []),
    "outgoing_mail": (MAIL, "attempts = 1", []),
    "price_level": (insert("price_level", id="9", name="'Trade'"), "change_ppm = -100000", []),
    "request_question": (
        insert("request_question", id="9", work_order_id="1", question="'Which?'", asked_at=at("08:00")),
        "answer = 'This'",
        [],
    ),
    "saved_view": (insert("saved_view", id="9", list_name="'jobs'", name="'Mine'"), "definition = '{}'", []),
    "service_level": (insert("service_level", id="9", priority="1"), "respond_minutes = 60", []),
    "placement_weight": (
        insert("placement_weight", id="9", rule="'overlap'", severity="3"),
        "severity = 2",
        [],
    ),
    "signature": (
        insert("signature", id="9", work_order_id="1", content_id="1", signer="'Eve'", signed_at=at("08:00")),
        "signer = 'Eva'",
        [],
    ),
    "site_code": (
        insert("site_code", id="9", site_id="9", kind="'gate'", code="'1234'"),
        "label = 'Gate'",
        [insert("site", id="9", name="'Home'")],
    ),
    "task_code": (insert("task_code", id="9", code="'B1'", name="'Boiler'"), "kind = 'general'", []),
    "template_check": (
        insert("template_check", id="9", template_id="9", kind="'tick'", label="'Clean'"),
        "is_required = true",
        [TEMPLATE],
    ),
    "template_line": (
        insert("template_line", id="9", template_id="9", kind="'fee'"),
        "planned_milli = 1000",
        [TEMPLATE],
    ),
    "template_skill": (
        insert("template_skill", id="9", template_id="9", skill_id="9"),
        "skill_id = 10",
        [TEMPLATE, insert("skill", id="9", name="'Gas'"), insert("skill", id="10", name="'Oil'")],
    ),
    "time_entry": (
        insert(
            "time_entry",
            id="9",
            work_order_id="1",
            technician_id="1",
            kind="'labour'",
            start_at=at("08:00"),
        ),
        "end_at = " + at("09:00"),
        [],
    ),
    "waiting_list": (insert("waiting_list", id="9", name="'Call back'"), "keeps_place = true", []),
    "work_kind": (insert("work_kind", id="9", kind="'general'"), "requires_lines = true", []),
    "work_order_check": (
        insert("work_order_check", id="9", work_order_id="1", kind="'number'", label="'CO'"),
        "low_milli = 0",
        [],
    ),
    "work_template": (TEMPLATE, "name = 'Other'", []),
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
    "work_order_dependency": (
        insert("work_order_dependency", id="9", work_order_id="1", needs_id="2"),
        "work_order_id = 2, needs_id = 1",
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


def row_of(table: str) -> int:
    """The id of the row that the statements of this table add."""
    return 1 if table in _SINGLE else 9
