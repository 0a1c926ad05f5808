"""Buttons: with the key that does the same written on them, chips, and a row of choices."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from fsmdesk.views.actions import shown_keys, tip
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon, icon
from fsmdesk.views.theme.theme import tokens

_ICON = 15
_GAP = 6


class KeyButton(QPushButton):
    """A push button that shows an icon before its text and its key in a small box after it.

    Kinds: empty (plain), primary, danger, quiet, link.
    """

    _is_double_one = False

    def __init__(
        self, text: str, kind: str = "", icon_name: str = "", keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self._keys = self._own_keys = shown_keys(keys)
        if kind:
            self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setToolTip(tip(text, keys) if keys else "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_keys(self, is_shown: bool) -> None:
        """The key stands behind the text, or only in the tooltip where there is little room."""
        keys = self._own_keys if is_shown else ""
        if keys != self._keys:
            self._keys = keys
            self.updateGeometry()
            self.update()

    def follow(self, action: QAction) -> None:
        """Trigger the action when clicked, and be enabled and named as it is."""
        self.clicked.connect(action.trigger)
        action.changed.connect(self._mirror)
        self._action = action
        self._mirror()

    @Slot()
    def _mirror(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
        self.setToolTip(self._action.toolTip())
        if self.text() != self._action.text():
            self.setText(self._action.text())
            self.setAccessibleName(self._action.text())
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon, text and key."""
        size = super().sizeHint()
        if self._icon_name:
            size.setWidth(size.width() + _ICON + _GAP)
        if self._keys:
            size.setWidth(size.width() + self._keys_width() + 8)
        return size

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def take_double_as_one(self) -> None:
        """The second of two quick clicks does nothing: what the button is about may be another by then."""
        self._is_double_one = True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Press again, or do nothing."""
        if self._is_double_one:
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button of the style sheet, then icon, text and key in its middle."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined, unused-ignore]
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_content(painter)

    def _draw_content(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        text_width = metrics.horizontalAdvance(self.text())
        total = text_width
        total += _ICON + _GAP if self._icon_name else 0
        total += self._keys_width() + 8 if self._keys else 0
        left = (self.width() - total) // 2
        colour = self._text_colour()
        if self._icon_name:
            draw_icon(
                painter, self._icon_name, colour, QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
            )
            left += _ICON + _GAP
        painter.setPen(QColor(colour))
        painter.setFont(self.font())
        painter.drawText(
            QRect(left, 0, text_width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._keys:
            self._draw_keys(painter, left + text_width + 8, colour)

    def _text_colour(self) -> str:
        now = tokens()
        if not self.isEnabled():
            return now.muted
        by_kind = {"primary": now.on_accent, "danger": now.danger.text, "link": now.link}
        if self.isChecked():
            return now.info.text
        return by_kind.get(self._kind, now.text)

    def _keys_width(self) -> int:
        return QFontMetrics(text_font(11)).horizontalAdvance(self._keys) + 10

    def _draw_keys(self, painter: QPainter, left: int, colour: str) -> None:
        box = QRectF(left + 0.5, (self.height() - 18) / 2 + 0.5, self._keys_width() - 1, 17)
        line = QColor(colour if self._kind == "primary" else tokens().line)
        line.setAlpha(110 if self._kind == "primary" else 255)
        painter.setPen(line)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colour if self._kind == "primary" else tokens().muted))
        painter.setFont(text_font(11))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)


class IconButton(QToolButton):
    """A small button with an icon only; its name is its tooltip and what a screen reader says."""

    def __init__(
        self, icon_name: str, text: str, keys: str = "", colour: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setIcon(icon(icon_name, colour, "link"))
        self.setIconSize(QSize(16, 16))
        self.setToolTip(tip(text, keys))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Chip(QPushButton):
    """A pill that is on or off."""

    def __init__(self, text: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        if tone:
            self.setProperty("tone", tone)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Room for the words in the heavier letters that a chip has while it is on; Qt measures it off."""
        hint, heavy = super().sizeHint(), QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        words = self.text()
        more = QFontMetrics(heavy).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return QSize(hint.width() + max(more, 0), hint.height())


class Segments(QWidget):
    """Joined buttons of which one is chosen, such as Day, 3 days, Week.

    Signals:
        chosen(str): the key of the choice that was made by the person.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _text in choices]
        for at, (_key, text) in enumerate(choices):
            button = QPushButton(text, self)
            button.setProperty("kind", "segment")
            button.setProperty("edge", "first" if at == 0 else "last" if at == len(choices) - 1 else "")
            button.setCheckable(True)
            button.setAccessibleName(text)
            self._group.addButton(button, at)
            row.addWidget(button)
        self._group.idClicked.connect(self._tell)

    def choose(self, key: str) -> None:
        """Show this choice as made."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def set_words(self, key: str, text: str) -> None:
        """Show other words on one choice, such as with how many there are."""
        button = self._group.button(self._keys.index(key))
        button.setText(text)
        button.setAccessibleName(text)

    def choice(self) -> str:
        """The key of the current choice, empty if none was made."""
        at = self._group.checkedId()
        return self._keys[at] if at >= 0 else ""

    @Slot(int)
    def _tell(self, at: int) -> None:
        self.chosen.emit(self._keys[at])


def button(text: str, handler: Callable[[], object], kind: str = "", icon_name: str = "") -> KeyButton:
    """A button that calls the handler when clicked; `handler` is a bound method."""
    made = KeyButton(text, kind, icon_name)
    made.clicked.connect(handler)
    return made
