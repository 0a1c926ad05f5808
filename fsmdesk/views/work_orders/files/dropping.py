"""Files that are dropped anywhere on a job go to its photos and files."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.widgets.files.files_part import FilesPart
from fsmdesk.views.widgets.files.incoming import takes
from fsmdesk.views.work_orders.tabs import TabCard


class DropAnywhere(QObject):
    """Lives as long as the screen; the tab of the files is shown once something was dropped."""

    def __init__(self, screen: QWidget, tabs: TabCard) -> None:
        super().__init__(screen)
        self._tabs = tabs
        screen.setAcceptDrops(True)
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files and pictures from other programs."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if event.source() is None and takes(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._tabs.turn_to("files")
            part = self._tabs.part("files")
            if isinstance(part, FilesPart) and part.take(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
            return True
        return super().eventFilter(watched, event)
