"""The dark panel beside the pointer that says, before the release, what a drop would mean."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.placement import Finding, Rule, Severity
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.drag_session import Offer
from fsmdesk.views.board.gesture import Gesture
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import DARK

_PADDING = 14
_LINE = 21
_SHADOW = 12
_MOST_WIDTH = 560
_MOST_LINES = 9
_AWAY = QPoint(18, 20)
# The panel is dark in both themes, so the signs take the colours of the dark one.
_GOOD, _WARN, _BAD = DARK.on_site.text, DARK.en_route.text, DARK.danger.text
_SIGNS = {
    Severity.GOOD: ("check", _GOOD),
    Severity.WARN: ("triangle-alert", _WARN),
    Severity.ASK_WHY: ("circle-alert", _BAD),
    Severity.BLOCK: ("ban", _BAD),
}
_AFTERWARDS = {
    Severity.ASK_WHY: "Dropping here will ask for the reason",
    Severity.BLOCK: "Can't be dropped here",
}


class DropLabel(QWidget):
    """A child of the window, since a window of its own could not be placed on Wayland."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._heading = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._text = TextFitter(text_font(12))
        self.heading = ""
        self.lines: list[tuple[str, str, str]] = []
        self.hide()

    def show_offer(self, gesture: Gesture, offer: Offer | None) -> None:
        """Say what this offer means; without one, that nothing will happen here."""
        if offer is None:
            self.heading = _named(gesture)
            self.lines = [("", "", tr("Drop it on a technician's row. Esc leaves all as it was."))]
        else:
            self.heading = offer.heading
            self.lines = [(*_sign_of(found), found.text) for found in offer.findings[:_MOST_LINES]]
            more = len(offer.findings) - len(self.lines)
            if more:
                self.lines.append(("", "", trn("and {n} more", "and {n} more", more).format(n=more)))
            if offer.severity in _AFTERWARDS:
                self.lines.append(("", "", tr(_AFTERWARDS[offer.severity])))
        self.resize(self.sizeHint())
        self.update()
        self.raise_()
        self.show()

    def move_beside(self, at: QPoint) -> None:
        """Stand right below a place of the parent, or on its other sides where there is no room."""
        around = self.parentWidget()
        room = around.size() if around is not None else QSize()
        size, spot = self.size(), at + _AWAY
        if spot.x() + size.width() > room.width():
            spot.setX(max(0, at.x() - _AWAY.x() - size.width()))
        if spot.y() + size.height() > room.height():
            spot.setY(max(0, at.y() - _AWAY.y() - size.height()))
        self.move(spot)

    def text(self) -> str:
        """All it says, line by line."""
        return "\n".join([self.heading, *(words for _, _, words in self.lines)])

    def sizeHint(self) -> QSize:
        """As wide as its longest line."""
        widest = max(
            (self._text.width(words) + (22 if sign else 0) for sign, _, words in self.lines), default=0
        )
        width = max(self._heading.width(self.heading), widest) + 2 * (_PADDING + _SHADOW) + 4
        height = 2 * (_PADDING + _SHADOW) + 18 + len(self.lines) * _LINE + (4 if self.lines else 0)
        return QSize(min(round(width), _MOST_WIDTH + 2 * _SHADOW), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dark rounded panel with a soft shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        self._paint_panel(painter, box)
        now = tokens()
        left, room = box.left() + _PADDING, box.width() - 2 * _PADDING
        base = box.top() + _PADDING + 12
        painter.setFont(self._heading.font)
        painter.setPen(QColor(now.tip_text))
        painter.drawText(round(left), round(base), self._heading.fitted(self.heading, room))
        painter.setFont(self._text.font)
        base += 4
        for sign, colour, words in self.lines:
            base += _LINE
            indent = 22 if sign else 0
            if sign:
                draw_icon(painter, sign, colour, QRectF(left, base - 12, 14, 14))
            painter.setPen(QColor(now.tip_text if sign else DARK.muted))
            painter.drawText(round(left + indent), round(base), self._text.fitted(words, room - indent))

    def _paint_panel(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(DARK.tip)
        for step in range(_SHADOW, 0, -1):
            shade.setAlpha(round(3 + 1.5 * (_SHADOW - step) / 2))
            painter.setBrush(shade)
            painter.drawRoundedRect(box.adjusted(-step, -step + 3, step, step + 3), 10 + step, 10 + step)
        painter.setBrush(QColor(tokens().tip))
        painter.setPen(QColor(tokens().line) if tokens().is_dark else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 9, 9)


def _sign_of(found: Finding) -> tuple[str, str]:
    """The icon and its colour; ways that fit are a truck, not a tick."""
    if found.rule is Rule.TRAVEL and found.severity is Severity.GOOD:
        return ("truck", DARK.muted)
    return _SIGNS[found.severity]


def _named(gesture: Gesture) -> str:
    """What is in the hand, in words."""
    name, more = gesture.subject.customer or gesture.subject.title, len(gesture.companions)
    if not more:
        return name
    return trn("{name} and {n} more", "{name} and {n} more", more).format(name=name, n=more)
