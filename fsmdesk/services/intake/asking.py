"""Asking back about a request, and the answer."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Person, RequestQuestion, WorkOrder
from fsmdesk.services.intake.messages import AnswerQuestion, AskBack, QuestionRow, Questions
from fsmdesk.services.records import assign, cleaned, find_seen, hold, require
from fsmdesk.services.registry import answers, handles


@handles(AskBack)
def ask_back(work: Writing, command: AskBack) -> int:
    """The question waits for its answer.

    Raises:
        RuleBroken: nothing is asked, or the job is over.
    """
    texts = cleaned(command, (), ("question",))
    require(texts["question"], "question", tr("The question"))
    request = hold(work, WorkOrder, command.work_order_id)
    if request.state not in OPEN_STATES:
        words = tr("Job {number} is {state}: there is nothing to ask any more.")
        raise RuleBroken(words.format(number=request.number, state=request.state.label.lower()), "question")
    asked = RequestQuestion(
        work_order_id=request.id,
        question=texts["question"],
        asked_at=work.now,
        asked_by_id=work.actor.person_id,
    )
    work.session.add(asked)
    work.session.flush()
    return asked.id


@handles(AnswerQuestion)
def answer_question(work: Writing, command: AnswerQuestion) -> None:
    """The answer stands under its question; emptied, the question waits again."""
    texts = cleaned(command, (), ("answer",))
    asked = find_seen(work, RequestQuestion, command.question_id, command.seen_version)
    answer = texts["answer"].strip()
    assign(asked, answer=answer, answered_at=work.now if answer else None)


@answers(Questions)
def questions(work: Reading, query: Questions) -> tuple[QuestionRow, ...]:
    """In the order in which they were asked."""
    rows = work.session.execute(
        select(RequestQuestion, Person.name)
        .outerjoin(Person, Person.id == RequestQuestion.asked_by_id)
        .where(RequestQuestion.work_order_id == query.work_order_id)
        .order_by(RequestQuestion.asked_at, RequestQuestion.id)
    )
    return tuple(
        QuestionRow(
            id=asked.id,
            version=asked.version,
            question=asked.question,
            asked_at=asked.asked_at,
            asked_by=person or "",
            answer=asked.answer,
            answered_at=asked.answered_at,
        )
        for asked, person in rows
    )
