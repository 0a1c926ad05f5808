"""What another seat moved glides to its new place, so that the eye can follow it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEasingCurve, QRect, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QStyle, QWidget

from fsmdesk.views.board.schedule_view import ScheduleView
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.theme.theme import tokens

MOST_CARDS = 24
LENGTH_MS = 180
_VEIL = 170  # how pale a card is at its new place while it is still on the way there


@dataclass(frozen=True, slots=True)
class _Glide:
    """One card on its way, in coordinates of the content."""

    card: QPixmap
    start: QRect
    end: QRect

    def at(self, share: float) -> QRect:
        """Where the card is when this share of the way is behind it."""
        way = self.end.topLeft() - self.start.topLeft()
        return self.end.translated(-(way * (1.0 - share)))


def wants_motion(widget: QWidget) -> bool:
    """True unless the system says that nothing shall move, or there is no screen to move on."""
    duration = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return duration > 0 and QGuiApplication.platformName() not in ("offscreen", "minimal")


class Gliding(QWidget):
    """Drawn over the schedule for a moment; takes no clicks and changes nothing.

    One's own drops are where they were dropped already, so they do not glide. Many at once do not either: nobody
    could follow them.
    """

    def __init__(self, grid: ScheduleView) -> None:
        super().__init__(grid)
        self._grid = grid
        self._before: dict[int, Visit] = {}
        self._glides: list[_Glide] = []
        self._share = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clock = QVariantAnimation(self)
        self._clock.setDuration(LENGTH_MS)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._go_on)
        self._clock.finished.connect(self.stop)
        grid.repainted.connect(self._begin)
        grid.zoomed.connect(self.stop)
        for bar in (grid.horizontalScrollBar(), grid.verticalScrollBar()):
            bar.valueChanged.connect(self.stop)
        self.hide()

    @property
    def is_under_way(self) -> bool:
        """True while cards glide."""
        return bool(self._glides)

    @Slot()
    def remember(self) -> None:
        """The store is about to follow the office: what shows now is where cards glide from."""
        is_wanted = self._grid.isVisible() and wants_motion(self._grid)
        self._before = {visit.id: visit for visit in self._grid.visits_in_sight()} if is_wanted else {}

    @Slot()
    def stop(self) -> None:
        """Everything is at its place."""
        self._clock.stop()
        self._glides = []
        self.hide()

    @Slot()
    def _begin(self) -> None:
        """What changed is on the screen: what of it moved glides, unless it is too much."""
        before, self._before = self._before, {}
        moved = list(self._moved(before))
        if not 0 < len(moved) <= MOST_CARDS:
            return
        self.stop()
        view = self._grid.viewport()
        found = []
        for was, now in moved:
            start, end = self._grid.places.visit_rect(was), self._grid.places.visit_rect(now)
            shown = self._grid.viewed(end)
            if not start.isEmpty() and not end.isEmpty() and view.rect().contains(shown):
                found.append(_Glide(view.grab(shown), start, end))
        if found:
            self._glides = found
            self.setGeometry(view.geometry())
            self.show()
            self.raise_()
            self._clock.start()

    def _moved(self, before: dict[int, Visit]) -> Iterator[tuple[Visit, Visit]]:
        store, state = self._grid.store, self._grid.state
        for visit_id, was in before.items():
            now = store.visit(visit_id)
            if now is None or now is was or visit_id in state.lifted_ids or visit_id in state.held_back:
                continue
            if (was.technician_id, was.start_minute) != (now.technician_id, now.start_minute):
                yield was, now

    @Slot(object)
    def _go_on(self, share: Any) -> None:
        region = self._covered()
        self._share = float(share)
        self.update(region.united(self._covered()))

    def _covered(self) -> QRegion:
        """What is painted now; only that is painted again."""
        region = QRegion()
        for glide in self._glides:
            for rect in (glide.at(self._share), glide.end):
                region = region.united(self._grid.viewed(rect).adjusted(-2, -2, 2, 2))
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each card on its way, over a veil where it will be."""
        painter = QPainter(self)
        veil = QColor(tokens().card)
        veil.setAlpha(round(_VEIL * (1.0 - self._share)))
        for glide in self._glides:
            painter.fillRect(self._grid.viewed(glide.end), veil)
        for glide in self._glides:
            painter.drawPixmap(self._grid.viewed(glide.at(self._share)).topLeft(), glide.card)
