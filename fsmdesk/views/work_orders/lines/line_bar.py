"""Below the lines: what is known of the current one, and what can be done about it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import LineApproval
from fsmdesk.core.words import tr
from fsmdesk.services.prices.messages import PriceOrigin
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.work_orders.lines.draft_line import DraftLine
from fsmdesk.views.work_orders.lines.line_facts import line_facts


class LineBar(QWidget):
    """Signals:
    decided(bool): the line shall be approved (True) or declined.
    more_wanted(): note, technician and cost of the line are asked for.
    """

    decided = Signal(bool)
    more_wanted = Signal()

    def __init__(self, formats: Formats, sees_costs: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._sees_costs = sees_costs
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 0, 0)
        row.setSpacing(8)
        self.words = ElidedWords("", "small", self)
        self.approve_button = KeyButton(tr("Approve…"), "", "check", parent=self)
        self.decline_button = KeyButton(tr("Decline…"), "", "x", parent=self)
        self.more_button = KeyButton(tr("Note, technician…"), "link", "pencil", "Alt+Return", self)
        row.addWidget(self.words)
        row.addStretch(1)
        for button in (self.approve_button, self.decline_button, self.more_button):
            row.addWidget(button)
        self.approve_button.clicked.connect(self._approve)
        self.decline_button.clicked.connect(self._decline)
        self.more_button.clicked.connect(self.more_wanted)
        self.hide()

    def show_line(self, line: DraftLine | None, origin: PriceOrigin | None, refusal: str) -> None:
        """Tell about this line, whose price comes from there; `refusal` says why nobody may decide about it now."""
        self.setVisible(line is not None)
        if line is None:
            return
        text = line_facts(line, origin, self._formats, self._sees_costs)
        self.words.setText(text)
        self.words.setToolTip(text)
        approval = line.value.approval
        self.approve_button.setVisible(approval in (LineApproval.WAITING, LineApproval.DECLINED))
        self.decline_button.setVisible(approval in (LineApproval.WAITING, LineApproval.APPROVED))
        for button in (self.approve_button, self.decline_button):
            button.setEnabled(not refusal)
            button.setToolTip(refusal)

    @Slot()
    def _approve(self) -> None:
        self.decided.emit(True)

    @Slot()
    def _decline(self) -> None:
        self.decided.emit(False)
