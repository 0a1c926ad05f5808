"""Lays fields out in columns of equal width, row after row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget


class FieldGrid(QWidget):
    """Takes fields one after the other; each spans some of the columns, and goes to a new row if it must."""

    def __init__(self, parent: QWidget | None = None, columns: int = 4) -> None:
        super().__init__(parent)
        self._columns = columns
        self._row = 0
        self._at = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(12)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 40)

    def add(self, widget: QWidget, span: int = 1) -> None:
        """Put the widget into the next free columns."""
        span = min(span, self._columns)
        if self._at + span > self._columns:
            self.new_row()
        self._grid.addWidget(widget, self._row, self._at, 1, span, Qt.AlignmentFlag.AlignTop)
        self._at += span

    def new_row(self) -> None:
        """What comes next begins a row."""
        if self._at:
            self._row += 1
            self._at = 0
