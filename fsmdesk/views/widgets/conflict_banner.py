"""Says what another seat changed in the record that is being edited, and lets one choose where both did."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Surface, paragraph, words


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it is called, and its value in words before, as mine, as theirs."""

    key: str
    label: str
    before: str
    mine: str
    theirs: str


class ConflictBanner(Surface):
    """Signals:
    kept_mine(str), took_theirs(str): what was chosen for the field with this key.
    closed(): there is nothing left to choose and the person closed it.
    """

    kept_mine = Signal(str)
    took_theirs = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.setProperty("banner", "warn")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 10, 8)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign("triangle-alert", "warn_text", parent=self))
        self._who = words("", "strong", self)
        head.addWidget(self._who)
        self._what = paragraph("", parent=self)
        self._what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head.addWidget(self._what, 1)
        self._keep_all = self._link(tr("Keep mine"), self._keep_mine)
        self._take_all = self._link(tr("Take theirs"), self._take_theirs)
        self._close = IconButton("x", tr("Close this message"), colour="warn_text", parent=self)
        self._close.clicked.connect(self.closed)
        for control in (self._keep_all, self._take_all, self._close):
            head.addWidget(control)
        self._column.addLayout(head)
        self._both: QWidget | None = None
        self._open: list[str] = []
        self.hide()

    def show_merge(
        self,
        who: str,
        taken: Sequence[Difference],
        kept: Sequence[Difference],
        clashing: Sequence[Difference],
    ) -> None:
        """Say who changed what, and ask about the fields that both changed."""
        self._who.setText(tr("{who} changed this.").format(who=who or tr("Another seat")))
        parts = [
            tr("{field}: “{before}” → “{after}”.").format(field=d.label, before=d.before, after=d.theirs)
            for d in taken
        ]
        if kept:
            names = ", ".join(difference.label for difference in kept)
            parts.append(tr("Your edit is kept: {fields}.").format(fields=names))
        if clashing:
            parts.append(tr("You both changed the same; choose which one stays."))
        self._what.setText(" ".join(parts))
        self._show_both(clashing)
        self.setAccessibleName(f"{self._who.text()} {self._what.text()}")
        self.show()

    def undecided(self) -> list[str]:
        """Keys of the fields about which nothing was chosen yet."""
        return list(self._open)

    def _show_both(self, clashing: Sequence[Difference]) -> None:
        if self._both is not None:
            self._column.removeWidget(self._both)
            self._both.deleteLater()
            self._both = None
        self._open = [difference.key for difference in clashing]
        for link in (self._keep_all, self._take_all):
            link.setVisible(bool(clashing))
        self._close.setVisible(not clashing)
        if not clashing:
            return
        self._both = QWidget(self)
        grid = QGridLayout(self._both)
        grid.setContentsMargins(26, 0, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, text in enumerate(("", tr("Yours"), tr("Theirs"))):
            grid.addWidget(words(text, "strong", self._both), 0, at)
        for row, difference in enumerate(clashing, 1):
            grid.addWidget(words(difference.label, "strong", self._both), row, 0)
            grid.addWidget(paragraph(difference.mine or "—", parent=self._both), row, 1)
            grid.addWidget(paragraph(difference.theirs or "—", parent=self._both), row, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._column.addWidget(self._both)

    def _link(self, text: str, handler: object) -> QToolButton:
        link = QToolButton(self)
        link.setText(text)
        link.setAccessibleName(text)
        link.clicked.connect(handler)
        return link

    @Slot()
    def _keep_mine(self) -> None:
        keys, self._open = self._open, []
        for key in keys:
            self.kept_mine.emit(key)
        self.hide()

    @Slot()
    def _take_theirs(self) -> None:
        keys, self._open = self._open, []
        for key in keys:
            self.took_theirs.emit(key)
        self.hide()
