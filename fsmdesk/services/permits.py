"""Asks the table of permissions, and says in words what somebody may not do."""

from typing import TYPE_CHECKING

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr

if TYPE_CHECKING:  # the first place of a window is read without SQLAlchemy
    from fsmdesk.db.database import Reading


def permit(role: Role, needed: Permission) -> None:
    """Nothing happens if this role may do what is needed.

    Raises:
        NotAllowed: it may not.
    """
    if not may(role, needed):
        raise NotAllowed(
            tr("As {role} you may not {what}.").format(role=role.label.lower(), what=tr(needed.value))
        )


def own_technician(work: "Reading") -> int | None:
    """The technician that the person who sits here is; None for somebody who only works in the office."""
    found = work.rows("select technician_id from person where id = :person", person=work.actor.person_id)
    return int(found[0][0]) if found and found[0][0] is not None else None


def permit_own_job(work: "Reading", work_order_id: int) -> None:
    """Nothing happens if the person may read and report about this job: a technician about own jobs only.

    A job is a technician's own while a visit of it is his and was not cancelled. The office may always;
    what else it may is for `permit` to say.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if work.actor.role is Role.TECHNICIAN:
        own = work.rows(
            "select 1 from visit where work_order_id = :job and technician_id = :technician"
            " and state <> 'cancelled' limit 1",
            job=work_order_id,
            technician=own_technician(work) or 0,
        )
        if not own:
            raise NotAllowed(tr("This is somebody else's job."))


def permit_own_visit(work: "Reading", technician_id: int | None) -> None:
    """Nothing happens if a visit of this technician may be reported on: a technician's own, or by the office.

    Raises:
        NotAllowed: it is somebody else's, or nobody's yet.
    """
    if work.actor.role is Role.TECHNICIAN and (
        technician_id is None or technician_id != own_technician(work)
    ):
        raise NotAllowed(tr("This is somebody else's visit."))
