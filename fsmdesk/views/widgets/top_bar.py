"""The bar on top of every screen: its name, what it is about, and what can be done on it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec, shown_keys, tip
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.surfaces import Surface

BAR_HEIGHT = 56
_LEAST_TITLE = 240


class TopBar(Surface):
    """Title and subtitle, then `left` widgets, then actions with the main one rightmost."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self.setFixedHeight(BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        self._title = ElidedWords(title, "title", self)
        self._subtitle = ElidedWords("", "muted", self)
        self._subtitle.hide()
        self._left = _slot(row, self._title, self._subtitle)
        self._right = QHBoxLayout()
        self._right.setSpacing(10)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        row.addStretch(1)
        row.addLayout(self._right)
        row.addLayout(self._actions)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show this name, and muted behind it what it is about."""
        for label, text in ((self._title, title), (self._subtitle, subtitle)):
            label.setText(text)
            label.setToolTip(text)
        # What it is about gives way before the name does. A label is never narrower than its least width.
        self._title.setMinimumWidth(0)
        self._title.setMinimumWidth(min(self._title.sizeHint().width(), _LEAST_TITLE))
        self._subtitle.setVisible(bool(subtitle))

    def title(self) -> str:
        """The name that is shown."""
        return self._title.text()

    def add_left(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control behind the title."""
        self._left.addWidget(widget, stretch)

    def add_right(self, widget: QWidget) -> None:
        """Put something before the actions."""
        self._right.addWidget(widget)

    def offer_back(self, action: QAction) -> None:
        """An arrow before the title does the action."""
        arrow = IconButton("arrow-left", action.text(), parent=self)
        arrow.setToolTip(action.toolTip())
        arrow.clicked.connect(action.trigger)
        self._left.insertWidget(0, arrow)

    def add_action(self, spec: ActionSpec, action: QAction, primary: bool = False) -> KeyButton:
        """A button for the action; the primary one stays rightmost."""
        button = KeyButton(spec.text, "primary" if primary else "", spec.icon, spec.shortcut, self)
        button.follow(action)
        at = self._actions.count()
        if not primary and at and self._has_primary():
            at -= 1
        self._actions.insertWidget(at, button)
        return button

    def add_main(self, button: KeyButton) -> None:
        """The main button of a screen whose action belongs to another place; it stays rightmost."""
        self._actions.addWidget(button)

    def _has_primary(self) -> bool:
        last = self._actions.itemAt(self._actions.count() - 1)
        button = last.widget() if last is not None else None
        return button is not None and button.property("kind") == "primary"


class CommandField(QPushButton):
    """Looks like a field; a click opens the command box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "field")
        self.setText(tr("Search or command"))
        self.setAccessibleName(tr("Search or command"))
        self.setToolTip(tip(tr("Search or command"), "Ctrl+K"))
        self.setFixedWidth(260)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its icon before the words and its key at the end."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, "search", "muted", QRectF(10, (self.height() - 16) / 2, 16, 16))
        keys = QRectF(self.width() - 54, (self.height() - 19) / 2, 46, 19)
        painter.setPen(QColor(tokens().line))
        painter.drawRoundedRect(keys.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(tokens().muted))
        painter.setFont(text_font(11))
        painter.drawText(keys, Qt.AlignmentFlag.AlignCenter, shown_keys("Ctrl+K"))


def _slot(row: QHBoxLayout, *widgets: QWidget) -> QHBoxLayout:
    inner = QHBoxLayout()
    inner.setSpacing(12)
    for widget in widgets:
        inner.addWidget(widget)
    row.addLayout(inner)
    return inner
