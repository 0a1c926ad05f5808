"""Words in a bar that become shorter before anything else there does."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_LEAST = 40


class GivingWay(QObject):
    """Keeps `words` as wide as the bar has room for beside all the others."""

    def __init__(self, bar: QWidget, words: QWidget) -> None:
        super().__init__(bar)
        self._bar = bar
        self._words = words
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something in the bar has another size, or the bar itself."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        wanted = self._words.sizeHint().width()
        others = self._bar.sizeHint().width() - min(wanted, self._words.maximumWidth())
        room = max(self._bar.width() - others, _LEAST)
        # Setting it asks for a new layout, which ends here again: only what differs is set.
        if room != self._words.maximumWidth():
            self._words.setMaximumWidth(room)
