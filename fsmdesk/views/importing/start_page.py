"""The first page: what comes in, and from which file."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.importing.kinds import shown_kinds
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, paragraph, words

_TELL = ""  # the choice that leaves it to the file
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DropZone(QWidget):
    """Where a file from the desktop is dropped; the screen around it takes the drop."""

    def __init__(self, choose: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_lit = False
        self.setAccessibleName(tr("Drop a CSV or Excel file here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(Sign("upload", "link", 36, self), 0, _CENTRE)
        column.addSpacing(4)
        column.addWidget(words(tr("Drop a CSV or Excel file here"), "section", self), 0, _CENTRE)
        about = tr(
            "Lists of other programs come in as they are: columns are recognised, and you can say otherwise."
        )
        for text in (about, tr("Nothing is kept before you have seen what becomes of every row.")):
            line = paragraph(text, "muted", self)
            line.setAlignment(_CENTRE)
            column.addWidget(line)
        column.addSpacing(10)
        self.choose_button = KeyButton(choose.text(), "primary", "sheet", "Ctrl+O", self)
        self.choose_button.follow(choose)
        column.addWidget(self.choose_button, 0, _CENTRE)
        column.addStretch(3)

    def light(self, is_lit: bool) -> None:
        """Show that a file hangs over it and would be taken."""
        self._is_lit = is_lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border."""
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.accent if self._is_lit else now.line), 2 if self._is_lit else 1.4)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(now.info.fill if self._is_lit else now.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)


class StartPage(QWidget):
    """Signals:
    kind_chosen(): another kind is chosen.
    """

    kind_chosen = Signal()

    def __init__(self, choose: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        card = Card(parent=self)
        choices = [(_TELL, tr("Tell from the file")), *((kind.name, kind.title) for kind in shown_kinds())]
        self.kinds = FieldChoice("kind", tr("What the file holds"), choices, parent=card)
        self.kinds.set_value(_TELL)
        self.kinds.changed.connect(self._tell)
        card.body.addWidget(self.kinds)
        column.addWidget(card)
        self.zone = DropZone(choose, self)
        column.addWidget(self.zone, 1)

    def kind(self) -> str:
        """The kind that is chosen; empty where the file is to tell."""
        return str(self.kinds.read() or _TELL)

    def choose_kind(self, kind: str) -> None:
        """Show this kind as chosen."""
        self.kinds.set_value(kind)

    @Slot()
    def _tell(self) -> None:
        self.kind_chosen.emit()
