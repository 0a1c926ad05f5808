"""The head of a visit: what it is, how far it is, and the one big button that brings it further."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.core.times import Span, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.my_day.messages import MyVisitCard
from fsmdesk.views.my_day.steps import AGAIN, Step, since_words, steps_after
from fsmdesk.views.widgets.badges import Badge, Look, PriorityChip, StateChip
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.joined import breakable_words
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_MAIN_KEYS = "Ctrl+Return"
_LEAST_WIDTH = 120


class StateHead(Card):
    """Signals:
    step_wanted(object): this Step shall be made.
    """

    step_wanted = Signal(object)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._formats = formats
        self._card: MyVisitCard | None = None
        self.steps: tuple[Step, ...] = ()
        self._title = paragraph("", "title", self)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._when = paragraph("", "muted", self)
        self._since = paragraph("", "strong", self)
        for line in (self._title, self._when, self._since):
            line.setMinimumWidth(_LEAST_WIDTH)  # long words are broken rather than widening the screen
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._title)
        left.addLayout(self._chips)
        left.addWidget(self._when)
        left.addWidget(self._since)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(self._buttons)
        self.body.addLayout(row)

    def show_card(self, card: MyVisitCard, now: datetime) -> None:
        """Show this visit and its steps."""
        self._card = card
        self._title.setText(breakable_words(card.title))
        self.setAccessibleName(card.title)
        clear_layout(self._chips)
        chips: list[QWidget] = [
            StateChip(card.state, self),
            PriorityChip(card.priority, self),
            Badge(card.kind.label, Look("neutral"), self),
            words(f"#{card.number}", "muted", self),
        ]
        for chip in chips:
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        day = self._formats.long_date(wall_minute(card.start_at, self._formats.zone)[0])
        span = self._formats.span(Span(card.start_at, card.end_at))
        self._when.setText(tr("Planned {day}, {span}").format(day=day, span=span))
        self.show_clock(now)
        self._show_steps(card)

    def show_clock(self, now: datetime) -> None:
        """How long it has been so by now."""
        card = self._card
        if card is None:
            return
        since = {
            VisitState.EN_ROUTE: card.en_route_at,
            VisitState.ON_SITE: card.arrived_at,
            VisitState.WAITING: card.arrived_at,
        }.get(card.state)
        text = since_words(since, now, self._formats)
        if card.finished_at is not None and card.state in (VisitState.DONE, VisitState.PARTLY_DONE):
            text = tr("finished {when}").format(when=self._formats.instant(card.finished_at))
        elif card.state is VisitState.WAITING and text:
            text = tr("on site {since}, waiting now").format(since=text)
        self._since.setText(text)
        self._since.setVisible(bool(text))

    def set_busy(self, is_busy: bool) -> None:
        """While a step is on its way no other can be asked for."""
        for button in self.buttons():
            button.setEnabled(not is_busy)

    def buttons(self) -> list[KeyButton]:
        """The buttons in order, the big one first."""
        return self.findChildren(KeyButton)

    def _show_steps(self, card: MyVisitCard) -> None:
        steps = steps_after(card.state, card.is_open)
        if steps == self.steps and self._buttons.count():
            return
        self.steps = steps
        clear_layout(self._buttons)
        small = QHBoxLayout()
        small.setSpacing(8)
        for at, step in enumerate(steps):
            is_main = at == 0
            keys = _MAIN_KEYS if is_main else step.keys
            kind = "primary" if is_main and step is not AGAIN else ""
            button = KeyButton(step.text, kind, step.icon, keys, self)
            if is_main:
                button.setProperty("scale", "big")
            button.setProperty("after", step.after.value)
            button.clicked.connect(self._tell)
            (self._buttons if is_main else small).addWidget(button)
        holder = QWidget(self)
        small.setContentsMargins(0, 0, 0, 0)
        small.insertStretch(0, 1)
        holder.setLayout(small)
        self._buttons.addWidget(holder)
        self._buttons.addStretch(1)

    @Slot()
    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton):
            wanted = str(button.property("after"))
            for step in self.steps:
                if step.after.value == wanted:
                    self.step_wanted.emit(step)
                    return
