"""The way of a job under its title: what it has behind it, where it is, what is still ahead."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.icons import draw_icon, token_colour
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.surfaces import Surface
from fsmdesk.views.work_orders.steps import Step, StepKind

_HEIGHT = 56
_SIDE = 20
_LINE = 3
_TICK = 13
_LINE_COLOURS = {
    StepKind.PAST: "on_site_line",
    StepKind.NOW: "accent",
    StepKind.OFF: "danger_text",
    StepKind.AHEAD: "hairline",
}
_TEXT_COLOURS = {
    StepKind.PAST: "success_text",
    StepKind.NOW: "link",
    StepKind.OFF: "danger_text",
    StepKind.AHEAD: "muted",
}


class StateStrip(Surface):
    """Signals nothing; it is read, and says everything to a screen reader as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bar", parent)
        self._steps: Sequence[Step] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show this way."""
        self._steps = tuple(steps)
        self.setAccessibleName(", ".join(" ".join(filter(None, (s.title, s.remark))) for s in steps))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of words below the line."""
        return QSize(600, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line in its colours and the words below it."""
        super().paintEvent(event)
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - 2 * _SIDE
        width = room / len(self._steps)
        for number, step in enumerate(self._steps):
            left = _SIDE + number * width
            colour = QColor(token_colour(_LINE_COLOURS[step.kind]))
            painter.fillRect(QRectF(left, 0, width + 0.5, _LINE), colour)
            self._draw_words(painter, QRectF(left + 4, _LINE + 6, width - 8, 40), step)

    def _draw_words(self, painter: QPainter, box: QRectF, step: Step) -> None:
        is_now = step.kind in (StepKind.NOW, StepKind.OFF)
        weight = QFont.Weight.DemiBold if is_now else QFont.Weight.Normal
        colour = token_colour(_TEXT_COLOURS[step.kind])
        if step.kind is StepKind.PAST and not step.was_there:
            colour = tokens().muted
        has_tick = step.kind is StepKind.PAST and step.was_there
        title_font, remark_font = text_font(12, weight), number_font(12, weight)
        metrics = QFontMetrics(title_font)
        tick = _TICK + 3 if has_tick else 0
        title = metrics.elidedText(step.title, Qt.TextElideMode.ElideRight, int(box.width()) - tick)
        left = box.left() + (box.width() - metrics.horizontalAdvance(title) - tick) / 2
        if has_tick:
            draw_icon(painter, "check", "success_text", QRectF(left, box.top() + 2, _TICK, _TICK))
        painter.setPen(QColor(colour))
        painter.setFont(title_font)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left + tick, box.top(), box.width(), 18), vertical, title)
        painter.setFont(remark_font)
        room = int(box.width())
        remark = QFontMetrics(remark_font).elidedText(step.remark, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignHCenter | vertical
        painter.drawText(QRectF(box.left(), box.top() + 18, box.width(), 18), middle, remark)
