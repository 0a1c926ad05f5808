"""What an empty place says: what will be here, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import paragraph, words


class EmptyState(QWidget):
    """An icon, a sentence of what will be here, a muted line, and a button for the first step."""

    def __init__(self, icon_name: str, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(Sign(icon_name, side=36, parent=self), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = words(title, "section", self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        self._text = paragraph(text, "muted", self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def offer(
        self, text: str, handler: Callable[[], object], icon_name: str = "", primary: bool = True
    ) -> None:
        """Offer a step."""
        made = KeyButton(text, "primary" if primary else "", icon_name, parent=self)
        made.clicked.connect(handler)
        self._buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
