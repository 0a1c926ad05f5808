"""The order in which Tab goes, where it is not the one in which things were made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_into(before: QWidget, part: QWidget) -> None:
    """From now on Tab goes from `before` into the part, and through all that is in it now."""
    inside: list[QWidget] = []
    at: QWidget | None = before.nextInFocusChain()
    while at is not None and at is not before:
        if at.focusPolicy() != Qt.FocusPolicy.NoFocus and (at is part or part.isAncestorOf(at)):
            inside.append(at)
        at = at.nextInFocusChain()
    for following in inside:
        QWidget.setTabOrder(before, following)
        before = following
