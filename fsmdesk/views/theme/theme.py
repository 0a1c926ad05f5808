"""The theme in force: follows the system or what was chosen, and lays it on the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from fsmdesk.views.theme.stylesheet import stylesheet
from fsmdesk.views.theme.tokens import DARK, LIGHT, Tokens

_active: Tokens = LIGHT


def tokens() -> Tokens:
    """The tokens in force; ask at every paint, since the theme may change under a widget."""
    return _active


@contextmanager
def on_paper() -> Iterator[None]:
    """What is painted inside is light, since paper is, whatever theme is shown; nothing else is dressed anew."""
    global _active
    shown, _active = _active, LIGHT
    try:
        yield
    finally:
        _active = shown


class ThemeChoice(StrEnum):
    """What a person wants to see."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @staticmethod
    def of(kept: str) -> "ThemeChoice":
        """The choice that was kept; SYSTEM if it is none."""
        return ThemeChoice(kept) if kept in list(ThemeChoice) else ThemeChoice.SYSTEM


class Theme(QObject):
    """Keeps the application dressed in the theme that was chosen.

    Signals:
        changed(): other tokens are in force; everything has been repainted or will be.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._dressed: Tokens | None = None
        app.setStyle("fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen; SYSTEM follows the computer's setting."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """From now on this theme is shown."""
        self._choice = choice
        self._dress()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._dress()

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _dress(self) -> None:
        global _active
        wanted = self._wanted()
        if wanted is self._dressed:
            return
        if self._dressed is not None:
            # Qt works another sheet out for each widget once for each of its ancestors: seconds, not tenths.
            self._app.setStyleSheet("")
        _active = self._dressed = wanted
        self._app.setPalette(palette(wanted))
        self._app.setStyleSheet(stylesheet(wanted))
        self.changed.emit()


def palette(colours: Tokens) -> QPalette:
    """The palette for what the style sheet does not reach."""
    role = QPalette.ColorRole
    shown = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.card,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.card,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.link,
        role.LinkVisited: colours.link,
        role.ToolTipBase: colours.tip,
        role.ToolTipText: colours.tip_text,
        role.Light: colours.card,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.hairline,
        role.Shadow: colours.line,
        role.Accent: colours.accent,
    }
    made = QPalette()
    for which, colour in shown.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return made
