"""Whose day it is: even the office sees only its own visits here."""

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Visit
from fsmdesk.services.permits import own_technician
from fsmdesk.services.records import find


def own_visit(work: Reading, visit_id: int) -> Visit:
    """The visit, if it is the person's own.

    Raises:
        RuleBroken: it is gone.
        NotAllowed: it is somebody else's.
    """
    visit = find(work, Visit, visit_id)
    own = own_technician(work)
    if own is None or visit.technician_id != own:
        raise NotAllowed(tr("This is somebody else's visit."))
    return visit
