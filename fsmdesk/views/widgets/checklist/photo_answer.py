"""A photo as an answer: picked, dropped or pasted; a click opens it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.files.incoming import Incoming, incoming_of, takes
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore

_PICTURE = QSize(64, 44)


class PhotoAnswer(QWidget):
    """Signals:
    pick_wanted(): a photo is to be picked.
    handed_in(object): photos (Incoming) were dropped or pasted.
    open_wanted(): the photo is to be opened.
    """

    pick_wanted = Signal()
    handed_in = Signal(object)
    open_wanted = Signal()

    def __init__(self, label: str, desk: Desk, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.picture = _Picture(store, self)
        self.picture.clicked.connect(self.open_wanted)
        self.picture.hide()
        self.add_button = KeyButton(tr("Add photo…"), "", "camera", parent=self)
        self.add_button.setAccessibleName(tr("{item}: add a photo").format(item=label))
        self.add_button.clicked.connect(self.pick_wanted)
        row.addWidget(self.picture)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.setFocusProxy(self.add_button)

    def show_photo(self, file_id: int | None, name: str) -> None:
        """Show this photo, or that there is none."""
        self.picture.show_file(file_id, name)
        self.picture.setVisible(file_id is not None)
        self.add_button.setText(tr("Replace…") if file_id is not None else tr("Add photo…"))
        self.add_button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes what is on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and data is not None and takes(data):
            self._take(data)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        if self.add_button.isEnabled() and takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first one answers the item."""
        if self.add_button.isEnabled() and self._take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _take(self, data: QMimeData) -> bool:
        found: Sequence[Incoming] = incoming_of(data, now().astimezone(self._desk.formats.zone))[:1]
        if found and self.add_button.isEnabled():
            self.handed_in.emit(list(found))
        return bool(found)


class _Picture(QAbstractButton):
    """The photo in small, or a sign where it has no picture."""

    def __init__(self, store: ThumbnailStore, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._file_id: int | None = None
        self.setFixedSize(_PICTURE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        store.arrived.connect(self._arrived)

    def show_file(self, file_id: int | None, name: str) -> None:
        """Show this file."""
        self._file_id = file_id
        self.setAccessibleName(tr("Open {name}").format(name=name))
        self.setToolTip(tr("Open {name}").format(name=name))
        self.update()

    @Slot()
    def _arrived(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo into its room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        picture = self._store.picture(self._file_id) if self._file_id is not None else None
        if picture is None or picture.isNull():
            side = room.height() - 16
            draw_icon(painter, "image", "muted", QRectF(room.center().x() - side / 2, 8, side, side))
            return
        scale = min(room.width() / picture.width(), room.height() / picture.height())
        width, height = picture.width() * scale, picture.height() * scale
        place = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
