"""What an import makes besides the rows themselves, in sentences."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph

_MOST = 12


class RemarksCard(Card):
    """Hidden while there is nothing to say."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._title = title
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_remarks(self, remarks: Sequence[str]) -> None:
        """Show the first of them, and how many more there are."""
        clear_layout(self._lines)
        for text in remarks[:_MOST]:
            self._lines.addWidget(paragraph(text, parent=self))
        if len(remarks) > _MOST:
            more = tr("and {n} more").format(n=len(remarks) - _MOST)
            self._lines.addWidget(paragraph(more, "muted", self))
        self.setVisible(bool(remarks))
