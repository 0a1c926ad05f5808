"""Who is sitting here: a short list to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.welcome.lit_button import LitButton
from fsmdesk.views.widgets.badges import avatar_colour, draw_avatar
from fsmdesk.views.widgets.surfaces import ScrollColumn, paragraph, words

_HEIGHT = 60
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Sitter:
    """Someone who may sit down here."""

    id: int
    name: str
    role: str


class _PersonButton(LitButton):
    def __init__(self, sitter: Sitter, parent: QWidget) -> None:
        super().__init__(sitter.name, parent)
        self.sitter = sitter
        self.setAccessibleName(f"{sitter.name}, {sitter.role}")
        self.setFixedSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = tokens()
        painter = self.begin_card(10)
        draw_avatar(painter, QRectF(14, 12, 36, 36), self.sitter.name, avatar_colour(self.sitter.id))
        painter.setPen(QColor(now.text))
        painter.setFont(text_font(14, QFont.Weight.DemiBold))
        painter.drawText(QRectF(64, 10, _WIDTH - 80, 22), Qt.AlignmentFlag.AlignVCenter, self.sitter.name)
        painter.setPen(QColor(now.muted))
        painter.setFont(text_font(12))
        painter.drawText(QRectF(64, 31, _WIDTH - 80, 18), Qt.AlignmentFlag.AlignVCenter, self.sitter.role)


class PersonPicker(ScrollColumn):
    """Signals:
    picked(int): the id of the person who sits here.
    """

    picked = Signal(int)

    def __init__(self, office: str, sitters: Sequence[Sitter], parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(40, 60, 40, 40))
        title = words(tr("Who is sitting here?"), "hero", self)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        where = paragraph(office, "muted", self)
        where.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(title)
        self.body.addWidget(where)
        self.body.addSpacing(16)
        rows = QVBoxLayout()
        rows.setSpacing(10)
        self._first: QWidget | None = None
        for sitter in sitters:
            made = _PersonButton(sitter, self)
            made.clicked.connect(self._pick)
            self._first = self._first or made
            rows.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(rows)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin at the first."""
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus()

    @Slot()
    def _pick(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, _PersonButton):
            self.picked.emit(chosen.sitter.id)
