"""Everything that answers the messages of this area."""

from fsmdesk.services.closeout import (
    audit,
    audit_paper,
    completing,
    feedback,
    feedback_list,
    queues,
    reviewing,
    tally,
)

__all__ = ["audit", "audit_paper", "completing", "feedback", "feedback_list", "queues", "reviewing", "tally"]
