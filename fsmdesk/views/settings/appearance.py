"""How fsmdesk looks for the person who sits here."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import Theme, ThemeChoice, tokens
from fsmdesk.views.theme.tokens import DARK, LIGHT, Tokens
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, paragraph

_WIDTH, _HEIGHT = 208, 150
_PICTURE = 112


def _choice_words(choice: ThemeChoice) -> str:
    return {
        ThemeChoice.SYSTEM: tr("As on this computer"),
        ThemeChoice.LIGHT: tr("Light"),
        ThemeChoice.DARK: tr("Dark"),
    }[choice]


class ThemeTile(QAbstractButton):
    """A small picture of the window in one theme."""

    def __init__(self, choice: ThemeChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setCheckable(True)
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_choice_words(choice))

    @property
    def is_on(self) -> bool:
        """True if this is what is chosen."""
        return self.isChecked()

    def show_on(self, is_on: bool) -> None:
        """Mark it as what is chosen."""
        self.setChecked(is_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its name, and whether it is chosen."""
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(1, 1, _WIDTH - 2, _PICTURE - 2)
        if self.choice is ThemeChoice.SYSTEM:
            half = _WIDTH / 2
            painter.setClipRect(QRectF(0, 0, half, _PICTURE))
            _draw_window(painter, whole, LIGHT)
            painter.setClipRect(QRectF(half, 0, half, _PICTURE))
            _draw_window(painter, whole, DARK)
            painter.setClipping(False)
        else:
            _draw_window(painter, whole, DARK if self.choice is ThemeChoice.DARK else LIGHT)
        colour = now.accent if self.is_on else now.focus if self.hasFocus() else now.line
        painter.setPen(QPen(QColor(colour), 2 if self.is_on or self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, 10, 10)
        painter.setPen(QColor(now.link if self.is_on else now.text))
        font = text_font()
        font.setBold(self.is_on)
        painter.setFont(font)
        name = QRectF(0, _PICTURE, _WIDTH, _HEIGHT - _PICTURE)
        words = f"✓ {_choice_words(self.choice)}" if self.is_on else _choice_words(self.choice)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, words)


def _draw_window(painter: QPainter, box: QRectF, theme: Tokens) -> None:
    """A rail, a bar, and two cards."""
    painter.setPen(Qt.PenStyle.NoPen)

    def fill(left: float, top: float, width: float, height: float, colour: str, radius: float = 3) -> None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(box.left() + left, box.top() + top, width, height), radius, radius)

    fill(0, 0, box.width(), box.height(), theme.ground, 10)
    fill(0, 0, 26, box.height(), theme.rail, 8)
    fill(26, 0, box.width() - 26, 20, theme.card, 8)
    fill(34, 7, 50, 6, theme.text)
    fill(box.width() - 44, 5, 36, 10, theme.accent)
    for at, tone in enumerate((theme.scheduled, theme.on_site, theme.en_route)):
        fill(34, 28 + at * 27, box.width() - 44, 21, theme.card)
        fill(42 + at * 22, 32 + at * 27, 62, 13, tone.fill)
        fill(47 + at * 22, 37 + at * 27, 34, 3, tone.text)


class AppearanceScreen(Screen):
    """Light, dark, or as the computer is set. It holds at once and is remembered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Appearance"), has_command_field=False)
        column = ScrollColumn(self)
        card = Card(tr("Theme"), parent=column)
        row = QHBoxLayout()
        row.setSpacing(18)
        self.tiles = {choice: ThemeTile(choice, card) for choice in ThemeChoice}
        for tile in self.tiles.values():
            tile.clicked.connect(self._choose)
            row.addWidget(tile)
        row.addStretch(1)
        card.body.addLayout(row)
        about = tr("Both themes mean the same by the same colours, and every colour has a word beside it.")
        card.body.addWidget(paragraph(about, "muted", card))
        column.body.addWidget(card)
        inside = QVBoxLayout()
        inside.addWidget(column)
        self.body.addLayout(inside, 1)
        stand_beside_nav(self, "appearance")

    def arrive(self, record_id: int | None) -> None:
        """Show what is chosen."""
        self._show_choice()
        next(tile for tile in self.tiles.values()).setFocus()

    @Slot()
    def _choose(self) -> None:
        tile = self.sender()
        if not isinstance(tile, ThemeTile):
            return
        # The window offers the choice as actions, and remembers it.
        for spec, action in self.desk.actions.offered():
            if spec.id == f"theme.{tile.choice.value}":
                action.trigger()
        self._show_choice()

    def _show_choice(self) -> None:
        app = QApplication.instance()
        theme = app.findChild(Theme) if app is not None else None
        chosen = theme.choice if isinstance(theme, Theme) else ThemeChoice.SYSTEM
        for choice, tile in self.tiles.items():
            tile.show_on(choice is chosen)
