"""A field for the colour that a technician has on the board."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.field import Field

# Apart from each other, and white initials can be read on each.
_OFFERED = (
    "#5b7cfa", "#14a3a3", "#d97706", "#a855f7", "#16a34a",
    "#e11d48", "#0284c7", "#7c3aed", "#64748b", "#b45309",
)  # fmt: skip
_SIDE = 28


class _Swatch(QAbstractButton):
    """A round dab of one colour; ringed where it is chosen."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Colour {code}").format(code=colour))

    def sizeHint(self) -> QSize:
        """Room for the ring."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dab and its ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(QRectF(5, 5, _SIDE - 10, _SIDE - 10))
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens().text if self.isChecked() else tokens().focus), 2))
            painter.drawEllipse(QRectF(2, 2, _SIDE - 4, _SIDE - 4))


class FieldColour(Field[str]):
    """One of the colours that are offered, or the one that is stored already."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        box = QWidget(self)
        self._row = QHBoxLayout(box)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.swatches: list[_Swatch] = []
        self._row.addStretch(1)
        for colour in _OFFERED:
            self._offer(colour)
        self.hold(box, self.swatches[0])
        self.swatches[0].setAccessibleName(tr("Colour {code}").format(code=_OFFERED[0]))

    def read(self) -> str:
        """The colour that is chosen; empty lets the office choose."""
        return next((swatch.colour for swatch in self.swatches if swatch.isChecked()), "")

    def set_value(self, value: str | None) -> None:
        """This colour is chosen."""
        if value and all(swatch.colour != value for swatch in self.swatches):
            self._offer(value)
        for swatch in self.swatches:
            swatch.setAutoExclusive(False)
            swatch.setChecked(swatch.colour == value)
            swatch.setAutoExclusive(True)
        self.clear_error()

    def same(self, one: str | None, other: str | None) -> bool:
        """None and empty mean the same."""
        return (one or "") == (other or "")

    def raw(self) -> object:
        """The colour that is chosen."""
        return self.read()

    def set_raw(self, raw: object) -> None:
        """The colour is chosen again."""
        self.set_value(str(raw))

    def set_read_only(self, is_read_only: bool) -> None:
        """The colour can only be seen."""
        for swatch in self.swatches:
            swatch.setEnabled(not is_read_only)

    def _offer(self, colour: str) -> None:
        swatch = _Swatch(colour, self)
        swatch.clicked.connect(self._choose)
        self._row.insertWidget(len(self.swatches), swatch)
        self.swatches.append(swatch)

    @Slot()
    def _choose(self) -> None:
        self._tell_changed()
