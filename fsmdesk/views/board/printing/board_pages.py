"""Draws the board page by page: title, hours, technicians and visits, with the painter of the screen."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.board_state import BoardState
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.cards import CardPainter
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.header_place import ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT, HeaderPlace
from fsmdesk.views.board.painting import BoardPainter
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.printing.page_plan import PagePart, day_columns, planned_pages
from fsmdesk.views.board.row_header import RowHeader
from fsmdesk.views.board.schedule_picture import SchedulePicture
from fsmdesk.views.board.time_header import TimeHeader
from fsmdesk.views.board.time_scale import Stretch, TimeScale
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import on_paper, tokens

# Pixels of the screen that stand side by side on a page; what is printed is smaller than what is looked at.
_ACROSS: Final = 1500
_TITLE: Final = 40
_FOOT: Final = 26
_SHARPNESS: Final = 4.0
_MOST_DAYS: Final = 7
_MARGIN_MINUTES: Final = 30


class Printed(StrEnum):
    """How much of the board is printed."""

    SHOWN = "shown"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on every page: what it is, whose, and when it was printed."""

    title: str
    shop: str
    printed: str


class BoardPages:
    """The pages of a board as it is now: rows, order, zoom and colours are those of `source`.

    `page` is the size of the page within its margins, in any unit.
    """

    def __init__(
        self, source: SchedulePicture, printed: Printed, page: QSizeF, heading: Heading, formats: Formats
    ) -> None:
        self._heading = heading
        self._formats = formats
        self._source = source
        self._layout = source.layout_on_paper()
        self._height = round(_ACROSS * page.height() / page.width())
        scale, columns = self._across(printed)
        self._geometry = BoardGeometry(source.store, scale, self._layout)
        self._geometry.travel_minutes = source.places.travel_minutes
        self._geometry.shows_load = source.places.shows_load
        top, bottom = self._rows(printed)
        self.parts: list[PagePart] = planned_pages(self._layout, columns, top, bottom, self._body.height())
        self._keeper = QWidget()  # headers are widgets, and need somebody to belong to
        self._place = HeaderPlace(self._geometry, formats)
        self._names = RowHeader(self._place, self._keeper)
        self._hours = TimeHeader(self._place, self._keeper)

    @property
    def _body(self) -> QRect:
        """Where visits stand on a page."""
        top = _TITLE + TIME_HEADER_HEIGHT
        return QRect(ROW_HEADER_WIDTH, top, _ACROSS - ROW_HEADER_WIDTH, self._height - top - _FOOT)

    def _across(self, printed: Printed) -> tuple[TimeScale, list[tuple[int, int]]]:
        """How wide an hour is on paper, and which stretches of time stand side by side."""
        source, room = self._source, self._body.width()
        scale = source.scale
        if printed is Printed.SHOWN:
            shown = source.shown_rect()
            factor = room / max(1, min(shown.width(), round(scale.width)))
            return scale.zoomed(scale.hour_width * factor), [(round(shown.left() * factor), room)]
        days = len(scale.days)
        if days == 1:
            scale = _busy_hours(source)
        weeks = -(-days // _MOST_DAYS)
        each = -(-days // weeks)
        fitting = scale.zoomed(scale.hour_width * room * weeks / scale.width * days / (each * weeks))
        return fitting, day_columns(fitting, each)

    def _rows(self, printed: Printed) -> tuple[int, int]:
        layout = self._layout
        if printed is Printed.PERIOD:
            return 0, layout.height
        shown = self._source.shown_rect()
        rows = self._source.layout_of_rows.rows_between(shown.top(), shown.bottom())
        if not rows:
            return 0, 0
        first, last = rows[0], rows[-1]
        return layout.top_of(first), layout.top_of(last) + layout.height_of(last)

    def draw(self, painter: QPainter, at: int, target: QSizeF) -> None:
        """The page is on the painter, whose device has `target` units within its margins; light, as paper is."""
        part = self.parts[at]
        with on_paper():
            painter.save()
            factor = target.width() / _ACROSS
            painter.scale(factor, factor)
            self._draw_words(painter, at)
            self._draw_body(painter, part)
            self._draw_headers(painter, part)
            painter.restore()

    def _draw_body(self, painter: QPainter, part: PagePart) -> None:
        body = self._body
        palette = board_palette(tokens())
        cards = CardPainter(palette, self._source.words, _SHARPNESS, self._source.scheme)
        painter.save()
        painter.translate(QPointF(body.left() - part.left, body.top() - part.top))
        rect = QRect(part.left, part.top, min(part.width, body.width()), part.height)
        painter.setClipRect(rect)
        # Pictures made for one page would be copied to the next as pixels.
        self._geometry.forget_pictures()
        state = BoardState(now_minute=self._source.state.now_minute, alarms=self._source.state.alarms)
        BoardPainter(palette, CardCache(cards)).paint(painter, rect, self._geometry, state)
        painter.restore()

    def _draw_headers(self, painter: QPainter, part: PagePart) -> None:
        body = self._body
        self._place.x, self._place.y = part.left, part.top
        self._place.now_minute = self._source.state.now_minute
        nothing = QWidget.RenderFlag(0)
        self._hours.resize(min(part.width, body.width()), TIME_HEADER_HEIGHT)
        painter.setClipRect(QRect(QPoint(body.left(), _TITLE), self._hours.size()))
        self._hours.render(painter, QPoint(body.left(), _TITLE), QRegion(), nothing)
        painter.setClipping(False)
        self._names.resize(ROW_HEADER_WIDTH, part.height)
        self._names.render(painter, QPoint(0, body.top()), QRegion(), nothing)

    def _draw_words(self, painter: QPainter, at: int) -> None:
        now, heading = tokens(), self._heading
        line = QRectF(0, 0, _ACROSS, _TITLE - 8)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(now.text)
        painter.setFont(text_font(19, QFont.Weight.DemiBold))
        painter.drawText(line, left, heading.title)
        painter.setFont(text_font(12))
        painter.setPen(now.muted)
        painter.drawText(line, right, heading.shop)
        foot = QRectF(0, self._height - _FOOT + 6, _ACROSS, _FOOT - 6)
        painter.drawText(foot, left, heading.printed)
        words = tr("Page {number} of {count}").format(number=at + 1, count=len(self.parts))
        painter.drawText(foot, right, words)


def _busy_hours(source: SchedulePicture) -> TimeScale:
    """The hours of a day in which somebody works or has a visit, and a little around them."""
    scale, store = source.scale, source.store
    first, last = scale.start_minute, scale.end_minute
    spans = [span for one in store.technicians.values() for span in one.shifts]
    for technician_id in source.layout_of_rows.technician_ids:
        visits = store.row(technician_id).between(first, last)
        spans += [(visit.start_minute, visit.end_minute) for visit in visits]
    inside = [(max(start, first), min(end, last)) for start, end in spans if start < last and end > first]
    if not inside:
        return scale
    start = max(first, min(begin for begin, _ in inside) - _MARGIN_MINUTES)
    end = min(last, max(end for _, end in inside) + _MARGIN_MINUTES)
    return TimeScale([Stretch(start, end)], scale.hour_width, scale.zone)
