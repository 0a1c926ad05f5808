"""Joining an office that is already there: its address, or its file."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.passwords import password_in, with_password, without_password
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.folders import documents_folder
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, paragraph, words


class JoinOffice(ScrollColumn):
    """Signals:
    answered(str): the address or path that was given.
    left(): the person wants to choose another way in.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(40, 60, 40, 40))
        card = Card(parent=self)
        card.setFixedWidth(640)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(14)
        card.body.addWidget(words(tr("Join an office"), "title", card))
        about = tr("Ask the owner for the address of the office's database, or choose the office's file.")
        card.body.addWidget(paragraph(about, "muted", card))
        line = QHBoxLayout()
        line.setSpacing(10)
        self.place = FieldText(
            "office",
            tr("Office"),
            is_required=True,
            placeholder="postgresql://you@server/office",
            parent=card,
        )
        browse = KeyButton(tr("Choose a file…"), "", "database", parent=card)
        browse.clicked.connect(self._browse)
        line.addWidget(self.place, 1)
        line.addWidget(browse, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)
        self.password = FieldText("password", tr("Password"), placeholder=tr("where the server wants one"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        card.body.addWidget(self.password)
        about = tr("It is kept by this computer's keyring, not in a file. An office's file needs none.")
        card.body.addWidget(paragraph(about, "small", card))
        row = QHBoxLayout()
        back = KeyButton(tr("Back"), "quiet", "arrow-left", parent=card)
        back.clicked.connect(self.left)
        go = KeyButton(tr("Open this office"), "primary", keys="Ctrl+Return", parent=card)
        go.setShortcut("Ctrl+Return")
        go.clicked.connect(self._answer)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(go)
        card.body.addLayout(row)
        self.add_centred(card)
        self.setFocusProxy(self.place)

    def show_error(self, text: str) -> None:
        """Say why that office can't be opened."""
        self.place.show_error(text)

    def ask_password(self, place: str, why: str) -> None:
        """Show this address, and say why its password is needed."""
        self.place.set_value(without_password(place))
        self.password.set_value("")
        self.password.show_error(why)
        self.password.setFocus()

    @Slot()
    def _answer(self) -> None:
        try:
            place = (self.place.value() or "").strip()
        except RuleBroken as broken:
            self.place.show_error(str(broken))
            self.place.setFocus()
            return
        typed = str(self.password.raw()) or password_in(place)
        self.answered.emit(with_password(place, typed))

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose the office's file"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.place.set_value)
        dialog.open()
