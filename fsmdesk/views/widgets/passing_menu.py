"""A menu for the moment: over a row or below a button."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


class PassingMenu(QMenu):
    """Gone with all its connections once it is closed, or at once if there is nothing in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)

    def show_at(self, where: QPoint) -> None:
        """Open here, in coordinates of the screen."""
        if self.isEmpty():
            self.deleteLater()
        else:
            self.popup(where)
