"""A second call about a job that is open already: its words go to that job."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.promises.promising import follow_change
from fsmdesk.services.records import assign, cleaned, hold, require
from fsmdesk.services.registry import handles
from fsmdesk.services.same_jobs.messages import AddToJob
from fsmdesk.services.the_company import formats_of, the_company


@handles(AddToJob)
def add_to_job(work: Writing, command: AddToJob) -> None:
    """The job tells of the call.

    Raises:
        RuleBroken: nothing was said, or the job is not open any more.
    """
    texts = cleaned(command, ("caller",), ("text",))
    require(texts["text"], "problem", tr("What is wrong"))
    job = hold(work, WorkOrder, command.work_order_id)
    if job.state not in OPEN_STATES:
        words = tr("Job {number} is {state}: take a new call for it.")
        raise RuleBroken(words.format(number=job.number, state=job.state.label.lower()))
    when = formats_of(the_company(work)).instant(work.now)
    who = " · ".join(part for part in (when, texts["caller"]) if part)
    told = f"{tr('Called again')} ({who}): {texts['text']}"
    before, due_before = (job.priority, job.customer_id), job.due_at
    assign(
        job,
        problem=f"{job.problem.rstrip()}\n{told}" if job.problem.strip() else told,
        priority=min(job.priority, command.priority or job.priority),
        is_urgent=job.is_urgent or command.is_urgent,
    )
    follow_change(work, job, before, due_before)
