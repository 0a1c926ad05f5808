"""A job is complete only with what its kind of work requires, whatever program says that it is."""

from fsmdesk.core.states import DERIVED
from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build

_OPEN = ", ".join(f"'{state.value}'" for state in sorted(DERIVED))


def completion_guards(dialect: Dialect) -> list[Guard]:
    """The guard of the step to complete."""
    completed = f"NEW.state = 'complete' AND OLD.state IN ({_OPEN})"
    lacking = " OR ".join((_lacks_words(), _lacks_answers(), *_lacks_records()))
    rule = Refusal("complete", "work_order", ("UPDATE",), f"{completed} AND ({lacking})", "incomplete")
    return build(rule, dialect)


def _kind(flag: str) -> str:
    return f"EXISTS (SELECT 1 FROM work_kind k WHERE k.kind = NEW.kind AND k.{flag})"


def _lacks_words() -> str:
    """Cause and fix are asked for unless somebody said that they are not."""
    waived = "EXISTS (SELECT 1 FROM work_kind k WHERE k.kind = NEW.kind AND NOT k.requires_cause_and_fix)"
    return f"((trim(NEW.cause) = '' OR trim(NEW.fix) = '') AND NOT {waived})"


def _lacks_answers() -> str:
    return (
        "EXISTS (SELECT 1 FROM work_order_check c WHERE c.work_order_id = NEW.id AND c.outcome IS NULL "
        f"AND (c.is_required OR {_kind('requires_checklist')}))"
    )


def _lacks_records() -> list[str]:
    """Labour, lines, photos and the signature, each where the kind asks for it and there is none."""
    line = "SELECT 1 FROM work_order_line l WHERE l.work_order_id = NEW.id"
    photo = "SELECT 1 FROM attachment a WHERE a.work_order_id = NEW.id AND a.mark"
    there = {
        "requires_labour": (
            f"{line} AND l.kind = 'labour' AND l.done_milli > 0",
            "SELECT 1 FROM time_entry t WHERE t.work_order_id = NEW.id AND t.kind = 'labour'",
            "SELECT 1 FROM visit v WHERE v.work_order_id = NEW.id AND v.arrived_at IS NOT NULL "
            "AND v.state <> 'cancelled'",
        ),
        "requires_lines": (f"{line} AND (l.planned_milli > 0 OR l.done_milli > 0)",),
        "requires_before_photo": (f"{photo} = 'before'",),
        "requires_after_photo": (f"{photo} = 'after'",),
        "requires_signature": ("SELECT 1 FROM signature s WHERE s.work_order_id = NEW.id",),
    }
    return [
        f"({_kind(flag)} AND " + " AND ".join(f"NOT EXISTS ({query})" for query in queries) + ")"
        for flag, queries in there.items()
    ]
