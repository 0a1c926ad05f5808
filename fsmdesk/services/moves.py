"""Moves of work orders: one door for those that a person makes, and the row that tells who, when and why."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import line_net_minor
from fsmdesk.core.states import BILLED_STATES, Move, Requirement, VisitState, WorkOrderState, find_move
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr, trn
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Invoice, InvoiceLine, StateMove, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.closeout.small_tickets import reason_to_pass
from fsmdesk.services.dispatch.judging import drop_idle_marks, planned_span
from fsmdesk.services.mail.telling import tell_complete
from fsmdesk.services.orders.amounts import PAID_BY_CUSTOMER
from fsmdesk.services.orders.requirements import require_complete
from fsmdesk.services.orders.scope import undecided_count
from fsmdesk.services.permits import permit
from fsmdesk.services.visit_steps import cancel_not_begun, ensure_open_visit, finish, visits_of
from fsmdesk.services.work_done import take_as_done

_S = WorkOrderState


def record_move(
    work: Writing,
    work_order: WorkOrder,
    before: WorkOrderState | None,
    after: WorkOrderState,
    reason: str = "",
) -> None:
    """The step of the work order is written down: who, when and why. `before` None is its beginning."""
    work.session.add(
        StateMove(
            work_order_id=work_order.id,
            before=before.value if before else "",
            after=after.value,
            at=work.now,
            person_id=work.actor.person_id,
            reason=reason,
        )
    )


def change_state(work: Writing, work_order: WorkOrder, after: WorkOrderState, reason: str = "") -> None:
    """The work order made a declared move, with all that belongs to it.

    Approved, it has a visit that is still to be made (a new unplaced one if there was none). Cancelled or
    declined, nobody is expected any more. Complete, it is stamped, nobody is on site, what was planned
    beyond that is cancelled, and lines that nobody reported on are done as planned; a small ticket is
    reviewed with it.

    Raises:
        RuleBroken: there is no such move, or something it requires is missing (`field` says what).
        NotAllowed: the person's role does not permit this very move.
    """
    before = work_order.state
    move = find_move(before, after)
    if move is None:
        words = tr("Job {number} is {before} and can't become {after} from there.")
        text = words.format(number=work_order.number, before=before.label.lower(), after=after.label.lower())
        raise RuleBroken(text, "state")
    permit(work.actor.role, move.needs)
    reason = clean_text(reason, "reason", multiline=True, label=tr("Reason"))
    _before_move(work, work_order, after, reason)
    _check_requirements(work, work_order, move, reason)
    _check_billing(work, work_order, after)
    work_order.state = after
    record_move(work, work_order, before, after, reason)
    work.session.flush()
    if after is _S.APPROVED:
        ensure_open_visit(work, work_order)
    if after is _S.COMPLETE and before is not _S.REVIEWED:
        tell_complete(work, work_order)
    if after is _S.COMPLETE and before is not _S.REVIEWED:
        _pass_review(work, work_order)


def is_billed(work: Reading, work_order_id: int) -> bool:
    """True if an issued invoice that no credit note took back has a line of this work order."""
    credit = aliased(Invoice)
    taken_back = (
        select(credit.id)
        .where(credit.credits_invoice_id == Invoice.id, credit.state == InvoiceState.ISSUED)
        .exists()
    )
    query = (
        select(Invoice.id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(
            InvoiceLine.work_order_id == work_order_id,
            Invoice.kind == InvoiceKind.INVOICE,
            Invoice.state == InvoiceState.ISSUED,
            ~taken_back,
        )
        .limit(1)
    )
    return work.session.scalar(query) is not None


def _pass_review(work: Writing, work_order: WorkOrder) -> None:
    """A small ticket is reviewed at once, and its history says why nobody looked it over."""
    reason = reason_to_pass(work, work_order)
    if reason:
        work_order.state = _S.REVIEWED
        record_move(work, work_order, _S.COMPLETE, _S.REVIEWED, reason)
        work.session.flush()


def _before_move(work: Writing, work_order: WorkOrder, after: WorkOrderState, reason: str) -> None:
    """What happens to the visits, before what the move requires of them is looked at."""
    visits = visits_of(work, work_order)
    if after is _S.COMPLETE and work_order.state is not _S.REVIEWED:
        _refuse_under_way(work_order, visits)
        # Lines are taken over as done below, so what is recorded is looked at before.
        require_complete(work, work_order)
        finish(work, visits, VisitState.DONE, (VisitState.ON_SITE, VisitState.WAITING), work.now)
        cancel_not_begun(work, visits)
        take_as_done(work, work_order)
        work_order.completed_at = work.now
    elif after in (_S.CANCELLED, _S.DECLINED):
        finish(work, visits, VisitState.PARTLY_DONE, (VisitState.WAITING,), work.now)
        cancel_not_begun(work, visits, reason)
    elif after is _S.APPROVED:
        work_order.completed_at = None
    work.session.flush()
    for visit in visits:
        if visit.state is VisitState.CANCELLED:
            drop_idle_marks(work, planned_span(visit))


def _refuse_under_way(work_order: WorkOrder, visits: list[Visit]) -> None:
    if any(visit.state is VisitState.EN_ROUTE for visit in visits):
        words = tr("Somebody is on the way to job {number}. Call that visit back first.")
        raise RuleBroken(words.format(number=work_order.number), "visits")


def _check_requirements(work: Reading, work_order: WorkOrder, move: Move, reason: str) -> None:
    if move[:2] == (_S.COMPLETE, _S.REVIEWED):
        _refuse_undecided(work, work_order)
    for requirement in move.requires:
        if requirement is Requirement.REASON and not reason.strip():
            raise RuleBroken(tr("Say why."), "reason")
        if requirement is Requirement.CUSTOMER and work_order.customer_id is None:
            raise RuleBroken(tr("Choose the customer who pays."), "customer_id")
        if requirement is Requirement.VISIT_DONE and not _has_done_visit(work, work_order):
            raise RuleBroken(tr("Nobody has been there yet: no visit is done."), "visits")
        if requirement is Requirement.LINES and not _has_lines(work, work_order):
            raise RuleBroken(tr("Say what was done: no line has a quantity that is done."), "lines")


def _refuse_undecided(work: Reading, work_order: WorkOrder) -> None:
    count = undecided_count(work, work_order.id)
    if count:
        words = trn(
            "{n} change of the scope of job {number} waits for approval. Approve or decline it.",
            "{n} changes of the scope of job {number} wait for approval. Approve or decline them.",
            count,
        )
        raise RuleBroken(words.format(n=count, number=work_order.number), "lines")


def _check_billing(work: Reading, work_order: WorkOrder, after: WorkOrderState) -> None:
    """The states after the review say what the invoices say."""
    before = work_order.state
    if after is _S.INVOICED and not is_billed(work, work_order.id):
        raise RuleBroken(
            tr("No issued invoice bills job {number}.").format(number=work_order.number), "state"
        )
    if before in BILLED_STATES and after is _S.REVIEWED and is_billed(work, work_order.id):
        words = tr("Job {number} is on an issued invoice. Write a credit note instead.")
        raise RuleBroken(words.format(number=work_order.number), "state")
    if before is _S.REVIEWED and after is _S.CLOSED and _customer_owes(work, work_order):
        words = tr("The customer is still to be billed for job {number}. Invoice it, or bill it to nobody.")
        raise RuleBroken(words.format(number=work_order.number), "lines")


def _has_done_visit(work: Reading, work_order: WorkOrder) -> bool:
    return any(visit.state is VisitState.DONE for visit in visits_of(work, work_order))


def _has_lines(work: Reading, work_order: WorkOrder) -> bool:
    query = select(func.count()).where(
        WorkOrderLine.work_order_id == work_order.id, WorkOrderLine.done_milli > 0
    )
    return bool(work.session.scalar(query))


def _customer_owes(work: Reading, work_order: WorkOrder) -> bool:
    lines = work.session.execute(
        select(WorkOrderLine.done_milli, WorkOrderLine.price_minor, WorkOrderLine.discount_ppm).where(
            WorkOrderLine.work_order_id == work_order.id, *PAID_BY_CUSTOMER
        )
    )
    return any(line_net_minor(done, price, discount) for done, price, discount in lines)
