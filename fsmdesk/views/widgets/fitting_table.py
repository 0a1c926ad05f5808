"""A table as high as its rows, for cards of an editor, and a card that holds one."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.views.widgets.column_room import width_for
from fsmdesk.views.widgets.surfaces import Card, paragraph
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_delegate import ROW_HEIGHT
from fsmdesk.views.widgets.table_header import HEADER_HEIGHT
from fsmdesk.views.widgets.table_model import RowT, RowTableModel
from fsmdesk.views.widgets.table_view import RowTable

_MOST_ROWS = 10


class FittingTable(RowTable[RowT]):
    """Shows all rows that it is given; beyond `most_rows` it scrolls."""

    def __init__(
        self,
        columns: Sequence[Column],
        formats: Formats,
        parent: QWidget | None = None,
        most_rows: int = _MOST_ROWS,
        has_ticks: bool = False,
    ) -> None:
        super().__init__(RowTableModel(columns, formats), formats, parent)
        self._most_rows = most_rows
        self.rows().setParent(self)
        if not has_ticks:
            self.without_ticks()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            self.setColumnWidth(at, width_for(column, formats))
        self.show_rows(())

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show exactly these rows."""
        self.rows().replace_rows(rows)
        self.setFixedHeight(HEADER_HEIGHT + min(max(len(rows), 1), self._most_rows) * ROW_HEIGHT + 2)


class TableCard(Card, Generic[RowT]):
    """A heading with the number of rows, and the table; without rows a sentence of what will be here.

    Signals:
        opened(object): the row that the person opened.
    """

    opened = Signal(object)

    def __init__(
        self,
        title: str,
        empty_words: str,
        columns: Sequence[Column],
        formats: Formats,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._title = title
        self._formats = formats
        self.table: FittingTable[RowT] = FittingTable(columns, formats, self)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self.opened)
        self._empty = paragraph(empty_words, "muted", self)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.table)
        self.show_rows(())

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show exactly these rows."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.heading.set_text(self._title, self._formats.count(len(rows)) if rows else "")
