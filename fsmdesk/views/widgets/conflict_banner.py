"""Says what another seat changed in the record that is being edited, and lets one choose where both did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.change_words import quoted
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words

# As often the words that say how long ago it was are looked at again.
_AGEING_MS = 10_000
# The first line of the words stands level with the words of the links.
_FIRST_LINE = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it is called, and its value in words before, as mine, as theirs."""

    key: str
    label: str
    before: str
    mine: str
    theirs: str


class ConflictBanner(Surface):
    """Where both changed the same field, one is to be chosen before the next save. Where they changed different
    ones, both edits stand, and either can be given up.

    Signals:
        kept_mine(str), took_theirs(str): what was chosen for the field with this key.
        closed(): there is nothing left to choose and the person closed it.
    """

    kept_mine = Signal(str)
    took_theirs = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.setProperty("banner", "warn")
        self._says: Callable[[], str] = str
        self._taken: list[str] = []
        self._kept: list[str] = []
        self._open: list[str] = []
        self._both: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 10, 8)
        self._column.setSpacing(8)
        self._add_head()
        self._ageing = QTimer(self)
        self._ageing.setInterval(_AGEING_MS)
        self._ageing.timeout.connect(self._say_who)
        self.hide()

    def _add_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        sign = QVBoxLayout()
        sign.setContentsMargins(0, _FIRST_LINE, 0, 0)
        sign.addWidget(Sign("triangle-alert", "warn_text", parent=self), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(sign)
        self._who = words("", "strong", self)
        head.addWidget(self._who, 0, Qt.AlignmentFlag.AlignTop)
        self._what = paragraph("", parent=self)
        self._what.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self._who, self._what):
            label.setContentsMargins(0, _FIRST_LINE, 0, 0)
        self._what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head.addWidget(self._what, 1)
        self._show_link = self._link(tr("Show both"), self._turn_both)
        self._keep_all = self._link(tr("Keep mine"), self._keep_mine)
        self._take_all = self._link(tr("Take theirs"), self._take_theirs)
        self._close = IconButton("x", tr("Close this message"), colour="warn_text", parent=self)
        self._close.clicked.connect(self.closed)
        for control in (self._show_link, self._keep_all, self._take_all, self._close):
            head.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)

    def show_merge(
        self,
        says: Callable[[], str],
        taken: Sequence[Difference],
        kept: Sequence[Difference],
        clashing: Sequence[Difference],
    ) -> None:
        """Say who changed what, and ask about the fields that both changed.

        `says` is called for who changed the record and how long ago, again and again while it is shown.
        """
        self._says = says
        self._taken, self._kept, self._open = (
            [difference.key for difference in group] for group in (taken, kept, clashing)
        )
        self._what.setText(_what_words(taken, kept, clashing))
        self._say_who()
        for link in (self._keep_all, self._take_all):
            link.setVisible(bool(kept or clashing))
        self._close.setVisible(not clashing)
        self._lay_side_by_side([*clashing, *taken, *kept], is_shown=bool(clashing))
        self.show()

    def undecided(self) -> list[str]:
        """Keys of the fields about which nothing was chosen yet."""
        return list(self._open)

    def showEvent(self, event: QShowEvent) -> None:
        """While it is shown the words grow older."""
        super().showEvent(event)
        self._ageing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads the words."""
        super().hideEvent(event)
        self._ageing.stop()

    @Slot()
    def _say_who(self) -> None:
        self._who.setText(self._says())
        self.setAccessibleName(f"{self._who.text()} {self._what.text()}")

    def _lay_side_by_side(self, differences: Sequence[Difference], is_shown: bool) -> None:
        if self._both is not None:
            self._column.removeWidget(self._both)
            self._both.deleteLater()
        self._both = QWidget(self)
        grid = QGridLayout(self._both)
        grid.setContentsMargins(26, 0, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, text in enumerate(("", tr("Yours"), tr("Theirs"))):
            grid.addWidget(words(text, "strong", self._both), 0, at)
        top = Qt.AlignmentFlag.AlignTop
        for row, difference in enumerate(differences, 1):
            grid.addWidget(words(difference.label, "strong", self._both), row, 0, top)
            grid.addWidget(paragraph(difference.mine or "–", parent=self._both), row, 1, top)
            grid.addWidget(paragraph(difference.theirs or "–", parent=self._both), row, 2, top)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._column.addWidget(self._both)
        self._show_both(is_shown)

    def _show_both(self, is_shown: bool) -> None:
        if self._both is not None:
            self._both.setVisible(is_shown)
        self._show_link.setText(tr("Show less") if is_shown else tr("Show both"))
        self._show_link.setAccessibleName(self._show_link.text())

    def _link(self, text: str, handler: object) -> QToolButton:
        link = QToolButton(self)
        link.setText(text)
        link.setAccessibleName(text)
        link.clicked.connect(handler)
        return link

    @Slot()
    def _turn_both(self) -> None:
        self._show_both(self._both is not None and self._both.isHidden())

    @Slot()
    def _keep_mine(self) -> None:
        # What merged by itself stays merged while there is something to choose.
        keys, self._open = self._open or self._taken, []
        self.hide()
        for key in keys:
            self.kept_mine.emit(key)

    @Slot()
    def _take_theirs(self) -> None:
        keys, self._open = self._open or self._kept, []
        self.hide()
        for key in keys:
            self.took_theirs.emit(key)


def _what_words(
    taken: Sequence[Difference], kept: Sequence[Difference], clashing: Sequence[Difference]
) -> str:
    parts = [
        tr("{field}: {before} → {after}.").format(
            field=difference.label, before=quoted(difference.before), after=quoted(difference.theirs)
        )
        for difference in taken
    ]
    if kept:
        names = ", ".join(difference.label for difference in kept)
        parts.append(tr("Your edit to {fields} is kept.").format(fields=names))
    if clashing:
        names = ", ".join(difference.label for difference in clashing)
        parts.append(tr("You both changed {fields}; choose which one stays.").format(fields=names))
    return " ".join(parts)
