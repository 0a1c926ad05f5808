"""Text fields that grow with what is in them, within limits."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit

_AROUND = 14  # border and padding; with one line as high as a field of one line


class Growing(QObject):
    """The field is as high as its text, from `least` lines up to `most`; beyond that it scrolls."""

    def __init__(self, edit: QPlainTextEdit, least: int, most: int) -> None:
        super().__init__(edit)
        self._edit = edit
        self._least = least
        self._most = most
        edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        edit.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wider field may need fewer lines."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        edit = self._edit
        # A plain text document counts its size in lines.
        wanted = round(edit.document().size().height())
        lines = min(max(wanted, self._least), self._most)
        height = lines * edit.fontMetrics().lineSpacing() + _AROUND
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if wanted > self._most else policy.ScrollBarAlwaysOff
        if edit.verticalScrollBarPolicy() != bar:
            edit.setVerticalScrollBarPolicy(bar)
        if edit.height() != height:
            edit.setFixedHeight(height)
