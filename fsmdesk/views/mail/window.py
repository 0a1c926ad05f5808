"""The window in which a mail is written, filled with what is known, with its documents."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import ComposeMail, MailDraft
from fsmdesk.services.printing.messages import InvoicePaper, JobTicketPaper, Paper
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk, Office
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.mail.form import MailForm
from fsmdesk.views.tasks import Lane
from fsmdesk.views.widgets.banner import BannerArea
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.standing import stand_over
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn

_SIZE = QSize(720, 640)


def about_paper(paper: Query[Paper]) -> ComposeMail | None:
    """What a mail with this document is about; None for one that is not the customer's."""
    if isinstance(paper, InvoicePaper):
        return ComposeMail(event=MessageEvent.INVOICE, invoice_id=paper.invoice_id)
    if isinstance(paper, JobTicketPaper):
        return ComposeMail(event=MessageEvent.DOCUMENT, work_order_id=paper.work_order_id)
    return None


def write_mail(
    desk: Desk, owner: QWidget, about: ComposeMail, papers: Sequence[Query[Paper]] = ()
) -> "MailWindow":
    """A window with a draft stands beside the owner's; draft and documents are made off the GUI thread."""
    window = MailWindow(desk, owner.window(), about, tuple(papers))
    window.show()
    return window


class MailWindow(QWidget):
    """Ctrl+Enter puts the mail into the outbox; Esc closes the window and keeps what was typed."""

    def __init__(
        self, desk: Desk, parent: QWidget, about: ComposeMail, papers: Sequence[Query[Paper]]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Mail"))
        self.setProperty("surface", "ground")
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        stand_over(self, parent)
        self._desk = desk
        self._about, self._papers = about, tuple(papers)
        self.form = MailForm(desk)
        self.editor = InlineEditor(self.form, self, has_line=False)
        self.editor.save_button.setText(tr("Send"))
        self.editor.save_button.setAccessibleName(tr("Send"))
        limit(self.editor.save_button, why_not(desk, Permission.SEND_MAIL))
        self.editor.closed.connect(self._leave)
        self._lay_out()
        self._read()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner above the fields."""
        self.banners.show_notice(notice)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banners = BannerArea(self)
        column.addWidget(self.banners)
        scrolled = ScrollColumn(self)
        card = Card(parent=scrolled)
        card.body.addWidget(self.editor)
        scrolled.body.addWidget(card)
        column.addWidget(scrolled, 1)

    def _read(self) -> None:
        job = partial(_prepared, self._desk.office, self._about, self._papers)
        self._desk.tasks.run(self, job, self._show_draft, self._failed, Lane.READ)

    def _show_draft(self, made: tuple[MailDraft, tuple[Paper, ...]]) -> None:
        draft, papers = made
        self.editor.open_new()
        self.form.begin(draft, papers)
        first = "recipient" if not draft.recipient else "body"
        self.form.fields[first].setFocus()

    def _failed(self, error: Exception) -> None:
        self._desk.errors.show(error, self, again=self._read)

    @Slot(bool)
    def _leave(self, _had_focus: bool) -> None:
        self.close()


def _prepared(
    office: Office, about: ComposeMail, papers: Sequence[Query[Paper]]
) -> tuple[MailDraft, tuple[Paper, ...]]:
    return office.ask(about), tuple(office.ask(paper) for paper in papers)
