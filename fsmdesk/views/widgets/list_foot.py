"""The bar under a list: what is ticked and its totals at the left, all of the list at the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.widgets.surfaces import Surface, clear_layout, words
from fsmdesk.views.widgets.table_columns import Column, written

FOOT_HEIGHT = 48


class ListFoot(Surface):
    """Shows counts and totals; actions on what is ticked go into `actions_row` and show only while some is."""

    def __init__(self, columns: Sequence[Column], formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setFixedHeight(FOOT_HEIGHT)
        self._totalled = [column for column in columns if column.is_totalled]
        self._formats = formats
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(16)
        self._ticked = QHBoxLayout()
        self._ticked.setSpacing(16)
        row.addLayout(self._ticked)
        self._room = QWidget(self)
        self.actions_row = QHBoxLayout(self._room)
        self.actions_row.setContentsMargins(0, 0, 0, 0)
        self.actions_row.setSpacing(10)
        self._room.hide()
        row.addWidget(self._room)
        row.addStretch(1)
        self._all = words("", "muted", self)
        row.addWidget(self._all)

    def show_ticked(self, rows: Sequence[object]) -> None:
        """Show how many rows are ticked and what they add up to."""
        clear_layout(self._ticked)
        self._room.setVisible(bool(rows) and self.actions_row.count() > 0)
        if not rows:
            return
        selected = trn("{n} selected", "{n} selected", len(rows)).format(n=self._formats.count(len(rows)))
        self._ticked.addWidget(words(selected, "strong", self))
        for column in self._totalled:
            values = [column.value(row) for row in rows]
            total = sum(value for value in values if isinstance(value, int))
            self._ticked.addWidget(self._pair(column.title, written(total, column.kind, self._formats)))

    def show_all(self, count: int, totals: Mapping[str, int]) -> None:
        """Show how many rows there are in all and what they add up to."""
        parts = [trn("{n} row", "{n} rows", count).format(n=self._formats.count(count))]
        parts += [
            tr("{name} {total}").format(
                name=column.title, total=written(totals[column.key], column.kind, self._formats)
            )
            for column in self._totalled
            if column.key in totals
        ]
        self._all.setText(" · ".join(parts))

    def _pair(self, name: str, value: str) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(words(name, "muted", pair))
        row.addWidget(words(value, "strong", pair))
        return pair
