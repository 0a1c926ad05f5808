"""The floor: a plain window that ends as soon as it is painted."""

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """Fills itself with white."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and end."""
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.white)
        os._exit(0)


app = QApplication([])
window = BareWindow()
window.resize(1600, 1000)
window.show()
app.exec()
