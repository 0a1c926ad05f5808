"""A list to choose from while typing: bold where the typed words match, a muted remark at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors

_Index = QModelIndex | QPersistentModelIndex
_OPTION_ROLE = Qt.ItemDataRole.UserRole
_ROW = 32
_HEADING = 26


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `id` is what the caller knows it by; `value` may carry the whole row.

    `is_new` marks an entry that makes something new; `is_heading` one that can't be chosen.
    """

    id: int | str | None
    text: str
    secondary: str = ""
    icon: str = ""
    value: Any = None
    is_new: bool = False
    is_heading: bool = False


class OptionModel(QAbstractListModel):
    """The options that are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: Sequence[Option] = ()

    def show_options(self, options: Sequence[Option]) -> None:
        """Show these, in place of what was shown."""
        self.beginResetModel()
        self._options = tuple(options)
        self.endResetModel()

    def options(self) -> Sequence[Option]:
        """What is shown."""
        return self._options

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many options there are."""
        return 0 if parent is not None and parent.isValid() else len(self._options)

    @whole_errors
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The option itself, and its words for a screen reader."""
        option = self._options[index.row()]
        if role == _OPTION_ROLE:
            return option
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{option.text}, {option.secondary}" if option.secondary else option.text
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if self._options[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _OptionDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typed = ""

    @whole_errors
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        shown: Option = index.data(_OPTION_ROLE)
        return QSize(100, _HEADING if shown.is_heading else _ROW)

    @whole_errors
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown: Option = index.data(_OPTION_ROLE)
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.is_heading:
            self._draw_heading(painter, box, shown)
        else:
            if state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens().selection))
                painter.drawRoundedRect(QRectF(box).adjusted(2, 1, -2, -1), 6, 6)
            self._draw_option(painter, box.adjusted(12, 0, -12, 0), shown)
        painter.restore()

    def _draw_heading(self, painter: QPainter, box: QRect, shown: Option) -> None:
        painter.setPen(QColor(tokens().muted))
        painter.setFont(text_font(11, QFont.Weight.DemiBold))
        painter.drawText(box.adjusted(12, 4, -12, 0), Qt.AlignmentFlag.AlignVCenter, shown.text)

    def _draw_option(self, painter: QPainter, box: QRect, shown: Option) -> None:
        colour = tokens().link if shown.is_new else tokens().text
        if shown.icon:
            middle = box.center().y() - 8
            draw_icon(
                painter, shown.icon, "link" if shown.is_new else "muted", QRectF(box.left(), middle, 16, 16)
            )
            box = box.adjusted(26, 0, 0, 0)
        metrics = QFontMetrics(text_font(12))
        wanted = metrics.horizontalAdvance(shown.secondary)
        room = min(wanted, box.width() // 2)
        if shown.secondary:
            painter.setPen(QColor(tokens().muted))
            painter.setFont(text_font(12))
            remark = metrics.elidedText(shown.secondary, Qt.TextElideMode.ElideRight, room + 1)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, remark)
            box = box.adjusted(0, 0, -room - 16, 0)
        painter.setPen(QColor(colour))
        draw_matched(painter, box, shown.text, "" if shown.is_new else self.typed)


def draw_matched(painter: QPainter, box: QRect, text: str, typed: str) -> None:
    """Draw the text on one line, bold where it contains a typed word, cut with an ellipsis."""
    plain, bold = text_font(), text_font(weight=QFont.Weight.Bold)
    left, right = box.left(), box.right()
    for part, is_match in split_matches(text, typed):
        font = bold if is_match else plain
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, right - left + 1)
        painter.setFont(font)
        painter.drawText(
            QRect(left, box.top(), right - left + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += metrics.horizontalAdvance(shown)
        if shown != part or left >= right:
            return


def split_matches(text: str, typed: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the typed words; the pieces join to the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # lower() of some letters is longer, so places would not fit
        return [(text, False)]
    marks = [False] * len(text)
    for word in typed.lower().split():
        at = lowered.find(word)
        if at >= 0:
            marks[at : at + len(word)] = [True] * len(word)
    pieces: list[tuple[str, bool]] = []
    for letter, mark in zip(text, marks, strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1] = (pieces[-1][0] + letter, mark)
        else:
            pieces.append((letter, mark))
    return pieces


class OptionList(QListView):
    """The list. It never takes focus: the field above it keeps it and hands over its arrow keys.

    Signals:
        picked(object): the person chose this Option.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._model = OptionModel(self)
        self._delegate = _OptionDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._pick)

    def show_options(self, options: Sequence[Option], typed: str) -> None:
        """Show these; the first that can be chosen is current."""
        self._delegate.typed = typed
        self._model.show_options(options)
        self.step(1)
        self.scrollToTop()  # the heading over the first one is seen, too

    def options(self) -> Sequence[Option]:
        """What is shown."""
        return self._model.options()

    def current_option(self) -> Option | None:
        """The option that Enter would choose."""
        index = self.currentIndex()
        return index.data(_OPTION_ROLE) if index.isValid() else None

    def step(self, by: int) -> None:
        """Make the next (1) or previous (-1) option current; stays at the ends."""
        at = self.currentIndex().row() + by
        while 0 <= at < self._model.rowCount():
            index = self._model.index(at)
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return
            at += by

    def step_off(self) -> None:
        """No option is current; the arrow down makes the first one current."""
        self.setCurrentIndex(QModelIndex())

    def wanted_height(self, most: int = 12) -> int:
        """The height at which everything, or `most` rows, can be seen."""
        shown = self._model.options()[:most]
        return sum(_HEADING if option.is_heading else _ROW for option in shown) + 2

    def pick_current(self) -> bool:
        """Choose the current option; False if there is none."""
        option = self.current_option()
        if option is None:
            return False
        self.picked.emit(option)
        return True

    def _pick(self) -> None:
        self.pick_current()
