"""Finds a slot: asks the office for the best ones, shows them, and tells which is taken."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.words import tr, trn
from fsmdesk.services.suggesting.messages import SlotRow, Slots, SuggestSlots
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.busy import BusyLine
from fsmdesk.views.widgets.buttons import IconButton, KeyButton, Segments
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.empty_state import EmptyState
from fsmdesk.views.widgets.slots.slot_list import SlotList
from fsmdesk.views.widgets.surfaces import SectionTitle, Surface, hairline, paragraph

_DAYS_KEY: Final = "slots.days"
_USUAL_DAYS: Final = 7
_MOST_DAYS: Final = 14
_SOON_MS: Final = 300
_TOUCHING: Final = (
    "visit",
    "work_order",
    "work_order_skill",
    "technician",
    "technician_skill",
    "shift",
    "absence",
    "site",
)


class SlotFinder(Surface):
    """Hidden until somebody is looked for.

    Signals:
        pointed(object): this SlotRow is meant at the moment; None for none.
        taken(SlotRow): it shall be booked.
        closed(): nobody is looked for any more.
    """

    pointed = Signal(object)
    taken = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, verb: str, parent: QWidget | None = None) -> None:
        super().__init__("side", parent)
        self._desk = desk
        self._query: SuggestSlots | None = None
        self._asked = 0
        self._heading = SectionTitle(tr("Who should go?"), parent=self)
        self._about = ElidedWords("", "muted", self)
        choices = [
            ("1", tr("1 day")),
            ("3", tr("3 days")),
            ("7", tr("1 week")),
            (str(_MOST_DAYS), tr("2 weeks")),
        ]
        self.days = Segments(choices, tr("How far ahead"), self)
        self._remarks = paragraph("", "warn", self)
        self._nobody = QWidget(self)
        self._nobody_words = paragraph("", "strong", self._nobody)
        self.further_button = KeyButton(tr("Look two weeks ahead"), "link", parent=self._nobody)
        self._busy = BusyLine(self)
        self.list = SlotList(desk.formats, self)
        self.empty = EmptyState(
            "users", tr("Nobody works here yet"), tr("Technicians are entered in the settings."), self
        )
        self.trouble = EmptyState("circle-alert", tr("It can't be told who should go"), parent=self)
        self.take_button = KeyButton(verb, "primary", "check", "Return", self)
        self.close_button = IconButton("x", tr("Close"), "Esc", parent=self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._lay_out()
        self._connect()
        kept = str(desk.settings.number(_DAYS_KEY, _USUAL_DAYS))
        self.days.choose(kept if kept in dict(choices) else str(_USUAL_DAYS))
        self.setAccessibleName(tr("Who should go?"))
        self.hide()

    @property
    def is_open(self) -> bool:
        """True while somebody is looked for."""
        return self._query is not None

    @property
    def has_keys(self) -> bool:
        """True while something in it has the focus."""
        focus = self.window().focusWidget()
        return self.is_open and focus is not None and self.isAncestorOf(focus)

    def look_for(self, query: SuggestSlots, about: str) -> None:
        """Look for the best slots; `about` says for what until that is read."""
        self._query = query
        self._about.setText(about)
        self.list.show_found(None)
        self._show_remarks(())
        self._show_nobody(is_somebody=True, days=1)
        self._pages.setCurrentWidget(self.list)
        self.take_button.setEnabled(False)
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def look_anew(self, query: SuggestSlots) -> None:
        """Look for this instead; what has the keys keeps them."""
        if self._query is not None and query != self._query:
            self._query = query
            self._ask()

    @Slot()
    def close_finder(self) -> None:
        """Nobody is looked for any more."""
        if self._query is None:
            return
        self._query = None
        self._asked += 1
        self._soon.stop()
        self._busy.end()
        self.list.show_found(None)
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_finder()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc is the panel's, before it means anything to the screen."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    # inside

    def _lay_out(self) -> None:
        self._heading.add_right(self.close_button)
        nobody = QHBoxLayout(self._nobody)
        nobody.setContentsMargins(0, 4, 0, 0)
        nobody.addWidget(self._nobody_words, 1)
        nobody.addWidget(self.further_button, 0, Qt.AlignmentFlag.AlignTop)
        within = QHBoxLayout()
        within.addWidget(self.days)
        within.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._busy)
        foot.addStretch(1)
        foot.addWidget(self.take_button)
        holder = QWidget(self)
        self._pages = QStackedLayout(holder)
        for page in (self.list, self.empty, self.trouble):
            self._pages.addWidget(page)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.setSpacing(6)
        head.addWidget(self._heading)
        head.addWidget(self._about)
        head.addLayout(within)
        head.addWidget(self._remarks)
        head.addWidget(self._nobody)
        foot.setContentsMargins(16, 6, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(hairline(self))
        column.addLayout(head)
        column.addWidget(holder, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.list.pointed.connect(self._point)
        self.list.taken.connect(self.taken)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.close_finder)
        self.days.chosen.connect(self._search_as_far)
        self.further_button.clicked.connect(self._look_further)
        self.trouble.offer(tr("Try again"), self._ask, "refresh-cw")
        self._soon.timeout.connect(self._ask)
        self._desk.hub.saved.connect(self._hear)

    @Slot()
    def _ask(self) -> None:
        """Read the slots; an answer to an earlier question is not shown."""
        if self._query is None:
            return
        self._soon.stop()
        self._asked += 1
        asked = self._asked
        self._busy.begin(tr("Looking through the days…"))

        def show(found: Slots) -> None:
            if asked == self._asked:
                self._show(found)

        def fail(error: Exception) -> None:
            if asked == self._asked:
                self._show_trouble(error)

        query = replace(self._query, day_count=int(self.days.choice()))
        self._desk.ask(self, query, show, fail)

    def _show(self, found: Slots) -> None:
        self._busy.end()
        formats = self._desk.formats
        number = f"#{found.number}" if found.number is not None else ""
        parts = [number, found.customer, found.title, formats.duration(found.duration_minutes)]
        about = " · ".join(part for part in parts if part)
        self._about.setText(about)
        self._about.setToolTip(about)
        self._show_remarks(found.remarks)
        self._show_nobody(bool(found.slots) or not found.declined, found.day_count)
        if not found.slots:
            self.list.rows.is_open = True
        self.list.show_found(found)
        is_empty = not found.slots and not found.declined
        self._pages.setCurrentWidget(self.empty if is_empty else self.list)

    def _show_nobody(self, is_somebody: bool, days: int) -> None:
        self._nobody.setVisible(not is_somebody)
        text = trn("Nobody can go that day.", "Nobody can go within {n} days.", days).format(n=days)
        self._nobody_words.setText(text)
        self.further_button.setVisible(days < _MOST_DAYS)

    def _show_trouble(self, error: Exception) -> None:
        self._busy.end()
        self.list.show_found(None)
        self.trouble.set_words(tr("It can't be told who should go"), str(error))
        self._pages.setCurrentWidget(self.trouble)

    def _show_remarks(self, remarks: tuple[str, ...]) -> None:
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))

    @Slot(object)
    def _point(self, row: SlotRow | None) -> None:
        self.take_button.setEnabled(self.list.current_slot is not None)
        self.pointed.emit(row)

    @Slot()
    def _take(self) -> None:
        row = self.list.current_slot
        if row is not None:
            self.taken.emit(row)

    @Slot(str)
    def _search_as_far(self, days: str) -> None:
        self._desk.settings.keep(_DAYS_KEY, int(days))
        self._ask()

    @Slot()
    def _look_further(self) -> None:
        self.days.choose(str(_MOST_DAYS))
        self._search_as_far(str(_MOST_DAYS))

    @Slot(ChangeSet, object)
    def _hear(self, changes: ChangeSet, _origin: QObject | None) -> None:
        """What was found may hold no more; several changes are one reading."""
        if self._query is not None and changes.touches(*_TOUCHING):
            self._soon.start()
