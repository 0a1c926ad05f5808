"""Cards of facts about a visit: a muted name, its value, and a small button for what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.joined import breakable_words
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_NAME_WIDTH = 104
_LEAST_WIDTH = 80  # long words are broken rather than widening the screen


@dataclass(frozen=True, slots=True)
class FactAction:
    """What a small button beside a fact does."""

    icon: str
    text: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words; without a value it is not shown. Without a name it takes the whole line."""

    name: str
    value: str
    role: str = ""
    actions: Sequence[FactAction] = ()


class FactCard(Card):
    """Shows facts one below the other, and hides itself where there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(7)
        self._lines: list[FactLine] = []
        self.body.addLayout(self._facts)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show exactly these; where they read as before, what is selected and focused in them stays."""
        known = [fact for fact in facts if fact.value.strip()]
        self.setVisible(bool(known))
        if [_look(line.fact) for line in self._lines] == [_look(fact) for fact in known]:
            for line, fact in zip(self._lines, known, strict=True):
                line.fact = fact
            return
        clear_layout(self._facts)
        self._lines = [FactLine(fact, self) for fact in known]
        for line in self._lines:
            self._facts.addWidget(line)


class FactLine(QWidget):
    """One fact; its words can be selected and wrap."""

    def __init__(self, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        at = Qt.AlignmentFlag.AlignVCenter if fact.actions else Qt.AlignmentFlag.AlignTop
        if fact.name:
            row.addWidget(_name(fact.name, self), 0, at)
        self.value = paragraph(breakable_words(fact.value), fact.role, self)
        self.value.setMinimumWidth(_LEAST_WIDTH)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.value.setAccessibleName(f"{fact.name}: {fact.value}" if fact.name else fact.value)
        row.addWidget(self.value, 1, at)
        for place, action in enumerate(fact.actions):
            button = IconButton(action.icon, action.text, parent=self)
            button.clicked.connect(partial(self._run, place))
            row.addWidget(button, 0, at)

    def _run(self, place: int) -> None:
        self.fact.actions[place].run()


def _look(fact: Fact) -> tuple[object, ...]:
    """All that is seen of the fact; what its buttons do may change under the same looks."""
    return (fact.name, fact.value, fact.role, *((action.icon, action.text) for action in fact.actions))


def _name(text: str, parent: QWidget) -> QLabel:
    label = words(text, "muted", parent)
    label.setFixedWidth(_NAME_WIDTH)
    return label
