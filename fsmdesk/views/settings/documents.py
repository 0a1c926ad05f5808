"""How the shop's documents look, with a sample beside it that follows what is typed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import DocumentsCard
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.documents_form import DocumentsForm
from fsmdesk.views.settings.documents_preview import DocumentsPreview
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav

_THE_COMPANY = 1
_FORM_WIDTH = 528


class DocumentsScreen(EditorScreen):
    """Who may not change the looks can see them."""

    def __init__(self, desk: Desk) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        self.documents = DocumentsForm(desk)
        super().__init__(desk, tr("Documents"), self.documents)
        self.preview = DocumentsPreview(desk, self.documents.sample, self)
        self.main.setFixedWidth(_FORM_WIDTH)
        beside = self.body.itemAt(0)
        if beside is not None and isinstance(row := beside.layout(), QHBoxLayout):
            row.addWidget(self.preview, 1)
        stand_beside_nav(self, "documents")
        self.documents.shown.connect(self._show_paper)
        self.documents.sample_changed.connect(self.preview.refresh)
        if self._refusal:
            for field in self.form.fields.values():
                field.set_read_only(True)

    def arrive(self, record_id: int | None) -> None:
        """Show the one shop there is."""
        super().arrive(_THE_COMPANY)

    @Slot(object)
    def _show_paper(self, card: DocumentsCard) -> None:
        self.preview.choose_paper(card.paper)

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)
