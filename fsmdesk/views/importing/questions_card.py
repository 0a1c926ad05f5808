"""What a file does not tell and a person must: plain questions with a button for each answer."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr, trn
from fsmdesk.views.widgets.buttons import Segments
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph

if TYPE_CHECKING:
    from fsmdesk.views.importing.question_words import PlainQuestion


class QuestionsCard(Card):
    """Questions stay after they are answered, so that an answer can be taken back. Signals:

    answered(str, str): what a question is about, and the answer.
    """

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("To be answered"), parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self._questions: tuple[PlainQuestion, ...] = ()
        self._signs: dict[str, Sign] = {}
        self.segments: dict[str, Segments] = {}
        self.hide()

    def forget(self) -> None:
        """Another file: nothing was asked yet."""
        self.show_questions((), {})

    def show_questions(self, open_ones: Sequence["PlainQuestion"], answers: Mapping[str, str]) -> None:
        """Show what is open, and what was asked before and answered since."""
        fresh = {each.about: each for each in open_ones if each.about not in answers}
        stay = [each for each in self._questions if each.about in answers or each.about in fresh]
        shown = (*(fresh.pop(each.about, each) for each in stay), *fresh.values())
        if shown != self._questions:
            self._questions = shown
            self._build()
        for about, segments in self.segments.items():
            if about in answers:
                segments.choose(answers[about])
            self._signs[about].show_icon(*_mark(about in answers))
        left = sum(each.about not in answers for each in shown)
        remark = trn("{n} before the rows can be read", "{n} before the rows can be read", left).format(
            n=left
        )
        self.heading.set_text(tr("To be answered"), remark if left else "")
        self.setVisible(bool(shown))

    def focus_first(self) -> None:
        """The first question without an answer has the focus."""
        for segments in self.segments.values():
            if not segments.choice():
                segments.findChildren(QPushButton)[0].setFocus()
                return

    def _build(self) -> None:
        clear_layout(self._rows)
        self.segments.clear()
        self._signs.clear()
        for question in self._questions:
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            sign = Sign(*_mark(False), parent=holder)
            segments = Segments(question.answers, question.text, holder)
            segments.setProperty("about", question.about)
            segments.chosen.connect(self._tell)
            row.addWidget(sign)
            row.addWidget(paragraph(question.text, "strong", holder), 1)
            row.addWidget(segments)
            self._signs[question.about] = sign
            self.segments[question.about] = segments
            self._rows.addWidget(holder)

    @Slot(str)
    def _tell(self, answer: str) -> None:
        segments = self.sender()
        if isinstance(segments, Segments):
            self.answered.emit(str(segments.property("about")), answer)


def _mark(is_answered: bool) -> tuple[str, str]:
    return ("circle-check", "success_text") if is_answered else ("circle-help", "warn_text")
