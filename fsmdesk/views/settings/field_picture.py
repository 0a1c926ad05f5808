"""A field for a picture, shown as it is."""

from base64 import b64decode, b64encode
from binascii import Error
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.folders import documents_folder
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_SHOWN = QSize(220, 84)


class FieldPicture(Field[bytes]):
    """A PNG or JPEG file; no bytes mean no picture."""

    def __init__(
        self, key: str, label: str, about: str, shown: QSize = _SHOWN, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, label, parent=parent)
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
        """Take the picture from this file; what is no picture is refused here."""
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            self.show_error(tr("The file can't be read: {reason}").format(reason=error.strerror or error))
            return
        if QPixmap().loadFromData(content):
            self._content = content
            self._show()
            self._tell_changed()
        else:
            self.show_error(tr("{file} is no picture.").format(file=Path(path).name))

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose a picture"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Pictures (*.png *.jpg *.jpeg)"))
        dialog.fileSelected.connect(self.load)
        dialog.open()

    @Slot()
    def _remove(self) -> None:
        self._content = b""
        self._show()
        self._tell_changed()

    def _show(self) -> None:
        picture = QPixmap()
        if self._content and picture.loadFromData(self._content):
            ratio = self.devicePixelRatioF()
            fitted = picture.scaled(
                self._shown_size * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self.preview.setPixmap(fitted)
        else:
            self.preview.setText(tr("no picture"))
        self.remove_button.setVisible(bool(self._content))
