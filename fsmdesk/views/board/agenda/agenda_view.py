"""The agenda: the same visits as on the schedule as a table, for the keyboard and for screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.agenda.agenda_rows import COLUMNS, AgendaRow, agenda_rows, sorted_rows
from fsmdesk.views.board.store import BoardStore
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.table_model import RowTableModel
from fsmdesk.views.widgets.table_view import RowTable


class AgendaView(QWidget):
    """Shows what the store holds for some technicians and a span; sorted by any column.

    Signals:
        chosen(object): the id of the visit that became current, or None.
        opened(int): the visit whose job should be opened.
        menu_wanted(int, QPoint): what can be done with this visit is wanted, at this global position.
    """

    chosen = Signal(object)
    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, store: BoardStore, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._formats = formats
        self._technician_ids: Sequence[int] = ()
        self._span = (0, 0)
        self._sort = ("on_day", False)
        self._is_filling = False
        self._model: RowTableModel[AgendaRow] = RowTableModel(COLUMNS, formats, self)
        self.table: RowTable[AgendaRow] = RowTable(self._model, formats, self)
        self.table.without_ticks()
        self.table.keep_stretch_readable()
        self.table.setAccessibleName(tr("Visits in this period"))
        for at, column in enumerate(COLUMNS):
            self.table.horizontalHeader().resizeSection(at, column.width)
        self.table.show_sort(*self._sort)
        self.empty = EmptyState(
            "calendar", tr("No visits in this period"), tr("Plan some, or look at other days.")
        )
        self._pages = QStackedLayout()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._pages)
        self.setFocusProxy(self.table)
        self.table.current_changed.connect(self._tell_chosen)
        self.table.opened.connect(self._tell_opened)
        self.table.menu_wanted.connect(self._tell_menu)
        self.table.sort_wanted.connect(self._sort_by)

    def show_span(self, technician_ids: Sequence[int], start_minute: int, end_minute: int) -> None:
        """Show the visits of these technicians that touch the span; what was current stays current."""
        self._technician_ids, self._span = technician_ids, (start_minute, end_minute)
        self.read_store()

    def read_store(self) -> None:
        """Show what the store holds by now."""
        current = self.table.current_row()
        rows = sorted_rows(
            agenda_rows(self._store, self._formats, self._technician_ids, *self._span), *self._sort
        )
        self._is_filling = True
        self._model.replace_rows(rows)
        if current is not None:
            self.table.make_current(current.id)
        self._is_filling = False
        self._pages.setCurrentIndex(0 if rows else 1)

    def choose(self, visit_id: int | None) -> None:
        """This visit is current and in view, if it is here."""
        if visit_id is not None:
            self.table.make_current(visit_id, scroll=True)

    def rows(self) -> list[AgendaRow]:
        """What is shown, in order."""
        return self._model.rows_here()

    @Slot(object)
    def _tell_chosen(self, row: AgendaRow | None) -> None:
        if not self._is_filling:
            self.chosen.emit(row.id if row is not None else None)

    @Slot(object)
    def _tell_opened(self, row: AgendaRow) -> None:
        self.opened.emit(row.id)

    @Slot(object, QPoint)
    def _tell_menu(self, row: AgendaRow, at: QPoint) -> None:
        self.menu_wanted.emit(row.id, at)

    @Slot(str, bool)
    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.read_store()
