"""What was asked back about a request, and what came back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.times import Clock
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import QuestionRow
from fsmdesk.views.inbox.age_words import ago_words
from fsmdesk.views.inbox.words_panel import answer_panel
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words


class QuestionsCard(Card):
    """Each question with its answer, or with a button for it. Hidden while nothing was asked.

    Signals:
        answered(object, str): this QuestionRow was answered with these words.
    """

    answered = Signal(object, str)

    def __init__(self, formats: Formats, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(tr("Asked back"), parent=parent)
        self._formats = formats
        self._clock = clock
        self._rows: Sequence[QuestionRow] = ()
        self._answering: int | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.answer = answer_panel(self)
        self.answer.given.connect(self._given)
        self.answer.left.connect(self._left)
        self.body.addWidget(self.answer)
        self.hide()

    def show_questions(self, rows: Sequence[QuestionRow]) -> None:
        """Show these; an answer that is being typed stays."""
        self._rows = rows
        clear_layout(self._list)
        for row in rows:
            self._list.addWidget(self._widget_of(row))
        if self._open() is None:
            self._answering = None
            self.answer.hide()
        self.setVisible(bool(rows))

    def begin_answer(self) -> bool:
        """Ask for the answer to the oldest question that waits; False if none does."""
        waiting = next((row for row in self._rows if row.answered_at is None), None)
        if waiting is None:
            return False
        self._answer_to(waiting)
        return True

    def leave(self) -> None:
        """Another request is shown: nothing is being answered."""
        self._answering = None
        self.answer.hide()
        self.show_questions(())

    def _widget_of(self, row: QuestionRow) -> QWidget:
        widget = QWidget(self)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(paragraph(row.question, "strong", widget))
        asked = tr("asked {ago}").format(ago=ago_words(row.asked_at, self._clock(), self._formats))
        if row.asked_by:
            asked = tr("{asked} by {name}").format(asked=asked, name=row.asked_by)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(words(asked, "muted", widget))
        if row.answered_at is None:
            line.addWidget(Badge(tr("waiting for answer"), Look("waiting", "hourglass"), widget))
        line.addStretch(1)
        verb = tr("Answer…") if row.answered_at is None else tr("Change…")
        button = KeyButton(verb, "link", parent=widget)
        button.setAccessibleName(f"{verb} {row.question}")
        button.setProperty("record", row.id)
        button.clicked.connect(self._begin)
        line.addWidget(button)
        column.addLayout(line)
        if row.answered_at is not None:
            column.addWidget(paragraph(row.answer, parent=widget))
        return widget

    def _open(self) -> QuestionRow | None:
        return next((row for row in self._rows if row.id == self._answering), None)

    def _answer_to(self, row: QuestionRow) -> None:
        self._answering = row.id
        self.answer.hide()
        self.answer.words.label = row.question
        self.answer.ask(row.answer)

    @Slot()
    def _begin(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton):
            wanted = int(button.property("record"))
            row = next((row for row in self._rows if row.id == wanted), None)
            if row is not None:
                self._answer_to(row)

    @Slot(str)
    def _given(self, text: str) -> None:
        row = self._open()
        self.answer.hide()
        if row is not None:
            self.answered.emit(row, text)

    @Slot()
    def _left(self) -> None:
        self._answering = None
