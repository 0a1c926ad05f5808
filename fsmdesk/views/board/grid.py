"""The schedule as something to work with: turns mouse and keys into wishes.

It changes nothing itself. What a person did is told in signals with plain values; whoever listens asks
the office and tells the store.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.views.board.accessible import tell_focus
from fsmdesk.views.board.drag_session import DragSession
from fsmdesk.views.board.grid_keys import GridKeys
from fsmdesk.views.board.grid_pointer import GridPointer
from fsmdesk.views.board.grid_target import GridTarget
from fsmdesk.views.board.placement_rules import PlacementRules
from fsmdesk.views.board.schedule_view import ZOOM_STEP, ScheduleView
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.board.time_scale import TimeScale

_WHEEL_NOTCH = 120


class ScheduleGrid(ScheduleView):
    """The schedule with a drag session, choosing and keys.

    Signals:
        visit_dropped(VisitDrop): a visit was put somewhere else.
        visit_resized(VisitDrop): an end of a visit was pulled.
        job_dropped(JobDrop): a job from the list was put on the board.
        group_dropped(GroupDrop): several were put somewhere, or copies were.
        menu_wanted(Hit, QPoint): what can be done there shall be offered, at this place of the screen.
        span_pulled(Landing, QPoint): empty time was pulled open, up to this place of the screen; only while
            somebody `offers_spans`, who forgets the span in the end.
        visit_opened(int): a visit shall be opened.
        selection_changed(object): id of the chosen visit, or None.
        refused(str): why something could not even be begun.
    """

    visit_dropped = Signal(object)
    visit_resized = Signal(object)
    job_dropped = Signal(object)
    group_dropped = Signal(object)
    menu_wanted = Signal(object, QPoint)
    span_pulled = Signal(object, QPoint)
    visit_opened = Signal(int)
    selection_changed = Signal(object)
    refused = Signal(str)
    offers_spans = False

    def __init__(
        self,
        store: BoardStore,
        scale: TimeScale,
        session: DragSession,
        rules: PlacementRules,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(store, scale, rules.formats, parent)
        self.session = session
        self.target = GridTarget(self, rules)
        self.pointer = GridPointer(self)
        self.keys = GridKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        session.add_target(self.target)
        session.ended.connect(self._put_down)
        self.repainted.connect(session.look_again)

    @property
    def is_turned(self) -> bool:
        """True while technicians stand side by side and time runs down."""
        return False

    @property
    def edge_shape(self) -> Qt.CursorShape:
        """The pointer over an end of a visit that can be pulled."""
        return Qt.CursorShape.SizeHorCursor

    def select(self, visit_id: int | None, also: Iterable[int] = ()) -> None:
        """This visit is chosen and has the keys; the others of `also` are chosen with it."""
        others = frozenset(also)
        is_other = visit_id != self.state.selected_id
        if is_other or others | {visit_id} != self.state.chosen_ids:
            self.show_selected(visit_id, others)
            if is_other:
                tell_focus(self)
            self.selection_changed.emit(visit_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose and hold, see GridPointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.press(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag or hover."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done here."""
        if not self.session.is_active:
            self.pointer.menu(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms around the pointer, Shift scrolls along time."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / _WHEEL_NOTCH
            self.zoom(ZOOM_STEP**notches, round(event.position().x()))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, resize, open, zoom: see GridKeys."""
        if event.key() == Qt.Key.Key_Escape and self.pointer.span.is_pulled:
            self.pointer.span.forget()
        elif not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Letting go of Alt drops what it moved."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the chosen visit."""
        super().focusInEvent(event)
        self.update_visit(self.state.selected_id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Something lifted by key falls back; the ring goes."""
        super().focusOutEvent(event)
        self.keys.leave()
        self.update_visit(self.state.selected_id)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips, and the pointer leaving."""
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.pointer.show_tooltip(event)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to a span that is pulled open, before anything else."""
        is_claim = event.type() == QEvent.Type.ShortcutOverride and self.pointer.span.is_pulled
        if is_claim and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @Slot()
    def _put_down(self) -> None:
        self.show_ghost(None)
        self.show_lifted()
