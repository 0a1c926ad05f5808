"""Keeps finished cards as pixmaps while they are in sight."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from fsmdesk.views.board.cards import BARE_WIDTH, CardPainter, clear_pixmap
from fsmdesk.views.board.visits import Visit

BUILDS_PER_FRAME = 150
_LEAST_KEPT = 256


@dataclass(slots=True)
class _Kept:
    """One card in the cache; without a pixmap it has been seen once."""

    visit: Visit
    width: int
    height: int
    pixmap: QPixmap | None
    frame: int


class CardCache:
    """Finished cards as pixmaps, about one and a half times as many as are in sight.

    A card is drawn directly at first sight and kept from the second on, at most 150 in a frame: so a
    jump to another day costs no more than drawing, and standing still or scrolling costs a copy. A visit
    that changed is another object, so its old card is never shown.
    """

    def __init__(self, painter: CardPainter) -> None:
        self.painter = painter
        self.ratio = painter.ratio
        self._kept: dict[int, _Kept] = {}
        self._frame = 0
        self._budget = BUILDS_PER_FRAME
        self._most_shown = 0

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        """No card is kept."""
        self._kept.clear()

    def begin_frame(self) -> None:
        """Another 150 cards may be kept."""
        self._frame += 1
        self._budget = BUILDS_PER_FRAME

    def end_frame(self, shown: int) -> None:
        """Cards that have not been seen for longest are forgotten if there are too many."""
        self._most_shown = max(shown, int(self._most_shown * 0.99))
        most = max(_LEAST_KEPT, self._most_shown * 3 // 2)
        if len(self._kept) > most * 2:
            newest = sorted(self._kept.items(), key=lambda item: item[1].frame)[-most:]
            self._kept = dict(newest)

    def draw_warm(self, painter: QPainter, visit: Visit, x: int, y: int, width: int, height: int) -> bool:
        """True if the card was finished and is on the painter now; else `draw` has to."""
        kept = self._kept.get(visit.id)
        if (
            kept is None
            or kept.pixmap is None
            or kept.visit is not visit
            or kept.width != width
            or kept.height != height
        ):
            return False
        kept.frame = self._frame
        painter.drawPixmap(x, y, kept.pixmap)
        return True

    def draw(
        self, painter: QPainter, visit: Visit, x: int, y: int, width: int, height: int, is_pending: bool
    ) -> None:
        """The card is on the painter, and in the cache if it was seen before."""
        rect = QRect(x, y, width, height)
        if width < BARE_WIDTH:
            painter.fillRect(rect, self.painter.palette.priorities[visit.priority])
            return
        kept = self._kept.get(visit.id)
        if kept is None or kept.visit is not visit or kept.width != width or kept.height != height:
            self._kept[visit.id] = _Kept(visit, width, height, None, self._frame)
        elif self._budget > 0:
            self._budget -= 1
            kept.frame = self._frame
            kept.pixmap = kept.pixmap or self._finished(visit, width, height, is_pending)
            painter.drawPixmap(x, y, kept.pixmap)
            return
        self.painter.draw(painter, rect, visit, is_pending)

    def _finished(self, visit: Visit, width: int, height: int, is_pending: bool) -> QPixmap:
        pixmap = clear_pixmap(width, height, self.ratio)
        painter = QPainter(pixmap)
        self.painter.draw(painter, QRect(0, 0, width, height), visit, is_pending)
        painter.end()
        return pixmap
