"""What stands around the schedule and scrolls along with it: technicians at the left, hours on top."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visit_words import time_text
from fsmdesk.views.board.visits import Technician
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import LIGHT
from fsmdesk.views.widgets.badges import avatar_colour, initials

ROW_HEADER_WIDTH = 184
TIME_HEADER_HEIGHT = 46
_AVATAR = 32
_PILL = QSize(46, 18)
_TICK_ROOM = 52
_TICK_GAP = 12


@dataclass(slots=True)
class HeaderPlace:
    """How far the schedule is scrolled, and what of it the headers mark."""

    geometry: BoardGeometry
    formats: Formats
    x: int = 0
    y: int = 0
    now_minute: int = 0
    selected_technician_id: int | None = None


class RowHeader(QWidget):
    """One cell for each technician: avatar, name, skills, and how full the day is."""

    def __init__(self, place: HeaderPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._name = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._skills = TextFitter(text_font(11))
        self._figures = number_font(11)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def row_rect(self, technician_id: int) -> QRect:
        """The cell of a technician as it is scrolled now; empty if there is none."""
        layout = self._place.geometry.layout
        row = layout.row_of(technician_id)
        if row is None:
            return QRect()
        return QRect(0, layout.top_of(row) - self._place.y, self.width(), layout.height_of(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that show."""
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.ground)
        layout = self._place.geometry.layout
        top = event.rect().top() + self._place.y
        for row in layout.rows_between(top, top + event.rect().height()):
            technician = self._place.geometry.store.technicians[layout.technician_ids[row]]
            rect = QRect(0, layout.top_of(row) - self._place.y, self.width(), layout.height_of(row))
            self._paint_cell(painter, rect, technician, palette)
        painter.fillRect(self.width() - 1, event.rect().top(), 1, event.rect().height(), palette.hairline)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, technician: Technician, palette: BoardPalette
    ) -> None:
        is_chosen = technician.id == self._place.selected_technician_id
        painter.fillRect(rect, palette.hover if is_chosen else palette.card)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.hairline)
        top = rect.top() + (min(rect.height(), 78) - 62) // 2
        self._paint_avatar(painter, QRectF(14, top + 5, _AVATAR, _AVATAR), technician)
        left, room = 54, rect.width() - 60
        painter.setFont(self._name.font)
        painter.setPen(palette.text)
        painter.drawText(left, top + 15, self._name.fitted(technician.name, room))
        painter.setFont(self._skills.font)
        painter.setPen(palette.muted)
        painter.drawText(left, top + 33, self._skills.fitted(technician.skills_text, room))
        self._paint_load(painter, left, top + 49, technician, palette)

    def _paint_avatar(self, painter: QPainter, box: QRectF, technician: Technician) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(technician.colour or avatar_colour(technician.id))
        painter.setBrush(colour)
        painter.drawEllipse(box)
        painter.setPen(QColor(LIGHT.on_accent if _is_deep(colour) else LIGHT.text))
        painter.setFont(text_font(12, QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, technician.initials or initials(technician.name))

    def _paint_load(
        self, painter: QPainter, left: int, middle: int, technician: Technician, palette: BoardPalette
    ) -> None:
        """A bar and figures: hours planned of the hours of the shift."""
        store, scale = self._place.geometry.store, self._place.geometry.scale
        planned = store.planned_minutes(technician.id, scale.start_minute, scale.end_minute)
        shift = technician.shift_minutes
        bar = QRectF(left, middle - 2.5, 56, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.load_ground)
        painter.drawRoundedRect(bar, 2.5, 2.5)
        share = min(1.0, planned / shift) if shift else float(planned > 0)
        if share:
            painter.setBrush(palette.overload if planned > shift else palette.load)
            bar.setWidth(max(5.0, bar.width() * share))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setFont(self._figures)
        painter.setPen(palette.muted)
        painter.drawText(left + 64, middle + 4, load_words(planned, shift, self._place.formats))


class TimeHeader(QWidget):
    """The hours, and a pill with the time at the now line."""

    def __init__(self, place: HeaderPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hours that show."""
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.card)
        scale = self._place.geometry.scale
        painter.setFont(number_font(12))
        painter.setPen(palette.muted)
        middle = self.height() - 16
        pill = self._pill()
        noon = painter.fontMetrics().horizontalAdvance(self._place.formats.minute(12 * 60))
        step = tick_step(scale.hour_width, max(_TICK_ROOM, noon + _TICK_GAP))
        for tick in scale.ticks(self._place.x - _TICK_ROOM, self._place.x + self.width() + _TICK_ROOM, step):
            left = round(tick.x) - self._place.x + 6
            if not pill.intersects(QRectF(left, middle - 8, _TICK_ROOM - 14, 16)):
                painter.drawText(left, middle + 4, self._place.formats.minute(tick.wall_minute))
        painter.fillRect(event.rect().left(), self.height() - 1, event.rect().width(), 1, palette.hairline)
        if pill.isValid():
            self._paint_now(painter, pill, palette)

    def _pill(self) -> QRectF:
        """The place of the time at the now line; invalid while now is not on the board."""
        scale, now = self._place.geometry.scale, self._place.now_minute
        if not scale.start_minute <= now < scale.end_minute:
            return QRectF()
        x = round(scale.x_of(now)) - self._place.x
        return QRectF(x - _PILL.width() / 2, self.height() - 25, _PILL.width(), _PILL.height())

    def _paint_now(self, painter: QPainter, pill: QRectF, palette: BoardPalette) -> None:
        x = round(pill.center().x())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(x - 1, self.height() - 8, 2, 8, palette.now_line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.now_pill)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(LIGHT.on_accent))
        painter.setFont(number_font(11, QFont.Weight.DemiBold))
        painter.drawText(
            pill, Qt.AlignmentFlag.AlignCenter, time_text(self._place.now_minute, self._place.formats)
        )


class Corner(QWidget):
    """How many technicians there are, where both headers meet."""

    def __init__(self, place: HeaderPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the count."""
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(self.rect(), palette.card)
        painter.fillRect(0, self.height() - 1, self.width(), 1, palette.hairline)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), palette.hairline)
        painter.setPen(palette.muted)
        painter.setFont(text_font(12))
        count = len(self._place.geometry.layout)
        text = trn("{n} technician", "{n} technicians", count).format(n=count)
        painter.drawText(16, self.height() - 12, text)


def tick_step(hour_width: float, room: int) -> int:
    """Minutes between labels that take so much room: as close as they fit, every hour, two, three, six."""
    for hours in (1, 2, 3, 6):
        if hour_width * hours >= room:
            return hours * 60
    return 12 * 60


def load_words(planned: int, shift: int, formats: Formats) -> str:
    """Hours of hours with as many decimals as a quarter needs: `7.25/8 h`, `7,25/8 h`."""
    hours = (formats.quantity((minutes * 100 + 30) // 60 * 10) for minutes in (planned, shift))
    return tr("{planned}/{shift} h").format(planned=next(hours), shift=next(hours))


def _is_deep(colour: QColor) -> bool:
    """True if white text reads better on it than dark text."""
    light = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
    return light < 160
