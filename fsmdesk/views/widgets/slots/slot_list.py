"""The list of slots: arrows walk, Enter takes, and the line below the slots unfolds why not the others."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.services.suggesting.messages import DeclinedRow, SlotRow, Slots
from fsmdesk.views.widgets.card_list import CardList
from fsmdesk.views.widgets.slots.slot_cards import SlotDelegate
from fsmdesk.views.widgets.slots.slot_model import FoldRow, SlotModel


class SlotList(CardList):
    """One row is current; the pointer only points.

    Signals:
        pointed(object): this SlotRow is under the pointer or current; None for none.
        taken(SlotRow): it shall be booked.
    """

    pointed = Signal(object)
    taken = Signal(object)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(tr("Proposed slots"), SlotDelegate(), parent)
        self.rows = SlotModel(formats, self)
        self.setModel(self.rows)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._pointed: SlotRow | None = None
        self.entered.connect(self._hover)
        self.selectionModel().currentChanged.connect(self._tell_current)

    @property
    def current_slot(self) -> SlotRow | None:
        """The slot with the ring, or what the technician with the ring could do; None if there is none."""
        return self._slot_at(self.currentIndex())

    def show_found(self, found: Slots | None) -> None:
        """Show these; the current one stays if it is still among them, else the best is current."""
        was = self.rows.row_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        self.rows.show_found(found)
        place = self.rows.place_of(self.rows.key_of(was)) if was is not None else -1
        self.setCurrentIndex(self.rows.index(max(place, 0)) if self.rows.rowCount() else QModelIndex())
        self._tell(self.current_slot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the slot, or unfolds the others; so does Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the fold turns it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_fold = index.isValid() and isinstance(self.rows.row_at(index.row()), FoldRow)
        if is_fold and event.button() == Qt.MouseButton.LeftButton:
            self._act(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the slot."""
        index = self.indexAt(event.position().toPoint())
        if self._slot_at(index) is not None and event.button() == Qt.MouseButton.LeftButton:
            self._act(index)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer points at nothing any more: the current slot is meant again."""
        super().leaveEvent(event)
        self._tell(self.current_slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their words need in the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _slot_at(self, index: QModelIndex) -> SlotRow | None:
        row = self.rows.row_at(index.row()) if index.isValid() else None
        if isinstance(row, DeclinedRow):
            return row.could
        return row if isinstance(row, SlotRow) else None

    def _act(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row()) if index.isValid() else None
        slot = self._slot_at(index)
        if slot is not None:
            self.taken.emit(slot)
        elif isinstance(row, FoldRow):
            self.rows.unfold(not row.is_open)
            self.scrollTo(index)

    @Slot()
    def _tell_current(self) -> None:
        self._tell(self.current_slot)

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        self._tell(self._slot_at(index) or self.current_slot)

    def _tell(self, row: SlotRow | None) -> None:
        if row != self._pointed:
            self._pointed = row
            self.pointed.emit(row)
