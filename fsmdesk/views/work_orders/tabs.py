"""The card of tabs below the form: lines, visits, history."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from fsmdesk.views.widgets.surfaces import Surface, hairline


class TabCard(Surface):
    """Shows one part at a time and is as high as that one needs.

    Signals:
        turned(str): the part with this key is shown.
    """

    turned = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._parts: dict[str, tuple[int, str, QWidget]] = {}
        self.bar = QTabBar(self)
        self.bar.setAccessibleName(name)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.currentChanged.connect(self._turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 12)
        self._column.setSpacing(0)
        self._column.addWidget(self.bar)
        self._column.addWidget(hairline(self))

    def add_part(self, key: str, title: str, part: QWidget) -> None:
        """One more tab."""
        self._parts[key] = (len(self._parts), title, part)
        self._column.addWidget(part)
        part.hide()
        self.bar.addTab(title)

    def show_count(self, key: str, count: str) -> None:
        """Say behind the title how many there are."""
        at, title, _part = self._parts[key]
        self.bar.setTabText(at, f"{title} {count}".strip())

    def turn_to(self, key: str) -> None:
        """Show this part."""
        self.bar.setCurrentIndex(self._parts[key][0])

    @Slot(int)
    def _turn(self, at: int) -> None:
        for key, (number, _title, part) in self._parts.items():
            part.setVisible(number == at)
            if number == at:
                self.turned.emit(key)
