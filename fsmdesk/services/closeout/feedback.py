"""What requesters think of jobs that are done, and what is done about it where they are not content."""

from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Feedback, Person, WorkOrder
from fsmdesk.services.closeout.messages import (
    LOW_SCORE,
    FeedbackValue,
    FollowUpFeedback,
    JobFeedback,
    RecordFeedback,
)
from fsmdesk.services.records import assign, cleaned, find_seen, hold
from fsmdesk.services.registry import answers, handles

DONE: Final = BILLED_STATES | {WorkOrderState.COMPLETE, WorkOrderState.REVIEWED}


@answers(JobFeedback)
def job_feedback(work: Reading, query: JobFeedback) -> FeedbackValue | None:
    """The feedback about the job."""
    row = work.session.execute(
        select(Feedback, Person.name)
        .outerjoin(Person, Person.id == Feedback.followed_up_by_id)
        .where(Feedback.work_order_id == query.work_order_id)
    ).first()
    if row is None:
        return None
    given, followed_up_by = row
    same = ("id", "version", "score", "remark", "given_by", "given_at", "followed_up_at", "follow_up_note")
    return FeedbackValue(**{name: getattr(given, name) for name in same}, followed_up_by=followed_up_by or "")


@handles(RecordFeedback)
def record_feedback(work: Writing, command: RecordFeedback) -> int:
    """The feedback stands at the job. A score that became low waits for an answer again.

    Raises:
        RuleBroken: the job is not done, or the score is not between 1 and 5.
        ConflictError: somebody else recorded it meanwhile.
    """
    order = hold(work, WorkOrder, command.work_order_id)
    if order.state not in DONE:
        words = tr("Job {number} is {state}: feedback is about work that is done.")
        raise RuleBroken(words.format(number=order.number, state=order.state.label.lower()), "score")
    if not 1 <= command.score <= 5:
        raise RuleBroken(tr("Choose 1 to 5."), "score")
    texts = cleaned(command, ("given_by",), ("remark",))
    given = _seen(work, command)
    if given is None:
        given = Feedback(work_order_id=order.id, given_at=work.now, **texts, score=command.score)
        work.session.add(given)
    else:
        if command.score <= LOW_SCORE and command.score < given.score:
            assign(given, followed_up_at=None, followed_up_by_id=None)
        assign(given, **texts, score=command.score)
    work.session.flush()
    return given.id


@handles(FollowUpFeedback)
def follow_up_feedback(work: Writing, command: FollowUpFeedback) -> None:
    """It is answered: when, by whom, and what came of it."""
    texts = cleaned(command, texts=("note",), required=("note",))
    given = find_seen(work, Feedback, command.feedback_id, command.seen_version)
    assign(
        given,
        followed_up_at=work.now,
        followed_up_by_id=work.actor.person_id,
        follow_up_note=texts["note"],
    )


def _seen(work: Writing, command: RecordFeedback) -> Feedback | None:
    """What is stored, at the version that was seen; None where there was and is nothing."""
    stored = work.session.scalar(
        select(Feedback).where(Feedback.work_order_id == command.work_order_id).with_for_update()
    )
    if stored is None:
        return None
    if command.seen_version == 0:
        raise ConflictError(
            tr("Somebody recorded feedback about this job in the meantime."),
            who="",
            seen_version=0,
            stored_version=stored.version,
            theirs={"score": stored.score, "remark": stored.remark},
        )
    return find_seen(work, Feedback, stored.id, command.seen_version)
