"""The row of buttons above the grid: adding, and what can be done with the chosen files."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.flow_layout import FlowLayout

# What is done, its words, its icon, its key, and whether it changes anything.
_ACTIONS = (
    ("open", tr("Open"), "external-link", "Return", False),
    ("save", tr("Save as…"), "download", "", False),
    ("before", tr("Mark before"), "", "B", True),
    ("after", tr("Mark after"), "", "A", True),
    ("unmark", tr("No mark"), "", "N", True),
    ("edit", tr("Edit"), "pencil", "F2", True),
    ("remove", tr("Remove"), "trash-2", "Del", True),
)
_MARKS = ("before", "after", "unmark")


class FileBar(QWidget):
    """Buttons that stand on two lines where there is little room.

    Signals:
        add_wanted(): files are to be picked.
        wanted(str): the same words as the grid's.
    """

    add_wanted = Signal()
    wanted = Signal(str)

    def __init__(self, has_marks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self)
        self.add_button = KeyButton(tr("Add files…"), "", "plus", parent=self)
        self.add_button.clicked.connect(self.add_wanted)
        flow.addWidget(self.add_button)
        self.buttons: dict[str, KeyButton] = {}
        self._changing: set[str] = set()
        for name, text, icon_name, keys, is_change in _ACTIONS:
            if name in _MARKS and not has_marks:
                continue
            made = KeyButton(text, "quiet", icon_name, parent=self)
            made.setToolTip(f"{text}  ({keys})" if keys else text)
            made.setProperty("action", name)
            made.clicked.connect(self._tell)
            made.hide()
            flow.addWidget(made)
            self.buttons[name] = made
            if is_change:
                self._changing.add(name)

    def show_state(self, count: int, refusal: str) -> None:
        """So many files are chosen; with a refusal nothing may be changed."""
        self.add_button.setEnabled(True)
        self.add_button.setToolTip("")
        limit(self.add_button, refusal)
        for name, made in self.buttons.items():
            is_about_one = name == "edit"
            may = not refusal or name not in self._changing
            made.setVisible(may and (count == 1 if is_about_one else count > 0))

    @Slot()
    def _tell(self) -> None:
        made = self.sender()
        if isinstance(made, KeyButton):
            self.wanted.emit(str(made.property("action")))
