"""The rows of the checklist: kept by item, changed in place, made a few at a time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fsmdesk.services.checklists.messages import CheckRow
from fsmdesk.views.widgets.checklist.check_row import CheckRowWidget

_AT_ONCE = 5

MakeRow = Callable[[CheckRow, QWidget], CheckRowWidget]


class CheckRows(QWidget):
    """A long list is made over several turns of the window, so that it never stands still.

    Signals:
        made(object): this row is new.
    """

    made = Signal(object)

    def __init__(self, make: MakeRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._items: tuple[CheckRow, ...] = ()
        self._refusal = ""
        self._rows: dict[int, CheckRowWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._lay)

    def show_items(self, items: tuple[CheckRow, ...], refusal: str) -> None:
        """Show exactly these; rows that stay are changed in place and keep the keys and what is typed."""
        self._items, self._refusal = items, refusal
        wanted = {item.id: item for item in items}
        for check_id, row in list(self._rows.items()):
            item = wanted.get(check_id)
            if item is None or item.value != row.item.value:
                self._drop(check_id)
            else:
                row.show_item(item, refusal)
        self._lay()

    def rows(self) -> Sequence[CheckRowWidget]:
        """The rows in order, as far as they are made."""
        return [self._rows[item.id] for item in self._items if item.id in self._rows]

    def row(self, check_id: int) -> CheckRowWidget | None:
        """The row of this item."""
        return self._rows.get(check_id)

    def place_of(self, check_id: int) -> int:
        """The place of the item in the list."""
        return next((at for at, item in enumerate(self._items) if item.id == check_id), 0)

    def go_to(self, row: CheckRowWidget) -> None:
        """The keys are in this row, and it is in view."""
        row.setFocus()
        bring_into_view(row)

    def walk_from(self, row: CheckRowWidget, step: int) -> None:
        """The keys go so many items on; at the ends they stay."""
        rows = self.rows()
        at = next((place for place, each in enumerate(rows) if each is row), 0) + step
        if 0 <= at < len(rows):
            self.go_to(rows[at])

    @Slot()
    def _lay(self) -> None:
        """Rows stand in the order of their items; some that are missing are made."""
        budget = _AT_ONCE
        for at, item in enumerate(self._items):
            row = self._rows.get(item.id)
            if row is None:
                if not budget:
                    self._more.start()
                    return
                budget -= 1
                self._add(at, item)
            elif self._column.indexOf(row) != at:
                self._column.removeWidget(row)
                self._column.insertWidget(at, row)

    def _add(self, at: int, item: CheckRow) -> None:
        row = self._rows[item.id] = self._make(item, self)
        self._column.insertWidget(at, row)
        row.show_item(item, self._refusal)
        self.made.emit(row)

    def _drop(self, check_id: int) -> None:
        row = self._rows.pop(check_id)
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """The widget is in the visible part of whatever scrolls around it."""
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    if at is not None:
        at.ensureWidgetVisible(widget)
