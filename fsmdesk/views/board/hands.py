"""Whose hand is on a visit: what other seats drag or edit just now, as a small tag over the card."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QPainter

from fsmdesk.core.hands import Hand
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.change_hub import ChangeHub
from fsmdesk.views.hand_teller import RENEWED_MS
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.icons import draw_icon

TAG_HEIGHT = 18
_LOOK_MS = 1_000
# Twice missed, and the seat is gone or cut off.
_FORGOTTEN_SECONDS = 2.5 * RENEWED_MS / 1000
_ICON = 12
_PADDING = 6
_MOST_WIDTH = 160


@dataclass(frozen=True, slots=True)
class _Held:
    hand: Hand
    until: float


class HandsOfOthers(QObject):
    """Knows what other seats hold. A job that is edited elsewhere holds all of its visits.

    Signals:
        changed(int): another hand, or none, is on this visit.
    """

    changed = Signal(int)

    def __init__(self, store: BoardStore, hub: ChangeHub, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._held: dict[tuple[str, str, int], _Held] = {}
        self._shown: dict[int, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._forget_old)
        hub.held.connect(self._hear)

    @property
    def names(self) -> Mapping[int, str]:
        """Who holds a visit, by its id."""
        return self._shown

    @Slot(object)
    def _hear(self, hand: Hand) -> None:
        key = (hand.seat, hand.kind, hand.record_id)
        if hand.is_held:
            self._held[key] = _Held(hand, monotonic() + _FORGOTTEN_SECONDS)
            self._timer.start()
        else:
            self._held.pop(key, None)
        self.look_again()

    @Slot()
    def _forget_old(self) -> None:
        moment = monotonic()
        self._held = {key: held for key, held in self._held.items() if held.until > moment}
        if not self._held:
            self._timer.stop()
        self.look_again()

    def look_again(self) -> None:
        """The visits in the store are marked by what is known now."""
        before, self._shown = self._shown, self._found()
        for visit_id in before.keys() | self._shown.keys():
            if before.get(visit_id) != self._shown.get(visit_id):
                self.changed.emit(visit_id)

    def _found(self) -> dict[int, str]:
        found: dict[int, str] = {}
        jobs = {
            held.hand.record_id: held.hand.person
            for held in self._held.values()
            if held.hand.kind == "work_order"
        }
        if jobs:
            for visit_id in self._store.stored_ids():
                visit = self._store.visit(visit_id)
                if visit is not None and visit.work_order_id in jobs:
                    found[visit_id] = jobs[visit.work_order_id]
        for held in self._held.values():
            if held.hand.kind == "visit" and self._store.visit(held.hand.record_id) is not None:
                found[held.hand.record_id] = held.hand.person
        return found


def tag_rect(card: QRect) -> QRect:
    """Where the tag stands: over the upper right corner of the card."""
    width = min(max(card.width(), 64), _MOST_WIDTH)
    return QRect(card.right() - width + 1, card.top() - TAG_HEIGHT // 2, width, TAG_HEIGHT)


def paint_hands(
    painter: QPainter, dirty: QRect, geometry: BoardGeometry, names: Mapping[int, str], palette: BoardPalette
) -> None:
    """A tag with a pencil and a name on each visit that somebody else holds."""
    for visit_id, name in names.items():
        visit = geometry.store.visit(visit_id)
        card = geometry.visit_rect(visit) if visit is not None else QRect()
        if card.isEmpty() or not tag_rect(card).intersects(dirty):
            continue
        _paint_tag(painter, card, name, palette)


def _paint_tag(painter: QPainter, card: QRect, name: str, palette: BoardPalette) -> None:
    font = text_font(11, weight=QFont.Weight.DemiBold)
    painter.setFont(font)
    room = tag_rect(card)
    metrics = painter.fontMetrics()
    inner = room.width() - _ICON - 3 * _PADDING
    words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, inner)
    width = metrics.horizontalAdvance(words) + _ICON + 3 * _PADDING
    tag = QRectF(room.right() + 1 - width, room.top(), width, room.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.text)
    painter.drawRoundedRect(tag, TAG_HEIGHT / 2, TAG_HEIGHT / 2)
    icon = QRectF(tag.left() + _PADDING, tag.center().y() - _ICON / 2, _ICON, _ICON)
    draw_icon(painter, "pencil", palette.card.name(), icon)
    painter.setPen(palette.card)
    place = tag.adjusted(_ICON + 2 * _PADDING, 0, -_PADDING, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
