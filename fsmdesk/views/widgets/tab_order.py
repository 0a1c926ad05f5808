"""The order in which Tab goes, where it is not the one in which things were made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def lead_into(before: QWidget, part: QWidget) -> None:
    """From now on Tab goes from `before` into the part, and through all that is in it now."""
    left = {one for one in (part, *part.findChildren(QWidget)) if one.focusPolicy() != Qt.FocusPolicy.NoFocus}
    inside: list[QWidget] = []
    at: QWidget | None = before.nextInFocusChain()
    # The chain goes through every screen that was ever made: no further than needed.
    while left and at is not None and at is not before:
        if at in left:
            left.remove(at)
            inside.append(at)
        at = at.nextInFocusChain()
    for following in inside:
        QWidget.setTabOrder(before, following)
        before = following
