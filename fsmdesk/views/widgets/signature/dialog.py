"""The customer signs: drawn, typed as a name, or on paper. Nothing else of the window can be touched meanwhile."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton, Segments
from fsmdesk.views.widgets.files.incoming import Incoming, from_disk
from fsmdesk.views.widgets.signature.pad import SignaturePad
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words

_FOLDER: Final = "files.add_folder"
_WAYS: Final = (("draw", tr("Draw")), ("type", tr("Type the name")), ("paper", tr("Signed on paper")))
_WISHED: Final = QSize(960, 560)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SignatureDialog(QDialog):
    """Stays open until the signature is kept, so that a failure costs nothing.

    Signals:
        signed(str, object, object): the name, the picture as PNG, and a scan (Incoming) or None.
    """

    signed = Signal(str, object, object)

    def __init__(self, desk: Desk, title: str, about: str, signer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scan: Incoming | None = None
        self._is_busy = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(words(title, "section", self))
        if about:
            column.addWidget(paragraph(about, "muted", self))
        column.addLayout(self._head(signer))
        column.addWidget(self._paper(), 1)
        self.message = paragraph("", "danger", self)
        self.message.hide()
        column.addWidget(self.message)
        column.addLayout(self._foot())
        self.ways.chosen.connect(self._turn)
        self.name.textChanged.connect(self._show)
        self.pad.changed.connect(self._show)
        self._show()
        room = parent.size()
        self.resize(min(_WISHED.width(), room.width() - 80), min(_WISHED.height(), room.height() - 80))

    def _head(self, signer: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        label = words(tr("Name"), "label", self)
        self.name = QLineEdit(signer, self)
        self.name.setAccessibleName(tr("Name of who signs"))
        self.name.setMaxLength(200)
        label.setBuddy(self.name)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        self.ways = Segments(_WAYS, tr("How it is signed"), self)
        self.ways.choose("draw")
        row.addWidget(self.ways)
        return row

    def _paper(self) -> Surface:
        frame = Surface("paper", self)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 2)
        self.pad = SignaturePad(frame)
        inside.addWidget(self.pad)
        return frame

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back_button = IconButton("undo-2", tr("Take back the last stroke"), "Ctrl+Z", parent=self)
        self.back_button.clicked.connect(self.pad.take_back)
        self.clear_button = KeyButton(tr("Clear"), "quiet", "trash-2", parent=self)
        self.clear_button.clicked.connect(self.pad.clear)
        self.scan_button = KeyButton(tr("Add the scan…"), "", "paperclip", parent=self)
        self.scan_button.clicked.connect(self._pick)
        self.scan_name = words("", "muted", self)
        for widget in (self.back_button, self.clear_button, self.scan_button, self.scan_name):
            row.addWidget(widget)
        row.addStretch(1)
        self.no_button = KeyButton(tr("Cancel"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.reject)
        self.yes_button = KeyButton(tr("Sign"), "primary", "signature", "Ctrl+Return", self)
        self.yes_button.clicked.connect(self._agree)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        for button in (self.no_button, self.clear_button, self.scan_button):
            button.setAutoDefault(False)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """The name is asked for only where it is not known."""
        super().showEvent(event)
        (self.pad if self.name.text().strip() else self.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter signs, Ctrl+Z takes back a stroke, Esc leaves."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._agree()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.pad.take_back()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.pad.bring_again()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def set_busy(self, is_busy: bool) -> None:
        """The signature is being kept; nothing can be changed meanwhile."""
        self._is_busy = is_busy
        self._show()

    def show_error(self, text: str) -> None:
        """Say why it was not kept."""
        self.message.setText(text)
        self.message.show()
        self.set_busy(False)

    def use_scan(self, scan: Incoming) -> None:
        """The signed paper as a file; it goes to the job's files."""
        self._scan = scan
        self._show()

    @Slot(str)
    def _turn(self, _way: str) -> None:
        self._show()
        if self.ways.choice() == "type":
            self.name.setFocus()
            self.name.selectAll()

    @Slot()
    def _show(self) -> None:
        way, name = self.ways.choice(), self.name.text().strip()
        shown = {"draw": None, "type": name, "paper": tr("Signed on paper: {name}").format(name=name)}
        self.pad.show_words(shown[way])
        is_drawn = way == "draw"
        self.back_button.setVisible(is_drawn)
        self.clear_button.setVisible(is_drawn)
        self.back_button.setEnabled(bool(self.pad.strokes.done))
        self.clear_button.setEnabled(bool(self.pad.strokes.done))
        self.scan_button.setVisible(way == "paper")
        self.scan_name.setVisible(way == "paper" and self._scan is not None)
        self.scan_name.setText(self._scan.name if self._scan is not None else "")
        is_ready = bool(name) and not self.pad.is_empty() and not self._is_busy
        self.yes_button.setEnabled(is_ready)
        self.yes_button.setToolTip("" if is_ready else tr("A name and a signature are needed."))

    @Slot()
    def _pick(self) -> None:
        dialog = QFileDialog(self, tr("Add the scan"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(self._desk.settings.text(_FOLDER))
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    @Slot(str)
    def _picked(self, path: str) -> None:
        self.use_scan(from_disk([path])[0])

    @Slot()
    def _agree(self) -> None:
        if self.yes_button.isEnabled():
            self.message.hide()
            self.set_busy(True)
            scan = self._scan if self.ways.choice() == "paper" else None
            self.signed.emit(self.name.text().strip(), self.pad.picture(), scan)
