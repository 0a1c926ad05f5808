"""Draws a signature: on the pad while it is made, and into the picture that is kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.widgets.signature.strokes import Dot, Strokes, curves_of

INK: Final = "#12203a"
_PAPER: Final = "#ffffff"
_MARGIN = 12.0
_SCALE = 3.0  # sharp in print
_MOST_PIXELS = 1800.0
_TYPED_PIXELS = 44


def draw_strokes(painter: QPainter, strokes: Sequence[Sequence[Dot]]) -> None:
    """All strokes in ink."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(INK))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for stroke in strokes:
        for curve in curves_of(stroke):
            path = QPainterPath(QPointF(*curve.start))
            path.quadTo(QPointF(*curve.bend), QPointF(*curve.end))
            pen.setWidthF(curve.width)
            painter.strokePath(path, pen)


def picture_of(strokes: Strokes) -> bytes:
    """The signature as PNG on white, with a little room around it."""
    left, top, right, bottom = strokes.bounds()
    width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
    image, painter = _paper(width, height)
    painter.translate(_MARGIN - left, _MARGIN - top)
    draw_strokes(painter, strokes.done)
    painter.end()
    return png(image)


def picture_of_words(text: str) -> bytes:
    """A name that was typed, or what is said instead of a signature, as PNG."""
    font = typed_font()
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 4 * _MARGIN, metrics.height() + 2 * _MARGIN
    image, painter = _paper(width, height)
    painter.setFont(font)
    painter.setPen(QColor(INK))
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return png(image)


def typed_font() -> QFont:
    """How a typed name stands on the pad."""
    font = text_font(_TYPED_PIXELS)
    font.setItalic(True)
    return font


def png(image: QImage) -> bytes:
    """The picture as PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _paper(width: float, height: float) -> tuple[QImage, QPainter]:
    scale = min(_SCALE, _MOST_PIXELS / max(width, height))
    image = QImage(max(round(width * scale), 1), max(round(height * scale), 1), QImage.Format.Format_RGB32)
    image.fill(QColor(_PAPER))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    return image, painter
