"""Rows on their way into the tables: collected in memory, handed over table by table."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Final

Row = tuple[object, ...]
Add = Callable[[Row], int]

# In an order in which whatever a row refers to comes before it. The key comes first in every row and is not
# named here; columns that are left out have their default.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "picture": ("sha256", "media_type", "content"),
    "company": (
        *("name", "address", "city", "region", "postcode", "country", "phone", "email", "licence"),
        *("tax_number", "currency", "locale", "timezone", "paper", "logo_id", "payment_text", "payment_link"),
        *(
            "payment_days",
            "invoice_prefix",
            "credit_note_prefix",
            "tax_rounding",
            "is_demo",
            "holiday_calendar",
        ),
    ),
    "business_hours": ("weekday", "start_minute", "end_minute"),
    "holiday": ("on_day", "name", "is_open"),
    "technician": (
        *("name", "initials", "colour", "email", "phone", "address", "city", "region", "postcode", "country"),
        *("home_latitude_micro", "home_longitude_micro", "position", "notes", "external_id", "archived_at"),
        "team",
    ),
    "person": ("name", "role", "technician_id", "archived_at"),
    "technician_pay": ("technician_id", "hourly_cost_minor"),
    "waiting_list": ("position", "name", "keeps_place"),
    "skill": ("name",),
    "technician_skill": ("technician_id", "skill_id", "certified_until"),
    "shift": ("technician_id", "weekday", "start_minute", "end_minute", "valid_from", "valid_until"),
    "absence": ("technician_id", "start_at", "end_at", "reason"),
    "tax": ("code", "name", "is_default", "is_exemption"),
    "tax_component": ("tax_id", "name", "category", "rate_ppm", "valid_from"),
    "item": ("code", "name", "kind", "unit", "category", "price_minor", "tax_id"),
    "item_cost": ("item_id", "cost_minor"),
    "work_kind": (
        *("kind", "requires_labour", "requires_cause_and_fix", "requires_checklist", "requires_lines"),
        *("requires_before_photo", "requires_after_photo", "requires_signature"),
    ),
    "task_code": ("code", "name", "kind"),
    "work_template": (
        *("name", "kind", "task_code_id", "priority", "scope", "safety_notes", "protective_gear"),
        "duration_minutes",
    ),
    "template_skill": ("template_id", "skill_id"),
    "template_line": (
        *("template_id", "position", "item_id", "kind", "description", "unit", "planned_milli"),
    ),
    "template_check": (
        *("template_id", "position", "kind", "label", "unit", "low_milli", "high_milli", "choices"),
        "is_required",
    ),
    "customer": (
        *("name", "phone", "email", "address", "city", "region", "postcode", "country", "tax_number"),
        *("payment_days", "tax_exempt", "exempt_certificate", "credit_hold", "notes"),
    ),
    "service_level": (*("customer_id", "priority", "respond_minutes", "finish_minutes", "around_the_clock"),),
    "contact": ("customer_id", "name", "title", "phone", "email", "is_primary"),
    "site": (
        *("customer_id", "name", "address", "city", "region", "postcode", "country"),
        *("latitude_micro", "longitude_micro", "access_notes", "coordinates_guessed"),
    ),
    "site_code": ("site_id", "kind", "label", "code"),
    "place": ("site_id", "parent_id", "name"),
    "equipment": (
        *("site_id", "place_id", "parent_id", "name", "category", "make", "model", "serial"),
        *("installed_on", "warranty_until"),
    ),
    "agreement": (
        *("customer_id", "name", "starts_on", "ends_on", "covers_labour", "covers_parts", "covers_fees"),
    ),
    "work_order": (
        *("number", "state", "kind", "priority", "source", "title", "problem", "customer_id", "contact_id"),
        *("site_id", "place_id", "equipment_id", "agreement_id", "caller", "purchase_order", "access_notes"),
        *("safety_notes", "duration_minutes", "window_start_at", "window_end_at", "due_at", "requested_at"),
        *("completed_at", "cause", "fix", "office_notes", "as_imported", "is_urgent", "respond_by_at"),
        *("due_typed", "origin_id", "origin", "task_code_id"),
    ),
    "request_question": ("work_order_id", "question", "asked_at", "asked_by_id"),
    "work_order_skill": ("work_order_id", "skill_id"),
    "visit": (
        *("work_order_id", "technician_id", "state", "start_at", "end_at", "duration_minutes", "crew_key"),
        *("en_route_at", "arrived_at", "finished_at", "double_booked", "double_booking_reason"),
    ),
    "state_move": ("work_order_id", "visit_id", "before", "after", "at", "person_id", "reason"),
    "file_content": ("sha256", "media_type", "size_bytes", "content", "thumbnail"),
    "attachment": ("content_id", "work_order_id", "name", "mark", "taken_at", "added_at", "added_by_id"),
    "work_order_check": (
        *("work_order_id", "position", "kind", "label", "unit", "low_milli", "high_milli", "choices"),
        *("is_required", "outcome", "answer", "answer_milli", "note", "answered_at", "answered_by_id"),
        "attachment_id",
    ),
    "signature": ("work_order_id", "content_id", "signer", "signed_at", "taken_by_id"),
    "work_order_line": (
        *("work_order_id", "position", "item_id", "kind", "description", "unit", "planned_milli"),
        *("done_milli", "price_minor", "tax_id", "bill_to", "note"),
    ),
    "line_cost": ("line_id", "cost_minor"),
    "feedback": (
        *("work_order_id", "score", "remark", "given_by", "given_at", "followed_up_at"),
        *("followed_up_by_id", "follow_up_note"),
    ),
    "invoice": (
        *("kind", "state", "number", "series", "serial", "customer_id", "credits_invoice_id", "issued_on"),
        *("issued_at", "issued_by_id", "due_on", "payment_days", "currency", "tax_rounding", "net_minor"),
        *("tax_minor", "total_minor", "purchase_order", "summary", "reason", "bill_to_name"),
        *("bill_to_address", "bill_to_tax_number", "exempt_certificate", "service_at", "seller_name"),
        *("seller_address", "seller_contact", "seller_registration", "payment_text", "payment_link"),
        *("logo_id", "locale", "paper"),
    ),
    "invoice_line": (
        *("invoice_id", "work_order_id", "work_order_line_id", "position", "kind", "description", "note"),
        *("unit", "quantity_milli", "price_minor", "tax_code", "bill_to", "net_minor"),
    ),
    "invoice_line_tax": ("line_id", "name", "category", "rate_ppm"),
    "invoice_tax": ("invoice_id", "name", "category", "rate_ppm", "base_minor", "tax_minor"),
    "payment": ("customer_id", "received_on", "amount_minor", "currency", "method", "reference", "note"),
    "allocation": ("payment_id", "credit_note_id", "invoice_id", "amount_minor"),
}


class Rows:
    """Rows of all tables. Values are texts, whole numbers, bytes and None, alike on both databases."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        self._keys = {table: count(1) for table in COLUMNS}
        self._written = dict.fromkeys(COLUMNS, 0)

    def adder(self, table: str) -> Add:
        """What adds a row to this table and answers with its key."""
        append, keys = self._waiting[table].append, self._keys[table]

        def add(row: Row) -> int:
            key = next(keys)
            append((key, *row))
            return key

        return add

    def add(self, table: str, *values: object) -> int:
        """The row is among those of its table; its key is the answer."""
        key = next(self._keys[table])
        self._waiting[table].append((key, *values))
        return key

    def waiting_count(self) -> int:
        """How many rows have not been taken yet."""
        return sum(map(len, self._waiting.values()))

    def count_of(self, table: str) -> int:
        """How many rows this table has got, taken or not."""
        return self._written[table] + len(self._waiting[table])

    def take(self) -> Iterator[tuple[str, list[Row]]]:
        """All rows that wait, table by table; afterwards none waits."""
        for table, rows in self._waiting.items():
            if rows:
                yield table, rows
                self._written[table] += len(rows)
                rows.clear()
