"""Everything that answers the messages of this area."""

from fsmdesk.services.templates import (
    applying,
    editing,
    from_job,
    reading,
    task_codes,
    template_list,
    work_kinds,
)

__all__ = ["applying", "editing", "from_job", "reading", "task_codes", "template_list", "work_kinds"]
