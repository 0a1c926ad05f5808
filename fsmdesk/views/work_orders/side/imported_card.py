"""What a file said about a job that is not ours to understand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph


class ImportedCard(Card):
    """What a file said that is not ours to understand, as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("From the imported file"), parent=parent)
        self.hide()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these names and values."""
        clear_layout(self.body, keep_first=1)
        for name, value in facts:
            self.body.addWidget(self._fact(name, value))
        self.setVisible(bool(facts))

    def _fact(self, name: str, value: str) -> QWidget:
        fact = QWidget(self)
        column = QVBoxLayout(fact)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(1)
        column.addWidget(paragraph(name, "label", fact))
        text: QLabel = paragraph(value or "—", parent=fact)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        return fact
