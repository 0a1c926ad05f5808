"""What fills, stripes, marks and lines mean: in short above the board, and all of it in a panel."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.views.board.colour_scheme import LEGEND_STATES, ColourScheme, Dress
from fsmdesk.views.board.loads import LoadLevel
from fsmdesk.views.board.marks import STATE_MARKS, legend_marks
from fsmdesk.views.board.palette import BoardPalette, Swatch, board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens

_BOX = 13
_GAP = 16
_LINE = 22
_COLUMN = 250
_MARGIN = 16


class Legend(QWidget):
    """Shows as many fills of the scheme as there is room for, from the right, and how many more there are.

    Signals:
        clicked(): all of it is wanted.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitter = TextFitter(text_font(12))
        self._scheme = ColourScheme.STATE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.setAccessibleName(tr("What the colours mean"))

    def show_scheme(self, scheme: ColourScheme) -> None:
        """The fills of this scheme are explained."""
        self._scheme = scheme
        names = [text for _, text in self._entries()]
        self.setAccessibleDescription(", ".join(names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all fills."""
        return QSize(round(sum(self._width(text) for _, text in self._entries())), 24)

    def minimumSizeHint(self) -> QSize:
        """It may be cut away whole."""
        return QSize(0, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the fills that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._fitter.font)
        palette = board_palette(tokens())
        shown, more = self.fitting()
        left = self.width() - sum(self._width(text) for _, text in shown) - self._width_of_more(more)
        middle = self.height() / 2
        painter.setPen(palette.muted)
        painter.drawText(QPointF(self.width() - self._width_of_more(more), middle + 4.5), more)
        for swatch, text in shown:
            _paint_box(painter, QPointF(left, middle), swatch)
            painter.setPen(palette.muted)
            painter.drawText(QPointF(left + _BOX + 5, middle + 4.5), text)
            left += self._width(text)

    def fitting(self) -> tuple[list[tuple[Swatch, str]], str]:
        """The fills that there is room for, and words for how many more there are; none where not even one fits."""
        everything = self._entries()
        for count in range(len(everything), 0, -1):
            shown, rest = everything[:count], len(everything) - count
            more = tr("+{n}").format(n=rest) if rest else ""
            if sum(self._width(text) for _, text in shown) + self._width_of_more(more) <= self.width():
                return shown, more
        return [], ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for all of it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _width_of_more(self, more: str) -> float:
        return self._fitter.width(more) + _GAP / 2 if more else 0.0

    def _entries(self) -> list[tuple[Swatch, str]]:
        return list(Dress(board_palette(tokens()), self._scheme).legend())

    def _width(self, text: str) -> float:
        return _BOX + 5 + self._fitter.width(text) + _GAP


class LegendPanel(QWidget):
    """Everything that the board draws, with its words, in a small window that closes by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._scheme = ColourScheme.STATE
        self._text = TextFitter(text_font(12))
        self.setAccessibleName(tr("What colours and marks mean"))

    def show_scheme(self, scheme: ColourScheme) -> None:
        """The fills of this scheme are explained."""
        self._scheme = scheme

    def show_below(self, button: QWidget) -> None:
        """Open below the button, within its window."""
        size = self.sizeHint()
        self.resize(size)
        at = button.mapToGlobal(button.rect().bottomRight())
        self.move(at.x() - size.width(), at.y() + 6)
        self.setAccessibleDescription(", ".join(self.entries()))
        self.show()

    def entries(self) -> list[str]:
        """All the words, for screen readers too."""
        palette = board_palette(tokens())
        fills = [text for _, text in Dress(palette, self._scheme).legend()]
        states = [state.label for state in LEGEND_STATES]
        marks = [mark.words for mark in legend_marks()]
        priorities = [priority.label for priority in Priority]
        return [*fills, *states, *priorities, *marks, *(words for _, words in _lines()), *_load_words()]

    def sizeHint(self) -> QSize:
        """Two columns."""
        left = 3 + len(LEGEND_STATES) + len(Priority) + len(LoadLevel)
        if self._scheme is not ColourScheme.STATE:
            left += len(list(Dress(board_palette(tokens()), self._scheme).legend())) + 1
        right = 2 + len(legend_marks()) + len(_lines())
        return QSize(2 * _COLUMN + 2 * _MARGIN, max(left, right) * _LINE + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both columns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = board_palette(tokens())
        painter.setPen(palette.day_line)
        painter.setBrush(palette.card)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_fills(painter, palette)
        self._paint_marks(painter, palette)

    def _paint_fills(self, painter: QPainter, palette: BoardPalette) -> None:
        at = QPointF(_MARGIN, _MARGIN + _LINE / 2)
        if self._scheme is not ColourScheme.STATE:
            at = self._heading(painter, at, self._scheme.label, palette)
            for swatch, text in Dress(palette, self._scheme).legend():
                _paint_box(painter, at, swatch)
                at = self._words(painter, at, text, palette)
        at = self._heading(painter, at, tr("Status"), palette)
        for state in LEGEND_STATES:
            if self._scheme is ColourScheme.STATE:
                _paint_box(painter, at, palette.states[state])
            if state in STATE_MARKS:
                mark = QRectF(at.x() + 20, at.y() - 7, 14, 14)
                draw_icon(painter, STATE_MARKS[state], palette.states[state].text.name(), mark)
            at = self._words(painter, at, state.label, palette, 40)
        at = self._heading(painter, at, tr("Stripe: priority"), palette)
        for priority in Priority:
            painter.fillRect(QRectF(at.x(), at.y() - 8, 4, 16), palette.priorities[int(priority)])
            at = self._words(painter, at, f"P{priority:d} {priority.label}", palette)
        at = self._heading(painter, at, tr("Days: how full"), palette)
        for level, colour in _levels(palette):
            painter.setPen(palette.day_line)
            painter.setBrush(colour)
            painter.drawRect(QRectF(at.x() + 0.5, at.y() - 6, 12, 12))
            at = self._words(painter, at, level.label, palette)

    def _paint_marks(self, painter: QPainter, palette: BoardPalette) -> None:
        at = QPointF(_MARGIN + _COLUMN, _MARGIN + _LINE / 2)
        at = self._heading(painter, at, tr("Marks"), palette)
        tones = {"": palette.text, "late": palette.late, "hazard": palette.hazard}
        for mark in legend_marks():
            draw_icon(painter, mark.icon, tones[mark.tone].name(), QRectF(at.x(), at.y() - 7, 14, 14))
            at = self._words(painter, at, mark.words, palette)
        at = self._heading(painter, at, tr("Lines"), palette)
        for kind, words in _lines():
            self._paint_line(painter, at, kind, palette)
            at = self._words(painter, at, words, palette, 34)

    @staticmethod
    def _paint_line(painter: QPainter, at: QPointF, kind: str, palette: BoardPalette) -> None:
        end = at + QPointF(26, 0)
        if kind in ("travel", "late"):
            pen = QPen(palette.travel if kind == "travel" else palette.late, 2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.6, 1.4] if kind == "travel" else [4, 2])
            painter.setPen(pen)
            painter.drawLine(at, end)
            return
        colours = {
            "actual": palette.actual,
            "promise": palette.promise,
            "due": palette.late,
            "now": palette.now_line,
        }
        colour: QColor = colours[kind]
        if kind in ("due", "now"):
            painter.fillRect(QRectF(at.x() + 12, at.y() - 8, 2, 16), colour)
            return
        painter.fillRect(QRectF(at.x(), at.y() - 1, 26, 2), colour)
        painter.fillRect(QRectF(at.x(), at.y() - 4, 2, 8), colour)
        painter.fillRect(QRectF(at.x() + 24, at.y() - 4, 2, 8), colour)

    def _heading(self, painter: QPainter, at: QPointF, text: str, palette: BoardPalette) -> QPointF:
        painter.setFont(text_font(12, QFont.Weight.DemiBold))
        painter.setPen(palette.text)
        painter.drawText(at + QPointF(0, 4.5), text)
        return at + QPointF(0, _LINE)

    def _words(
        self, painter: QPainter, at: QPointF, text: str, palette: BoardPalette, indent: int = 22
    ) -> QPointF:
        painter.setFont(self._text.font)
        painter.setPen(palette.muted)
        shown = self._text.fitted(text, _COLUMN - indent - 8)
        painter.drawText(at + QPointF(indent, 4.5), shown)
        return at + QPointF(0, _LINE)


def _lines() -> list[tuple[str, str]]:
    return [
        ("travel", tr("The way to a visit")),
        ("actual", tr("What really happened")),
        ("promise", tr("Window that suits the customer")),
        ("due", tr("Promised until")),
        ("late", tr("Late, running over, or a promise at risk")),
        ("now", tr("Now")),
    ]


def _load_words() -> list[str]:
    return [level.label for level in LoadLevel if level is not LoadLevel.AWAY]


def _levels(palette: BoardPalette) -> list[tuple[LoadLevel, QColor]]:
    return [
        (LoadLevel.FREE, palette.free),
        (LoadLevel.PARTLY, palette.partly),
        (LoadLevel.FULL, palette.full),
        (LoadLevel.OVER, palette.over),
    ]


def _paint_box(painter: QPainter, at: QPointF, swatch: Swatch) -> None:
    painter.setPen(swatch.line)
    painter.setBrush(swatch.fill)
    painter.drawRoundedRect(QRectF(at.x() + 0.5, at.y() - _BOX / 2 + 0.5, _BOX - 1, _BOX - 1), 3, 3)
