"""The list of requests; it keeps its place and its choice when the requests are read again."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import RequestRow
from fsmdesk.views.inbox.request_cards import RequestDelegate
from fsmdesk.views.inbox.request_model import RequestModel


class RequestList(QListView):
    """Signals:
    chosen(object): another RequestRow is current, None for none.
    entered_on(object): Enter was pressed on a request.
    opened(object): a request was double-clicked.
    """

    chosen = Signal(object)
    entered_on = Signal(object)
    opened = Signal(object)

    def __init__(self, model: RequestModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.requests = model
        self.setModel(model)
        self.setItemDelegate(RequestDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Requests"))
        self.viewport().setAutoFillBackground(False)
        self.setProperty("surface", "clear")
        self.doubleClicked.connect(self._open)

    def current(self) -> RequestRow | None:
        """The request that is chosen."""
        index = self.currentIndex()
        return self.requests.request_at(index.row()) if index.isValid() else None

    def choose(self, request_id: int | None) -> None:
        """Make this request current, if it is there."""
        row = self.requests.row_of(request_id)
        if row >= 0:
            self.setCurrentIndex(self.requests.index(row))
            self.scrollTo(self.requests.index(row))

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show these; the same one stays current, or the one that took its place."""
        was, at = self.current(), max(self.currentIndex().row(), 0)
        scrolled = self.verticalScrollBar().value()
        self.requests.show_rows(rows)
        if not rows:
            self.chosen.emit(None)
            return
        row = self.requests.row_of(was.id if was is not None else None)
        self.setCurrentIndex(self.requests.index(row if row >= 0 else min(at, len(rows) - 1)))
        self.verticalScrollBar().setValue(scrolled)
        self.chosen.emit(self.current())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that another one is chosen."""
        super().selectionChanged(selected, deselected)
        if self.current() is not None:
            self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is about the chosen request."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() and self.current() is not None:
            self.entered_on.emit(self.current())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.requests.request_at(index.row()))
