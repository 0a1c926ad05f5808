"""A field for a picture, shown as it is. Files are read and pictures decoded off the GUI thread."""

from base64 import b64decode, b64encode
from binascii import Error
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.tasks import Lane, TaskRunner
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.folders import documents_folder
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_SHOWN = QSize(220, 84)
MOST_BYTES: Final = 2 << 20


class FieldPicture(Field[bytes]):
    """A PNG or JPEG file; no bytes mean no picture."""

    def __init__(
        self,
        key: str,
        label: str,
        about: str,
        tasks: TaskRunner,
        shown: QSize = _SHOWN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, parent=parent)
        self._tasks = tasks
        self._ticket = 0
        self._content = b""
        self._shown_size = shown
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        frame = Surface("paper", box)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(8, 8, 8, 8)
        self.preview = QLabel(frame)
        self.preview.setFixedSize(shown)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.preview)
        row.addWidget(frame)
        column = QVBoxLayout()
        column.addWidget(paragraph(about, "small", box))
        buttons = QHBoxLayout()
        self.choose_button = KeyButton(tr("Choose a picture…"), "", "image", parent=box)
        self.choose_button.clicked.connect(self._choose)
        self.remove_button = KeyButton(tr("Remove"), "quiet", "trash-2", parent=box)
        self.remove_button.clicked.connect(self._remove)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.hold(box, self.choose_button, self.remove_button)
        self.choose_button.setAccessibleName(tr("Choose a picture"))
        self.remove_button.setAccessibleName(tr("Remove the picture"))
        self._show()

    def read(self) -> bytes:
        """The file's bytes."""
        return self._content

    def set_value(self, value: bytes | None) -> None:
        """Show this picture."""
        self._content = value or b""
        self._show()
        self.clear_error()

    def same(self, one: bytes | None, other: bytes | None) -> bool:
        """No picture and an empty one mean the same."""
        return (one or b"") == (other or b"")

    def shown(self, value: bytes | None) -> str:
        """Whether there is one."""
        return tr("a picture") if value else tr("no picture")

    def raw(self) -> object:
        """The bytes as text."""
        return b64encode(self._content).decode("ascii")

    def set_raw(self, raw: object) -> None:
        """Show what `raw` gave."""
        try:
            self._content = b64decode(str(raw), validate=True)
        except (Error, ValueError):
            self._content = b""
        self._show()

    def load(self, path: str) -> None:
        """Take the picture from this file once it is read; what is no picture is refused here."""
        self._tasks.cancel(self._ticket)
        job = partial(_read, Path(path), self._size_in_dots())
        self._ticket = self._tasks.run(self, job, self._take, self._refuse, Lane.REST)

    def _take(self, found: tuple[bytes, QImage]) -> None:
        self._content, image = found
        self._paint(image)
        self._tell_changed()

    def _refuse(self, error: Exception) -> None:
        self.show_error(str(error))

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose a picture"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Pictures (*.png *.jpg *.jpeg)"))
        dialog.fileSelected.connect(self.load)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # else it would go on watching the folder
        dialog.open()

    @Slot()
    def _remove(self) -> None:
        self._content = b""
        self._show()
        self._tell_changed()

    def _show(self) -> None:
        """What is kept is shown once it is decoded."""
        self._tasks.cancel(self._ticket)
        self._paint(QImage())
        if self._content:
            job = partial(_fitted, self._content, self._size_in_dots())
            self._ticket = self._tasks.run(self, job, self._paint, self._refuse, Lane.REST)

    def _paint(self, image: QImage) -> None:
        if image.isNull():
            self.preview.setText("" if self._content else tr("no picture"))
        else:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.preview.setPixmap(picture)
        self.remove_button.setVisible(bool(self._content))

    def _size_in_dots(self) -> QSize:
        return self._shown_size * self.devicePixelRatioF()


def _read(path: Path, size: QSize) -> tuple[bytes, QImage]:
    """The file's bytes, and the picture as large as it is shown.

    Raises:
        RuleBroken: it can't be read, is too large, or is no picture.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RuleBroken(tr("{file} is larger than 2 MB.").format(file=path.name))
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise RuleBroken(tr("The file can't be read: {reason}").format(reason=reason)) from error
    image = _fitted(content, size)
    if image.isNull():
        raise RuleBroken(tr("{file} is no picture.").format(file=path.name))
    return content, image


def _fitted(content: bytes, size: QSize) -> QImage:
    """The picture as large as it is shown; nothing if it is none."""
    image = QImage.fromData(content)
    if image.isNull():
        return image
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
