"""Asks the table of permissions, and says in words what somebody may not do."""

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.terms import Role
from fsmdesk.core.words import tr


def permit(role: Role, needed: Permission) -> None:
    """Nothing happens if this role may do what is needed.

    Raises:
        NotAllowed: it may not.
    """
    if not may(role, needed):
        raise NotAllowed(
            tr("As {role} you may not {what}.").format(role=role.label.lower(), what=tr(needed.value))
        )
