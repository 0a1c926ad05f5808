"""What one customer is promised: the office's service levels, and where it has its own."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.promises.messages import LevelsCard, ServiceLevels
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_levels import level_words
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.levels_form import LevelsForm
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph


class CustomerLevelsCard(Card):
    """A line for each level that holds; its own ones stand out. The form opens below them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Service levels"), parent=parent)
        self._desk = desk
        self._customer_id: int | None = None
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        self.edit_button = KeyButton(tr("Change"), "link", "pencil", parent=self)
        self.edit_button.clicked.connect(self._edit)
        limit(self.edit_button, self._refusal)
        self.heading.add_right(self.edit_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.editor = InlineEditor(LevelsForm(desk, of_customer=True), self)
        self.editor.closed.connect(self._closed)
        self.body.addWidget(self.editor)
        desk.hub.saved.connect(self._hear)

    def show_customer(self, customer_id: int) -> None:
        """Show what this customer is promised."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self.editor.leave()
        self._read()

    def _read(self) -> None:
        wanted = self._customer_id
        if wanted is None:
            return

        def show(card: LevelsCard) -> None:
            if self._customer_id == wanted:
                self._show(card)

        self._desk.ask(self, ServiceLevels(customer_id=wanted), show)

    def _show(self, card: LevelsCard) -> None:
        clear_layout(self._lines)
        own = {level.priority: level for level in card.own}
        usual = {level.priority: level for level in card.usual}
        for priority, level in sorted((usual | own).items()):
            text = level_words(level, self._desk.formats)
            role = "" if priority in own else "muted"
            self._lines.addWidget(paragraph(text, role, self))
        remark = tr("own") if own else tr("as for everybody")
        self.heading.set_text(tr("Service levels"), remark)
        if not own and not usual:
            text = tr("Nothing is promised yet. The office's levels are in the settings.")
            self._lines.addWidget(paragraph(text, "muted", self))

    @Slot()
    def _edit(self) -> None:
        if self._customer_id is not None:
            self.edit_button.setEnabled(False)
            self.editor.open(self._customer_id)

    @Slot(bool)
    def _closed(self, had_focus: bool) -> None:
        self.edit_button.setEnabled(not self._refusal)
        if had_focus and not self._refusal:
            self.edit_button.setFocus()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("service_level") and self.isVisible():
            self._read()
