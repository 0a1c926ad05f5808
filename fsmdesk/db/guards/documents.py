"""Issued documents: numbered without gaps, adding up to their lines, and never changed again."""

from fsmdesk.db.guards.shape import (
    Dialect,
    Guard,
    Operation,
    Refusal,
    build,
    postgresql_trigger,
    sqlite_trigger,
)

_ISSUING = "OLD.state = 'draft' AND NEW.state = 'issued'"
_ALL: tuple[Operation, ...] = ("INSERT", "UPDATE", "DELETE")


def document_guards(dialect: Dialect) -> list[Guard]:
    """All guards of invoices and their parts, and of the number series."""
    refusals = [*_frozen(), *_adding_up(), *_numbered()]
    guards = [guard for refusal in refusals for guard in build(refusal, dialect)]
    return guards + _take_number(dialect, "invoice") + _take_number(dialect, "work_order")


def _frozen() -> list[Refusal]:
    part_of = {
        "invoice_line": "SELECT 1 FROM invoice i WHERE i.id = {row}.invoice_id",
        "invoice_tax": "SELECT 1 FROM invoice i WHERE i.id = {row}.invoice_id",
        "invoice_line_tax": (
            "SELECT 1 FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE l.id = {row}.line_id"
        ),
    }
    refusals = [
        Refusal("issued_as_draft", "invoice", ("INSERT",), "NEW.state <> 'draft'", "issued"),
        Refusal("frozen_invoice", "invoice", ("UPDATE", "DELETE"), "OLD.state = 'issued'", "issued"),
    ]
    for table, query in part_of.items():
        for operation in _ALL:
            rows = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(operation, ("OLD", "NEW"))
            when = " OR ".join(f"EXISTS ({query.format(row=row)} AND i.state = 'issued')" for row in rows)
            refusals.append(Refusal(f"frozen_{table}", table, (operation,), when, "issued"))
    return refusals


def _adding_up() -> list[Refusal]:
    lines = "SELECT coalesce(sum(l.net_minor), 0) FROM invoice_line l WHERE l.invoice_id = NEW.id"
    taxes = "SELECT coalesce(sum(t.tax_minor), 0) FROM invoice_tax t WHERE t.invoice_id = NEW.id"
    taxed = (
        "SELECT coalesce(sum(l.net_minor), 0) FROM invoice_line l JOIN invoice_line_tax x ON x.line_id = l.id "
        "WHERE l.invoice_id = NEW.id AND x.category = t.category AND x.rate_ppm = t.rate_ppm AND x.name = t.name"
    )
    loose = (
        "SELECT 1 FROM invoice_line l JOIN invoice_line_tax x ON x.line_id = l.id WHERE l.invoice_id = NEW.id "
        "AND NOT EXISTS (SELECT 1 FROM invoice_tax t WHERE t.invoice_id = NEW.id AND t.category = x.category "
        "AND t.rate_ppm = x.rate_ppm AND t.name = x.name)"
    )
    billed = (
        "SELECT 1 FROM work_order_line w WHERE w.id IN (SELECT l.work_order_line_id FROM invoice_line l "
        "WHERE l.invoice_id = NEW.id) AND w.done_milli < (SELECT sum(CASE i.kind WHEN 'invoice' "
        "THEN b.quantity_milli ELSE -b.quantity_milli END) FROM invoice_line b JOIN invoice i ON i.id = b.invoice_id "
        "WHERE b.work_order_line_id = w.id AND (i.state = 'issued' OR i.id = NEW.id))"
    )
    empty = "NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = NEW.id)"
    wrong = (
        f"{_ISSUING} AND ({empty} OR NEW.net_minor <> ({lines}) OR NEW.tax_minor <> ({taxes}) "
        f"OR EXISTS (SELECT 1 FROM invoice_tax t WHERE t.invoice_id = NEW.id AND t.base_minor <> ({taxed})) "
        f"OR EXISTS ({loose}))"
    )
    twice = f"{_ISSUING} AND NEW.kind = 'invoice' AND EXISTS ({billed})"
    parent = (
        "SELECT 1 FROM work_order w WHERE w.id = {row}.work_order_id AND w.state IN ('invoiced', 'closed')"
    )
    refusals = [
        Refusal("sum_invoice", "invoice", ("UPDATE",), wrong, "sum"),
        Refusal("billed_once", "invoice", ("UPDATE",), twice, "billed_twice"),
    ]
    for operation in _ALL:
        row = "NEW" if operation == "INSERT" else "OLD"
        refusals.append(
            Refusal(
                "billed_line", "work_order_line", (operation,), f"EXISTS ({parent.format(row=row)})", "billed"
            )
        )
    return refusals


def _numbered() -> list[Refusal]:
    earlier = (
        "SELECT 1 FROM invoice i WHERE i.series = NEW.series AND i.serial = NEW.serial - 1 "
        "AND i.issued_on > NEW.issued_on"
    )
    text = "ltrim(substr(NEW.number, length(NEW.series) + 1), '0') <> cast(NEW.serial AS text)"
    prefix = "substr(NEW.number, 1, length(NEW.series)) <> NEW.series"
    taken = (
        "(OLD.name = 'work_order' AND NOT EXISTS (SELECT 1 FROM work_order w WHERE w.number = NEW.last)) OR "
        "(OLD.name <> 'work_order' AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.series = OLD.name "
        "AND i.serial = NEW.last))"
    )
    return [
        Refusal("number_reads", "invoice", ("UPDATE",), f"{_ISSUING} AND ({text} OR {prefix})", "number"),
        Refusal("number_dates", "invoice", ("UPDATE",), f"{_ISSUING} AND EXISTS ({earlier})", "date_order"),
        Refusal("number_kept", "work_order", ("UPDATE",), "NEW.number <> OLD.number", "number"),
        Refusal(
            "series_step",
            "number_series",
            ("UPDATE",),
            f"NEW.name <> OLD.name OR NEW.last <> OLD.last + 1 OR {taken}",
            "number",
        ),
        Refusal("series_kept", "number_series", ("DELETE",), "1 = 1", "number"),
    ]


def _take_number(dialect: Dialect, table: str) -> list[Guard]:
    """The record that takes a number takes the next one of its series, and the series moves with it."""
    if table == "invoice":
        event, series, number, when = "UPDATE", "NEW.series", "NEW.serial", _ISSUING
    else:
        event, series, number, when = "INSERT", "'work_order'", "NEW.number", "1 = 1"
    next_number = f"(SELECT last + 1 FROM number_series WHERE name = {series})"
    move = f"UPDATE number_series SET last = {number} WHERE name = {series}"
    name = f"take_number_{table}"
    if dialect == "sqlite":
        refuse = f"SELECT RAISE(ABORT, 'fsmdesk:number') WHERE {when} AND {number} IS NOT {next_number};"
        moving = f"{move} AND {when};"
        return [
            sqlite_trigger(name, table, "BEFORE", event, refuse),
            sqlite_trigger(f"{name}_done", table, "AFTER", event, moving),
        ]
    refuse = (
        f"IF {when} THEN PERFORM 1 FROM number_series WHERE name = {series} FOR UPDATE; "
        f"IF {number} IS DISTINCT FROM {next_number} THEN RAISE EXCEPTION 'fsmdesk:number'; END IF; END IF;"
    )
    return [
        postgresql_trigger(name, table, "BEFORE", event, refuse),
        postgresql_trigger(f"{name}_done", table, "AFTER", event, f"IF {when} THEN {move}; END IF;"),
    ]
