"""What a job ticket has besides the job itself: the checklist, and the customer's signature."""

from sqlalchemy import select

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import FileContent, Signature, WorkOrderCheck
from fsmdesk.reports.documents import Signed, TicketCheck

# A choice that says that something is wrong begins with it.
_FAULT_MARK = "!"


def ticket_checks(work: Reading, work_order_id: int, formats: Formats) -> tuple[TicketCheck, ...]:
    """The items of the job's checklist in their order, with the answers that were given."""
    query = select(WorkOrderCheck).where(WorkOrderCheck.work_order_id == work_order_id)
    ordered = query.order_by(WorkOrderCheck.position, WorkOrderCheck.id)
    return tuple(
        TicketCheck(
            label=check.label,
            kind=check.kind,
            asks=_asks(check, formats),
            choices=tuple(line.lstrip(_FAULT_MARK).strip() for line in check.choices.split("\n") if line),
            is_required=check.is_required,
            answer=_answer(check, formats),
            outcome=check.outcome,
        )
        for check in work.session.scalars(ordered)
    )


def signature(work: Reading, work_order_id: int, formats: Formats) -> Signed | None:
    """The customer's signature under the job, if there is one."""
    found = work.session.execute(
        select(FileContent.content, Signature.signer, Signature.signed_at)
        .join(Signature, Signature.content_id == FileContent.id)
        .where(Signature.work_order_id == work_order_id)
    ).first()
    if found is None:
        return None
    words = tr("Signed by {who}, {when}").format(who=found.signer, when=formats.instant(found.signed_at))
    return Signed(picture=found.content, words=words)


def _asks(check: WorkOrderCheck, formats: Formats) -> str:
    """What is wanted of a number: its limits with their unit."""
    if check.kind is not CheckKind.NUMBER:
        return ""
    low, high = check.low_milli, check.high_milli
    if low is not None and high is not None:
        span = f"{formats.quantity(low)}–{formats.quantity(high)}"
        return f"{span} {check.unit}".strip()
    if low is not None:
        return tr("at least {number}").format(number=formats.quantity_with_unit(low, check.unit))
    if high is not None:
        return tr("at most {number}").format(number=formats.quantity_with_unit(high, check.unit))
    return check.unit


def _answer(check: WorkOrderCheck, formats: Formats) -> str:
    """What was said; nothing while the item is open."""
    if check.outcome is None:
        return ""
    said = check.answer.lstrip(_FAULT_MARK).strip()
    if check.kind is CheckKind.NUMBER and check.answer_milli is not None:
        said = formats.quantity_with_unit(check.answer_milli, check.unit)
    parts = [said, check.note]
    if check.outcome is not CheckOutcome.PASSED or not said:
        parts.insert(1, check.outcome.label)
    return " · ".join(part for part in parts if part)
