"""The end of the set-up: what to do first, and what was left for later."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SetupState, SetupStep
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.setup_steps import step_words
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words


class ReadyPage(QWidget):
    """Signals:
    step_wanted(SetupStep): the person goes on with a step that was left.
    board_wanted(), call_wanted(): the person begins to work.
    """

    step_wanted = Signal(object)
    board_wanted = Signal()
    call_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(parent=self)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(12)
        card.body.addWidget(Sign("circle-check", "success_text", 36, card), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(words(tr("Your shop is ready"), "title", card))
        about = tr("Take the first call, or look at the board. Everything here can be changed in Settings.")
        card.body.addWidget(paragraph(about, "muted", card))
        row = QHBoxLayout()
        call = KeyButton(tr("Take the first call"), "primary", "phone", "Ctrl+N", parent=card)
        call.clicked.connect(self.call_wanted)
        board = KeyButton(tr("Open the board"), "", "calendar-range", "Ctrl+1", parent=card)
        board.clicked.connect(self.board_wanted)
        row.addWidget(call)
        row.addWidget(board)
        row.addStretch(1)
        card.body.addLayout(row)
        column.addWidget(card)
        self._left = Card(tr("Left for later"), parent=self)
        self._rows = QVBoxLayout()
        self._left.body.addLayout(self._rows)
        column.addWidget(self._left)
        self.setFocusProxy(call)

    def show_state(self, state: SetupState) -> None:
        """Show what was left."""
        clear_layout(self._rows)
        for step in state.to_do:
            button = KeyButton(step_words(step).title, "link", "circle-dashed", parent=self)
            button.setProperty("step", step.value)
            button.clicked.connect(self._want_step)
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._left.setVisible(bool(state.to_do))

    @Slot()
    def _want_step(self) -> None:
        button = self.sender()
        if button is not None:
            self.step_wanted.emit(SetupStep(str(button.property("step"))))
