"""Draws the card of a visit: fill by the colour scheme, stripe by priority, and as many words as there is room for."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.card_box import RADIUS, SMALL_MARK, STRIPE_WIDTH, BoxPainter, soft_text
from fsmdesk.views.board.card_fields import CardWords
from fsmdesk.views.board.colour_scheme import ColourScheme, Dress
from fsmdesk.views.board.marks import MARK_SIZE, STATE_MARKS, MarkPainter, marks_of
from fsmdesk.views.board.palette import BoardPalette, Swatch
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.theme.fonts import text_font

BARE_WIDTH = 6
PLAIN_WIDTH = 26
NARROW_WIDTH = 70
LOW_HEIGHT = 32
_GAP = 3


class CardPainter:
    """Draws one card. `alarms` are those in force, by visit id."""

    def __init__(self, palette: BoardPalette, words: CardWords, ratio: float, scheme: ColourScheme) -> None:
        self.palette = palette
        self.ratio = ratio
        self.dress = Dress(palette, scheme)
        self.alarms: Mapping[int, Alarm] = {}
        self.words = words
        self._marks = MarkPainter(ratio)
        self.boxes = BoxPainter(palette, self._marks, ratio)
        self._title = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._job = TextFitter(text_font(12))
        self._small = TextFitter(text_font(11))
        self._tiny_title = TextFitter(text_font(10, QFont.Weight.DemiBold))
        self._tiny = TextFitter(text_font(10))

    def box_of(self, size: tuple[int, int], visit: Visit, travel: int) -> QPixmap:
        """The card without its words, for the first moment after a jump; it begins with the way to it."""
        return self.boxes.box(size, self.dress.swatch(visit), visit.priority, visit.state, travel)

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        visit: Visit,
        is_pending: bool,
        travel: int = 0,
        actual: tuple[int, int] | None = None,
    ) -> None:
        """The whole card, as rich as its size allows."""
        self._draw_in(painter, rect, visit, self.dress.swatch(visit), travel, is_pending)
        if actual is not None:
            draw_actual(painter, rect, actual, self.palette)
        if visit.id in self.alarms and rect.width() >= PLAIN_WIDTH:
            self._frame_alarm(painter, rect)

    def draw_as(self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch) -> None:
        """The card in the colours of a judgement instead of its own."""
        self._draw_in(painter, rect, visit, swatch, 0, False)

    def _draw_in(
        self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch, travel: int, is_pending: bool
    ) -> None:
        if rect.width() < BARE_WIDTH or rect.height() < BARE_WIDTH:
            painter.fillRect(rect, self.palette.priorities[visit.priority])
            return
        size = (rect.width(), rect.height())
        box = self.boxes.box(size, swatch, visit.priority, visit.state, travel, is_pending)
        painter.drawPixmap(rect.left() - travel, rect.top(), box)
        if rect.width() >= PLAIN_WIDTH and rect.height() >= 11:
            self._draw_text(painter, rect, visit, swatch)

    def _draw_text(self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch) -> None:
        """Title, job, time and number; the lines that do not fit are left out from the bottom."""
        left, room = rect.left() + STRIPE_WIDTH + 8, rect.width() - STRIPE_WIDTH - 14
        colour, height = swatch.text, rect.height()
        if height < LOW_HEIGHT:
            self._draw_low(painter, rect, visit, swatch)
        elif rect.width() < NARROW_WIDTH:
            self._draw_narrow(painter, rect, visit, colour)
        elif height >= 54:
            top = rect.top() + (height - 52) / 2
            self._draw_title(painter, left, top + 3, room, visit, colour)
            self._line(painter, self._job, left, top + 32, room, self.words.second(visit), colour)
            self._line(
                painter, self._small, left, top + 47.5, room, self._last_line(visit, room), soft_text(swatch)
            )
        else:
            top = rect.top() + (height - 31) / 2
            self._draw_title(painter, left, top, room, visit, colour)
            self._line(
                painter, self._small, left, top + 27.5, room, self._last_line(visit, room), soft_text(swatch)
            )

    def _draw_low(self, painter: QPainter, rect: QRect, visit: Visit, swatch: Swatch) -> None:
        """Two small lines, or one where even they are too high; marks at the end where there is room."""
        shift = SMALL_MARK + 5 if visit.state in STATE_MARKS else 4
        left, room = rect.left() + STRIPE_WIDTH + shift, rect.width() - STRIPE_WIDTH - shift - 2
        room -= self._draw_low_marks(painter, rect, room, visit, swatch.text)
        if rect.height() < 22:
            base = rect.top() + (rect.height() + 7) / 2
            self._line(painter, self._tiny_title, left, base, room, self.words.first(visit), swatch.text)
            return
        top = rect.top() + (rect.height() - 22) / 2
        self._line(painter, self._tiny_title, left, top + 9.5, room, self.words.first(visit), swatch.text)
        self._line(painter, self._tiny, left, top + 20, room, self.words.second(visit), swatch.text)

    def _draw_low_marks(self, painter: QPainter, rect: QRect, room: int, visit: Visit, colour: QColor) -> int:
        """As many marks as leave half of the room to the words; returns what they take."""
        step = SMALL_MARK + 1
        shown = self._tail(visit, colour)[: max(0, room // 2 // step)]
        at = rect.right() - 2 - len(shown) * step
        for name, shade in shown:
            self._marks.draw(
                painter, name, at, rect.top() + (rect.height() - SMALL_MARK) / 2, shade, SMALL_MARK
            )
            at += step
        return len(shown) * step + 2 if shown else 0

    def _draw_narrow(self, painter: QPainter, rect: QRect, visit: Visit, colour: QColor) -> None:
        """The mark of the state and of what is special, above the beginnings of two lines."""
        left, room = rect.left() + STRIPE_WIDTH + 3, rect.width() - STRIPE_WIDTH - 5
        at = left + (SMALL_MARK + 2 if visit.state in STATE_MARKS else 0)
        marks = self._tail(visit, colour)
        for name, shade in marks:
            if at + SMALL_MARK <= rect.right():
                self._marks.draw(painter, name, at, rect.top() + 6, shade, SMALL_MARK)
                at += SMALL_MARK + 1
        base = rect.top() + (29 if at > left else 16)
        self._line(painter, self._small, left, base, room, self.words.first(visit), colour)
        if base + 14 < rect.bottom():
            self._line(painter, self._tiny, left, base + 13, room, self.words.second(visit), colour)

    def _last_line(self, visit: Visit, room: float) -> str:
        """Urgency in words where colours tell it, then the other fields as far as there is room for all of each."""
        parts = self.words.rest(visit)
        if visit.priority <= 2 or self.dress.scheme is ColourScheme.PRIORITY:
            parts = [*parts[:1], f"P{visit.priority:d}", *parts[1:]]
        if self.dress.scheme is ColourScheme.KIND:
            parts = [visit.kind.label, *parts]
        while len(parts) > 1 and self._small.width(" · ".join(parts)) > room:
            parts.pop()
        return " · ".join(parts)

    def _draw_title(
        self, painter: QPainter, left: float, top: float, room: float, visit: Visit, colour: QColor
    ) -> None:
        """The first field after the mark of the state, then what is special about the visit."""
        if visit.state in STATE_MARKS:
            left, room = left + MARK_SIZE + _GAP, room - MARK_SIZE - _GAP
        marks = self._tail(visit, colour)
        while marks and room - len(marks) * (MARK_SIZE + _GAP) < 36:
            marks.pop()
        text = self._title.fitted(self.words.first(visit), room - len(marks) * (MARK_SIZE + _GAP))
        if text:
            painter.setFont(self._title.font)
            painter.setPen(colour)
            painter.drawText(QPointF(left, top + 13), text)
        at = left + self._title.width(text) + 5
        for name, shade in marks:
            self._marks.draw(painter, name, at, top + 1, shade)
            at += MARK_SIZE + _GAP

    def _tail(self, visit: Visit, colour: QColor) -> list[tuple[str, QColor]]:
        tones = {"": colour, "late": self.palette.late, "hazard": self.palette.hazard}
        return [(mark.icon, tones[mark.tone]) for mark in marks_of(visit, self.alarms.get(visit.id))]

    def _frame_alarm(self, painter: QPainter, rect: QRect) -> None:
        """A dashed frame in the colour of what is late."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette.late, 1.6, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.restore()

    @staticmethod
    def _line(
        painter: QPainter,
        fitter: TextFitter,
        left: float,
        base: float,
        room: float,
        text: str,
        colour: QColor,
    ) -> None:
        fitted = fitter.fitted(text, room)
        if fitted:
            painter.setFont(fitter.font)
            painter.setPen(colour)
            painter.drawText(QPointF(left, base), fitted)


def draw_actual(painter: QPainter, rect: QRect, span: tuple[int, int], palette: BoardPalette) -> None:
    """A thin line along the lower edge, from when somebody came until they were done, with its ends marked."""
    left, right, bottom = rect.left() + span[0], rect.left() + span[1], rect.bottom()
    painter.fillRect(left, bottom - 2, max(2, right - left), 2, palette.actual)
    if rect.height() < LOW_HEIGHT or rect.width() < PLAIN_WIDTH:
        return
    painter.fillRect(left, bottom - 5, 2, 5, palette.actual)
    painter.fillRect(max(left, right - 2), bottom - 5, 2, 5, palette.actual)
