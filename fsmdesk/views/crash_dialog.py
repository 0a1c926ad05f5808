"""The report about a bug of ours: to be read, copied, saved elsewhere, or left alone."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.atomic_file import write_atomically
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import paragraph, words


class CrashDialog(QDialog):
    """Shown beside the window with `show`: work goes on behind it."""

    def __init__(self, text: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setWindowTitle(tr("What went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(words(tr("Something went wrong in the program"), "title", self))
        about = tr(
            "This is our mistake, not yours. What you typed is kept, and you can go on working. The report says where "
            "it happened; it leaves out customers, jobs and amounts. Read it before you hand it on."
        )
        column.addWidget(paragraph(about, "muted", self))
        self.report = QPlainTextEdit(text, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(tr("The report"))
        column.addWidget(self.report, 1)
        self.said = paragraph(tr("Saved as {path}").format(path=path), "small", self)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.said)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_button = KeyButton(tr("Copy"), "", "copy", parent=self)
        self.copy_button.clicked.connect(self._copy)
        self.save_button = KeyButton(tr("Save as…"), "", "save", parent=self)
        self.save_button.clicked.connect(self._ask_where)
        self.go_on_button = KeyButton(tr("Go on working"), "primary", keys="Esc", parent=self)
        self.go_on_button.clicked.connect(self.close)
        self.go_on_button.setDefault(True)
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(self.go_on_button)
        return row

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.said.setText(tr("The report is on the clipboard."))

    @Slot()
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save the report"), str(Path.home() / self._path.name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.save_as)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # else it would go on watching the folder
        dialog.open()

    @Slot(str)
    def save_as(self, path: str) -> None:
        """The report is in this file, too; what keeps it from that is said."""
        try:
            write_atomically(Path(path), self.report.toPlainText())
        except OSError as error:
            self.said.setText(tr("It could not be saved there: {error}").format(error=error))
        else:
            self.said.setText(tr("Saved as {path}").format(path=path))
