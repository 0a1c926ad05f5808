"""The ground with the pages on it, each with its picture once there is one."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.printing.pages import PageSize
from fsmdesk.views.theme.theme import tokens

GAP = 20
# Pictures that are kept: a batch of a month's invoices would fill the memory.
_MOST_PICTURES = 16


class PageStack(QWidget):
    """Pages below each other. Attributes: sizes of the pages in points."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sizes: tuple[PageSize, ...] = ()
        self._boxes: list[QRect] = []
        self._tops: list[int] = []
        self._pictures: OrderedDict[int, QImage] = OrderedDict()

    def show_sizes(self, sizes: Sequence[PageSize], keeps_pictures: bool) -> None:
        """These pages are there from now on; pictures of them are kept or not."""
        self.sizes = tuple(sizes)
        kept = [number for number in self._pictures if keeps_pictures and number < len(self.sizes)]
        self._pictures = OrderedDict((number, self._pictures[number]) for number in kept)

    def show_picture(self, number: int, image: QImage) -> None:
        """Paint this page; the picture that was used longest ago gives way."""
        if number >= len(self.sizes):
            return
        self._pictures[number] = image
        self._pictures.move_to_end(number)
        while len(self._pictures) > _MOST_PICTURES:
            self._pictures.popitem(last=False)
        self.update()

    def picture_width(self, number: int) -> int:
        """The width of a page's picture in pixels; 0 while there is none."""
        image = self._pictures.get(number)
        return image.width() if image is not None else 0

    def lay_out(self, pixels_per_point: float, room: int) -> None:
        """Give each page its place."""
        shown = [
            (round(across * pixels_per_point), round(down * pixels_per_point)) for across, down in self.sizes
        ]
        width = max([across + 2 * GAP for across, _ in shown] + [room])
        top = GAP
        self._boxes = []
        for across, down in shown:
            self._boxes.append(QRect((width - across) // 2, top, across, down))
            top += down + GAP
        self._tops = [box.top() for box in self._boxes]
        self.resize(width, max(top, 1))
        self.update()

    def page_at(self, top: int) -> int:
        """The page at this height, from 1; 0 without pages."""
        return min(max(bisect_right(self._tops, top), 1), len(self._boxes))

    def top_of(self, number: int) -> int:
        """Where this page begins, the first is 0."""
        return self._tops[number] if 0 <= number < len(self._tops) else 0

    def pages_between(self, top: int, bottom: int) -> list[int]:
        """The pages that reach into this stretch."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        found = []
        for number in range(first, len(self._boxes)):
            if self._boxes[number].top() > bottom:
                break
            if self._boxes[number].bottom() >= top:
                found.append(number)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are in view, with a soft edge. Paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QColor(tokens().hairline)
        shadow = QColor(0, 0, 0, 18)
        for number in self.pages_between(event.rect().top() - 8, event.rect().bottom() + 8):
            box = self._boxes[number]
            for reach in (4, 2):
                painter.fillRect(box.adjusted(-reach // 2, 0, reach // 2, reach), shadow)
            painter.fillRect(box, Qt.GlobalColor.white)
            if number in self._pictures:
                painter.drawImage(QRectF(box), self._pictures[number])
            painter.setPen(edge)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
