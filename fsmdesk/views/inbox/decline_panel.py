"""The reason why a request is declined, asked for where the request is shown."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.surfaces import Surface


class DeclinePanel(Surface):
    """Hidden until `ask`. Enter declines, Esc keeps the request.

    Signals:
        declined(str): the person gave this reason.
        kept(): the person does not decline after all.
    """

    declined = Signal(str)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("inset", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        self.reason = FieldText(
            "reason",
            tr("Why is it declined?"),
            is_required=True,
            placeholder=tr("The caller may ask; write it so that you could read it out."),
            parent=self,
        )
        self.reason.edit.installEventFilter(self)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.decline_button = KeyButton(tr("Decline the request"), "danger", keys="Return", parent=self)
        self.decline_button.clicked.connect(self._decline)
        self.keep_button = KeyButton(tr("Keep it"), keys="Esc", parent=self)
        self.keep_button.clicked.connect(self._keep)
        row.addWidget(self.decline_button)
        row.addWidget(self.keep_button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Show the panel, ready to type."""
        if self.isHidden():
            self.reason.set_value(None)
            self.show()
        self.reason.setFocus()

    def refuse(self, broken: RuleBroken) -> None:
        """Say what is wrong with the reason."""
        self.show()
        self.reason.show_error(str(broken))
        self.reason.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc in the line are for the panel, before the screen's own keys."""
        if isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Escape,
        ):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._keep() if event.key() == Qt.Key.Key_Escape else self._decline()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _decline(self) -> None:
        try:
            reason = self.reason.value()
        except RuleBroken as broken:
            self.refuse(broken)
            return
        self.declined.emit(reason or "")

    @Slot()
    def _keep(self) -> None:
        self.hide()
        self.kept.emit()
