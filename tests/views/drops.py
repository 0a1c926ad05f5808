"""Drags from the desktop and the clipboard, delivered as the platform would."""

import warnings
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget


def files_of(*paths: Path) -> QMimeData:
    """What a file manager hands over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def picture_of(width: int = 40, height: int = 30) -> QMimeData:
    """What a program for pictures hands over."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    return data


def drop(widget: QWidget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Deliver enter, move and drop; True if the widget took it."""
    point = at or widget.rect().center()
    action, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with warnings.catch_warnings():  # the constructors are deprecated, and there are no others in PySide
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(point, action, data, button, keys)
        enter.setAccepted(False)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted():
            return False
        QApplication.sendEvent(widget, QDragMoveEvent(point, action, data, button, keys))
        dropped = QDropEvent(QPointF(point), action, data, button, keys)
        QApplication.sendEvent(widget, dropped)
    return dropped.isAccepted()
