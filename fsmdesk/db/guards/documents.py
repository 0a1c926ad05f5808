"""Issued documents: adding up to their lines, billing nothing twice, and never changed again."""

from fsmdesk.db.guards.shape import Dialect, Guard, Operation, Refusal, build
from fsmdesk.models import Invoice

HELD_BACK = "('waiting', 'declined')"
ISSUING = "OLD.state = 'draft' AND NEW.state = 'issued'"
_LINK = frozenset({"customer_id", "version"})
_ALL: tuple[Operation, ...] = ("INSERT", "UPDATE", "DELETE")
_INVOICE_OF = {
    "invoice_line": "{row}.invoice_id",
    "invoice_tax": "{row}.invoice_id",
    "invoice_line_tax": "(SELECT l.invoice_id FROM invoice_line l WHERE l.id = {row}.line_id)",
}


def document_guards(dialect: Dialect) -> list[Guard]:
    """All guards of invoices, of their parts, and of the lines that they bill."""
    refusals = [*_frozen(), *_adding_up(), *_crediting(), *_billing(), *_approving()]
    return [guard for refusal in refusals for guard in build(refusal, dialect)]


def _frozen() -> list[Refusal]:
    refusals = [
        Refusal("issued_as_draft", "invoice", ("INSERT",), "NEW.state <> 'draft'", "issued"),
        Refusal("frozen_invoice", "invoice", ("DELETE",), "OLD.state = 'issued'", "issued"),
        Refusal(
            "frozen_invoice", "invoice", ("UPDATE",), f"OLD.state = 'issued' AND NOT {_followed()}", "issued"
        ),
    ]
    for table, invoice in _INVOICE_OF.items():
        for operation in _ALL:
            held = ", ".join(invoice.format(row=row) for row in rows_of(operation))
            when = f"EXISTS (SELECT 1 FROM invoice i WHERE i.id IN ({held}) AND i.state = 'issued')"
            # Else a part could slip in while another transaction issues the invoice.
            lock = f"1 FROM invoice i WHERE i.id IN ({held}) ORDER BY i.id FOR NO KEY UPDATE"
            refusals.append(Refusal(f"frozen_{table}", table, (operation,), when, "issued", lock))
    return refusals


def _followed() -> str:
    """SQL that is true if an invoice does nothing but follow its customer into the one it was merged into, or back.

    What is printed is the invoice's own copy; whose account it stands on is a link.
    """
    merged = (
        "SELECT 1 FROM customer c WHERE (c.id = OLD.customer_id AND c.merged_into_id = NEW.customer_id) "
        "OR (c.id = NEW.customer_id AND c.merged_into_id = OLD.customer_id)"
    )
    others = [column.name for column in Invoice.__table__.columns if column.name not in _LINK]
    same = " AND ".join(
        f"(NEW.{name} = OLD.{name} OR (NEW.{name} IS NULL AND OLD.{name} IS NULL))" for name in others
    )
    return f"(NEW.customer_id <> OLD.customer_id AND EXISTS ({merged}) AND {same})"


