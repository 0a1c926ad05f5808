"""The plain pieces a screen is laid out with: words, cards, lines and empty rooms."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.elided import ElidedWords

GAP = 12


def words(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows plain text, never markup. Roles: title, section, strong, muted, label, small,
    key, danger, warn, success, figure, hero."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    return label


def paragraph(text: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """The same, wrapped over as many lines as it needs."""
    label = words(text, role, parent)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class Surface(QFrame):
    """A frame that the style sheet paints: card, bar, foot, status, popup, rail, side, help or line."""

    def __init__(self, surface: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)


class SectionTitle(QWidget):
    """The heading of a card: bold words, a muted remark, and room at the right for a small action."""

    def __init__(self, text: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._text = ElidedWords(text, "section", self)  # a long name must not make its card wider
        self._remark = words(remark, "muted", self)
        self._remark.setVisible(bool(remark))
        self._row.addWidget(self._text)
        self._row.addWidget(self._remark)
        self._row.addStretch(1)

    def set_text(self, text: str, remark: str = "") -> None:
        """Show other words."""
        self._text.setText(text)
        self._text.setToolTip(text)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def add_right(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)


class Card(Surface):
    """A white or near-black card with an optional heading; put what it holds into `body`."""

    def __init__(self, title: str = "", remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.heading = SectionTitle(title, remark, self)
        self.heading.setVisible(bool(title))
        self.body.addWidget(self.heading)
        if title:
            self.setAccessibleName(title)


class ScrollColumn(QScrollArea):
    """A column of cards that scrolls when there are more than fit; put cards into `body`."""

    def __init__(
        self, parent: QWidget | None = None, margins: tuple[int, int, int, int] = (20, 16, 20, 16)
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keys, and is scrolled to
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(*margins)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        outer.addLayout(self.body)
        outer.addStretch()  # aligning the layout itself would squeeze cards whose words wrap
        self.setWidget(inside)

    def add_centred(self, card: QWidget) -> None:
        """Put a card of fixed width into the middle, as high as its wrapped words need."""
        row = QHBoxLayout()  # aligning the card itself would measure its words at the width of the column
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        self.body.addLayout(row)


class SidePanel(ScrollColumn):
    """The column of cards at the right of an editor or a list."""

    def __init__(self, parent: QWidget | None = None, width: int = 360) -> None:
        super().__init__(parent, margins=(0, 16, 20, 16))
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # mostly read, so it has to scroll by keys
        self.setAccessibleName(tr("Beside it"))


class FactRow(QWidget):
    """A small line of two words: what it is (muted) and its value."""

    def __init__(self, name: str, value: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(words(name, "muted", self))
        row.addStretch(1)
        self.value = words(value, role, self)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.value)


def hairline(parent: QWidget | None = None) -> Surface:
    """A thin line across."""
    return Surface("line", parent)


def clear_layout(layout: QVBoxLayout | QHBoxLayout, keep_first: int = 0) -> None:
    """Remove everything in the layout after its first items; it is out of sight now, and deleted later.

    Widgets keep their parent meanwhile: without one, Qt would work out the style of each of them anew.
    """
    while layout.count() > keep_first:
        item = layout.takeAt(keep_first)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
