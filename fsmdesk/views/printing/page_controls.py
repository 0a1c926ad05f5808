"""Which page of a document is shown, and how large: buttons and words for a bar."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import PageView
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.surfaces import words


class PageControls(QWidget):
    """Steps through the pages of a view and zooms it."""

    def __init__(self, desk: Desk, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = desk.formats
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.previous = self._button(row, "chevron-left", tr("Page before"), view.previous_page)
        self.place = words("", "muted", self)
        row.addWidget(self.place)
        self.next = self._button(row, "chevron-right", tr("Next page"), view.next_page)
        row.addSpacing(10)
        self._button(row, "zoom-out", tr("Smaller"), view.zoom_out)
        self.zoom = words("", "muted", self)
        row.addWidget(self.zoom)
        self._button(row, "zoom-in", tr("Larger"), view.zoom_in)
        self._button(row, "move-horizontal", tr("Fit width"), view.fit_width)
        view.page_changed.connect(self._show_place)
        view.zoom_changed.connect(self._show_zoom)
        self._show_zoom(view.zoom)
        self._show_place(0)

    def _button(self, row: QHBoxLayout, icon_name: str, text: str, act: Callable[[], object]) -> IconButton:
        button = IconButton(icon_name, text, parent=self)
        button.clicked.connect(act)
        row.addWidget(button)
        return button

    @Slot(int)
    def _show_place(self, page: int) -> None:
        count, number = self._view.page_count, self._formats.count
        text = tr("Page {n} of {total}").format(n=number(page), total=number(count)) if count else ""
        self.place.setText(text)
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < count)

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(self._formats.percent(round(zoom * 100) * 10_000))
