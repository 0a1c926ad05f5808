"""What customers are told without being asked for it, in the transaction that makes it true."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import MailState, MessageEvent
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import OutgoingMail, Visit, WorkOrder
from fsmdesk.services.mail.arrival import arrival_words
from fsmdesk.services.mail.facts import JobFacts, facts_of_job, spoken_day, summary_of
from fsmdesk.services.mail.messages import MailDraft
from fsmdesk.services.mail.queueing import put_in_queue
from fsmdesk.services.mail.settings import server_card
from fsmdesk.services.mail.texts import filled, text_of
from fsmdesk.services.records import find

# So long a step can be undone before anybody is told of it.
_GRACE: Final = {
    MessageEvent.ON_THE_WAY: timedelta(seconds=30),
    MessageEvent.COMPLETE: timedelta(minutes=2),
    MessageEvent.MOVED: timedelta(minutes=3),
}
_WORTH_TELLING: Final = timedelta(minutes=15)


def tell_on_the_way(work: Writing, visit: Visit) -> None:
    """The customer is told that the technician set out, and when he will be there, if the office wants that."""
    facts = _facts(work, MessageEvent.ON_THE_WAY, visit.work_order_id, visit)
    if facts is not None:
        _tell(
            work,
            MessageEvent.ON_THE_WAY,
            facts,
            visit,
            {"arrival": arrival_words(work, visit, facts.formats)},
        )


def tell_complete(work: Writing, work_order: WorkOrder) -> None:
    """The customer is told that the job is complete, with its summary, if the office wants that."""
    facts = _facts(work, MessageEvent.COMPLETE, work_order.id, None)
    if facts is not None:
        last = work.session.scalar(
            select(Visit).where(Visit.work_order_id == work_order.id).order_by(Visit.start_at.desc()).limit(1)
        )
        fields = {"summary": summary_of(work_order)}
        _tell(work, MessageEvent.COMPLETE, facts, last, fields, work_order_id=work_order.id)


def tell_moved(work: Writing, visit: Visit, before: datetime | None) -> None:
    """The customer is told of the new time of a visit that was to begin at `before`, if the office wants that.

    Nothing is said of what lies behind, of a few minutes, or of a visit that nobody was told of. Several
    moves in a row become one message, from the time that was told to the last one.
    """
    if before is None or visit.start_at is None or visit.start_at <= work.now:
        return
    if visit.state not in (VisitState.PLANNED, VisitState.DISPATCHED):
        return
    waiting = _waiting(work, MessageEvent.MOVED, visit.id)
    told_start = (waiting.earlier_at if waiting else None) or before
    if waiting is not None:
        waiting.state, waiting.next_try_at = MailState.CANCELLED, None
    if abs(visit.start_at - told_start) < _WORTH_TELLING:
        return
    facts = _facts(work, MessageEvent.MOVED, visit.work_order_id, visit)
    if facts is None:
        return
    formats = facts.formats
    fields = {
        "date": spoken_day(formats, visit.start_at),
        "time": formats.time(visit.start_at),
        "earlier_date": spoken_day(formats, told_start),
        "earlier_time": formats.time(told_start),
    }
    mail = _tell(work, MessageEvent.MOVED, facts, visit, fields)
    if mail is not None:
        mail.earlier_at = told_start


def _facts(work: Reading, event: MessageEvent, work_order_id: int, visit: Visit | None) -> JobFacts | None:
    """What the message would say; None where the office sends none, or nobody wants or can get it."""
    if not text_of(work, event).is_on or not server_card(work).host:
        return None
    facts = facts_of_job(work, find(work, WorkOrder, work_order_id), visit)
    return None if facts.wants_none or not facts.recipient else facts


def _tell(
    work: Writing,
    event: MessageEvent,
    facts: JobFacts,
    visit: Visit | None,
    fields: dict[str, str],
    work_order_id: int | None = None,
) -> OutgoingMail | None:
    text = text_of(work, event)
    known = facts.fields | fields
    draft = MailDraft(
        event,
        facts.recipient,
        filled(text.subject, known),
        filled(text.body, known),
        customer_id=facts.customer_id,
        work_order_id=visit.work_order_id if visit else work_order_id,
        visit_id=visit.id if visit else None,
    )
    try:
        return put_in_queue(work, draft, work.now + _GRACE[event])
    except RuleBroken:  # an address that no server takes must not keep anybody from working
        return None


def _waiting(work: Reading, event: MessageEvent, visit_id: int) -> OutgoingMail | None:
    return work.session.scalar(
        select(OutgoingMail)
        .where(
            OutgoingMail.visit_id == visit_id,
            OutgoingMail.event == event,
            OutgoingMail.state == MailState.QUEUED,
            OutgoingMail.claimed_until.is_(None),
        )
        .order_by(OutgoingMail.id.desc())
        .limit(1)
    )
