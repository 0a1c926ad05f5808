"""What stands in a bar becomes shorter, or goes, in an order, where there is no room for all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from fsmdesk.views.widgets.buttons import KeyButton

_LEAST = 40
_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly


class GivingWay(QObject):
    """Keeps `words` as wide as the bar has room for beside all the others.

    Where that is not enough the words go, then the keys that buttons show, then each of `others`; the title is
    never covered.
    """

    def __init__(self, bar: QWidget, words: QWidget, others: Sequence[QWidget] = ()) -> None:
        super().__init__(bar)
        self._bar = bar
        self._words = words
        self._others = tuple(others)
        self._level = 0
        self._looked_at: object = None
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something in the bar has another size, or the bar itself."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        seen = self._seen()
        if seen != self._looked_at:  # else this is only what the last look led to
            self._looked_at = seen
            for level in range(len(self._others) + 3):
                self._shed(level)
                if self._needed() <= self._bar.width():
                    break
        wanted = self._words.sizeHint().width()
        others = self._bar.sizeHint().width() - min(wanted, self._words.maximumWidth())
        room = max(self._bar.width() - others, _LEAST)
        # Setting it asks for a new layout, which ends here again: only what differs is set.
        if room != self._words.maximumWidth():
            self._words.setMaximumWidth(room)

    def _shed(self, level: int) -> None:
        self._level = level
        self._words.setHidden(level > 0)
        for button in self._buttons():
            button.show_keys(level < 2)
        for at, widget in enumerate(self._others, 3):
            widget.setHidden(level >= at)

    def _needed(self) -> int:
        layout = self._bar.layout()
        if layout is None:
            return 0
        layout.invalidate()
        return layout.minimumSize().width()

    def _seen(self) -> object:
        """What decides about the room: the bar, and all that never gives way."""
        fixed = [
            (child.accessibleName(), str(child.property("text")), child.isVisibleTo(self._bar))
            for child in self._bar.findChildren(QWidget, options=_CHILDREN)
            if child not in self._others and child is not self._words
        ]
        return self._bar.width(), tuple(fixed), tuple(other.accessibleName() for other in self._others)

    def _buttons(self) -> list[KeyButton]:
        return self._bar.findChildren(KeyButton, options=_CHILDREN)
