"""Why a person may not do something, in words for a tooltip."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk


def why_not(desk: Desk, permission: Permission) -> str:
    """The reason why the person who sits here may not do this; empty if it is allowed."""
    if desk.may(permission):
        return ""
    role = desk.office.actor.role.label.lower()
    return tr("As {role} you may not {what}.").format(role=role, what=tr(permission.value))


def limit(control: QAction | QWidget, reason: str) -> None:
    """With a reason the control is off and says why; without one it stays as it is."""
    if reason:
        control.setEnabled(False)
        control.setToolTip(reason)
