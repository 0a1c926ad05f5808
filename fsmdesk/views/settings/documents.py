"""How the shop's documents look, with a sample beside it that follows what is typed."""

from PySide6.QtCore import Slot

from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import DocumentsCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.settings.documents_form import DocumentsForm
from fsmdesk.views.settings.documents_preview import DocumentsPreview
from fsmdesk.views.settings.office_screen import OfficeScreen

_FORM_WIDTH = 528


class DocumentsScreen(OfficeScreen):
    """Who may not change the looks can see them."""

    def __init__(self, desk: Desk) -> None:
        self.documents = DocumentsForm(desk)
        super().__init__(desk, tr("Documents"), self.documents)
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        self.preview = DocumentsPreview(self.desk, self.documents.sample, self)
        self.main.setFixedWidth(_FORM_WIDTH)
        self.put_beside(self.preview, 1)
        yield
        self.stand_at("documents")
        self.documents.shown.connect(self._show_paper)
        self.documents.sample_changed.connect(self.preview.refresh)
        yield

    @Slot(object)
    def _show_paper(self, card: DocumentsCard) -> None:
        self.preview.choose_paper(card.paper)
