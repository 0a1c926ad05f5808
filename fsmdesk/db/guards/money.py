"""Money that came in: never allocated beyond what there is, on either side."""

from fsmdesk.db.guards.shape import LATEST_ONLY, Dialect, Guard, Refusal, build, postgresql_trigger


def money_guards(dialect: Dialect) -> list[Guard]:
    """Guards of payments and allocations."""
    guards = [guard for refusal in _refusals() for guard in build(refusal, dialect)]
    if dialect == "postgresql":
        # Two seats that allocate at once wait for each other, so that each sees the other's sum.
        # The name makes it fire before the refusal: triggers fire in the order of their names.
        lock = (
            f"{LATEST_ONLY}PERFORM 1 FROM payment WHERE id = NEW.payment_id FOR UPDATE; "
            "PERFORM 1 FROM invoice WHERE id IN (NEW.invoice_id, NEW.credit_note_id) ORDER BY id FOR UPDATE;"
        )
        guards += [
            postgresql_trigger("a_lock_allocation_insert", "allocation", "BEFORE", "INSERT", lock),
            postgresql_trigger("a_lock_allocation_update", "allocation", "BEFORE", "UPDATE", lock),
        ]
    return guards


def _refusals() -> list[Refusal]:
    def others(column: str) -> str:
        return (
            f"(SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE a.{column} = NEW.{column} "
            "AND a.id <> NEW.id)"
        )

    too_much = (
        f"NEW.amount_minor + {others('payment_id')} > (SELECT amount_minor FROM payment WHERE id = NEW.payment_id) "
        f"OR NEW.amount_minor + {others('credit_note_id')} > "
        "(SELECT total_minor FROM invoice WHERE id = NEW.credit_note_id) "
        f"OR NEW.amount_minor + {others('invoice_id')} > "
        "(SELECT total_minor FROM invoice WHERE id = NEW.invoice_id)"
    )
    fitting = (
        "NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = NEW.invoice_id AND i.state = 'issued' "
        "AND i.kind = 'invoice') OR (NEW.credit_note_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice c "
        "WHERE c.id = NEW.credit_note_id AND c.state = 'issued' AND c.kind = 'credit_note')) OR EXISTS "
        "(SELECT 1 FROM payment p JOIN invoice i ON i.id = NEW.invoice_id WHERE p.id = NEW.payment_id "
        "AND p.currency <> i.currency) OR EXISTS (SELECT 1 FROM invoice c JOIN invoice i ON i.id = NEW.invoice_id "
        "WHERE c.id = NEW.credit_note_id AND c.currency <> i.currency)"
    )
    spent = (
        "NEW.amount_minor < (SELECT coalesce(sum(a.amount_minor), 0) FROM allocation a WHERE a.payment_id = OLD.id) "
        "OR (NEW.currency <> OLD.currency AND EXISTS (SELECT 1 FROM allocation a WHERE a.payment_id = OLD.id))"
    )
    allocated = "EXISTS (SELECT 1 FROM allocation a WHERE a.payment_id = OLD.id)"
    return [
        Refusal("allocation_fits", "allocation", ("INSERT", "UPDATE"), fitting, "allocation"),
        Refusal("allocation_sum", "allocation", ("INSERT", "UPDATE"), too_much, "allocation"),
        Refusal("payment_spent", "payment", ("UPDATE",), spent, "allocation"),
        Refusal("payment_kept", "payment", ("DELETE",), allocated, "allocation"),
    ]
