"""Muted words inside a line of typing, behind what is typed: terms, a serial number, a warranty."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import token_colour

_GAP = 6
_BEFORE = 12
_LEAST = 24

Part = tuple[str, str]  # words, and the token of their colour


class InsetRemark(QWidget):
    """Lies over the end of the field; gone where the field says something else than the remark is about."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._parts: Sequence[Part] = ()
        self._about = ""
        self._is_from_right = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        edit.installEventFilter(self)
        edit.textChanged.connect(self._place)
        self.hide()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these words behind what the field holds now."""
        self._parts = [part for part in parts if part[0]]
        self._about = self._edit.text()
        self._edit.setToolTip(" · ".join([self._about, *(words for words, _colour in self._parts)]))
        self._place()
        self.update()

    def words(self) -> str:
        """What is shown."""
        return " · ".join(words for words, _colour in self._parts) if self.isVisibleTo(self._edit) else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the end of the words when the field changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts one behind the other."""
        painter = QPainter(self)
        font = text_font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if self._is_from_right else Qt.AlignmentFlag.AlignLeft
        used = 0.0
        for words, colour in self._parts:
            room = self.width() - used
            if room < _LEAST:
                return
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.setPen(QColor(token_colour(colour)))
            left = 0 if self._is_from_right else used
            painter.drawText(
                QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter | side, shown
            )
            used += metrics.horizontalAdvance(shown) + _GAP

    @Slot()
    def _place(self) -> None:
        typed = self._edit.text()
        used = _BEFORE + self._edit.fontMetrics().horizontalAdvance(typed) + _GAP
        width = self._edit.width() - used - _BEFORE
        is_fitting = bool(self._parts) and typed == self._about and bool(typed) and width >= _LEAST
        self.setVisible(is_fitting)
        self._is_from_right = _is_from_right(typed)
        left = _BEFORE if self._is_from_right else used
        self.setGeometry(left, 0, max(width, 0), self._edit.height())


def _is_from_right(text: str) -> bool:
    """True if the first letter with a direction is written from right to left, as Qt aligns the field then."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((way != "L" for way in strong if way in ("L", "R", "AL")), False)
