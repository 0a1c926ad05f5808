"""A line of words that an answer needs, asked for where the request is shown."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.surfaces import Surface

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordsPanel(Surface):
    """Hidden until `ask`. Enter goes ahead, Esc leaves everything as it is.

    Signals:
        given(str): the person gave these words.
        left(): the person does not go ahead after all.
    """

    given = Signal(str)
    left = Signal()

    def __init__(
        self,
        key: str,
        label: str,
        hint: str,
        verbs: tuple[str, str],
        parent: QWidget | None = None,
        *,
        kind: str = "primary",
    ) -> None:
        super().__init__("inset", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self.words = FieldText(key, label, is_required=True, placeholder=hint, parent=self)
        self.words.edit.installEventFilter(self)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        go, leave = verbs
        self.go_button = KeyButton(go, kind, keys="Return", parent=self)
        self.go_button.clicked.connect(self._give)
        self.leave_button = KeyButton(leave, keys="Esc", parent=self)
        self.leave_button.clicked.connect(self._leave)
        row.addWidget(self.go_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self, words: str = "") -> None:
        """Show the panel, ready to type; with words that may be mended."""
        if self.isHidden():
            self.words.set_value(words or None)
            self.show()
        self.words.setFocus()

    def refuse(self, broken: RuleBroken) -> None:
        """Say what is wrong with the words."""
        self.show()
        self.words.show_error(str(broken))
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in the line are for the panel, before the screen's own keys."""
        if isinstance(event, QKeyEvent) and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._leave() if event.key() == Qt.Key.Key_Escape else self._give()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _give(self) -> None:
        try:
            words = self.words.value()
        except RuleBroken as broken:
            self.refuse(broken)
            return
        self.given.emit(words or "")

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def decline_panel(parent: QWidget) -> WordsPanel:
    """Asks for the reason of a refusal."""
    return WordsPanel(
        "reason",
        tr("Why is it declined?"),
        tr("The caller may ask; write it so that you could read it out."),
        (tr("Decline the request"), tr("Keep it")),
        parent,
        kind="danger",
    )


def question_panel(parent: QWidget) -> WordsPanel:
    """Asks for a question to the requester."""
    return WordsPanel(
        "question",
        tr("What do you want to know?"),
        tr("Which floor? Is the valve shut? It waits here until the answer comes."),
        (tr("Ask"), tr("Never mind")),
        parent,
    )


def answer_panel(parent: QWidget) -> WordsPanel:
    """Asks for what the requester answered."""
    return WordsPanel(
        "answer",
        tr("What did they answer?"),
        tr("In their words."),
        (tr("Keep the answer"), tr("Not yet")),
        parent,
    )
