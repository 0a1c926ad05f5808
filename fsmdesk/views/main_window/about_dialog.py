"""About fsmdesk: versions and paths to be copied for whoever helps, and the licences of its parts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from fsmdesk import __version__
from fsmdesk.core.words import tr
from fsmdesk.views.main_window.about_facts import Fact, as_text
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.mark import Mark
from fsmdesk.views.widgets.surfaces import ScrollColumn, paragraph, words

_WIDTH, _HEIGHT = 620, 560


class AboutDialog(QDialog):
    """Shown beside the window with `show`; the facts come when a worker has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Sequence[Fact] = ()
        self.setWindowTitle(tr("About fsmdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDTH, _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(self._head())
        self.tabs = QTabWidget(self)
        self.tabs.tabBar().setAccessibleName(tr("About fsmdesk"))
        self._versions, self._licences = self._tab(tr("Versions")), self._tab(tr("Licences"))
        column.addWidget(self.tabs, 1)
        column.addLayout(self._buttons())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Mark(48, self))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(words(f"fsmdesk {__version__}", "title", self))
        about = tr("One job, one record, from the phone call to the paid invoice.")
        said.addWidget(paragraph(about, "muted", self))
        row.addLayout(said, 1)
        return row

    def _tab(self, title: str) -> QGridLayout:
        room = ScrollColumn(self, margins=(4, 14, 12, 8))
        room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # only read, so it has to scroll by keys
        room.setAccessibleName(title)
        inside = QWidget(room)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        room.body.addWidget(inside)
        self.tabs.addTab(room, title)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_button = KeyButton(tr("Copy versions"), "", "copy", parent=self)
        self.copy_button.clicked.connect(self._copy)
        self.said = words("", "small", self)
        close = KeyButton(tr("Close"), "primary", keys="Esc", parent=self)
        close.clicked.connect(self.close)
        close.setDefault(True)
        row.addWidget(self.copy_button)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def show_facts(self, facts: Sequence[Fact], licences: Sequence[Fact]) -> None:
        """Show these lines."""
        self._facts = facts
        for grid, lines in ((self._versions, facts), (self._licences, licences)):
            for at, fact in enumerate(lines):
                value = paragraph(fact.value, parent=self)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(words(fact.name, "muted", self), at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(value, at, 1)

    def show_all(self, gathered: tuple[Sequence[Fact], Sequence[Fact]]) -> None:
        """Show versions and licences as they were gathered."""
        self.show_facts(*gathered)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._facts))
        self.said.setText(tr("Copied."))
