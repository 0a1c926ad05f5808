"""A very small office, written with plain SQL that both databases understand and all guards accept.

Technicians 1 and 2; customer 1; job 1 with line 1 (5.000 done) and job 2 with line 2 (5.000 done);
one file; visit 1 of technician 1 from 08:00 to 10:00; invoice 1, issued, with line 1; payment 1 with 40.00 of its
100.00 allocated to invoice 1; invoice 2, a draft that bills 2.000 of line 2.
"""

from fsmdesk.models import Base
from tests.db.raw import Raw

DAY = "2026-03-02"


def at(minute: str, day: str = DAY) -> str:
    """An instant as both databases read it, quoted."""
    return f"'{day}T{minute}:00.000000+00:00'"


def visit(number: int, start: str, end: str, technician: int = 1, **more: str) -> str:
    """The statement that adds a planned visit of job 1."""
    columns = {
        "id": str(number),
        "work_order_id": "1",
        "technician_id": str(technician),
        "state": "'planned'",
        "start_at": at(start),
        "end_at": at(end),
    } | more
    return insert("visit", **columns)


def marked(number: int, start: str, end: str, **more: str) -> str:
    """The statement that adds a visit that is marked as a double booking."""
    mark = {"double_booked": "true", "double_booking_reason": "'He insists'"}
    return visit(number, start, end, 1, **(mark | more))


def job(key: int, **more: str) -> str:
    """The statement that adds a work order."""
    columns = {
        "id": str(key),
        "number": str(key),
        "state": "'approved'",
        "kind": "'general'",
        "priority": "3",
        "source": "'phone'",
        "title": "'No heat'",
        "customer_id": "1",
        "requested_at": at("07:00"),
    } | more
    return insert("work_order", **columns)


def draft(key: int, net: int = 5000, tax: int = 950, **more: str) -> str:
    """The statement that adds a draft invoice with these totals."""
    columns = {
        "id": str(key),
        "kind": "'invoice'",
        "state": "'draft'",
        "customer_id": "1",
        "currency": "'EUR'",
        "tax_rounding": "'rate'",
        "net_minor": str(net),
        "tax_minor": str(tax),
        "total_minor": str(net + tax),
        "locale": "'de_DE'",
        "paper": "'A4'",
    } | more
    return insert("invoice", **columns)


def billed_line(number: int, invoice: int, line: str, milli: int = 2000, net: int = 5000) -> list[str]:
    """The statements that add an invoice line with its tax of 19 % to a draft."""
    return [
        insert(
            "invoice_line",
            id=str(number),
            invoice_id=str(invoice),
            work_order_line_id=line,
            kind="'part'",
            bill_to="'customer'",
            quantity_milli=str(milli),
            net_minor=str(net),
        ),
        insert(
            "invoice_line_tax",
            id=str(number),
            line_id=str(number),
            name="'VAT'",
            category="'S'",
            rate_ppm="190000",
        ),
    ]


def taxed(number: int, invoice: int, base: int = 5000, tax: int = 950) -> str:
    """The statement that adds the tax row of 19 % to a draft."""
    return insert(
        "invoice_tax",
        id=str(number),
        invoice_id=str(invoice),
        name="'VAT'",
        category="'S'",
        rate_ppm="190000",
        base_minor=str(base),
        tax_minor=str(tax),
    )


def issue(invoice: int, serial: int, series: str = "R-", day: str = DAY) -> str:
    """The statement that issues a draft."""
    return (
        f"UPDATE invoice SET state = 'issued', series = '{series}', serial = {serial}, "
        f"number = '{series}{serial:04}', issued_on = '{day}', issued_at = {at('12:00', day)}, "
        f"version = version + 1 WHERE id = {invoice}"
    )


def insert(table: str, **values: str) -> str:
    """An INSERT statement; the values are SQL."""
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"


def fill(location: str) -> None:
    """Writes the small office into an empty one."""
    raw = Raw(location)
    content = "x'00'" if raw.is_sqlite else "'\\x00'::bytea"
    raw.done(
        insert(
            "file_content", id="1", sha256="'a'", media_type="'image/png'", size_bytes="1", content=content
        ),
        insert("technician", id="1", name="'Ada'"),
        insert("technician", id="2", name="'Ben'"),
        insert("person", id="1", name="'Olga'", role="'owner'"),
        insert("customer", id="1", name="'Miller'"),
        job(1, state="'scheduled'"),
        job(2),
        insert(
            "work_order_line",
            id="1",
            work_order_id="1",
            kind="'part'",
            bill_to="'customer'",
            done_milli="5000",
        ),
        insert(
            "work_order_line",
            id="2",
            work_order_id="2",
            kind="'part'",
            bill_to="'customer'",
            done_milli="5000",
        ),
        visit(1, "08:00", "10:00"),
        insert("number_series", id="2", name="'R-'", last="0"),
        draft(1),
        *billed_line(1, 1, "1"),
        taxed(1, 1),
        issue(1, 1),
        insert(
            "payment",
            id="1",
            customer_id="1",
            received_on=f"'{DAY}'",
            amount_minor="10000",
            currency="'EUR'",
            method="'cash'",
        ),
        insert("allocation", id="1", payment_id="1", invoice_id="1", amount_minor="4000"),
        draft(2),
        *billed_line(2, 2, "2"),
        taxed(2, 2),
    )
    if not raw.is_sqlite:  # keys that were given by hand have not moved the sequences
        for table in Base.metadata.tables:
            highest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"
            raw.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest}, false)")
        raw.commit()
    raw.close()
