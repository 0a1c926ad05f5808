"""Answering items of a checklist, one at a time."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrderCheck
from fsmdesk.services.checklists.judging import judged
from fsmdesk.services.checklists.locking import refuse_locked
from fsmdesk.services.checklists.messages import (
    AnswerCheck,
    ClearCheck,
    NoteCheck,
    PhotographCheck,
    SkipCheck,
)
from fsmdesk.services.files.attaching import attach
from fsmdesk.services.files.messages import FileOwner
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import assign, find, find_seen, require
from fsmdesk.services.registry import handles


@handles(AnswerCheck)
def answer_check(work: Writing, command: AnswerCheck) -> None:
    """The item has the answer, who gave it and when.

    Raises:
        ConflictError: somebody else answered or changed it since.
        RuleBroken: it is no answer to this item, or the job is kept as it is.
    """
    check = seen_check(work, command.check_id, command.seen_version)
    outcome, answer, milli = judged(check, command.answer, command.answer_milli, command.has_failed)
    stand = (check.outcome, check.answer, check.answer_milli)
    if stand != (outcome, answer, milli):
        _set(work, check, outcome, answer, milli)


@handles(SkipCheck)
def skip_check(work: Writing, command: SkipCheck) -> None:
    """The item does not apply.

    Raises:
        RuleBroken: the note does not say why.
    """
    check = seen_check(work, command.check_id, command.seen_version)
    note = clean_text(command.note, "note", multiline=True)
    require(note, "note", tr("The reason why it does not apply"))
    _set(work, check, CheckOutcome.NOT_APPLICABLE, "", None)
    assign(check, note=note, attachment_id=None)


@handles(NoteCheck)
def note_check(work: Writing, command: NoteCheck) -> None:
    """The item has the remark.

    Raises:
        RuleBroken: it would leave an item that does not apply without its reason.
    """
    check = seen_check(work, command.check_id, command.seen_version)
    note = clean_text(command.note, "note", multiline=True)
    if check.outcome is CheckOutcome.NOT_APPLICABLE:
        require(note, "note", tr("The reason why it does not apply"))
    assign(check, note=note)


@handles(ClearCheck)
def clear_check(work: Writing, command: ClearCheck) -> None:
    """The item is open again; the remark on an answer that is gone goes with a reason for not applying."""
    check = seen_check(work, command.check_id, command.seen_version)
    if check.outcome is CheckOutcome.NOT_APPLICABLE:
        assign(check, note="")
    open_again(check)


@handles(PhotographCheck)
def photograph_check(work: Writing, command: PhotographCheck) -> int:
    """The photo is with the job and answers the item.

    Raises:
        RuleBroken: the item asks for something else, or the file is too large.
    """
    check = seen_check(work, command.check_id, command.seen_version)
    if check.kind is not CheckKind.PHOTO:
        raise RuleBroken(tr("This item asks for no photo."), "answer")
    file = attach(work, FileOwner.WORK_ORDER, check.work_order_id, command.name, command.content)
    check.attachment_id = file.id
    outcome = CheckOutcome.FAILED if command.has_failed else CheckOutcome.PASSED
    _set(work, check, outcome, "", None)
    work.session.flush()
    return file.id


def seen_check(work: Writing, check_id: int, seen_version: int) -> WorkOrderCheck:
    """The item, for a person who may report about its job, which is still open for that.

    Raises:
        ConflictError: somebody changed the item since it was read.
        NotAllowed: it is somebody else's job.
        RuleBroken: the item is gone, or the job is kept as it is.
    """
    work_order_id = find(work, WorkOrderCheck, check_id).work_order_id
    permit_own_job(work, work_order_id)
    refuse_locked(work, work_order_id)
    return find_seen(work, WorkOrderCheck, check_id, seen_version)


def open_again(check: WorkOrderCheck) -> None:
    """Nothing is answered."""
    assign(
        check,
        outcome=None,
        answer="",
        answer_milli=None,
        answered_at=None,
        answered_by_id=None,
        attachment_id=None,
    )


def _set(work: Writing, check: WorkOrderCheck, outcome: CheckOutcome, answer: str, milli: int | None) -> None:
    assign(
        check,
        outcome=outcome,
        answer=answer,
        answer_milli=milli,
        answered_at=work.now,
        answered_by_id=work.actor.person_id,
    )
