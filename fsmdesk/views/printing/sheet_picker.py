"""A small picture of a sheet of labels, on which one says where the first label goes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.core.label_stocks import LabelStock
from fsmdesk.core.words import tr
from fsmdesk.views.theme.theme import tokens

_HEIGHT = 230


class SheetPicker(QWidget):
    """Arrows and clicks choose the first label; what will be printed on this sheet is filled.

    Signals:
        chosen(int): the position of the first label; 0 is the first of the sheet.
    """

    chosen = Signal(int)

    def __init__(self, stock: LabelStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stock = stock
        self._first = 0
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()

    @property
    def first(self) -> int:
        """Where the first label goes."""
        return self._first

    def show_stock(self, stock: LabelStock, first: int, count: int) -> None:
        """This sheet, with so many labels from there on."""
        self._stock, self._first, self._count = stock, first % stock.count, count
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the sheet at the usual height."""
        across, down = self._stock.page
        return QSize(round(_HEIGHT * across / down), _HEIGHT)

    def place_of(self, position: int) -> QRectF:
        """Where this label is painted."""
        page, scale = self._page()
        x, y = self._stock.place(position)
        return QRectF(
            page.x() + x * scale, page.y() + y * scale, self._stock.width * scale, self._stock.height * scale
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The label under the pointer is the first."""
        if event.button() is Qt.MouseButton.LeftButton:
            found = self._at(event.position())
            if found is not None:
                self._choose(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from label to label, Home to the first."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._stock.columns,
            Qt.Key.Key_Down: self._stock.columns,
            Qt.Key.Key_Home: -self._first,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._first + step < self._stock.count:
            self._choose(self._first + step)

    def focusInEvent(self, event: object) -> None:
        """Show the focus."""
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """No longer show it."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet; paper is white in every theme."""
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page, _ = self._page()
        painter.setPen(QPen(QColor(now.accent if self.hasFocus() else now.line), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(page, 4, 4)
        for position in range(self._stock.count):
            box = self.place_of(position).adjusted(0.8, 0.8, -0.8, -0.8)
            is_printed = self._first <= position < self._first + self._count
            painter.setPen(QPen(QColor(now.accent if is_printed else "#c8d0d9"), 1))
            painter.setBrush(QColor("#dbe7ff") if is_printed else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 1.5, 1.5)

    def _page(self) -> tuple[QRectF, float]:
        across, down = self._stock.page
        scale = min((self.width() - 4) / across, (self.height() - 4) / down)
        return QRectF(2, 2, across * scale, down * scale), scale

    def _at(self, point: QPointF) -> int | None:
        return next(
            (position for position in range(self._stock.count) if self.place_of(position).contains(point)),
            None,
        )

    def _choose(self, position: int) -> None:
        self._first = position
        self._name()
        self.update()
        self.chosen.emit(position)

    def _name(self) -> None:
        words = tr("First label: {n} of {total}").format(n=self._first + 1, total=self._stock.count)
        self.setAccessibleName(words)
        self.setToolTip(words)
