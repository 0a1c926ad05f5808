"""The steps at the left: which are done, which were left for later, and how far one is."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SetupState, SetupStep
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.setup_steps import step_words
from fsmdesk.views.widgets.surfaces import words

_WIDTH = 248


class StepNav(QWidget):
    """Signals:
    step_chosen(SetupStep): the person wants to go there.
    """

    step_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(tr("Steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 8, 16)
        column.setSpacing(4)
        self.progress = words("", "strong", self)
        column.addWidget(self.progress)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(SetupStep))
        self._bar.setAccessibleName(tr("How far the shop is set up"))
        column.addWidget(self._bar)
        column.addSpacing(10)
        self.buttons: dict[SetupStep, QPushButton] = {}
        for step in SetupStep:
            button = QPushButton(f"  {step_words(step).title}", self)
            button.setProperty("kind", "section")
            button.setCheckable(True)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(self._choose)
            self.buttons[step] = button
            column.addWidget(button)
        column.addStretch(1)

    def show_state(self, state: SetupState) -> None:
        """Show what is done, and what was left for later."""
        done = len(state.done)
        self.progress.setText(tr("{done} of {all} done").format(done=done, all=len(SetupStep)))
        self._bar.setValue(done)
        for step, button in self.buttons.items():
            if step in state.done:
                name, colour, says = "circle-check", "success_text", tr("done")
            elif step in state.left:
                name, colour, says = "circle-dashed", "muted", tr("left for later")
            else:
                name, colour, says = "circle", "muted", tr("to do")
            button.setIcon(icon(name, colour))
            button.setToolTip(says)
            button.setAccessibleName(f"{step_words(step).title}, {says}")

    def show_step(self, shown: SetupStep | None) -> None:
        """Light up where the person is."""
        for step, button in self.buttons.items():
            button.setChecked(step is shown)

    @Slot()
    def _choose(self) -> None:
        chosen = self.sender()
        for step, button in self.buttons.items():
            if button is chosen:
                button.setChecked(True)
                self.step_chosen.emit(step)
