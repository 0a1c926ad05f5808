"""A slot for the call, found while the caller is on the phone; it is booked when the call is handed in."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import BookedSlot
from fsmdesk.services.suggesting.messages import JobInMind, SlotRow, SuggestSlots
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.call_form import CallForm
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.slots.slot_finder import SlotFinder
from fsmdesk.views.widgets.slots.slot_model import slot_time
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_FINDER_WIDTH = 420
_AGAIN_MS = 400


@dataclass(frozen=True, slots=True)
class _Held:
    """The slot that was taken, and the job that it was found for."""

    row: SlotRow
    job: JobInMind


class SlotBar(Surface):
    """Says above the form which slot will be booked; hidden without one.

    Signals:
        dropped(): it shall not be booked.
        other_wanted(): another one shall be found.
    """

    dropped = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(Sign("calendar-check", side=18, parent=self))
        self.words = paragraph("", "strong", self)
        self.other_button = KeyButton(tr("Another slot"), "link", parent=self)
        self.drop_button = KeyButton(tr("Without a slot"), "link", parent=self)
        row.addWidget(self.words, 1)
        row.addWidget(self.other_button)
        row.addWidget(self.drop_button)
        self.other_button.clicked.connect(self.other_wanted)
        self.drop_button.clicked.connect(self.dropped)
        self.hide()

    def show_words(self, text: str) -> None:
        """Say this; nothing hides the bar."""
        self.words.setText(text)
        self.setVisible(bool(text))
        self.setAccessibleName(text)


class CallSlot(QObject):
    """Looks for slots for the call as it stands, and holds the one that was taken.

    A slot is for one job: it is given up once what it was found for has changed.

    Signals:
        opened(bool): the list of slots is there, or gone again.
    """

    opened = Signal(bool)

    def __init__(self, desk: Desk, form: CallForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        self._held: _Held | None = None
        self.finder = SlotFinder(desk, tr("Take it"), parent)
        self.finder.setFixedWidth(_FINDER_WIDTH)
        self.bar = SlotBar(parent)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self.finder.taken.connect(self._take)
        self.finder.closed.connect(self._closed)
        self.bar.dropped.connect(self.clear)
        self.bar.other_wanted.connect(self.look)
        form.changed.connect(self._heed)

    @property
    def booked(self) -> BookedSlot | None:
        """The slot to book with the call, None for none."""
        row = self._held.row if self._held is not None else None
        return BookedSlot(row.technician_id, row.start_at) if row is not None else None

    @Slot()
    def look(self) -> None:
        """Look for the best slots for the call as it stands."""
        title = str(self._form.title.raw()).strip()
        self.finder.look_for(SuggestSlots(job=self._form.job_in_mind()), title)
        self.opened.emit(True)

    @Slot()
    def clear(self) -> None:
        """No slot is held, and none is looked for."""
        self._held = None
        self.bar.show_words("")
        self.finder.close_finder()

    @Slot(object)
    def _take(self, row: SlotRow) -> None:
        self._held = _Held(row, self._form.job_in_mind())
        words = tr("{technician}, {time}: booked with “Approve and schedule”")
        self.bar.show_words(words.format(technician=row.technician, time=slot_time(row, self._desk.formats)))
        self.finder.close_finder()

    @Slot()
    def _closed(self) -> None:
        self.opened.emit(False)
        self._form.problem.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _heed(self) -> None:
        """The call changed: look anew once the typing rests, and hold no slot for another job."""
        if self.finder.is_open:
            self._again.start()
        if self._held is not None and self._held.job != self._form.job_in_mind():
            self._held = None
            self.bar.show_words("")
            self._desk.shell.say(tr("The slot is given up, since the job is another one now."))

    @Slot()
    def _look_again(self) -> None:
        if self.finder.is_open:
            self.finder.look_anew(SuggestSlots(job=self._form.job_in_mind()))
