"""The panel in which the owner chooses what cards of the board and their tips say."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fsmdesk.core.card_fields import CARD_FIELDS, USUAL_LABEL, USUAL_TOOLTIP, read_fields
from fsmdesk.core.words import tr
from fsmdesk.services.dispatch.messages import BoardFields
from fsmdesk.views.board.card_fields import card_fields
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.popup import Popup
from fsmdesk.views.widgets.surfaces import words

_WIDTH = 520
_LIST_HEIGHT = 340


class FieldsPopup(Popup):
    """Two lists side by side: ticked fields are said, in the order in which they stand; drag to change it.

    Signals:
        chosen(tuple, tuple): the fields of cards, and those of tips.
    """

    chosen = Signal(tuple, tuple)

    def __init__(self, fields: BoardFields, anchor: QWidget) -> None:
        super().__init__(tr("What cards and tips say"), anchor, _WIDTH)
        self.label_list = _FieldList(read_fields(fields.label, USUAL_LABEL), tr("Cards"), self)
        self.tooltip_list = _FieldList(read_fields(fields.tooltip, USUAL_TOOLTIP), tr("Tips"), self)
        row = QHBoxLayout()
        row.setSpacing(12)
        for title, fields_list in ((tr("Cards"), self.label_list), (tr("Tips"), self.tooltip_list)):
            part = QVBoxLayout()
            part.addWidget(words(title, "muted", self))
            part.addWidget(fields_list)
            row.addLayout(part)
        self.column.addLayout(row)
        self.column.addWidget(
            words(tr("For everybody in this office. Drag a line to change the order."), "muted", self)
        )
        foot = QHBoxLayout()
        self.usual_button = KeyButton(tr("As usual"), "quiet", parent=self)
        self.save_button = KeyButton(tr("Save"), "primary", parent=self)
        foot.addWidget(self.usual_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.column.addLayout(foot)
        self.usual_button.clicked.connect(self._take_usual)
        self.save_button.clicked.connect(self.confirm)
        self.label_list.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Save and close."""
        self.chosen.emit(self.label_list.names(), self.tooltip_list.names())
        self.put_away()

    @Slot()
    def _take_usual(self) -> None:
        self.label_list.show_names(USUAL_LABEL)
        self.tooltip_list.show_names(USUAL_TOOLTIP)


class _FieldList(QListWidget):
    """Every field once: those that are said first, with a tick."""

    def __init__(self, names: tuple[str, ...], title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setFixedHeight(_LIST_HEIGHT)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.show_names(names)

    def show_names(self, names: tuple[str, ...]) -> None:
        """These are ticked, in this order."""
        self.clear()
        known = card_fields()
        for name in (*names, *(name for name in CARD_FIELDS if name not in names)):
            item = QListWidgetItem(known[name].label, self)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked)

    def names(self) -> tuple[str, ...]:
        """The ticked ones from top to bottom."""
        items = (self.item(at) for at in range(self.count()))
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)
