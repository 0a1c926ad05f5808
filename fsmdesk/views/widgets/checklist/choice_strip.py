"""A few answers side by side: arrows walk, Space or Enter chooses, and a figure chooses at once."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsmdesk.services.checklists.messages import WRONG_MARK
from fsmdesk.views.widgets.buttons import Chip
from fsmdesk.views.widgets.checklist.check_words import choice_words
from fsmdesk.views.widgets.flow_layout import FlowLayout

_FIGURES = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)


class ChoiceStrip(QWidget):
    """Nothing is chosen by walking, so nothing is saved on the way.

    Signals:
        chosen(str): this answer was chosen; empty if the one that stood was taken back.
    """

    chosen = Signal(str)

    def __init__(self, label: str, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self)
        self._current = ""
        self.chips: list[Chip] = []
        self._choices = list(choices)
        for at, choice in enumerate(choices):
            chip = Chip(choice_words(choice), "danger" if choice.startswith(WRONG_MARK) else "", self)
            chip.setAccessibleName(f"{label}: {choice_words(choice)}")
            chip.setProperty("choice", choice)
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus if at else Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(self._choose)
            chip.installEventFilter(self)
            flow.addWidget(chip)
            self.chips.append(chip)
        if self.chips:
            self.setFocusProxy(self.chips[0])

    def show_choice(self, choice: str) -> None:
        """This one is chosen; none where there is no such answer."""
        self._current = choice
        for chip in self.chips:
            chip.setChecked(bool(choice) and chip.property("choice") == choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and figures."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.chips:
            at = next(place for place, chip in enumerate(self.chips) if chip is watched)
            return self._press(at, event)
        return super().eventFilter(watched, event)

    def _press(self, at: int, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self.chips[(at + step) % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in _FIGURES and key - Qt.Key.Key_1 < len(self.chips):
            self.chips[key - Qt.Key.Key_1].click()
            return True
        return False

    @Slot()
    def _choose(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            choice = str(chip.property("choice"))
            wanted = "" if choice == self._current else choice
            self.show_choice(self._current)  # it stands as it is until the office has it
            self.chosen.emit(wanted)
