"""The list of requests; it keeps its place and its choice when the requests are read again."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import RequestRow
from fsmdesk.views.inbox.request_cards import RequestDelegate
from fsmdesk.views.inbox.request_model import RequestModel
from fsmdesk.views.widgets.card_list import CardList


class RequestList(CardList):
    """Signals:
    chosen(object): another RequestRow is current, None for none.
    entered_on(object): Enter was pressed on a request.
    opened(object): a request was double-clicked.
    """

    chosen = Signal(object)
    entered_on = Signal(object)
    opened = Signal(object)

    def __init__(self, model: RequestModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Requests"), RequestDelegate(), parent)
        self.requests = model
        self.setModel(model)
        self.doubleClicked.connect(self._open)

    def current(self) -> RequestRow | None:
        """The request that is chosen."""
        index = self.currentIndex()
        return self.requests.row_at(index.row()) if index.isValid() else None

    def choose(self, request_id: int | None) -> None:
        """Make this request current, if it is there."""
        row = self.requests.place_of(request_id)
        if row >= 0:
            self.setCurrentIndex(self.requests.index(row))
            self.scrollTo(self.requests.index(row))

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        """Show these; the same one stays current, or the one that took its place."""
        was, at = self.current(), max(self.currentIndex().row(), 0)
        scrolled = self.verticalScrollBar().value()
        # What Qt chooses while rows go is not told: only where it ends is.
        with QSignalBlocker(self):
            self.requests.replace_rows(rows)
        self.viewport().update()  # all have waited longer by now
        if not rows:
            self.chosen.emit(None)
            return
        row = self.requests.place_of(was.id if was is not None else None)
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
        self.opened.emit(self.requests.row_at(index.row()))
