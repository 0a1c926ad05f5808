"""A card of rows that are kept and shown again with other words, and rows that can be pressed."""

from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QStyle,
    QStyleOptionFocusRect,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from fsmdesk.views.widgets.surfaces import Card, hairline

ROW_SPACE: Final = 7

RowT = TypeVar("RowT", bound=QWidget)


class RowsCard(Card, Generic[RowT]):
    """A card of rows with thin lines between them; it is gone while it has none.

    Rows are made by `make_row` once and shown again with other words: that is several times quicker than
    making them anew for each job.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._column)
        self._rows: list[RowT] = []
        self._lines: list[QWidget] = []
        self.hide()

    def make_row(self) -> RowT:
        """One more row, with nothing in it."""
        raise NotImplementedError

    def shown_rows(self, count: int) -> list[RowT]:
        """So many rows are shown."""
        while len(self._rows) < count:
            if self._rows:
                self._lines.append(hairline(self))
                self._column.addWidget(self._lines[-1])
            self._rows.append(self.make_row())
            self._column.addWidget(self._rows[-1])
        for at, row in enumerate(self._rows):
            _set_shown(row, at < count)
        for at, line in enumerate(self._lines):
            _set_shown(line, at + 1 < count)
        _set_shown(self, count > 0)
        return self._rows[:count]


class PressableRow(QAbstractButton):
    """A row that can be clicked, or pressed with Enter or Space."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, ROW_SPACE, 0, ROW_SPACE)
        self.row.setSpacing(10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What is in the row paints itself; the row shows where the focus is."""
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            painter = QStylePainter(self)
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


def _set_shown(widget: QWidget, is_shown: bool) -> None:
    if widget.isHidden() == is_shown:
        widget.setVisible(is_shown)


def short_words(text: str, longest: int = 160) -> str:
    """The text on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"
