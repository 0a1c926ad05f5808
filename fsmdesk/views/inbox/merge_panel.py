"""The job that a request is merged into, found where the request is shown."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MergePanel(Surface):
    """Hidden until `ask`. Ctrl+Enter merges, Esc leaves everything as it is.

    Signals:
        given(int): the person picked this work order.
        left(): the person does not merge after all.
    """

    given = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("inset", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self.picker = FieldPicker(
            "work_order_id",
            tr("Which job is it?"),
            desk,
            _find_job,
            placeholder=tr("Number, job, customer, site…"),
            parent=self,
        )
        self.picker.picked.connect(self._picked)
        column.addWidget(self.picker)
        about = tr("This request is closed and names that job, which keeps everything of both.")
        column.addWidget(paragraph(about, "muted", self))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.go_button = KeyButton(tr("Merge into it"), "primary", parent=self)
        self.go_button.clicked.connect(self._give)
        self.leave_button = KeyButton(tr("Keep it apart"), keys="Esc", parent=self)
        self.leave_button.clicked.connect(self.leave)
        row.addWidget(self.go_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Show the panel, ready to type."""
        if self.isHidden():
            self.picker.set_value(None)
            self.go_button.setEnabled(False)
            self.show()
        self.picker.setFocus()

    def event(self, event: QEvent) -> bool:
        """Its keys are for the panel, before the screen's own: Ctrl+Enter must not approve what is merged."""
        if not isinstance(event, QKeyEvent) or not _is_own(event):
            return super().event(event)
        if event.type() == QEvent.Type.KeyPress:
            self.leave() if event.key() == Qt.Key.Key_Escape else self._give()
        event.accept()
        return True

    @Slot()
    def leave(self) -> None:
        """Nothing is merged."""
        self.hide()
        self.left.emit()

    @Slot(object)
    def _picked(self, option: object) -> None:
        self.go_button.setEnabled(option is not None)

    @Slot()
    def _give(self) -> None:
        try:
            picked = self.picker.read()
        except RuleBroken as broken:
            self.picker.show_error(str(broken))
            return
        if picked is not None:
            self.given.emit(picked.id)


def _is_own(event: QKeyEvent) -> bool:
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() == Qt.Key.Key_Escape or (with_ctrl and event.key() in _ENTER)


def _find_job(text: str) -> FindRecords:
    return FindRecords(text=text, kinds=("work_order",))
