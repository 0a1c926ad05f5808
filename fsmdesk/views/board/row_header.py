"""The technicians at the left of the schedule: who it is, what they may do, how full their days are."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.header_place import HeaderPlace
from fsmdesk.views.board.loads import Load, LoadLevel
from fsmdesk.views.board.palette import BoardPalette, board_palette
from fsmdesk.views.board.row_layout import GROUP_HEIGHT, GroupHead
from fsmdesk.views.board.text_fit import TextFitter
from fsmdesk.views.board.visits import Technician
from fsmdesk.views.theme.fonts import number_font, text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import LIGHT
from fsmdesk.views.widgets.badges import avatar_colour, initials

_AVATAR = 32
_SMALL_AVATAR = 20
_BAR_WIDTH = 56
_LEAST_FOR_ALL = 60
_DAY_MINUTES = 24 * 60


class RowHeader(QWidget):
    """One cell for each technician, and a head for each group that folds at a click.

    Signals:
        group_clicked(str): the head of the group with this key was clicked.
    """

    group_clicked = Signal(str)

    def __init__(self, place: HeaderPlace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._name = TextFitter(text_font(13, QFont.Weight.DemiBold))
        self._skills = TextFitter(text_font(11))
        self._small = TextFitter(text_font(12, QFont.Weight.DemiBold))
        self._figures = number_font(11)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def row_rect(self, technician_id: int) -> QRect:
        """The cell of a technician as it is scrolled now; empty if there is none."""
        layout = self._place.geometry.layout
        row = layout.row_of(technician_id)
        if row is None:
            return QRect()
        return QRect(0, layout.top_of(row) - self._place.y, self.width(), layout.height_of(row))

    def technician_at(self, at: QPointF) -> int | None:
        """Whose cell is there."""
        return self._place.geometry.technician_at(at.y() + self._place.y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold a group."""
        head = self._place.geometry.layout.head_at(event.position().y() + self._place.y)
        if head is not None and event.button() == Qt.MouseButton.LeftButton:
            self.group_clicked.emit(head.group.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that show."""
        painter = QPainter(self)
        palette = board_palette(tokens())
        painter.fillRect(event.rect(), palette.ground)
        layout, dirty = self._place.geometry.layout, event.rect()
        top = dirty.top() + self._place.y
        for row in layout.rows_between(top, top + dirty.height()):
            technician = self._place.geometry.store.technicians[layout.technician_ids[row]]
            rect = QRect(0, layout.top_of(row) - self._place.y, self.width(), layout.height_of(row))
            self._paint_cell(painter, rect, technician, palette)
        for head in layout.heads:
            rect = QRect(0, head.top - self._place.y, self.width(), GROUP_HEIGHT)
            if rect.intersects(dirty):
                self._paint_head(painter, rect, head, palette)
        painter.fillRect(self.width() - 1, dirty.top(), 1, dirty.height(), palette.hairline)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, technician: Technician, palette: BoardPalette
    ) -> None:
        is_chosen = technician.id == self._place.selected_technician_id
        painter.fillRect(rect, palette.hover if is_chosen else palette.card)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.hairline)
        if rect.height() < _LEAST_FOR_ALL:
            self._paint_low_cell(painter, rect, technician, palette)
            return
        top = rect.top() + (min(rect.height(), 78) - 62) // 2
        self._paint_avatar(painter, QRectF(14, top + 5, _AVATAR, _AVATAR), technician, 12)
        left, room = 54, rect.width() - 60
        painter.setFont(self._name.font)
        painter.setPen(palette.text)
        painter.drawText(left, top + 15, self._name.fitted(technician.name, room))
        painter.setFont(self._skills.font)
        painter.setPen(palette.muted)
        skills = tr("Has left") if technician.has_left else technician.skills_text
        painter.drawText(left, top + 33, self._skills.fitted(skills, room))
        load = self._place.load(technician.id)
        paint_load_bar(painter, QRectF(left, top + 46.5, _BAR_WIDTH, 5), load, palette)
        self._paint_figures(painter, left + _BAR_WIDTH + 8, top + 53, load, palette)

    def _paint_low_cell(
        self, painter: QPainter, rect: QRect, technician: Technician, palette: BoardPalette
    ) -> None:
        """Avatar, name and a bar in one line."""
        middle = rect.top() + min(rect.height(), 28) / 2
        box = QRectF(10, middle - _SMALL_AVATAR / 2, _SMALL_AVATAR, _SMALL_AVATAR)
        self._paint_avatar(painter, box, technician, 9)
        painter.setFont(self._small.font)
        painter.setPen(palette.text)
        room = rect.width() - 38 - 44
        painter.drawText(QPointF(38, middle + 4.5), self._small.fitted(technician.name, room))
        load = self._place.load(technician.id)
        paint_load_bar(painter, QRectF(rect.width() - 40, middle - 2, 32, 4), load, palette)

    def _paint_figures(
        self, painter: QPainter, left: int, base: int, load: Load, palette: BoardPalette
    ) -> None:
        painter.setFont(self._figures)
        painter.setPen(palette.muted)
        painter.drawText(left, base, load_words(load.planned, load.worked, self._place.formats))

    def _paint_avatar(self, painter: QPainter, box: QRectF, technician: Technician, size: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(technician.colour or avatar_colour(technician.id))
        painter.setBrush(colour)
        painter.drawEllipse(box)
        painter.setPen(QColor(LIGHT.on_accent if _is_deep(colour) else LIGHT.text))
        painter.setFont(text_font(size, QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, technician.initials or initials(technician.name))

    def _paint_head(self, painter: QPainter, rect: QRect, head: GroupHead, palette: BoardPalette) -> None:
        """An arrow, the name, how many there are, and how full they are together."""
        painter.fillRect(rect, palette.ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.hairline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.muted, 1.6))
        painter.drawPolyline(_arrow(QPointF(17, rect.top() + 15), head.group.is_folded))
        load = self._place.load_of_all(head.group.technician_ids)
        count = (
            f"{len(head.group.technician_ids)} · {load_words(load.planned, load.worked, self._place.formats)}"
        )
        painter.setFont(self._figures)
        painter.setPen(palette.muted)
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.drawText(rect.right() - width - 8, rect.top() + 19, count)
        painter.setFont(self._small.font)
        painter.setPen(palette.text)
        painter.drawText(28, rect.top() + 19, self._small.fitted(head.group.name, rect.width() - width - 44))


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
        count = self._place.geometry.layout.all_count
        text = trn("{n} technician", "{n} technicians", count).format(n=count)
        painter.drawText(16, self.height() - 12, text)


def paint_load_bar(painter: QPainter, bar: QRectF, load: Load, palette: BoardPalette) -> None:
    """As much of the bar as is planned; all of it in another colour, with an end mark, where it is too much."""
    radius = bar.height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.load_ground)
    painter.drawRoundedRect(bar, radius, radius)
    share = min(1.0, load.planned / load.worked) if load.worked else float(load.planned > 0)
    if not share:
        return
    is_over = load.level is LoadLevel.OVER
    painter.setBrush(palette.overload if is_over else palette.load)
    full = QRectF(bar.left(), bar.top(), max(bar.height(), bar.width() * share), bar.height())
    painter.drawRoundedRect(full, radius, radius)
    if is_over:
        painter.fillRect(QRectF(bar.right() - 3, bar.top() - 2, 2, bar.height() + 4), palette.overload)


def load_words(planned: int, shift: int, formats: Formats) -> str:
    """Hours of hours, with as many decimals as a quarter needs up to a day: `7.25/8 h`, `7,25/8 h`, `73/189 h`."""
    parts = 100 if max(planned, shift) <= _DAY_MINUTES else 1
    hours = (formats.quantity((minutes * parts + 30) // 60 * (1000 // parts)) for minutes in (planned, shift))
    return tr("{planned}/{shift} h").format(planned=next(hours), shift=next(hours))


def _arrow(middle: QPointF, is_folded: bool) -> QPolygonF:
    """Points right while folded, down while open."""
    points = [(-2, -4), (2, 0), (-2, 4)] if is_folded else [(-4, -2), (0, 2), (4, -2)]
    return QPolygonF([middle + QPointF(x, y) for x, y in points])


def _is_deep(colour: QColor) -> bool:
    """True if white text reads better on it than dark text."""
    light = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
    return light < 160
