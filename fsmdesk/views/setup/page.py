"""One step: a heading, what it is good for, and a card with its form."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.services.setup.messages import SetupStep
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.setup_steps import step_words
from fsmdesk.views.widgets.surfaces import Card, paragraph, words


class StepPage(QWidget):
    """Holds the form of one step. What is typed into it is a draft until it is saved, as in every editor."""

    def __init__(self, step: SetupStep, form: EditorForm[Any, Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self.form = form
        self.setAccessibleName(step_words(step).title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(words(step_words(step).title, "title", self))
        self.column.addWidget(paragraph(step_words(step).about, "muted", self))
        self.card = Card(parent=self)
        self.card.body.addWidget(form)
        self.column.addWidget(self.card)

    def begin(self) -> None:
        """Show what is stored, with what was typed and not saved; the keys go to the first field."""
        self.form.open(1)
        self.focus_first()

    def focus_first(self) -> None:
        """The first field has the keys."""
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus()

    def settle(self, then: Callable[[], object]) -> None:
        """Save what is typed, then go on; a field that must be mended says so instead."""
        if self.form.is_dirty():
            self.form.save(then)
        else:
            then()
