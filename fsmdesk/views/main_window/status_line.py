"""The line at the bottom: what happened, with Undo; what is under way; who sits here and the connection."""

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.busy import BusyLine
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.surfaces import Surface, words

STATUS_HEIGHT = 32
_LOOK_MS = 5_000
_MINUTE = 60
AGES_AFTER = 20  # seconds after which what happened is no news any more
GONE_AFTER = 15 * _MINUTE  # what can be taken back is offered as long; Ctrl+Z works on


class Dot(QWidget):
    """A small round light in a token's colour."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedSize(10, 10)

    def set_colour(self, colour: str) -> None:
        """Show another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().named()[self._colour]))
        painter.drawEllipse(QRectF(1, 1, 8, 8))


class StatusLine(Surface):
    """Signals:
    undo_wanted(): the person pressed Undo.
    """

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = monotonic) -> None:
        super().__init__("status", parent)
        self._clock = clock
        self._said = ""
        self._said_at = 0.0
        self._ageing = QTimer(self)
        self._ageing.setInterval(_LOOK_MS)
        self._ageing.timeout.connect(self.age)
        self.setFixedHeight(STATUS_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(8)
        self._text = words("", "small", self)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setAccessibleName(tr("What happened"))
        self._undo = KeyButton(tr("Undo"), "link", keys="Ctrl+Z", parent=self)
        self._undo.clicked.connect(self._want_undo)
        self._undo.hide()
        self.busy = BusyLine(self)
        self._dot = Dot("muted", self)
        self._dot.hide()
        self._connection = words("", "small", self)
        self._person = KeyButton("", "quiet", parent=self)
        self._person.clicked.connect(self._open_seat)
        self._person.hide()
        self._seat: Sequence[QAction] = ()
        row.addWidget(self._text)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.setStretch(0, 1)
        row.addWidget(self.busy)
        row.addWidget(self._person)
        row.addWidget(self._dot)
        row.addWidget(self._connection)

    def say(self, text: str, can_undo: bool) -> None:
        """Show what happened; Undo is offered beside it where it can be taken back.

        After a while it goes by itself; what can be taken back says how long ago it was before that.
        """
        self._said, self._said_at = text, self._clock()
        self._text.setText(text)
        if text:
            self._ageing.start()
        else:
            self._ageing.stop()
        self._text.setSizePolicy(
            QSizePolicy.Policy.Preferred if can_undo else QSizePolicy.Policy.Ignored,
            QSizePolicy.Policy.Preferred,
        )
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(0, 0 if can_undo else 1)
        self._undo.setVisible(can_undo)

    def said(self) -> str:
        """The text that is shown."""
        return self._said

    @Slot()
    def age(self) -> None:
        """What happened long ago is gone; what can be taken back says how long ago it was."""
        passed = self._clock() - self._said_at
        can_undo = self._undo.isVisibleTo(self)
        if passed >= (GONE_AFTER if can_undo else AGES_AFTER):
            self.say("", False)
        elif passed >= _MINUTE:
            ago = tr("{n} min ago").format(n=int(passed // _MINUTE))
            self._text.setText(f"{self._said} · {ago}")

    def show_connection(self, text: str, is_live: bool, where: str = "") -> None:
        """Show which office this is and whether it answers; `where` it is comes as a tooltip."""
        self._connection.setToolTip(where)
        self._connection.setText(text)
        self._dot.show()
        self._dot.set_colour("on_site_line" if is_live else "priority_2")

    def show_person(self, text: str) -> None:
        """Show who sits here."""
        self._person.setText(text)
        self._person.setAccessibleName(tr("Who sits here: {name}").format(name=text))
        self._person.setVisible(bool(text))

    def offer_at_person(self, actions: Sequence[QAction]) -> None:
        """A click on who sits here offers these."""
        self._seat = actions
        self._person.setToolTip(tr("Change who sits here, the office or the theme"))

    def seat_menu(self) -> PassingMenu:
        """What is offered at the name of who sits here."""
        menu = PassingMenu(self)
        menu.addActions(list(self._seat))
        return menu

    @Slot()
    def _open_seat(self) -> None:
        menu = self.seat_menu()
        corner = self._person.mapToGlobal(QPoint(0, 0))
        menu.show_at(corner - QPoint(0, menu.sizeHint().height() + 4))

    @Slot()
    def _want_undo(self) -> None:
        self.undo_wanted.emit()
