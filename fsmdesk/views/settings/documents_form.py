"""The form of how documents look: colour, logo, and the shop's own words on each kind."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.terms import DocumentKind
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import SamplePaper
from fsmdesk.services.setup.messages import Documents, DocumentsCard, DocumentWords, EditDocuments
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.settings.field_accent import FieldAccent
from fsmdesk.views.settings.field_picture import FieldPicture
from fsmdesk.views.widgets.buttons import Segments
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_text import FieldMultiline
from fsmdesk.views.widgets.surfaces import Card, paragraph

_LOGO_SIZE = QSize(150, 60)
_PARTS = ("intro", "closing", "footer")


def _key(kind: DocumentKind, part: str) -> str:
    return f"{kind.value}_{part}"


class DocumentsForm(EditorForm[DocumentsCard, None]):
    """Colour and logo of all documents, and the texts of one kind at a time.

    Signals:
        sample_changed(): another sample than before would look like the documents.
    """

    kind = "company"
    sample_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        make(self._cards())

    def _cards(self) -> Pieces:
        self.body.addWidget(self._looks())
        yield
        self.body.addWidget(self._words())
        yield
        for field in self.fields.values():
            field.changed.connect(self.sample_changed)
        self.shown.connect(self.sample_changed)
        self.desk.hub.saved.connect(self._hear_texts)
        self._show_kind(DocumentKind.INVOICE.value)

    @property
    def chosen(self) -> DocumentKind:
        """The kind of document whose texts are shown."""
        return DocumentKind(self.kinds.choice())

    def sample(self) -> SamplePaper:
        """A sample of the chosen kind with what is typed now, whether it could be saved or not."""
        intro, closing, footer = (str(self.fields[_key(self.chosen, part)].raw()) for part in _PARTS)
        return SamplePaper(
            document=self.chosen,
            colour=str(self.fields["colour"].raw()).strip(),
            logo=self.fields["logo"].read(),
            intro=intro,
            closing=closing,
            footer=footer,
        )

    def query(self, record_id: int) -> Query[DocumentsCard]:
        """There is one."""
        return Documents()

    def values(self, card: DocumentsCard) -> Mapping[str, object]:
        """Each text under its kind and part."""
        texts = {_key(words.document, part): getattr(words, part) for words in card.texts for part in _PARTS}
        return {"colour": card.colour, "logo": card.logo or b"", **texts}

    def version(self, card: DocumentsCard) -> int:
        """The version of the shop's data and texts together."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """Everything at once; the logo only where it is another one."""
        stored = (self.card.logo if self.card is not None else None) or b""
        texts = tuple(
            DocumentWords(kind, *(values[_key(kind, part)] for part in _PARTS)) for kind in DocumentKind
        )
        logo = None if values["logo"] == stored else values["logo"]
        return EditDocuments(seen_version=self.seen_version, colour=values["colour"], texts=texts, logo=logo)

    def draft_name(self) -> str:
        """The company's own form keeps its drafts apart."""
        return "documents"

    def show_error(self, error: RuleBroken) -> None:
        """Say it where it is, on the page of its kind."""
        for kind in DocumentKind:
            if error.field in (_key(kind, part) for part in _PARTS):
                self._show_kind(kind.value)
        super().show_error(error)

    def _looks(self) -> Card:
        card = Card(tr("Looks"), tr("of all documents"), parent=self)
        card.body.addWidget(self.add_field(FieldAccent("colour", tr("Colour"))))
        about = tr("At the top of all documents. PNG or JPEG, up to 2 MB.")
        card.body.addWidget(
            self.add_field(FieldPicture("logo", tr("Logo"), about, self.desk.tasks, _LOGO_SIZE))
        )
        return card

    def _words(self) -> Card:
        card = Card(tr("Texts"), parent=self)
        kinds = [(kind.value, kind.label) for kind in DocumentKind]
        self.kinds = Segments(kinds, tr("Kind of document"), card)
        self.kinds.chosen.connect(self._show_kind)
        card.body.addWidget(self.kinds)
        self._pages = QStackedLayout()
        for kind in DocumentKind:
            self._pages.addWidget(self._page(kind))
        card.body.addLayout(self._pages)
        hint = tr(
            "{number} and {amount} stand for those of the invoice. Issued documents keep what they said."
        )
        card.body.addWidget(paragraph(hint, "small", card))
        return card

    def _page(self, kind: DocumentKind) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        labels = (tr("Before the lines"), tr("After them"), tr("At the foot of each page"))
        if kind in (DocumentKind.JOB_TICKET, DocumentKind.DAY_SHEET):
            labels = (tr("At the beginning"), tr("At the end"), tr("At the foot of each page"))
        for part, label in zip(_PARTS, labels, strict=True):
            column.addWidget(self.add_field(FieldMultiline(_key(kind, part), label, lines=3)))
        column.addStretch(1)
        return page

    @Slot(str)
    def _show_kind(self, kind: str) -> None:
        self.kinds.choose(kind)
        self._pages.setCurrentIndex(list(DocumentKind).index(DocumentKind(kind)))
        self.sample_changed.emit()

    @Slot(object, object)
    def _hear_texts(self, changes: ChangeSet, origin: object) -> None:
        if origin is not self and self.card is not None and changes.touches("document_text"):
            self.read_again()