def rows_of(operation: Operation) -> tuple[str, ...]:
    """The rows that a trigger for this operation has."""
    return {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(operation, ("OLD", "NEW"))


def rounded_share(amount: str, ppm: str) -> str:
    """SQL for the share of an amount in millionths, half away from zero, exact in 64 bits."""
    whole = f"abs({amount}) / 1000000"
    rest = f"(abs({amount}) - {whole} * 1000000)"
    share = f"({whole} * {ppm} + ({rest} * {ppm} * 2 + 1000000) / 2000000)"
    return f"(CASE WHEN {amount} < 0 THEN -{share} ELSE {share} END)"


def wrong_sums(invoice: str) -> str:
    """SQL that is true if the totals of the invoice row of this name are not those of its lines and taxes."""
    lines = f"SELECT coalesce(sum(l.net_minor), 0) FROM invoice_line l WHERE l.invoice_id = {invoice}.id"
    taxes = f"SELECT coalesce(sum(t.tax_minor), 0) FROM invoice_tax t WHERE t.invoice_id = {invoice}.id"
    of_group = (
        "FROM invoice_line l JOIN invoice_line_tax x ON x.line_id = l.id WHERE l.invoice_id = t.invoice_id "
        "AND x.category = t.category AND x.rate_ppm = t.rate_ppm AND x.name = t.name"
    )
    base = f"SELECT coalesce(sum(l.net_minor), 0) {of_group}"
    line_by_line = f"SELECT coalesce(sum({rounded_share('l.net_minor', 'x.rate_ppm')}), 0) {of_group}"
    tax = (
        f"CASE WHEN {invoice}.tax_rounding = 'line' THEN ({line_by_line}) "
        f"ELSE {rounded_share('t.base_minor', 't.rate_ppm')} END"
    )
    loose = (
        f"SELECT 1 FROM invoice_line l JOIN invoice_line_tax x ON x.line_id = l.id "
        f"WHERE l.invoice_id = {invoice}.id AND NOT EXISTS (SELECT 1 FROM invoice_tax t "
        "WHERE t.invoice_id = l.invoice_id AND t.category = x.category AND t.rate_ppm = x.rate_ppm "
        "AND t.name = x.name)"
    )
    empty = f"NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.invoice_id = {invoice}.id)"
    return (
        f"({empty} OR {invoice}.net_minor <> ({lines}) OR {invoice}.tax_minor <> ({taxes}) "
        f"OR {invoice}.total_minor <> {invoice}.net_minor + {invoice}.tax_minor + {invoice}.rounding_minor "
        f"OR EXISTS (SELECT 1 FROM invoice_tax t WHERE t.invoice_id = {invoice}.id "
        f"AND (t.base_minor <> ({base}) OR t.tax_minor <> {tax})) OR EXISTS ({loose}))"
    )


def _adding_up() -> list[Refusal]:
    return [Refusal("sum_invoice", "invoice", ("UPDATE",), f"{ISSUING} AND {wrong_sums('NEW')}", "sum")]


def _crediting() -> list[Refusal]:
    """A credit note takes back what an issued invoice asked for, and no more than that."""
    credited = (
        "SELECT coalesce(sum(c.total_minor), 0) FROM invoice c WHERE c.credits_invoice_id = o.id "
        "AND c.state = 'issued' AND c.id <> NEW.id"
    )
    fits = (
        "SELECT 1 FROM invoice o WHERE o.id = NEW.credits_invoice_id AND o.state = 'issued' "
        "AND o.kind = 'invoice' AND o.currency = NEW.currency "
        f"AND NEW.total_minor BETWEEN 0 AND o.total_minor - ({credited})"
    )
    when = f"{ISSUING} AND NEW.kind = 'credit_note' AND NOT EXISTS ({fits})"
    return [Refusal("credit_fits", "invoice", ("UPDATE",), when, "credit")]


def billed_milli(line: str, also: str = "0") -> str:
    """SQL for how much of a work-order line issued documents bill, less what they took back.

    `also` names an invoice that is about to be issued.
    """
    return (
        "(SELECT coalesce(sum(CASE i.kind WHEN 'invoice' THEN b.quantity_milli ELSE -b.quantity_milli END), 0) "
        f"FROM invoice_line b JOIN invoice i ON i.id = b.invoice_id WHERE b.work_order_line_id = {line} "
        f"AND (i.state = 'issued' OR i.id = {also}))"
    )


def _billing() -> list[Refusal]:
    """No part of a line is billed twice, and what was billed stays as it was."""
    billed = billed_milli("w.id", "NEW.id")
    twice = (
        f"{ISSUING} AND EXISTS (SELECT 1 FROM work_order_line w WHERE w.id IN (SELECT l.work_order_line_id "
        f"FROM invoice_line l WHERE l.invoice_id = NEW.id) AND {billed} NOT BETWEEN 0 AND w.done_milli)"
    )
    printed = (
        "EXISTS (SELECT 1 FROM invoice_line b JOIN invoice i ON i.id = b.invoice_id "
        "WHERE b.work_order_line_id = OLD.id AND i.state = 'issued')"
    )
    unapproved = (
        f"{ISSUING} AND NEW.kind = 'invoice' AND EXISTS (SELECT 1 FROM invoice_line l JOIN work_order_line w "
        f"ON w.id = l.work_order_line_id WHERE l.invoice_id = NEW.id AND w.approval IN {HELD_BACK})"
    )
    held_later = f"NEW.approval IN {HELD_BACK} AND NEW.approval <> OLD.approval AND {printed}"
    refusals = [
        Refusal("billed_once", "invoice", ("UPDATE",), twice, "billed_twice"),
        Refusal("billed_unapproved", "invoice", ("UPDATE",), unapproved, "unapproved"),
        Refusal("billed_approval", "work_order_line", ("UPDATE",), held_later, "billed"),
        Refusal(
            "billed_amount",
            "work_order_line",
            ("UPDATE",),
            f"NEW.done_milli < OLD.done_milli AND NEW.done_milli < {billed_milli('OLD.id')}",
            "billed",
        ),
        Refusal("billed_kept", "work_order_line", ("DELETE",), printed, "billed"),
    ]
    for operation in _ALL:
        held = ", ".join(f"{row}.work_order_id" for row in rows_of(operation))
        when = f"EXISTS (SELECT 1 FROM work_order w WHERE w.id IN ({held}) AND w.state IN ('invoiced', 'closed'))"
        lock = f"1 FROM work_order w WHERE w.id IN ({held}) ORDER BY w.id FOR NO KEY UPDATE"
        refusals.append(Refusal("billed_line", "work_order_line", (operation,), when, "billed", lock))
    return refusals


def _asked(row: str) -> str:
    """What the customer would pay for the line, before it is rounded."""
    quantity = f"CASE WHEN {row}.done_milli <> 0 THEN {row}.done_milli ELSE {row}.planned_milli END"
    exact = f"({quantity}) * 0.001 * {row}.price_minor * (1000000 - {row}.discount_ppm) / 1000000"
    return f"(CASE WHEN {row}.bill_to = 'customer' THEN {exact} ELSE 0 END)"


def _unasked() -> str:
    """A change of the scope for at least the office's amount that nobody is asked about.

    Labour that follows a technician's time is what the scope takes.
    """
    limit = "(SELECT c.scope_approval_minor FROM company c WHERE c.id = 1)"
    return (
        "NEW.is_change AND NEW.approval = 'not_needed' AND NOT NEW.follows_time "
        f"AND {_asked('NEW')} > 0 AND {_asked('NEW')} >= {limit}"
    )


def _approving() -> list[Refusal]:
    """Who decided about a change of the scope is known, only changes are asked about, and none is left open."""
    unnamed = "NEW.approval IN ('approved', 'declined') AND (NEW.approved_at IS NULL OR length(NEW.approved_by) = 0)"
    no_change = "NEW.approval <> 'not_needed' AND NOT NEW.is_change"
    undecided = (
        "OLD.state = 'complete' AND NEW.state = 'reviewed' AND EXISTS (SELECT 1 FROM work_order_line l "
        "WHERE l.work_order_id = NEW.id AND l.approval = 'waiting')"
    )
    # A line that nobody makes dearer stays as it is, also where the office asks from a lower amount on by now.
    dearer = f"({_asked('NEW')} > {_asked('OLD')} OR NEW.approval <> OLD.approval OR NEW.is_change <> OLD.is_change)"
    return [
        Refusal("approval_above", "work_order_line", ("INSERT",), _unasked(), "not_asked"),
        Refusal("approval_above", "work_order_line", ("UPDATE",), f"{_unasked()} AND {dearer}", "not_asked"),
        Refusal("approval_named", "work_order_line", ("INSERT", "UPDATE"), unnamed, "unnamed"),
        Refusal("approval_asked", "work_order_line", ("INSERT", "UPDATE"), no_change, "no_change"),
        Refusal("approval_decided", "work_order", ("UPDATE",), undecided, "unapproved"),
    ]
