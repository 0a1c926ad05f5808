"""The figures above the list of invoices; each is a button."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.billing.messages import BillingTiles, Tile
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens

_HEIGHT = 88
_RADIUS = 10
_EDGE = 4
_LEFT = 16
_RIGHT = 14
_AMOUNT_PIXELS = (20, 17, 14)


@dataclass(frozen=True, slots=True)
class TileSpec:
    """One tile: the name of its figure in BillingTiles, its title, and the tone of its upper edge."""

    key: str
    title: str
    tone: str
    tip: str


def tile_specs() -> tuple[TileSpec, ...]:
    """The five, in the order in which money comes in."""
    return (
        TileSpec("to_review", tr("Complete, not reviewed"), "waiting", tr("Go to the review")),
        TileSpec("to_invoice", tr("Reviewed, not invoiced"), "en_route", tr("Choose what to invoice")),
        TileSpec("open", tr("Open"), "scheduled", tr("Show only what is open")),
        TileSpec("overdue", tr("Overdue"), "danger", tr("Show only what is overdue")),
        TileSpec("paid_this_month", tr("Paid this month"), "success", tr("Go to the payments")),
    )


class TileButton(QAbstractButton):
    """A card with a coloured upper edge: what it counts, the amount, and how old the oldest is."""

    def __init__(self, spec: TileSpec, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._formats = formats
        self._tile: Tile | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setToolTip(spec.tip)
        self.setAccessibleName(spec.title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Room for the title and its count."""
        return QSize(QFontMetrics(text_font(13)).horizontalAdvance(self.spec.title) + 80, _HEIGHT)

    def show_tile(self, tile: Tile) -> None:
        """Show these figures."""
        self._tile = tile
        parts = (self.spec.title, self._formats.count(tile.count), self._formats.money(tile.amount_minor))
        self.setAccessibleName(", ".join(parts))
        self.update()

    def shown(self) -> tuple[str, str, str]:
        """Count, amount and age as they are written; empty while nothing is known, and without an age."""
        if self._tile is None:
            return "", "", ""
        days = self._tile.oldest_days
        age = tr("oldest {n} d").format(n=self._formats.count(days)) if days else ""
        return self._formats.count(self._tile.count), self._formats.money(self._tile.amount_minor), age

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, its edge and the figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_card(painter)
        count, amount, age = self.shown()
        now = tokens()
        self._draw_title(painter, count)
        painter.setPen(QColor(now.text))
        painter.setFont(self._amount_font(amount))
        painter.drawText(_LEFT, 54, amount)
        painter.setFont(text_font(12))
        painter.setPen(QColor(now.muted))
        painter.drawText(_LEFT, 73, age)

    def _draw_title(self, painter: QPainter, count: str) -> None:
        """The title gives way where there is no room, the count does not."""
        bold = number_font(13, QFont.Weight.DemiBold)
        metrics = QFontMetrics(text_font(13))
        room = self.width() - _LEFT - _RIGHT - QFontMetrics(bold).horizontalAdvance(count)
        title = metrics.elidedText(self.spec.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(text_font(13))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(_LEFT, 29, title)
        painter.setFont(bold)
        painter.setPen(QColor(tokens().text))
        painter.drawText(_LEFT + metrics.horizontalAdvance(title) + 5, 29, count)

    def _amount_font(self, amount: str) -> QFont:
        """As large as there is room for."""
        fonts = [number_font(pixels, QFont.Weight.Bold) for pixels in _AMOUNT_PIXELS]
        room = self.width() - _LEFT - _RIGHT // 2
        fitting = (font for font in fonts if QFontMetrics(font).horizontalAdvance(amount) <= room)
        return next(fitting, fonts[-1])

    def _draw_card(self, painter: QPainter) -> None:
        now = tokens()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(now.hover if self.underMouse() else now.card))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, self.width(), _EDGE + 0.5), QColor(now.tone(self.spec.tone).line))
        painter.restore()
        has_mark = self.hasFocus() or self.isChecked()
        painter.setPen(QPen(QColor(now.accent if has_mark else now.hairline), 1.6 if has_mark else 1))
        painter.drawPath(shape)


class TileRow(QWidget):
    """Signals:
    chosen(str): the key of the tile that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(12)
        self.tiles: dict[str, TileButton] = {}
        for spec in tile_specs():
            tile = TileButton(spec, formats, self)
            tile.clicked.connect(self._tell)
            self.tiles[spec.key] = tile
            row.addWidget(tile, 1)

    def show_figures(self, figures: BillingTiles) -> None:
        """Show these figures."""
        for key, tile in self.tiles.items():
            tile.show_tile(getattr(figures, key))

    def mark(self, key: str) -> None:
        """This tile is what the list below shows; empty for none."""
        for own, tile in self.tiles.items():
            tile.setCheckable(own == key)
            tile.setChecked(own == key)

    @Slot()
    def _tell(self) -> None:
        sender = self.sender()
        if isinstance(sender, TileButton):
            self.chosen.emit(sender.spec.key)
