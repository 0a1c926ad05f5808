"""The strip over the places that shows what is left to set up, until it is dismissed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import DismissSetup, SetupProgress, SetupState, SetupStep
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.setup_steps import STEP_KEY, step_words
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, words

_WATCHED = ("company", "business_hours", "technician", "item", "customer")
_BAR_WIDTH = 120


class GettingStarted(QWidget):
    """Hidden while nothing is left, in a demo shop, once dismissed, and over records and settings.

    Signals:
        step_chosen(): the person goes on with a step; the set-up is to be shown.
    """

    step_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_wanted = False
        self._is_here = True
        self.setAccessibleName(tr("Getting started"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 10, 20, 0)
        outer.addWidget(self._card())
        self.hide()
        desk.hub.saved.connect(self._hear)

    def _card(self) -> Card:
        card = Card(parent=self)
        card.body.setContentsMargins(14, 8, 8, 8)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._bar = QProgressBar(card)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setRange(0, len(SetupStep))
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("How far the shop is set up"))
        self.progress = words("", "muted", card)
        self.dismiss = IconButton("x", tr("Do not show this any more"), parent=card)
        self.dismiss.clicked.connect(self._dismiss)
        row.addWidget(Sign("sparkles", "link", 18, card))
        row.addWidget(words(tr("Getting started"), "strong", card))
        row.addWidget(self._bar)
        row.addWidget(self.progress)
        row.addWidget(self._steps(card), 1)
        row.addWidget(self.dismiss)
        card.body.addLayout(row)
        return card

    def _steps(self, card: Card) -> QWidget:
        room = QWidget(card)
        flow = FlowLayout(room)
        self.buttons: dict[SetupStep, KeyButton] = {}
        for step in SetupStep:
            button = KeyButton(step_words(step).title, "link", "circle-dashed", parent=room)
            button.clicked.connect(self._choose)
            self.buttons[step] = button
            flow.addWidget(button)
        return room

    def read(self) -> None:
        """Ask how far the shop is set up, and show it."""
        self._desk.ask(self, SetupProgress(), self.show_state, self._ignore)

    def stand_over(self, is_here: bool) -> None:
        """Show it over this place, or not."""
        self._is_here = is_here
        self.setVisible(self._is_wanted and is_here)

    def show_state(self, state: SetupState) -> None:
        """Show what is left."""
        done = len(state.done)
        self._bar.setValue(done)
        self.progress.setText(tr("{done} of {all} done").format(done=done, all=len(SetupStep)))
        for step, button in self.buttons.items():
            button.setVisible(step in state.to_do)
        self._is_wanted = bool(state.to_do) and not (state.is_dismissed or state.is_demo)
        self.stand_over(self._is_here)

    def _ignore(self, _error: Exception) -> None:
        """Nobody asked for it; a server that is gone is said elsewhere."""

    @Slot()
    def _choose(self) -> None:
        chosen = self.sender()
        for step, button in self.buttons.items():
            if button is chosen:
                self._desk.settings.keep(STEP_KEY, step.value)
                self.step_chosen.emit()

    @Slot()
    def _dismiss(self) -> None:
        self._desk.do(self, DismissSetup(), self._dismissed)

    def _dismissed(self, _done: object) -> None:
        self.read()
        self._desk.shell.say(tr("What is left is under Settings, Getting started."), self._bring_back)

    def _bring_back(self) -> None:
        self._desk.do(self, DismissSetup(is_dismissed=False), self._came_back)

    def _came_back(self, _done: object) -> None:
        self.read()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches(*_WATCHED):
            self.read()
