"""Paints one file as a card: its picture or its sort, its mark, its name, when and how large."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import FileMark
from fsmdesk.services.files.messages import FileRow
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.badges import BADGE_HEIGHT, Look, draw_badge
from fsmdesk.views.widgets.card_list import CARD_ROLE
from fsmdesk.views.widgets.files.file_words import size_words, sort_words, when_words
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore

CELL = QSize(184, 196)
_GAP = 8
_PICTURE_HEIGHT = 118
_LOOKS = {FileMark.BEFORE: Look("en_route"), FileMark.AFTER: Look("success")}


class FileDelegate(QStyledItemDelegate):
    """Pictures come from the store; until one is here its room is empty."""

    def __init__(self, store: ThumbnailStore, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._formats = formats
        self._name = text_font(13, QFont.Weight.Medium)
        self._small = text_font(12)
        self._sort = text_font(12, QFont.Weight.DemiBold)

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cards are of one size."""
        return CELL

    @whole_errors
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card."""
        file = index.data(CARD_ROLE)
        if not isinstance(file, FileRow):
            return
        box = QRectF(option.rect).adjusted(1, 1, -_GAP, -_GAP)  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _draw_box(painter, box, state)
        room = QRectF(box.left() + 1, box.top() + 1, box.width() - 2, _PICTURE_HEIGHT)
        self._draw_picture(painter, room, file)
        if file.mark in _LOOKS:
            badge = QRectF(room.left() + 7, room.top() + 7, room.width() - 14, BADGE_HEIGHT)
            draw_badge(painter, badge, file.mark.label, _LOOKS[file.mark])
        self._draw_words(painter, QRectF(box.left() + 10, room.bottom() + 6, box.width() - 20, 50), file)
        painter.restore()

    def _draw_picture(self, painter: QPainter, room: QRectF, file: FileRow) -> None:
        painter.fillRect(room.adjusted(5, 5, -5, 0), QColor(tokens().ground))
        if file.has_picture:
            picture = self._store.picture(file.id)
            if picture is not None and not picture.isNull():
                _draw_fitted(painter, room.adjusted(5, 5, -5, 0), picture)
            return
        middle = room.center()
        draw_icon(painter, "file-text", "muted", QRectF(middle.x() - 17, middle.y() - 24, 34, 34))
        painter.setFont(self._sort)
        painter.setPen(QColor(tokens().muted))
        words = QRectF(room.left() + 8, middle.y() + 14, room.width() - 16, 20)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, sort_words(file))

    def _draw_words(self, painter: QPainter, box: QRectF, file: FileRow) -> None:
        colours = tokens()
        lines = (
            (file.name, self._name, colours.text, Qt.TextElideMode.ElideMiddle),
            (file.note or when_words(file, self._formats), self._small, colours.muted, _END),
        )
        for text, font, colour, elide in lines:
            self._draw_line(painter, box, " ".join(text.split()), font, colour, elide)
            box = box.adjusted(0, 18, 0, 0)
        if file.note:
            return
        size = size_words(file.size_bytes, self._formats)
        self._draw_line(painter, box, size, self._small, colours.muted, _END)

    def _draw_line(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, elide: Qt.TextElideMode
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(text, elide, box.width())
        painter.drawText(QRectF(box.left(), box.top(), box.width(), 18), Qt.AlignmentFlag.AlignVCenter, shown)


_END = Qt.TextElideMode.ElideRight


def _draw_box(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    colours = tokens()
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_over = bool(state & QStyle.StateFlag.State_MouseOver)
    has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setBrush(QColor(colours.selection if is_chosen else colours.hover if is_over else colours.card))
    edge = colours.accent if is_chosen else colours.focus if has_focus else colours.hairline
    painter.setPen(QPen(QColor(edge), 2 if is_chosen and has_focus else 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _draw_fitted(painter: QPainter, room: QRectF, picture: QPixmap) -> None:
    """The whole picture in the middle of its room; a small one is not blown up."""
    scale = min(room.width() / picture.width(), room.height() / picture.height(), 1.0)
    width, height = picture.width() * scale, picture.height() * scale
    place = QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
