"""How far the checklist is, and what can be done with the whole of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import CheckRow
from fsmdesk.views.allowance import limit
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.checklist.check_words import progress_words
from fsmdesk.views.widgets.surfaces import words

_BAR_WIDTH = 120


class ListHead(QWidget):
    """Signals:
    add_wanted(): one more item is asked for.
    template_wanted(): the items of a template are asked for.
    """

    add_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(tr("Answered items"))
        self.progress = words("", "muted", self)
        row.addWidget(self.bar)
        row.addWidget(self.progress)
        row.addStretch(1)
        self.template_button = KeyButton(tr("From a template…"), "link", "list-checks", parent=self)
        self.template_button.clicked.connect(self.template_wanted)
        self.add_button = KeyButton(tr("Add item"), "link", "plus", parent=self)
        self.add_button.clicked.connect(self.add_wanted)
        row.addWidget(self.template_button)
        row.addWidget(self.add_button)

    def show_items(self, items: tuple[CheckRow, ...], refusal: str) -> None:
        """Say how far the list is; a refusal says why it can't be changed."""
        self.bar.setVisible(bool(items))
        self.progress.setVisible(bool(items))
        self.bar.setRange(0, max(len(items), 1))
        self.bar.setValue(sum(item.outcome is not None for item in items))
        self.progress.setText(progress_words(items, self._formats))
        for button in (self.template_button, self.add_button):
            button.setEnabled(True)
            button.setToolTip("")
            limit(button, refusal)
