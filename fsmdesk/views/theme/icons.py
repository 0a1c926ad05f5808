"""Icons of one family (resources/icons), drawn in the colours of the theme in force, sharp at any scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from fsmdesk.resources import resource
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import Tokens


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")


@cache
def _named(colours: Tokens) -> dict[str, str]:
    return colours.named()


def token_colour(token: str) -> str:
    """The colour of a token in the theme in force; anything else, such as `#rrggbb`, stays itself."""
    return _named(tokens()).get(token, token)


def draw_icon(painter: QPainter, name: str, colour: str, into: QRectF) -> None:
    """Draw the icon in a token's colour (or `#rrggbb`) into the rectangle."""
    ratio = painter.device().devicePixelRatio() if painter.device() else 1.0
    size = QSize(max(round(into.width() * ratio), 1), max(round(into.height() * ratio), 1))
    painter.drawPixmap(
        into, _pixmap(name, token_colour(colour), size), QRectF(0, 0, size.width(), size.height())
    )


def _pixmap(name: str, colour: str, size: QSize) -> QPixmap:
    key = f"fsmdesk:{name}:{colour}:{size.width()}x{size.height()}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    # Qt's SVG module is loaded with the first icon, not with the program.
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


class _ThemedEngine(QIconEngine):
    """Draws one icon, looking up its colour each time, so that a change of theme needs no new icons."""

    def __init__(self, name: str, normal: str, active: str) -> None:
        super().__init__()
        self._name = name
        self._normal = normal
        self._active = active

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._normal, self._active)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, self._name, self._token(mode, state), QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # A button that is squeezed while its card is laid out asks for an icon without any size.
        physical = QSize(max(round(size.width() * scale), 1), max(round(size.height() * scale), 1))
        pixmap = QPixmap(_pixmap(self._name, token_colour(self._token(mode, state)), physical))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return "line"
        return self._active if state is QIcon.State.On else self._normal


def icon(name: str, colour: str = "text", checked: str = "") -> QIcon:
    """The icon in a token's colour, in `checked` where its button is checked.

    Raises:
        FileNotFoundError: there is no such icon (when it is first drawn).
    """
    return QIcon(_ThemedEngine(name, colour, checked or colour))
