"""A field for the colour of the shop's documents: some to choose from, any other by its code or from a picker."""

import re
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_text import LineEdit

_CODE: Final = re.compile("#[0-9a-fA-F]{6}")
_SIDE = 26


def _offered() -> tuple[tuple[str, str], ...]:
    """Colours that print well, with their names; the first is that of the house."""
    return (
        ("", tr("No colour")),
        ("#1d4ed8", tr("Blue")),
        ("#0f766e", tr("Teal")),
        ("#15803d", tr("Green")),
        ("#b45309", tr("Amber")),
        ("#c2410c", tr("Orange")),
        ("#b91c1c", tr("Red")),
        ("#7e22ce", tr("Purple")),
    )


class ColourDab(QAbstractButton):
    """A round dab of one colour, ringed where it is chosen; no colour is an empty ring with a stroke."""

    def __init__(self, colour: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Room for the ring."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dab and its ring."""
        now, dab = tokens(), QRectF(5, 5, _SIDE - 10, _SIDE - 10)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self.colour else QPen(QColor(now.line), 1.5))
        painter.setBrush(QColor(self.colour) if self.colour else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dab)
        if not self.colour:
            painter.drawLine(dab.bottomLeft(), dab.topRight())
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.text if self.isChecked() else now.focus), 2))
            painter.drawEllipse(QRectF(2, 2, _SIDE - 4, _SIDE - 4))


class FieldAccent(Field[str]):
    """`#rrggbb`, or nothing for the house's own ink."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        # Made first, since Qt's Tab passes over what a field holds before its proxy.
        self.edit = LineEdit(box)
        self.dabs = [ColourDab(colour, name, box) for colour, name in _offered()]
        for dab in self.dabs:
            dab.clicked.connect(self._take_dab)
            row.addWidget(dab)
        self.edit.setFixedWidth(92)
        self.edit.setPlaceholderText("#rrggbb")
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.check)
        self.more = KeyButton(tr("Other…"), "quiet", parent=box)
        self.more.clicked.connect(self._ask)
        row.addSpacing(8)
        row.addWidget(self.edit)
        row.addWidget(self.more)
        row.addStretch(1)
        self.hold(box, self.edit)
        self.more.setAccessibleName(tr("Choose another colour"))

    def read(self) -> str:
        """The code as it is stored.

        Raises:
            RuleBroken: what was typed is no colour.
        """
        typed = self.edit.text().strip()
        if typed and not _CODE.fullmatch(typed):
            raise RuleBroken(tr("A colour is written like #2f6fed."), self.key)
        return typed.lower()

    def set_value(self, value: str | None) -> None:
        """Show this colour."""
        self.edit.setText(value or "")
        self._ring()
        self.clear_error()

    def same(self, one: str | None, other: str | None) -> bool:
        """No colour and an empty one mean the same."""
        return (one or "") == (other or "")

    def raw(self) -> object:
        """What was typed."""
        return self.edit.text()

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        self.edit.setText(str(raw))
        self._ring()

    def set_read_only(self, is_read_only: bool) -> None:
        """The colour can only be seen."""
        for widget in (*self.dabs, self.edit, self.more):
            widget.setEnabled(not is_read_only)

    @Slot()
    def _take_dab(self) -> None:
        dab = self.sender()
        if isinstance(dab, ColourDab):
            self._take(dab.colour)

    @Slot()
    def _typed(self) -> None:
        self._ring()
        self._tell_changed()

    @Slot()
    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self.edit.text() or "#1d4ed8"), self.window())
        dialog.setWindowTitle(tr("Colour of documents"))
        dialog.colorSelected.connect(self._take_colour)
        dialog.open()

    @Slot(QColor)
    def _take_colour(self, colour: QColor) -> None:
        self._take(colour.name())

    def _take(self, code: str) -> None:
        self.edit.setText(code)
        self._ring()
        self._tell_changed()

    def _ring(self) -> None:
        now = self.edit.text().strip().lower()
        for dab in self.dabs:
            dab.setChecked(dab.colour == now)
