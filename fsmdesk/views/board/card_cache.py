"""Keeps finished cards as pictures while they are in sight."""

from collections import deque
from weakref import ref

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from fsmdesk.views.board.card_box import clear_pixmap
from fsmdesk.views.board.cards import BARE_WIDTH, CardPainter
from fsmdesk.views.board.placed_rows import Card

BUILDS_PER_FRAME = 40
_LEAST_KEPT = 384


class CardCache:
    """Finished cards as pictures, at most about twice as many as are in sight.

    So many are finished in one frame; the others show their box until the next frames finish them. So a jump
    to another day never stalls, and standing still or scrolling costs a copy for each card.
    """

    def __init__(self, painter: CardPainter) -> None:
        self.painter = painter
        self.ratio = painter.ratio
        self._kept: deque[ref[Card]] = deque()
        self._budget = BUILDS_PER_FRAME
        self._most_shown = 0
        self.unfinished = 0

    def __len__(self) -> int:
        """How many cards have pictures."""
        return sum(card is not None and card.picture is not None for card in (kept() for kept in self._kept))

    def clear(self) -> None:
        """No card has a picture."""
        for kept in self._kept:
            card = kept()
            if card is not None:
                card.picture = None
        self._kept.clear()

    def begin_frame(self) -> None:
        """Another forty cards may be finished."""
        self._budget = BUILDS_PER_FRAME
        self.unfinished = 0

    def end_frame(self, shown: int) -> None:
        """The pictures that were made first are let go if there are too many."""
        if shown * 4 > self._most_shown:  # a small part of the picture says nothing about how many show
            self._most_shown = max(shown, int(self._most_shown * 0.99))
        most = max(_LEAST_KEPT, self._most_shown * 2)
        while len(self._kept) > most:
            card = self._kept.popleft()()
            if card is not None:
                card.picture = None

    def draw(self, painter: QPainter, card: Card, row_top: int, is_pending: bool) -> None:
        """The card is on the painter, finished if there is still time for it in this frame."""
        if card.width < BARE_WIDTH:
            colour = self.painter.dress.swatch(card.visit).line
            painter.fillRect(card.left, row_top + card.top, card.width, card.height, colour)
            return
        if self._budget > 0:
            self._budget -= 1
            self._finish(card, is_pending)
            if card.picture is not None:
                painter.drawPixmap(card.x, row_top + card.top, card.picture)
            return
        self.unfinished += 1
        if card.box is None:
            card.box = self.painter.box_of((card.width, card.height), card.visit, card.travel)
        painter.drawPixmap(card.x, row_top + card.top, card.box)

    def draw_now(self, painter: QPainter, card: Card, row_top: int, is_pending: bool) -> None:
        """The whole card, without keeping it."""
        rect = QRect(card.left, row_top + card.top, card.width, card.height)
        self.painter.draw(painter, rect, card.visit, is_pending, card.travel, card.actual)

    def _finish(self, card: Card, is_pending: bool) -> None:
        self._make_picture(card, is_pending)
        self._kept.append(ref(card))

    def _make_picture(self, card: Card, is_pending: bool) -> None:
        """The card has its picture."""
        before = card.left - card.x
        width = max(card.width, card.actual[1] if card.actual is not None else 0)
        picture = clear_pixmap(before + width, card.height, self.ratio)
        painter = QPainter(picture)
        rect = QRect(before, 0, card.width, card.height)
        self.painter.draw(painter, rect, card.visit, is_pending, card.travel, card.actual)
        painter.end()
        card.picture = picture
