"""The base of the short lists in the settings: all rows at once, beside the places of the settings."""

from collections.abc import Sequence
from typing import ClassVar, Generic

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.record_list import RecordT
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.surfaces import Surface, paragraph
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_model import RowTableModel
from fsmdesk.views.widgets.table_view import RowTable


class SettingsListScreen(Screen, Generic[RecordT]):
    """A subclass names its place, columns, kinds and words, and overrides `query`, `open_row`, `begin_new`."""

    place: ClassVar[str] = ""
    needs: ClassVar[Permission] = Permission.EDIT_OFFICE
    kinds: ClassVar[tuple[str, ...]] = ()
    about: ClassVar[str] = ""

    def __init__(self, desk: Desk, title: str, columns: Sequence[Column], new_words: str) -> None:
        super().__init__(desk, title, has_command_field=False)
        self.refusal = why_not(desk, self.needs)
        self.rows: Sequence[RecordT] = ()
        self.table: RowTable[RecordT] = RowTable(RowTableModel(columns, desk.formats), desk.formats, self)
        self.table.rows().setParent(self.table)
        self.table.setAccessibleName(title)
        self.table.without_ticks()
        self.table.opened.connect(self.open_row)
        header = self.table.horizontalHeader()
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            self.table.setColumnWidth(at, column.width)
        self._archived = Chip(tr("Archived too"), parent=self)
        self._archived.clicked.connect(self.read_again)
        self._empty = self.empty_state()
        self._lay_out()
        stand_beside_nav(self, self.place)
        new = ActionSpec(f"{self.place}.new", new_words, self.begin_new, "Ctrl+Shift+N", "plus")
        limit(self.add_action(new, primary=True), self.refusal)
        desk.hub.saved.connect(self._hear)

    def query(self, include_archived: bool) -> Query[tuple[RecordT, ...]]:
        """The query that reads all rows."""
        raise NotImplementedError

    def open_row(self, row: RecordT) -> None:
        """The person opened this row."""
        raise NotImplementedError

    def begin_new(self) -> None:
        """The person wants a new one."""
        raise NotImplementedError

    def empty_state(self) -> EmptyState:
        """What is shown while there is nothing."""
        return EmptyState("list", tr("Nothing here yet"))

    def add_side(self, widget: QWidget) -> None:
        """Put a panel at the right."""
        self._row.addWidget(widget)

    def arrive(self, record_id: int | None) -> None:
        """Read the rows."""
        self.read_again()
        self.table.setFocus()

    def read_again(self) -> None:
        """Read the rows again."""
        self.desk.ask(self, self.query(self._archived.isChecked()), self._show)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(paragraph(self.about, "muted", self), 1)
        head.addWidget(self._archived)
        column.addLayout(head)
        card = Surface("card", self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 6)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        inside.addLayout(self._pages)
        column.addWidget(card, 1)
        self._row.addLayout(column, 1)
        self.body.addLayout(self._row, 1)

    def _show(self, rows: tuple[RecordT, ...]) -> None:
        self.rows = rows
        self.table.rows().replace_rows(rows)
        self._pages.setCurrentWidget(self.table if rows else self._empty)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*self.kinds):
            self.read_again()
